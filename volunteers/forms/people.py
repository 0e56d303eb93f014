"""Forms about a person: somebody new, name and address, pace, availability, roles."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from oev import clock
from oev.forms import DateInput, PhoneInput, spoken
from partners.models import Municipality
from volunteers.kinds import DayPart, ExperienceKind, Gender, HeardOf, NameShown, Role, VolunteerKind
from volunteers.models import Volunteer

NO_ANSWER = ("", "Nog niet gezegd")
LANGUAGES = [(name, name) for name in "Nederlands Frans Engels Duits Turks Arabisch Pools Roemeens Spaans".split()]
BLOCKED_ROWS = 3


class PeopleFilter(forms.Form):
    """What the list of people is narrowed by; the answers stay in the address and say nothing about anybody."""

    q = forms.CharField(label="Naam", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    standing = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[
            ("", "Iedereen"),
            ("callable", "Oproepbaar"),
            ("not_callable", "Nu niet oproepbaar"),
            ("candidate", "Kandidaat"),
            ("stopped", "Gestopt"),
        ],
    )
    role = forms.ChoiceField(
        label="Rol", required=False, choices=[("", "Alle rollen"), *((r.value, r.label.capitalize()) for r in Role)]
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label="Gemeente", required=False, empty_label="Alle gemeenten"
    )
    near = forms.ChoiceField(
        label="Intervisie", required=False, choices=[("", "Maakt niet uit"), ("1", "Binnenkort nodig")]
    )

    def __init__(self, *args: Any, municipalities: QuerySet[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = municipalities  # type: ignore[attr-defined]


class ProfileForm(forms.Form):
    """Name, how to reach somebody, where, and whose experience."""

    first_name = forms.CharField(
        label="Voornaam", max_length=60, error_messages={"required": "Vul een voornaam of schuilnaam in."}
    )
    last_name = forms.CharField(label="Achternaam", max_length=80, required=False)
    alias = forms.CharField(label="Schuilnaam", max_length=60, required=False)
    phone = forms.CharField(label="Gsm of telefoon", max_length=30, required=False, widget=PhoneInput)
    email = forms.EmailField(
        label="Mailadres", required=False, error_messages={"invalid": "Kijk het mailadres na: er klopt iets niet."}
    )
    prefers_phone = forms.BooleanField(label="Liever bellen dan mailen", required=False)
    experience_kind = forms.ChoiceField(
        label="Ervaring", widget=forms.RadioSelect, required=False,
        choices=[(kind.value, kind.label.capitalize()) for kind in ExperienceKind],
    )  # fmt: skip
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label="Gemeente", required=False, empty_label="Kies een gemeente"
    )
    languages = forms.MultipleChoiceField(
        label="Talen", choices=LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple
    )
    gender = forms.ChoiceField(
        label="M/V/X", required=False, choices=[NO_ANSWER, *spoken(Gender.choices)],
        help_text="Alleen voor wie liever met een man of een vrouw praat.",
    )  # fmt: skip

    def __init__(self, *args: Any, municipalities: QuerySet[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = municipalities  # type: ignore[attr-defined]

    def keep_experience(self) -> None:
        """Whose experience it is, is shown and stays: this reader does not say it (P13)."""
        self.fields["experience_kind"].disabled = True
        self.fields["experience_kind"].help_text = "Dit zegt de persoon zelf, in het eigen account."

    @staticmethod
    def of(person: Volunteer) -> dict[str, Any]:
        """What is known of a person, as the form shows it."""
        return {name: getattr(person, name) for name in ProfileForm.base_fields}


class NewPersonForm(ProfileForm):
    """Somebody new: a candidate (3.1)."""

    kind = forms.ChoiceField(
        label="Wie is dit?", widget=forms.RadioSelect, initial=VolunteerKind.ED,
        choices=[
            (VolunteerKind.ED.value, "Ervaringsdrager"), (VolunteerKind.ORGANISATION.value, "Andere vrijwilliger"),
        ],
        error_messages={"required": "Kies wie dit is."},
    )  # fmt: skip
    candidate_on = forms.DateField(
        label="Kandidaat sinds", widget=DateInput, initial=clock.today,
        error_messages={"required": "Vul een dag in.", "invalid": "Vul een dag in, zoals 7/03/2026."},
    )  # fmt: skip
    heard_of = forms.ChoiceField(
        label="Hoe hoorde deze persoon van ons?", required=False, choices=[NO_ANSWER, *spoken(HeardOf.choices)]
    )
    field_order = ("first_name", "last_name", "alias", "phone", "email", "prefers_phone", "kind", "experience_kind")

    def offer_other(self) -> None:
        """Somebody looks like this: ask whether it is somebody else."""
        self.fields["other"] = forms.BooleanField(label="Dit is iemand anders. Schrijf de persoon op.", required=False)


class VisibilityForm(forms.Form):
    """How others read the name, per audience (P02, R141)."""

    name_for_peers = forms.ChoiceField(
        label="Voor andere ervaringsdragers", choices=spoken(NameShown.choices), widget=forms.RadioSelect
    )
    name_for_partners = forms.ChoiceField(
        label="Voor professionals", choices=spoken(NameShown.choices), widget=forms.RadioSelect
    )
    name_for_public = forms.ChoiceField(
        label="Voor iedereen", choices=spoken(NameShown.choices), widget=forms.RadioSelect
    )
    alias = forms.CharField(
        label="Schuilnaam", max_length=60, required=False, help_text="Laat leeg voor de eerste letter met een punt."
    )

    @staticmethod
    def of(person: Volunteer) -> dict[str, Any]:
        """What the person chose before."""
        return {name: getattr(person, name) for name in VisibilityForm.base_fields}


class AvailabilityForm(forms.Form):
    """Half-days of the week, days away, and 'hooguit zoveel gesprekken' (R044, R081)."""

    slots = forms.MultipleChoiceField(
        label="Wanneer kan het?", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(f"{day}-{part.value}", f"{name} {part.label}")
                 for day, name in enumerate(clock.WEEKDAYS) for part in DayPart],
    )  # fmt: skip
    max_per_month = forms.IntegerField(
        label="Hoeveel gesprekken per maand, hooguit?", required=False, min_value=0, max_value=100,
        help_text="Laat leeg voor geen maximum.",
        error_messages={"invalid": "Kies een getal van 0 tot 100."},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in range(BLOCKED_ROWS):
            for name, label in (("from", "Niet van"), ("until", "Tot en met")):
                self.fields[f"{name}_{row}"] = forms.DateField(label=label, required=False, widget=DateInput)
        self.days = self._days()

    @staticmethod
    def of(person: Volunteer) -> dict[str, Any]:
        """What stands now."""
        values: dict[str, Any] = {
            "slots": [f"{slot.weekday}-{slot.part}" for slot in person.availability.all()],
            "max_per_month": person.max_per_month,
        }
        coming = [one for one in person.blocked_periods.order_by("from_on") if one.until_on >= clock.today()]
        for row, one in enumerate(coming[:BLOCKED_ROWS]):
            values |= {f"from_{row}": one.from_on, f"until_{row}": one.until_on}
        return values

    def clean(self) -> dict[str, Any]:
        """Both days of a period, or none."""
        data = super().clean() or {}
        data["blocked"] = []
        for row in range(BLOCKED_ROWS):
            from_on, until_on = data.get(f"from_{row}"), data.get(f"until_{row}")
            if from_on and (until_on or from_on) < from_on:
                self.add_error(f"until_{row}", "De laatste dag ligt voor de eerste.")
            elif until_on and not from_on:
                self.add_error(f"from_{row}", "Vul ook de eerste dag in.")
            elif from_on:
                data["blocked"].append((from_on, until_on or from_on))
        return data

    @property
    def periods(self) -> list[tuple[Any, Any]]:
        """The fields of each period away, in pairs."""
        return [(self[f"from_{row}"], self[f"until_{row}"]) for row in range(BLOCKED_ROWS)]

    @property
    def has_periods(self) -> bool:
        """A period is filled in, or was filled in wrongly."""
        return any(first.value() or last.value() for first, last in self.periods)

    def chosen(self) -> list[tuple[int, DayPart]]:
        """Weekday and part of each half-day that was ticked."""
        pairs = (value.split("-") for value in self.cleaned_data["slots"])
        return [(int(day), DayPart(part)) for day, part in pairs]

    def _days(self) -> list[dict[str, Any]]:
        ticked = set(self["slots"].value() or [])
        return [
            {
                "name": clock.WEEKDAYS[day].capitalize(),
                "parts": [
                    {"value": f"{day}-{part.value}", "label": part.label, "on": f"{day}-{part.value}" in ticked}
                    for part in DayPart
                ],
            }
            for day in range(7)
        ]
