"""What `roster.py` must know of one group, read from the database in a constant number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, F, Max, Q

from contactgroups.models import GroupRole, Meeting, RosterTurn, TurnQuestion
from contactgroups.roster import Leader, Turn
from contactgroups.states import GroupRoleKind, MeetingState, QuestionState, TurnState
from oev import clock
from volunteers.models import BlockedPeriod, StandingSpan
from volunteers.states import Status

BALANCED_OVER = timedelta(days=182)


@dataclass(slots=True)
class Away:
    """Days on which somebody is known to be away; both ends of a period count."""

    periods: list[tuple[date, date]] = field(default_factory=list)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and any(first <= day <= last for first, last in self.periods)


@dataclass(frozen=True, slots=True)
class Rotation:
    """The leaders of a group who can be asked today, and its turns, led and to come.

    `asked`: turns about which somebody is asked now; nobody else is proposed meanwhile.
    """

    leaders: list[Leader]
    turns: dict[int, Turn]
    asked: frozenset[int]

    def to_plan(self, today: date) -> list[Turn]:
        """Turns still to come, without those that are being asked."""
        return [turn for turn in self.turns.values() if turn.on >= today and turn.meeting not in self.asked]


def rotation_of(group_id: int, today: date) -> Rotation:
    """The rotation of one group on this day; turns of the last half year and everything planned."""
    since = today - BALANCED_OVER
    roles = GroupRole.objects.held_on(today).filter(group=group_id, kind=GroupRoleKind.LEADER).of_callable(today)
    joined = {role.volunteer_id: role.joined_at.astimezone(clock.BRUSSELS).date() for role in roles}
    led = _led_before(group_id, today, since)
    away = _away(list(joined), today)
    leaders = [
        Leader(pk, joined_on=day, last_led_on=led.get(pk, (None, 0))[0], turns_led=led.get(pk, (None, 0))[1],
               away=away[pk])
        for pk, day in sorted(joined.items())
    ]  # fmt: skip
    not_now, asked = _questions(group_id)
    turns = {turn.meeting: turn for turn in _turns(group_id, since, not_now)}
    return Rotation(leaders, turns, frozenset(asked))


def _led_before(group_id: int, today: date, since: date) -> dict[int, tuple[date, int]]:
    """Per leader the last day led before today, and the turns led since the start of the balanced period."""
    start = clock.start_of(since)
    rows = (
        RosterTurn.objects.filter(
            meeting__group=group_id,
            meeting__state=MeetingState.PLANNED,
            meeting__starts_at__lt=clock.start_of(today),
            state=TurnState.CONFIRMED,
        )
        .order_by("volunteer")
        .values_list("volunteer")
        .annotate(last=Max("meeting__starts_at"), count=Count("pk", filter=Q(meeting__starts_at__gte=start)))
    )
    return {pk: (last.astimezone(clock.BRUSSELS).date(), count) for pk, last, count in rows}


def _away(ids: list[int], today: date) -> dict[int, Away]:
    """Blocked days and known pauses; a lapse that lies ahead never excludes (3.1)."""
    away: dict[int, Away] = defaultdict(Away)
    blocked = BlockedPeriod.objects.filter(volunteer__in=ids, until_on__gte=today)
    for pk, first, last in blocked.values_list("volunteer", "from_on", "until_on"):
        away[pk].periods.append((first, last))
    ahead = StandingSpan.objects.filter(volunteer__in=ids, from_on__gt=today, is_callable=False)
    for pk, first, after in ahead.exclude(status=Status.INACTIVE).values_list("volunteer", "from_on", "until_on"):
        away[pk].periods.append((first, after - timedelta(days=1) if after else date.max))
    return away


def _questions(group_id: int) -> tuple[dict[int, set[int]], set[int]]:
    """Per meeting who is not asked again, and the meetings about which a question is open."""
    rows = TurnQuestion.objects.filter(
        turn__meeting__group=group_id,
        turn__meeting__starts_at__gte=clock.now(),
        state__in=[QuestionState.OPEN, QuestionState.NOT_NOW],
    )
    not_now: dict[int, set[int]] = defaultdict(set)
    asked = set()
    for meeting, volunteer, state in rows.values_list("turn__meeting", "volunteer", "state"):
        not_now[meeting].add(volunteer)
        if state == QuestionState.OPEN:
            asked.add(meeting)
    return not_now, asked


def _turns(group_id: int, since: date, not_now: dict[int, set[int]]) -> list[Turn]:
    """Turns as the roster knows them; a draft that nobody saw is no turn of anybody."""
    rows = (
        Meeting.objects.filter(group=group_id, state=MeetingState.PLANNED, starts_at__gte=clock.start_of(since))
        .exclude(turn=None)
        .order_by("starts_at")
        .values_list("pk", "starts_at", F("turn__volunteer"), F("turn__published"))
    )
    return [
        Turn(
            pk,
            starts_at.astimezone(clock.BRUSSELS).date(),
            volunteer if published else None,
            published,
            frozenset(not_now.get(pk, ())),
        )
        for pk, starts_at, volunteer, published in rows
    ]
