"""The parts of the timetable that groups add: meetings ahead, the nightly round, and what must be forgotten."""

from datetime import date, datetime, timedelta

from django.db import transaction

from contactgroups.models import GroupRole, Meeting, RosterTurn, TurnQuestion
from contactgroups.services.groups import end_breaks
from contactgroups.services.locks import lock_turns
from contactgroups.services.meetings import generate_meetings
from contactgroups.services.turns import WARN_BEFORE, ask_next, warn_organisers
from contactgroups.states import GroupRoleKind, QuestionState
from oev import clock
from oev.outbox.models import Outgoing
from oev.outbox.services import Post, post_letters

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
    """'Even invullen' for meetings before this day that nobody filled in, once each, at nine o'clock."""
    held = Meeting.objects.held(clock.start_of(day)).filter(count=None)
    recent = list(held.filter(starts_at__gte=clock.start_of(day) - timedelta(days=14)).select_related("turn"))
    organisers = _organisers({meeting.group_id for meeting in recent}, day)
    wanted = [
        Post("meeting_count", meeting.pk, pk)
        for meeting in recent
        for pk in sorted(organisers.get(meeting.group_id, set()) | _leader_of(meeting))
    ]
    written = set(Outgoing.objects.filter(key__in={one.key for one in wanted}).values_list("key", flat=True))
    new = [one for one in wanted if one.key not in written]
    if not dry_run:
        post_letters(new, not_before=_hour(day))
    return len(new)


def _leader_of(meeting: Meeting) -> set[int]:
    turn = getattr(meeting, "turn", None)
    return {turn.volunteer_id} if turn is not None and turn.published and turn.volunteer_id else set()


def _organisers(groups: set[int], day: date) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    roles = GroupRole.objects.held_on(day).filter(group__in=groups, kind=GroupRoleKind.ORGANISER)
    for group, volunteer in roles.values_list("group_id", "volunteer_id"):
        found.setdefault(group, set()).add(volunteer)
    return found


def _hour(day: date) -> datetime:
    return clock.start_of(day) + timedelta(hours=LETTER_HOUR)


@transaction.atomic
def warn_of_empty_turns(*, day: date, dry_run: bool = False) -> int:
    """Seven and two days before a meeting that nobody leads, at the hour at which it begins (R120, A07)."""
    empty = []
    for before in WARN_BEFORE:
        first = clock.start_of(day + before)
        turns = RosterTurn.objects.coming(first).filter(meeting__starts_at__lt=clock.start_of(day + before + ONE_DAY))
        empty += [(turn, before) for turn in turns.without_leader().select_related("meeting")]
    new = [(turn, before) for turn, before in empty if not _warned(turn, day)]
    if not dry_run:
        for turn, before in new:
            warn_organisers(turn, turn.meeting.starts_at - before)
    return len(new)


def _warned(turn: RosterTurn, day: date) -> bool:
    """Whether the letter of this day about this meeting is written already."""
    written = Outgoing.objects.filter(code="turn_empty", fact_id=turn.meeting_id)
    return written.filter(key__endswith=f":{day.isoformat()}").exists()


def ask_on(*, day: date, dry_run: bool = False) -> int:
    """Turns that seek somebody and about which nobody was asked in the last two days: the next leader is asked too."""
    start = max(clock.start_of(day), clock.now()) if day >= clock.today() else clock.start_of(day)
    waiting = RosterTurn.objects.coming(start).filter(state="seeking")
    fresh = TurnQuestion.objects.filter(state=QuestionState.OPEN, asked_at__gt=start - ASK_ANOTHER_AFTER)
    pks = list(waiting.exclude(questions__in=fresh).values_list("pk", flat=True))
    if dry_run:
        return len(pks)
    return sum(_ask_one(pk) for pk in pks)


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
