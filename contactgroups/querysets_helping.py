"""Reads of who helps in a group: its tasks, and the roles that a trekker proposes (P09, P19)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from oev import clock
from oev.accounts.actor import Actor, Hat


def led_by(actor: Actor) -> Any:
    """Keys of the groups of which the actor is trekker today."""
    from contactgroups.models import ContactGroup

    return ContactGroup.objects.led_by(actor.volunteer_id, clock.today()).values("pk")


class GroupTaskQuerySet(QuerySet[Any]):
    """Tasks that belong to a group."""

    def visible_to(self, actor: Actor) -> "GroupTaskQuerySet":
        """Coordinator and vertegenwoordiger all; a volunteer the own ones and those of the groups he runs (P09)."""
        if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE):
            return self
        if not actor.volunteer_id:
            return self.none()
        return self.filter(Q(task__volunteer=actor.volunteer_id) | Q(group__in=led_by(actor)))

    def of_groups(self, groups: Iterable[int], day: date) -> "GroupTaskQuerySet":
        """Tasks that run on this day in these groups, in the order of the catalogue."""
        begun = self.filter(group__in=list(groups), task__withdrawn_at=None, task__from_on__lte=day)
        running = begun.filter(Q(task__until_on=None) | Q(task__until_on__gt=day))
        named = running.select_related("task__kind", "task__volunteer")
        return named.order_by("task__kind__name", "task__volunteer__search_name")

    def of_tasks(self, tasks: Iterable[Any]) -> "GroupTaskQuerySet":
        """The groups of these tasks."""
        return self.filter(task__in=list(tasks))

    def of_account(self, user_id: int) -> "GroupTaskQuerySet":
        """Those of the person behind an account."""
        return self.filter(task__volunteer__user=user_id, task__withdrawn_at=None).select_related("task__kind", "group")


class GroupRoleRequestQuerySet(QuerySet[Any]):
    """Roles that a trekker proposes."""

    def visible_to(self, actor: Actor) -> "GroupRoleRequestQuerySet":
        """Coordinator and vertegenwoordiger all; a trekker those of the own groups; the person once asked (P19)."""
        if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE):
            return self
        if not actor.volunteer_id:
            return self.none()
        asked = Q(volunteer=actor.volunteer_id, passed_at__isnull=False)
        return self.filter(asked | Q(group__in=led_by(actor)))

    def waiting(self) -> "GroupRoleRequestQuerySet":
        """Nobody asked the person yet, the first one first."""
        return self.filter(passed_at=None).with_names()

    def asked_of(self, volunteer_id: int | None) -> "GroupRoleRequestQuerySet":
        """What waits for the yes of this person."""
        return self.filter(volunteer=volunteer_id, passed_at__isnull=False).with_names()

    def of_groups(self, groups: Iterable[int]) -> "GroupRoleRequestQuerySet":
        """Those of these groups."""
        return self.filter(group__in=list(groups)).with_names()

    def with_names(self) -> "GroupRoleRequestQuerySet":
        """With person and group, the first one first."""
        return self.select_related("volunteer", "group").order_by("asked_at", "pk")

    def of_account(self, user_id: int) -> "GroupRoleRequestQuerySet":
        """About the person behind an account."""
        return self.filter(volunteer__user=user_id).select_related("group")
