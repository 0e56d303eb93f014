"""Who helps in a group, as pages show it: tasks that belong to it, and roles that its trekker proposes (P09, P19)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from contactgroups.models import GroupRoleRequest, GroupTask
from contactgroups.people import audience_of
from oev.accounts.actor import Actor
from volunteers.models import TaskHolding, Volunteer


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task of a group with who does it, under the names that the reader may see."""

    name: str
    people: str


def task_lines(groups: Collection[int], actor: Actor, day: date) -> dict[int, list[TaskLine]]:
    """Tasks that run in these groups, by group; one query, none when there are no groups."""
    if not groups:
        return {}
    audience = audience_of(actor)
    found: dict[int, list[TaskLine]] = {pk: [] for pk in groups}
    rows = sorted(GroupTask.objects.visible_to(actor).of_groups(groups, day), key=lambda row: row.group_id)
    for (group, name), same in groupby(rows, key=lambda row: (row.group_id, row.task.kind.name)):
        found[group].append(TaskLine(name, ", ".join(row.task.volunteer.name_for(audience) for row in same)))
    return found


@dataclass(frozen=True, slots=True)
class RequestLine:
    """Somebody whom a trekker proposed for a role, and how far it is."""

    pk: int
    name: str
    label: str
    passed: bool

    @property
    def tag(self) -> str:
        """'gevraagd', or that the coordinator looks first."""
        return "gevraagd" if self.passed else "de coördinator kijkt"


def request_lines(groups: Collection[int], actor: Actor) -> dict[int, list[RequestLine]]:
    """What waits in these groups, by group; one query, none when there are no groups."""
    if not groups:
        return {}
    audience = audience_of(actor)
    found: dict[int, list[RequestLine]] = {pk: [] for pk in groups}
    for row in GroupRoleRequest.objects.visible_to(actor).of_groups(groups):
        name, label = row.volunteer.name_for(audience), row.get_kind_display()
        found[row.group_id].append(RequestLine(row.pk, name, label, row.passed_at is not None))
    return found


def running_tasks(person: Volunteer, day: date) -> list[TaskHolding]:
    """What this person does on this day, by name; two queries with the groups of `groups_of`."""
    rows = TaskHolding.objects.on_day(day).filter(volunteer=person).select_related("kind")
    return list(rows.order_by("kind__name"))


def groups_of(tasks: Collection[TaskHolding]) -> dict[int, int]:
    """For which group each of these tasks is, by key of the task."""
    return dict(GroupTask.objects.of_tasks(tasks).values_list("task_id", "group_id"))
