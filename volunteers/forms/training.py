"""Forms of trainings: an entry of the catalogue, and a moment."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet

from oev import clock
from oev.forms import DateInput
from volunteers.forms.gatherings import DayAndHourForm, GatheringForm, minutes_field
from volunteers.kinds import TrainingTheme
from volunteers.models import Training, TrainingSession

if TYPE_CHECKING:
    TrainingModelForm = forms.ModelForm[Training]
else:
    TrainingModelForm = forms.ModelForm


class TrainingForm(TrainingModelForm):
    """What can be followed, and who offers it."""

    theme = forms.ChoiceField(label="Thema", required=False, choices=[("", "Geen thema"), *TrainingTheme.choices])

    class Meta:
        model = Training
        fields = ["title", "kind", "theme", "partner", "summary", "ended_on"]
        widgets = {"ended_on": DateInput}


class OfferForm(DayAndHourForm):
    """What a partner proposes: five things and no more."""

    field_order = ("title", "day", "hour", "place", "theme", "for_whom")
    title = forms.CharField(
        label="Waarover gaat het?", max_length=120, error_messages={"required": "Geef de vorming een titel."}
    )
    place = forms.CharField(label="Plaats", max_length=120, error_messages={"required": "Vul een plaats in."})
    theme = forms.ChoiceField(label="Thema", required=False, choices=[("", "Geen thema"), *TrainingTheme.choices])
    for_whom = forms.CharField(
        label="Voor wie?", max_length=120, required=False,
        help_text="Bijvoorbeeld: iedereen, of wie gesprekken doet. Schrijf geen namen van mensen.",
    )  # fmt: skip


class MomentForm(GatheringForm):
    """Which training, when and where; filled in from the last one."""

    field_order = ("training", "day", "hour", "minutes", "mode", "place")
    training = forms.ModelChoiceField(
        Training.objects.none(), label="Vorming", empty_label="Kies een vorming",
        error_messages={"required": "Kies een vorming."},
    )  # fmt: skip
    minutes = minutes_field(most=900, usual=180)

    def __init__(self, *args: Any, trainings: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["training"].queryset = trainings  # type: ignore[attr-defined]

    @staticmethod
    def of(session: TrainingSession) -> dict[str, Any]:
        """What was planned."""
        starts = session.starts_at.astimezone(clock.BRUSSELS)
        names = ("training", "minutes", "mode", "place")
        return {"day": starts.date(), "hour": starts.time(), **{name: getattr(session, name) for name in names}}

    @classmethod
    def after(cls, last: TrainingSession | None) -> dict[str, Any]:
        """As the last time, but the day is to be chosen."""
        return {name: value for name, value in cls.of(last).items() if name != "day"} if last else {}
