"""Invented examples for the living style guide: every component of templates/ui/ once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator

from oev.forms import DateInput
from oev.registry import Tile, WorkRow, WorkSection


class ReferralExample(forms.Form):
    """A form with each kind of field."""

    who = forms.ChoiceField(
        label="Voor wie?",
        widget=forms.RadioSelect,
        choices=[("self", "De persoon zelf"), ("near", "Een naaste"), ("me", "Ik als professional")],
        error_messages={"required": "Kies voor wie het is."},
    )
    consent = forms.ChoiceField(
        label="Zei de persoon ja?",
        help_text="Te ziek of te suf om te kiezen? Kies “Nog niet”. De dagploeg kan dit later doen.",
        widget=forms.RadioSelect,
        choices=[("yes", "Ja"), ("not_yet", "Nog niet")],
        error_messages={"required": "Kies of de persoon ja zei."},
    )
    reach = forms.ChoiceField(
        label="Hoe bereiken we de persoon?",
        widget=forms.RadioSelect,
        choices=[
            ("ward", "Hier op de dienst, tot zaterdag 18 uur"),
            ("phone", "Op de gsm"),
            ("me", "Via mij"),
        ],
        error_messages={"required": "Kies hoe we de persoon bereiken. De rest is ingevuld."},
    )
    name = forms.CharField(
        label="Hoe mogen we de persoon noemen?",
        help_text="Een voornaam of schuilnaam. Schrijf hier geen achternaam of medische informatie.",
        error_messages={"required": "Vul een voornaam of schuilnaam in."},
    )
    until_on = forms.DateField(label="Tot welke dag?", widget=DateInput, required=False)
    place = forms.ChoiceField(label="Gemeente", choices=[("", "Kies een gemeente"), ("geel", "Geel")])
    languages = forms.MultipleChoiceField(
        label="Talen",
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("nl", "Nederlands"),
            ("fr", "Frans"),
            ("ar", "Arabisch"),
            ("tr", "Turks"),
            ("en", "Engels"),
        ],
        required=False,
    )
    message_allowed = forms.BooleanField(label="We mogen een boodschap inspreken", required=False)


class ExtraExample(forms.Form):
    """What may stay folded."""

    note = forms.CharField(
        label="Eén praktische afspraak",
        help_text="200 tekens. De persoon leest mee.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=200,
        required=False,
    )
    file = forms.FileField(label="Lijst", required=False)


class CountExample(forms.Form):
    """Counters for a thumb: a number input with the class `counter`."""

    own = forms.IntegerField(label="Eigen ervaring", widget=forms.NumberInput(attrs={"class": "counter"}))
    near = forms.IntegerField(label="Naasten", widget=forms.NumberInput(attrs={"class": "counter"}))
    staff = forms.IntegerField(label="Professionals", widget=forms.NumberInput(attrs={"class": "counter"}))


class FilterExample(forms.Form):
    """A filter by GET."""

    name = forms.CharField(label="Naam", required=False)
    place = forms.ChoiceField(label="Gemeente", choices=[("", "Alle"), ("geel", "Geel")], required=False)
    from_on = forms.DateField(label="Vanaf", widget=DateInput, required=False)


@dataclass(frozen=True)
class MessageExample:
    """A quiet line with the way back."""

    text: str
    level_tag: str
    extra_tags: str = ""

    def __str__(self) -> str:
        return self.text


CALL = {
    "action_label": "Bel",
    "action_url": "tel:014000000",
    "second_label": "Ik heb gebeld",
    "second_url": "#main",
}
SECTIONS = [
    WorkSection(
        "new",
        "Nieuwe aanmeldingen",
        [
            WorkRow(
                "26-0312 · Ziekenhuis in de buurt, spoed",
                "M., bereikbaar op de dienst tot 18 uur · antwoord beloofd voor 10 uur",
                action_label="Zoek een gids",
                action_url="#main",
            ),
            WorkRow(
                "26-0311 · Sociale dienst",
                "Een naaste, liefst telefoon · gisteren 16.20 uur",
                action_label="Zoek een gids",
                action_url="#main",
            ),
        ],
        total=2,
    ),
    WorkSection(
        "call",
        "Mensen om te bellen",
        [
            WorkRow("Els V.", "Lang niet gehoord: 9 weken", "intervisie ten laatste op 1 april", "zon", **CALL),
            WorkRow(
                "Bart D.",
                "Nog nodig: een intervisie na 12 februari 2026, en samen bespreken met de vertegenwoordiger",
                "slapend",
                "heide",
                **CALL,
            ),
        ],
    ),
]


def examples(given: Mapping[str, str]) -> dict[str, Any]:
    """Context of the style guide; `?fout` shows the form with its errors."""
    chosen = {"who": "self", "reach": "ward", "name": "" if "fout" in given else "M.", "languages": ["nl"]}
    return {
        "messages": [
            MessageExample("Bart is weer oproepbaar. Fijn dat het goed gaat.", "success", "#main"),
            MessageExample("Voor de rol starter is nog geen verzekering gevonden.", "warning"),
        ],
        "form": ReferralExample(chosen) if "fout" in given else ReferralExample(initial=chosen),
        "extra": ExtraExample(),
        "counters": CountExample(initial={"own": 9, "near": 4, "staff": 0}),
        "filter_form": FilterExample(auto_id="filter_%s"),
        "sections": SECTIONS,
        "week": [Tile("12", "bijeenkomsten"), Tile("31", "oproepbaar"), Tile("9", "aanmeldingen")],
        "page": Paginator(range(100), 25).get_page(2),
        "entries": [
            {"when": "3 april 2026", "text": "Intervisie", "state": "coming"},
            {"when": "7 maart 2026", "text": "Gebeld", "who": "vertegenwoordiger"},
            {"when": "2 februari 2026", "text": "Intervisie", "state": "withdrawn"},
            {"when": "1 januari 2026", "text": "Gestart als gids"},
        ],
        "headings": ["Soort", "2025", "2026"],
        "table": [
            ("Ziekenhuis", 121, 138),
            ("Sociale dienst", 58, 63),
            ("CAW", 19, 24),
            ("Huisarts", "<5", 7),
        ],
        "lines": [
            {"name": "Noodgeval", "number": "112"},
            {"name": "Tele-Onthaal", "number": "106"},
            {"name": "Zelfmoordlijn", "number": "1813"},
            {"name": "De Druglijn", "number": "078 15 10 20"},
        ],
    }
