"""Reads of groups with names (P36-P39)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from oev import clock
from oev.accounts.actor import Actor, Hat
from oev.search import search_form

FORGOTTEN_AFTER = timedelta(days=14)  # 3.5: after this a meeting without a count is "niet geregistreerd"
ON_THE_LIST = ("contact_point", "starting", "active", "on_break")


def running_on(day: date) -> Q:
    """Roles whose half-open period holds this day, in reserve or not."""
    return Q(from_on__lte=day) & (Q(until_on=None) | Q(until_on__gt=day))


def _own_group(actor: Actor) -> Any:
    """The actor is trekker of the group of the meeting today."""
    from contactgroups.models import GroupRole

    roles = GroupRole.objects.held_on(clock.today()).filter(volunteer=actor.volunteer_id, kind="organiser")
    return Exists(roles.filter(group=OuterRef("group")))


class ContactGroupQuerySet(QuerySet[Any]):
    """Groups: the list is public (R122)."""

    def visible_to(self, actor: Actor) -> "ContactGroupQuerySet":
        """Everybody but the beheerder sees groups (P36)."""
        return self.none() if actor.wears(Hat.ADMIN) else self

    def public(self) -> "ContactGroupQuerySet":
        """What stands on the list for everybody: contact points and groups that have not stopped (R122)."""
        return self.filter(state__in=ON_THE_LIST).select_related("municipality")

    def led(self) -> "ContactGroupQuerySet":
        """Groups that meet: actief or in pauze."""
        return self.filter(state__in=["active", "on_break"])

    def active(self) -> "ContactGroupQuerySet":
        """Groups that meet each week now."""
        return self.filter(state="active")

    def with_everything(self) -> "ContactGroupQuerySet":
        """With municipality, partner, agreement and series."""
        rows = self.select_related("municipality", "supporting_partner", "agreement")
        return rows.prefetch_related("series")

    def hanging_on(self, agreement_ids: Iterable[int]) -> "ContactGroupQuerySet":
        """Groups that have not stopped and rest on one of these agreements."""
        return self.filter(agreement__in=list(agreement_ids)).exclude(state="stopped").order_by("pk")

    def among(self, pks: Iterable[int]) -> "ContactGroupQuerySet":
        """These groups."""
        return self.filter(pk__in=list(pks))

    def search(self, text: str) -> "ContactGroupQuerySet":
        """By name, without marks and case."""
        return self.filter(search_name__contains=search_form(text)) if text else self

    def led_by(self, volunteer_id: int | None, day: date) -> "ContactGroupQuerySet":
        """Groups of which this person is trekker on this day."""
        return self.with_role_of(volunteer_id, day, "organiser")

    def with_role_of(self, volunteer_id: int | None, day: date, *kinds: str) -> "ContactGroupQuerySet":
        """Groups in which this person holds one of these roles (all roles when none is named) on this day."""
        from contactgroups.models import GroupRole

        roles = GroupRole.objects.held_on(day).filter(volunteer=volunteer_id, group=OuterRef("pk"))
        return self.filter(Exists(roles.filter(kind__in=kinds) if kinds else roles))

    def with_next_meeting(self, now: datetime) -> "ContactGroupQuerySet":
        """With `next_at`, the start of the next meeting."""
        from contactgroups.models import Meeting

        coming = Meeting.objects.coming(now).filter(group=OuterRef("pk"))
        found: ContactGroupQuerySet = self.annotate(next_at=Subquery(coming.values("starts_at")[:1]))
        return found

    def with_gaps(self, now: datetime, weeks: int) -> "ContactGroupQuerySet":
        """With `gaps`: meetings of the coming weeks that nobody leads yet."""
        from contactgroups.models import Meeting

        coming = Meeting.objects.coming(now).filter(starts_at__lt=now + timedelta(weeks=weeks), turn__volunteer=None)
        mine = coming.filter(group=OuterRef("pk")).order_by().values("group").annotate(number=Count("pk"))
        found: ContactGroupQuerySet = self.annotate(gaps=Coalesce(Subquery(mine.values("number")), 0))
        return found


class GroupPeriodQuerySet(QuerySet[Any]):
    """Dated states of groups."""

    def visible_to(self, actor: Actor) -> "GroupPeriodQuerySet":
        """As the groups they belong to."""
        return self.none() if actor.wears(Hat.ADMIN) else self

    def on(self, day: date) -> "GroupPeriodQuerySet":
        """The periods that hold this day."""
        return self.filter(from_on__lte=day).filter(Q(until_on=None) | Q(until_on__gt=day))


class GroupRoleQuerySet(QuerySet[Any]):
    """Roles inside groups."""

    def visible_to(self, actor: Actor) -> "GroupRoleQuerySet":
        """Coordinator and vertegenwoordiger all; a volunteer the own roles (P19)."""
        if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE):
            return self
        return self.filter(volunteer=actor.volunteer_id) if actor.volunteer_id else self.none()

    def held_on(self, day: date) -> "GroupRoleQuerySet":
        """Roles that run on this day and are not in reserve."""
        return self.filter(running_on(day), reserve_since=None)

    def not_ended(self, day: date) -> "GroupRoleQuerySet":
        """Roles that run on this day, in reserve or not."""
        return self.filter(running_on(day))

    def of_volunteer(self, volunteer_id: int) -> "GroupRoleQuerySet":
        """Roles of one person."""
        return self.filter(volunteer=volunteer_id)

    def of_account(self, user_id: int) -> "GroupRoleQuerySet":
        """Roles of the person behind an account."""
        return self.filter(volunteer__user=user_id)

    def of_kind(self, *kinds: str) -> "GroupRoleQuerySet":
        """Roles of these kinds."""
        return self.filter(kind__in=kinds)

    def in_reserve(self, day: date) -> "GroupRoleQuerySet":
        """Roles that are kept for somebody (Q12)."""
        return self.filter(running_on(day)).exclude(reserve_since=None)

    def of_callable(self, day: date) -> "GroupRoleQuerySet":
        """Roles of people who are oproepbaar on this day."""
        from volunteers.models import StandingSpan

        callable_now = StandingSpan.objects.on(day).callable().filter(volunteer=OuterRef("volunteer"))
        return self.filter(Exists(callable_now))

    def with_callable(self, day: date) -> "GroupRoleQuerySet":
        """With `callable_now`: oproepbaar on this day and the role not in reserve."""
        from volunteers.models import StandingSpan

        callable_now = StandingSpan.objects.on(day).callable().filter(volunteer=OuterRef("volunteer"))
        found: GroupRoleQuerySet = self.annotate(callable_now=Exists(callable_now))
        return found


class MeetingQuerySet(QuerySet[Any]):
    """Meetings."""

    def visible_to(self, actor: Actor) -> "MeetingQuerySet":
        """Coordinator and vertegenwoordiger all; a volunteer those of the groups in which he has a role (P37-P38)."""
        from contactgroups.models import GroupRole, RosterTurn

        if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE):
            return self
        if not actor.volunteer_id:
            return self.none()
        roles = GroupRole.objects.not_ended(clock.today()).filter(volunteer=actor.volunteer_id)
        turns = RosterTurn.objects.filter(volunteer=actor.volunteer_id, meeting=OuterRef("pk"))
        return self.filter(Exists(roles.filter(group=OuterRef("group"))) | Exists(turns))

    def run_by(self, actor: Actor) -> "MeetingQuerySet":
        """Meetings that this actor calls off: the coordinator all, a trekker those of the own groups (P38)."""
        return self if actor.is_coordinator else self.filter(_own_group(actor))

    def counted_by(self, actor: Actor) -> "MeetingQuerySet":
        """Meetings of which this actor may write the count: as `run_by`, and the own meeting of its leader (R088)."""
        if actor.is_coordinator:
            return self
        return self.filter(_own_group(actor) | Q(turn__volunteer=actor.volunteer_id or 0))

    def held(self, now: datetime) -> "MeetingQuerySet":
        """Doorgegaan: over, and not called off (3.5)."""
        ends = ExpressionWrapper(
            F("starts_at") + F("minutes") * Value(timedelta(minutes=1)), output_field=DateTimeField()
        )
        found: MeetingQuerySet = self.alias(end=ends).filter(state="planned", starts_at__lt=now, end__lte=now)
        return found

    def among(self, pks: Iterable[int]) -> "MeetingQuerySet":
        """These meetings."""
        return self.filter(pk__in=list(pks))

    def of(self, group: Any) -> "MeetingQuerySet":
        """Meetings of one group."""
        return self.filter(group=group)

    def from_now(self, now: datetime) -> "MeetingQuerySet":
        """Not begun, called off or not, the first one first."""
        return self.filter(starts_at__gte=now).order_by("starts_at")

    def of_led_groups(self) -> "MeetingQuerySet":
        """Meetings of groups that meet each week now."""
        return self.filter(group__state="active")

    def led_by(self, volunteer_id: int) -> "MeetingQuerySet":
        """Meetings whose published turn is this person's."""
        return self.filter(turn__volunteer=volunteer_id, turn__published=True)

    def led_by_account(self, user_id: int) -> "MeetingQuerySet":
        """Meetings whose published turn is that of the person behind an account."""
        return self.filter(turn__volunteer__user=user_id, turn__published=True)

    def going_on(self) -> "MeetingQuerySet":
        """Not called off."""
        return self.filter(state="planned")

    def around(self, first: datetime, last: datetime) -> "MeetingQuerySet":
        """Meetings that begin between two moments, the first one first."""
        return self.filter(starts_at__gte=first, starts_at__lt=last).order_by("starts_at")

    def coming(self, now: datetime) -> "MeetingQuerySet":
        """Planned and not begun, the first one first."""
        return self.filter(state="planned", starts_at__gte=now).order_by("starts_at")

    def to_register(self, now: datetime) -> "MeetingQuerySet":
        """Held in the last fourteen days and not counted, the oldest first."""
        return self.held(now).filter(count=None, starts_at__gte=now - FORGOTTEN_AFTER).order_by("starts_at")

    def with_leaders(self, day: date) -> "MeetingQuerySet":
        """With `leader_status` and `leader_since`: the standing on this day of whoever would lead."""
        from volunteers.models import StandingSpan

        span = StandingSpan.objects.on(day).filter(volunteer=OuterRef("turn__volunteer"))
        found: MeetingQuerySet = self.annotate(
            leader_status=Subquery(span.values("status")[:1]), leader_since=Subquery(span.values("from_on")[:1])
        )
        return found

    def without_leader(self, day: date) -> "MeetingQuerySet":
        """Nobody leads them, with the standing of this day: `checks.keeps_turn` in SQL, drafts counted as led (Q40)."""
        return self.filter(~_keeps_turn(day), turn__isnull=False)

    def with_leader(self, day: date) -> "MeetingQuerySet":
        """The others: somebody leads them, or is proposed to."""
        return self.filter(_keeps_turn(day))

    def in_month(self, first: date, after: date) -> "MeetingQuerySet":
        """Meetings that begin on the first day or later and before the last one, the first one first."""
        within = self.filter(starts_at__gte=clock.start_of(first), starts_at__lt=clock.start_of(after))
        return within.order_by("starts_at")


def _keeps_turn(day: date) -> Exists:
    """Of a meeting: whoever has the turn keeps it with the standing of this day."""
    from contactgroups.checks import KEPT_AFTER_A_LAPSE
    from volunteers.models import StandingSpan

    spans = StandingSpan.objects.on(day).filter(volunteer=OuterRef("turn__volunteer"))
    kept_until = ExpressionWrapper(F("from_on") + Value(KEPT_AFTER_A_LAPSE), output_field=DateTimeField())
    lapsed = Q(status="inactive", kept_until__gte=OuterRef("starts_at__date"))
    return Exists(spans.alias(kept_until=kept_until).filter(Q(status="active") | lapsed))


class RosterTurnQuerySet(QuerySet[Any]):
    """Turns."""

    def visible_to(self, actor: Actor) -> "RosterTurnQuerySet":
        """As the meetings they belong to."""
        from contactgroups.models import Meeting

        return self.filter(meeting__in=Meeting.objects.visible_to(actor).values("pk"))

    def coming(self, now: datetime) -> "RosterTurnQuerySet":
        """Turns of meetings that are planned and not begun, the first one first."""
        return self.filter(meeting__state="planned", meeting__starts_at__gte=now).order_by("meeting__starts_at")

    def without_leader(self) -> "RosterTurnQuerySet":
        """Nobody leads: free, or looking for a replacement."""
        return self.filter(state__in=["free", "seeking"])


class TurnQuestionQuerySet(QuerySet[Any]):
    """Questions; who said 'nu niet' is shown to nobody, so only the own questions are ever listed (P27)."""

    def visible_to(self, actor: Actor) -> "TurnQuestionQuerySet":
        """The own questions of a volunteer."""
        return self.filter(volunteer=actor.volunteer_id) if actor.volunteer_id else self.none()

    def with_meeting(self) -> "TurnQuestionQuerySet":
        """With the turn and its meeting."""
        return self.select_related("turn__meeting")

    def waiting(self, now: datetime) -> "TurnQuestionQuerySet":
        """Open questions about a meeting that is still to come and has no leader who said yes."""
        rows: Any = self.filter(state="open", turn__meeting__state="planned", turn__meeting__starts_at__gte=now)
        found: TurnQuestionQuerySet = rows.exclude(turn__state="confirmed").select_related("turn__meeting__group")
        return found
