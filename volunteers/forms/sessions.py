"""Forms of intervisie: planning, answering by phone, and the list of who was there."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet

from oev import clock
from partners.models import Partner
from volunteers.forms.gatherings import GatheringForm, minutes_field
from volunteers.kinds import Presence, SessionKind, SignUp
from volunteers.models import IntervisionSession, Volunteer

NOT_YET_AND = [
    ("", "–"), (Presence.ATTENDED.value, "aanwezig"), (Presence.EXCUSED.value, "verontschuldigd"),
    (Presence.ABSENT.value, "niet"),
]  # fmt: skip
FOUR_WEEKS = timedelta(weeks=4)


class SessionForm(GatheringForm):
    """When, where and how; filled in from the last one (6.1)."""

    field_order = ("day", "hour", "minutes", "mode", "place", "kind", "partner", "counts_for_activity")
    minutes = minutes_field(most=600, usual=120)
    kind = forms.ChoiceField(
        label="Soort", widget=forms.RadioSelect, initial=SessionKind.INTERN,
        choices=[(one.value, one.label.capitalize()) for one in SessionKind],
    )  # fmt: skip
    partner = forms.ModelChoiceField(
        Partner.objects.none(), label="Partner", required=False, empty_label="Geen partner",
        help_text="Alleen voor een intervisie bij een partner.",
    )  # fmt: skip
    counts_for_activity = forms.BooleanField(label="Telt mee voor het jaar", required=False, initial=True)

    def __init__(self, *args: Any, partners: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        data = super().values()
        if data["kind"] != SessionKind.PARTNER:
            data["partner"] = None
        return data

    @staticmethod
    def of(session: IntervisionSession) -> dict[str, Any]:
        """What was planned."""
        starts = session.starts_at.astimezone(clock.BRUSSELS)
        names = ("minutes", "mode", "place", "kind", "partner", "counts_for_activity")
        return {"day": starts.date(), "hour": starts.time(), **{name: getattr(session, name) for name in names}}

    @classmethod
    def after(cls, last: IntervisionSession | None) -> dict[str, Any]:
        """The same again: four weeks after the last one, or later when that day is gone."""
        if last is None:
            return {}
        day = last.day + FOUR_WEEKS
        while day <= clock.today():
            day += FOUR_WEEKS
        return {**cls.of(last), "day": day}


class PhoneAnswerForm(forms.Form):
    """'Gebeld: ja / nee / weet nog niet' for somebody (Q45)."""

    volunteer = forms.ModelChoiceField(
        Volunteer.objects.none(), label="Wie?", empty_label="Kies iemand", error_messages={"required": "Kies iemand."}
    )
    answer = forms.ChoiceField(
        label="Komt die persoon?", widget=forms.RadioSelect, error_messages={"required": "Kies een antwoord."},
        choices=[(one.value, one.label.capitalize()) for one in SignUp],
    )  # fmt: skip

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["volunteer"].queryset = people  # type: ignore[attr-defined]


class AttendanceForm(forms.Form):
    """The list: for each person aanwezig, verontschuldigd, niet aanwezig, or nothing."""

    def __init__(self, *args: Any, people: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for person in people:
            self.fields[f"p{person.pk}"] = forms.ChoiceField(
                label=person.full_name, required=False, initial=person.presence or "",
                choices=NOT_YET_AND,
            )  # fmt: skip

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each person with what is ticked."""
        return [self._row(person) for person in self.people]

    def _row(self, person: Any) -> dict[str, Any]:
        name = f"p{person.pk}"
        value = self.data.get(name, "") if self.is_bound else self.initial.get(name, person.presence or "")
        return {
            "name": name,
            "person": person,
            "errors": self.errors.get(name, []),
            "options": [{"value": code, "label": label, "on": code == value} for code, label in NOT_YET_AND],
        }

    def presences(self) -> dict[int, Presence | None]:
        """What the service takes: everybody on the list."""
        return {
            person.pk: Presence(said) if (said := self.cleaned_data[f"p{person.pk}"]) else None
            for person in self.people
        }
