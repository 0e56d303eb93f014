"""Reads of groups with names (P36-P39)."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import DateTimeField, ExpressionWrapper, F, Q, QuerySet, Value

from oev.accounts.actor import Actor, Hat
from oev.search import search_form

if TYPE_CHECKING:
    from contactgroups.models import ContactGroup, GroupRole, Meeting, RosterTurn


class ContactGroupQuerySet(QuerySet["ContactGroup"]):
    """Groups: the list is public (R122)."""

    def visible_to(self, actor: Actor) -> "ContactGroupQuerySet":
        """Everybody but the beheerder sees groups (P36)."""
        return self.none() if actor.wears(Hat.ADMIN) else self

    def search(self, text: str) -> "ContactGroupQuerySet":
        """By name, without marks and case."""
        return self.filter(search_name__contains=search_form(text)) if text else self

    def led_by(self, volunteer_id: int | None, day: date) -> "ContactGroupQuerySet":
        """Groups of which this person is trekker on this day."""
        return self.filter(
            Q(roles__until_on=None) | Q(roles__until_on__gt=day),
            roles__volunteer=volunteer_id,
            roles__kind="organiser",
            roles__from_on__lte=day,
            roles__reserve_since=None,
        ).distinct()


class GroupRoleQuerySet(QuerySet["GroupRole"]):
    """Roles inside groups."""

    def held_on(self, day: date) -> "GroupRoleQuerySet":
        """Roles that run on this day and are not in reserve."""
        return self.filter(from_on__lte=day, reserve_since=None).filter(Q(until_on=None) | Q(until_on__gt=day))


class MeetingQuerySet(QuerySet["Meeting"]):
    """Meetings."""

    def visible_to(self, actor: Actor) -> "MeetingQuerySet":
        """Coordinator and vertegenwoordiger all; a volunteer those of the groups in which he has a role (P37-P38)."""
        if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE):
            return self
        if not actor.volunteer_id:
            return self.none()
        return self.filter(
            Q(group__roles__volunteer=actor.volunteer_id, group__roles__until_on=None)
            | Q(turn__volunteer=actor.volunteer_id)
        ).distinct()

    def held(self, now: datetime) -> "MeetingQuerySet":
        """Doorgegaan: over, and not called off (3.5)."""
        ends = ExpressionWrapper(
            F("starts_at") + F("minutes") * Value(timedelta(minutes=1)), output_field=DateTimeField()
        )
        return self.alias(end=ends).filter(state="planned", starts_at__lt=now, end__lte=now)

    def coming(self, now: datetime) -> "MeetingQuerySet":
        """Planned and not begun, the first one first."""
        return self.filter(state="planned", starts_at__gte=now).order_by("starts_at")


class RosterTurnQuerySet(QuerySet["RosterTurn"]):
    """Turns."""

    def visible_to(self, actor: Actor) -> "RosterTurnQuerySet":
        """As the meetings they belong to."""
        from contactgroups.models import Meeting

        return self.filter(meeting__in=Meeting.objects.visible_to(actor).values("pk"))
