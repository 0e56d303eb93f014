"""Forms of partners, sites, people and the house itself."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet

from oev.forms import DateInput, PhoneInput, TimeInput, spoken
from partners.models import Municipality, Organisation, Partner, PartnerContact, Site
from partners.states import MandateVote, PartnerKind, PartnerSide, PartnerStage, SiteIntake, SiteKind

LIMITED_NOTICE = "Er zijn nu weinig gidsen. Bellen kan wel: we vragen of de persoon dat wil."
GUIDANCE = "Een ervaringsdrager mag bellen voor begeleiding"
GUIDANCE_HELP = "Naam, functie en telefoon staan dan op de pagina voor wie het even moeilijker heeft."
CRISIS_LINE = re.compile(r"^(?P<name>.+?)\s*[:;,]\s*(?P<number>\+?[\d /.]{3,20})$")


class LinesField(forms.CharField):
    """One thing a line, given as a list of texts."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        """A list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        """Lines as a list, without empty ones."""
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]


class CrisisLinesField(forms.CharField):
    """'Tele-Onthaal: 106', one a line, given as a list of name and number."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value: Any) -> Any:
        """The stored list as lines."""
        if isinstance(value, list):
            return "\n".join(f"{line['name']}: {line['number']}" for line in value)
        return value

    def to_python(self, value: Any) -> list[dict[str, str]]:  # type: ignore[override]
        """Lines as the stored list; a line without a number is an error that names it."""
        lines = [line.strip() for line in str(value or "").splitlines() if line.strip()]
        found = [(line, CRISIS_LINE.match(line)) for line in lines]
        wrong = [line for line, match in found if match is None]
        if wrong:
            raise forms.ValidationError(f"Schrijf dit als ‘naam: nummer’: {wrong[0]}")
        return [{"name": match["name"], "number": match["number"].strip()} for _, match in found if match]


class OrganisationForm(forms.Form):
    """The name and numbers of the house (Q53)."""

    name = forms.CharField(label="Naam van de organisatie", max_length=120)
    region = forms.CharField(label="Regio", max_length=80)
    phone = forms.CharField(label="Telefoon", max_length=30, widget=PhoneInput)
    email = forms.EmailField(label="Mailadres", required=False)
    coordinator_email = forms.EmailField(label="Mailadres van de coördinator", required=False)
    website = forms.URLField(label="Website", required=False, assume_scheme="https")
    crisis_lines = CrisisLinesField(
        label="Noodnummers", required=False, help_text="Eén per regel, bijvoorbeeld: Tele-Onthaal: 106"
    )

    @staticmethod
    def initial_of(ours: Organisation) -> dict[str, Any]:
        """What stands in the form now."""
        return {name: getattr(ours, name) for name in OrganisationForm.base_fields}


class SetupForm(forms.Form):
    """What an empty house needs to begin (Q53)."""

    name = forms.CharField(label="Hoe heet jullie organisatie?", max_length=120)
    region = forms.CharField(label="Voor welke regio?", max_length=80)
    phone = forms.CharField(
        label="Op welk nummer bellen mensen jullie?",
        max_length=30,
        widget=PhoneInput,
        help_text="Dit nummer staat onderaan elke pagina en op de kaartjes.",
    )
    email = forms.EmailField(label="Op welk mailadres schrijven ze?", required=False)


class PartnerForm(forms.Form):
    """An organisation."""

    name = forms.CharField(label="Naam", max_length=120)
    kind = forms.ChoiceField(label="Soort", choices=spoken(PartnerKind.choices))
    stage = forms.ChoiceField(label="Fase", choices=spoken(PartnerStage.choices), initial=PartnerStage.TALKS)
    municipality = forms.ModelChoiceField(
        Municipality.objects.all(), label="Gemeente", required=False, empty_label="Kies een gemeente"
    )
    aliases = LinesField(
        label="Andere namen", required=False, help_text="Eén per regel. Zo vind je de partner ook terug."
    )
    note = forms.CharField(label="Opmerking", max_length=200, required=False)

    @staticmethod
    def initial_of(partner: Partner) -> dict[str, Any]:
        """What stands in the form now."""
        return {name: getattr(partner, name) for name in PartnerForm.base_fields}


class SideForm(forms.Form):
    """What the bestuur decided about a partner's side (R247)."""

    side = forms.ChoiceField(label="Kant", choices=spoken(PartnerSide.choices), widget=forms.RadioSelect)
    decided_on = forms.DateField(label="Beslist op", widget=DateInput)
    decision = forms.CharField(
        label="Waar staat de beslissing?", max_length=120, help_text="Bijvoorbeeld: verslag van 3 maart, punt 4."
    )


class SiteForm(forms.Form):
    """A place of a partner."""

    name = forms.CharField(label="Naam", max_length=120)
    kind = forms.ChoiceField(label="Soort", choices=spoken(SiteKind.choices))
    municipality = forms.ModelChoiceField(
        Municipality.objects.all(), label="Gemeente", required=False, empty_label="Kies een gemeente"
    )


class SiteTextsForm(forms.Form):
    """What people read about a place, and its hours."""

    admission_rule = forms.CharField(
        label="Opname", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    extra_line = forms.CharField(label="Extra zin", max_length=200, required=False)
    bedside_visits = forms.BooleanField(label="Een gesprek aan bed kan", required=False)
    desk = forms.CharField(label="Waar meldt een gids zich aan?", max_length=200, required=False)
    visiting_hours = forms.CharField(label="Bezoekuren", max_length=100, required=False)
    response_by = forms.TimeField(
        label="We bekijken nieuwe aanmeldingen voor", widget=TimeInput, help_text="Dit uur staat op het formulier."
    )
    offers_from = forms.TimeField(label="We vragen mensen vanaf", widget=TimeInput)
    offer_minutes = forms.IntegerField(label="Minuten om te antwoorden", min_value=5, max_value=1440)
    colleagues_see = forms.BooleanField(label="Collega’s van deze plaats zien elkaars aanmeldingen", required=False)

    @staticmethod
    def initial_of(site: Site) -> dict[str, Any]:
        """What stands in the form now."""
        return {name: getattr(site, name) for name in SiteTextsForm.base_fields}


class SiteIntakeForm(forms.Form):
    """Open, beperkt or gesloten (R152)."""

    intake = forms.ChoiceField(
        label="Zijn nieuwe aanmeldingen welkom?", choices=spoken(SiteIntake.choices), widget=forms.RadioSelect
    )
    notice = forms.CharField(
        label="Wat leest de dienst?",
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nodig bij beperkt en gesloten. Zeg wat er wel kan.",
    )


class ContactForm(forms.Form):
    """Somebody at a partner."""

    name = forms.CharField(label="Naam", max_length=100)
    function = forms.CharField(label="Functie", max_length=80, required=False)
    site = forms.ModelChoiceField(
        Site.objects.none(), label="Plaats", required=False, empty_label="De hele organisatie"
    )
    email = forms.EmailField(label="Mailadres", required=False)
    phone = forms.CharField(label="Telefoon", max_length=30, required=False, widget=PhoneInput)
    offers_guidance = forms.BooleanField(label=GUIDANCE, required=False, help_text=GUIDANCE_HELP)
    from_on = forms.DateField(label="Vanaf", widget=DateInput)
    invite = forms.BooleanField(label="Maak ook een account en een uitnodiging", required=False)

    def __init__(self, *args: Any, sites: "QuerySet[Site]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]


class MyContactForm(forms.Form):
    """The own contact data of a professional (P42)."""

    name = forms.CharField(label="Naam", max_length=100)
    function = forms.CharField(label="Functie", max_length=80, required=False)
    phone = forms.CharField(label="Telefoon", max_length=30, required=False, widget=PhoneInput)
    offers_guidance = forms.BooleanField(label=GUIDANCE, required=False, help_text=GUIDANCE_HELP)

    @staticmethod
    def initial_of(contact: PartnerContact) -> dict[str, Any]:
        """What stands in the form now."""
        return {name: getattr(contact, name) for name in MyContactForm.base_fields}


class EndForm(forms.Form):
    """The first day without."""

    until_on = forms.DateField(label="Vanaf welke dag niet meer?", widget=DateInput)


class MandateForm(forms.Form):
    """A seat in the bestuur."""

    name = forms.CharField(label="Naam", max_length=100)
    constituency = forms.CharField(label="Geleding", max_length=80, help_text="Uit welke groep komt deze persoon?")
    function = forms.CharField(label="Functie", max_length=80, required=False)
    vote = forms.ChoiceField(
        label="Stem", choices=spoken(MandateVote.choices), widget=forms.RadioSelect, initial="vote"
    )
    partner = forms.ModelChoiceField(Partner.objects.all(), label="Partner", required=False, empty_label="Geen partner")
    from_on = forms.DateField(label="Vanaf", widget=DateInput)
    email = forms.EmailField(
        label="Mailadres", required=False, help_text="Met een mailadres krijgt deze persoon een account."
    )
