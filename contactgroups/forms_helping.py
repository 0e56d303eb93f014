"""Forms of who helps in a group: somebody proposed for a role, and the group of a task (P09, P19)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from contactgroups.models import ContactGroup
from contactgroups.reads import RoleLine
from contactgroups.states import PROPOSED_KINDS
from volunteers.models import TaskHolding


class ProposeForm(forms.Form):
    """Whom a trekker proposes, and for which role; never why."""

    who = forms.TypedChoiceField(
        label="Wie?", coerce=int, widget=forms.RadioSelect,
        error_messages={"required": "Kies iemand van je groep.", "invalid_choice": "Kies iemand van je groep."},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="Welke rol?", widget=forms.RadioSelect, error_messages={"required": "Kies een rol."},
        choices=[(one.value, one.label.capitalize()) for one in PROPOSED_KINDS],
    )  # fmt: skip

    def __init__(self, *args: Any, people: Iterable[RoleLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {line.volunteer_id: line.name for line in people}
        self.fields["who"].choices = list(names.items())  # type: ignore[attr-defined]


class TaskGroupsForm(forms.Form):
    """For which group each task is that runs; it may stay empty."""

    def __init__(
        self, *args: Any, tasks: Iterable[TaskHolding], placed: Mapping[int, int], groups: QuerySet[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for task in tasks:
            self.fields[f"task{task.pk}"] = forms.ModelChoiceField(
                groups, label=task.kind.name, required=False, empty_label="Geen groep", initial=placed.get(task.pk)
            )

    def groups(self) -> dict[int, ContactGroup | None]:
        """What was chosen, by key of the task."""
        return {int(name.removeprefix("task")): group for name, group in self.cleaned_data.items()}
