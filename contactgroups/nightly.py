"""The parts of the timetable that groups add: meetings ahead, the nightly round, and what must be forgotten."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import DateField, QuerySet, Value

from contactgroups.models import GroupRole, Meeting, RosterTurn, TurnQuestion
from contactgroups.services.groups import end_breaks
from contactgroups.services.locks import lock_turns
from contactgroups.services.meetings import generate_meetings
from contactgroups.services.turns import WARN_BEFORE, ask_next, warn_organisers
from contactgroups.states import GroupRoleKind, QuestionState
from oev import clock
from oev.outbox.models import Outgoing
from oev.outbox.rows import post_rows
from oev.prepared import Prepared, any_of

LETTER_HOUR = 9
ONE_DAY = timedelta(days=1)
ASK_ANOTHER_AFTER = timedelta(days=2)  # an open question that nobody answers: another leader is asked as well


def plan_ahead(day: date, dry_run: bool) -> list[str]:
    """Meetings of the coming twelve weeks (R116)."""
    back = end_breaks(day=day, dry_run=dry_run)
    made = generate_meetings(day=day, dry_run=dry_run)
    said = [_say(back, "groep komt", "groepen komen", "terug uit pauze")]
    return [line for line in [*said, _say(made, "bijeenkomst", "bijeenkomsten", "gepland")] if line]


def nightly_round(day: date, dry_run: bool) -> list[str]:
    """Letters about counts and empty turns, and the next leader for turns that wait too long."""
    counts = ask_for_counts(day=day, dry_run=dry_run)
    warned = warn_of_empty_turns(day=day, dry_run=dry_run)
    asked = ask_on(day=day, dry_run=dry_run)
    said = [
        _say(counts, "brief", "brieven", "“Even invullen”"),
        _say(warned, "trekker", "trekkers", "gewaarschuwd dat nog niemand leidt"),
        _say(asked, "beurt", "beurten", "aan iemand anders gevraagd"),
    ]
    return [line for line in said if line]


def retention(day: date, dry_run: bool) -> list[str]:
    """Who was asked in vain is forgotten once the meeting is over (R075, P27)."""
    forgotten = forget_questions(day=day, dry_run=dry_run)
    line = _say(forgotten, "vraag", "vragen", "over een beurt zonder naam gemaakt")
    return [line] if line else []


def _say(count: int, one: str, many: str, what: str) -> str:
    return f"{count} {one if count == 1 else many} {what}." if count else ""


@transaction.atomic
def ask_for_counts(*, day: date, dry_run: bool = False) -> int:
    """'Even invullen' for meetings before this day that nobody filled in, once each, at nine o'clock.

    To the trekkers of the group and to whoever led it.
    """
    return post_rows(COUNTS.statement(day=day, now=clock.start_of(day)), not_before=_hour(day), dry_run=dry_run)


def _counts(day: date, now: datetime) -> QuerySet[GroupRole, Any]:
    recent = Meeting.objects.held(now).filter(count=None, starts_at__gte=now - timedelta(days=14)).values("pk")
    roles = GroupRole.objects.held_on(day).filter(kind=GroupRoleKind.ORGANISER, group__meetings__in=recent)
    led = RosterTurn.objects.filter(meeting__in=recent, published=True, volunteer__isnull=False)
    code, no_day = Value("meeting_count"), Value(None, DateField())
    wanted = roles.order_by().values_list(code, "group__meetings", "volunteer_id", no_day)
    return wanted.union(led.order_by().values_list(code, "meeting_id", "volunteer_id", no_day))


COUNTS = Prepared(_counts, day=date, now=datetime)


def _hour(day: date) -> datetime:
    return clock.start_of(day) + timedelta(hours=LETTER_HOUR)


@transaction.atomic
def warn_of_empty_turns(*, day: date, dry_run: bool = False) -> int:
    """Seven and two days before a meeting that nobody leads, at the hour at which it begins (R120, A07)."""
    on = {day + before: before for before in WARN_BEFORE}
    empty = EMPTY.rows(day=day, start=clock.start_of(min(on)), stop=clock.start_of(max(on) + ONE_DAY))
    warned = _warned(empty, day)
    new = [(turn, on[_day(turn)]) for turn in empty if turn.meeting_id not in warned]
    if not dry_run:
        for turn, before in new:
            warn_organisers(turn, turn.meeting.starts_at - before)
    return len(new)


def _empty(day: date, start: datetime, stop: datetime) -> QuerySet[RosterTurn]:
    coming = RosterTurn.objects.coming(start).without_leader().filter(meeting__starts_at__lt=stop)
    near: QuerySet[RosterTurn] = coming.filter(meeting__starts_at__date__in=[day + before for before in WARN_BEFORE])
    return near.select_related("meeting")


EMPTY = Prepared(_empty, day=date, start=datetime, stop=datetime)


def _day(turn: RosterTurn) -> date:
    return turn.meeting.starts_at.astimezone(clock.BRUSSELS).date()


def _warned(turns: list[RosterTurn], day: date) -> set[int]:
    """Of these turns the meetings about which the letter of this day is written already."""
    written = WARNED.rows(ids=[turn.meeting_id for turn in turns]) if turns else []
    return {pk for pk, key in written if key.endswith(f":{day.isoformat()}")}


WARNED = Prepared(
    lambda ids: (
        Outgoing.objects.filter(any_of("fact_id", ids), code="turn_empty").order_by().values_list("fact_id", "key")
    ),
    ids=list,
)


def ask_on(*, day: date, dry_run: bool = False) -> int:
    """Turns that seek somebody and about which nobody was asked in the last two days: the next leader is asked too."""
    start = max(clock.start_of(day), clock.now()) if day >= clock.today() else clock.start_of(day)
    pks = SEEKING.rows(start=start)
    if dry_run:
        return len(pks)
    return sum(_ask_one(pk) for pk in pks)


def _seeking(start: datetime) -> QuerySet[RosterTurn, Any]:
    waiting = RosterTurn.objects.coming(start).filter(state="seeking")
    fresh = TurnQuestion.objects.filter(state=QuestionState.OPEN, asked_at__gt=start - ASK_ANOTHER_AFTER)
    rows: QuerySet[RosterTurn, Any] = waiting.exclude(questions__in=fresh).values_list("pk", flat=True)
    return rows


SEEKING = Prepared(_seeking, start=datetime)


@transaction.atomic
def _ask_one(pk: int) -> int:
    turn = lock_turns([pk])[0]
    return int(turn.state == "seeking" and ask_next(turn) is not None)


@transaction.atomic
def forget_questions(*, day: date, dry_run: bool = False) -> int:
    """Questions about meetings before this day lose their volunteer, unless that person led."""
    over = TurnQuestion.objects.filter(turn__meeting__starts_at__lt=clock.start_of(day)).exclude(volunteer=None)
    over = over.exclude(state=QuestionState.YES)
    return over.count() if dry_run else over.update(volunteer=None, state=QuestionState.WITHDRAWN)
