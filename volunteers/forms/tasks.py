"""Forms of tasks without a call."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet

from oev.forms import DateInput
from volunteers.models import TaskKind

if TYPE_CHECKING:
    TaskKindModelForm = forms.ModelForm[TaskKind]
    ManyTasks = forms.ModelMultipleChoiceField[TaskKind]
else:
    TaskKindModelForm = forms.ModelForm
    ManyTasks = forms.ModelMultipleChoiceField


class TasksField(ManyTasks):
    """Tasks to tick; what is done elsewhere says so."""

    def label_from_instance(self, obj: Any) -> str:
        """'Website' or 'Vrijwilligerswerk bij een partner (elders)'."""
        return f"{obj.name} (elders)" if obj.outside else str(obj.name)


class TasksForm(forms.Form):
    """'Wat wil je doen?': everything that is ticked runs, the rest ends."""

    kinds = TasksField(TaskKind.objects.none(), label="Taken", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, tasks: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].queryset = tasks  # type: ignore[attr-defined]


class TaskKindForm(TaskKindModelForm):
    """An entry of the catalogue."""

    class Meta:
        model = TaskKind
        fields = ["name", "code", "outside", "ended_on"]
        widgets = {"ended_on": DateInput}
        help_texts = {"code": "Kleine letters zonder spaties, bijvoorbeeld: nieuwsbrief."}
