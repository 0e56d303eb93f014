"""Forms of the way in: a tick, a signature, the talk, the start."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from oev import clock
from oev.forms import DateInput, TimeInput
from volunteers.forms.standing import DAY_ERRORS, DayForm
from volunteers.kinds import CheckState, IntakeItem, IntakeOutcome, Role, SignedHow
from volunteers.models import Document, IntakeTalk, Volunteer

BY_STAFF = [(how.value, how.label.capitalize()) for how in SignedHow if how is not SignedHow.ACCOUNT]


class TickForm(forms.Form):
    """A point of the checklist, how it stands, and perhaps a day."""

    item = forms.ChoiceField(label="Punt", choices=IntakeItem.choices, error_messages={"required": "Kies een punt."})
    state = forms.ChoiceField(label="Stand", choices=CheckState.choices, required=False)
    on = forms.DateField(label="Op welke dag?", required=False, error_messages=DAY_ERRORS)

    def clean_item(self) -> IntakeItem:
        """The point itself."""
        return IntakeItem(self.cleaned_data["item"])

    def clean_state(self) -> CheckState:
        """In orde unless said otherwise."""
        return CheckState(self.cleaned_data["state"] or CheckState.DONE)


class SignForm(forms.Form):
    """Which text was signed or given, how, and when."""

    document = forms.ModelChoiceField(
        Document.objects.none(), label="Welke tekst?", empty_label="Kies een tekst",
        error_messages={"required": "Kies een tekst.", "invalid_choice": "Kies een tekst uit de lijst."},
    )  # fmt: skip
    how = forms.ChoiceField(label="Hoe?", choices=BY_STAFF, error_messages={"required": "Kies hoe."})
    on = forms.DateField(label="Op welke dag?", required=False, widget=DateInput, error_messages=DAY_ERRORS)

    def __init__(self, *args: Any, documents: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]


class WhoIsThereForm(forms.Form):
    """Which of the two offices is there."""

    with_coordinator = forms.BooleanField(label="De coördinator", required=False, initial=True)
    with_representative = forms.BooleanField(label="De vertegenwoordiger", required=False, initial=True)


class PlanTalkForm(WhoIsThereForm):
    """A moment and a place for the talk with a candidate."""

    day = forms.DateField(label="Welke dag?", widget=DateInput, error_messages=DAY_ERRORS)
    hour = forms.TimeField(
        label="Hoe laat?", widget=TimeInput,
        error_messages={"required": "Vul een uur in.", "invalid": "Vul een uur in, zoals 19.30."},
    )  # fmt: skip
    place = forms.CharField(label="Waar?", max_length=120, required=False)
    field_order = ("day", "hour", "place", "with_coordinator", "with_representative")

    @staticmethod
    def of(talk: IntakeTalk | None) -> dict[str, Any] | None:
        """What was planned before."""
        if talk is None:
            return None
        moment = talk.starts_at.astimezone(clock.BRUSSELS)
        return {
            "day": moment.date(), "hour": moment.time(), "place": talk.place,
            "with_coordinator": talk.with_coordinator, "with_representative": talk.with_representative,
        }  # fmt: skip

    def facts(self) -> dict[str, Any]:
        """As the service takes it."""
        data = dict(self.cleaned_data)
        return {"starts_at": clock.local(data.pop("day"), data.pop("hour")), **data}


class TalkHeldForm(WhoIsThereForm):
    """The talk took place: the day, who was there, what was agreed."""

    held_on = forms.DateField(label="Op welke dag?", widget=DateInput, initial=clock.today, error_messages=DAY_ERRORS)
    outcome = forms.ChoiceField(
        label="Wat spraken jullie af?", widget=forms.RadioSelect,
        choices=[(one.value, one.label.capitalize()) for one in IntakeOutcome],
        error_messages={"required": "Kies wat jullie afspraken."},
    )  # fmt: skip
    field_order = ("held_on", "outcome", "with_coordinator", "with_representative")


class StartForm(DayForm):
    """The day of the start, the first role, and who walks along (R083, R190)."""

    first_role = forms.ChoiceField(
        label="Welke rol eerst?", widget=forms.RadioSelect, error_messages={"required": "Kies een rol."}
    )
    companion = forms.ModelChoiceField(
        Volunteer.objects.none(), label="Wie loopt de eerste maanden mee, als peter of meter?", required=False,
        blank=True, widget=forms.RadioSelect, empty_label="Nog niemand",
        help_text="Vraag het eerst. Dit zijn voorstellen.",
        error_messages={"invalid_choice": "Kies iemand uit de lijst."},
    )  # fmt: skip

    def __init__(
        self, *args: Any, roles: Sequence[Role], companions: Sequence[tuple[Volunteer, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        said = {person.pk: f"{person.full_name}, {line}" if line else person.full_name for person, line in companions}
        self.fields["first_role"].choices = [(role.value, role.label.capitalize()) for role in roles]  # type: ignore[attr-defined]
        field = self.fields["companion"]
        field.queryset = Volunteer.objects.filter(pk__in=said)  # type: ignore[attr-defined]
        field.label_from_instance = lambda person: said[person.pk]  # type: ignore[attr-defined]
