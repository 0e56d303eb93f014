"""The nightly round of the pool: lapses of today, reminders, questions after a pause, staying in touch (R042, R062).

No answer on a page waits for it: standing is read from spans. What it does is tell people. Run twice it writes nothing
the second time; after nights without a run it catches up. Sentences hold counts, no names.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Value

from oev import clock
from oev.asked import Statement
from oev.outbox.models import Outgoing, State
from oev.outbox.rows import post_rows
from oev.prepared import Prepared, any_of, number_of
from volunteers.chasing import chase_lists
from volunteers.emails import lapse_letters_wait, offered_lately, open_lists
from volunteers.kinds import CallKind, MayCall, SignalledBy
from volunteers.models import CallTask, Rest, RoleHolding, StandingSpan
from volunteers.reminding import DUE_REMINDERS
from volunteers.services.follow_up import letter_hour, open_call
from volunteers.services.standing_change import announce, lock_people
from volunteers.standing import plus_months
from volunteers.states import RestKind, Status

RESERVE_MONTHS = 3
ASK_AGAIN_DAYS = 30
RHYTHM_DAYS = 14


@dataclass
class Night:
    """One round: what was, or would be, done."""

    day: date
    dry_run: bool
    said: list[str] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)

    def say(self, count: int, one: str, many: str) -> None:
        """Add a sentence when there is something to say."""
        if count:
            self.said.append(one if count == 1 else many.format(count))


def run(day: date, dry_run: bool) -> list[str]:
    """The part of this app in the job 'nachtronde'. A fault with one person is raised once everybody had their turn."""
    night = Night(day, dry_run)
    steps: tuple[Callable[[Night], None], ...] = (
        announce_lapses,
        post_lapse_letters,
        post_reminders,
        ask_after_pauses,
        stay_in_touch,
        chase_open_lists,
        end_old_reserves,
        say_who_is_long_gone,
    )
    for step in steps:
        step(night)
    if night.faults:
        raise night.faults[0]
    return night.said


def unannounced(day: date, *ids: int) -> list[int]:
    """People (of these, when given) niet-actief today of whom that was not told: no call has the day of the lapse."""
    return UNANNOUNCED_OF.rows(day=day, ids=list(ids)) if ids else UNANNOUNCED.rows(day=day)


def _unannounced(day: date) -> QuerySet[StandingSpan, Any]:
    told = CallTask.objects.filter(
        volunteer=OuterRef("volunteer"),
        kind__in=(CallKind.LAPSE, CallKind.WELCOME_BACK),
        due_on=OuterRef("from_on"),
    )
    spans = StandingSpan.objects.on(day).filter(status=Status.INACTIVE).exclude(Exists(told))
    return spans.order_by("volunteer_id").values_list("volunteer_id", flat=True)


UNANNOUNCED = Prepared(_unannounced, day=date)
UNANNOUNCED_OF = Prepared(lambda day, ids: _unannounced(day).filter(any_of("volunteer_id", ids)), day=date, ids=list)


def announce_lapses(night: Night) -> None:
    """Whoever is niet-actief since today, or since the last run: a call for V, and the floors above are told (Q40)."""
    ids = unannounced(night.day)
    if not night.dry_run:
        for volunteer_id in ids:
            try:
                _announce_lapse(volunteer_id, night.day)
            except Exception as fault:  # noqa: BLE001 - the others must not wait for it; it is raised at the end
                night.faults.append(fault)
    night.say(
        len(ids),
        "1 persoon wordt niet meer gevraagd voor nieuwe gesprekken; de vertegenwoordiger belt.",
        "{} mensen worden niet meer gevraagd voor nieuwe gesprekken; de vertegenwoordiger belt.",
    )


@transaction.atomic
def _announce_lapse(volunteer_id: int, day: date) -> None:
    """One person in a transaction of the own: locked, looked at again, told."""
    for person in lock_people(volunteer_id):
        if unannounced(day, person.pk):
            announce(person, Status.ACTIVE, Status.INACTIVE, day, by=None)


def _with_letter(code: str) -> QuerySet[Any, Any]:
    """Facts about which such a letter was written: read once, for there may be years of them."""
    return Outgoing.objects.filter(code=code).exclude(state=State.DROPPED).values("fact_id")


def post_lapse_letters(night: Night) -> None:
    """The one letter after a lapse: after V's call or seven days; all wait for an open list or a session (Q40)."""
    day, since = night.day, clock.start_of(night.day - timedelta(days=6))
    if lapse_letters_wait(day):
        _say_why_waiting(night, len(LAPSED.rows(day=day, since=since)))
        return
    count = _post(LAPSED.statement(day=day, since=since), night)
    night.say(count, "1 brief na een jaar zonder intervisie.", "{} brieven na een jaar zonder intervisie.")


def _lapsed(day: date, since: datetime) -> QuerySet[CallTask, Any]:
    lapsed = StandingSpan.objects.on(day).filter(
        status=Status.INACTIVE, volunteer=OuterRef("volunteer"), from_on=OuterRef("due_on")
    )
    called = Q(done_on__isnull=False) | Q(created_at__lt=since)
    calls = CallTask.objects.filter(called, Exists(lapsed), kind=CallKind.LAPSE).exclude(pk__in=_with_letter("lapse"))
    return calls.order_by().values_list(Value("lapse"), "pk", Value(0), Value(day))


LAPSED = Prepared(_lapsed, day=date, since=datetime)


def _say_why_waiting(night: Night, count: int) -> None:
    if count and open_lists(night.day):
        night.say(count, "1 brief wacht op een open aanwezigheidslijst.", "{} brieven wachten op een open lijst.")
    elif count and not offered_lately(night.day):
        night.say(
            count, "1 brief wacht: er was lang geen intervisie.", "{} brieven wachten: er was lang geen intervisie."
        )


def _post(rows: Statement, night: Night) -> int:
    return post_rows(rows, not_before=letter_hour(night.day), dry_run=night.dry_run)


def post_reminders(night: Night) -> None:
    """Nine, eleven and almost twelve months; and the shorter term after contact (R042, Q19)."""
    count = _post(DUE_REMINDERS.statement(day=night.day, now=clock.start_of(night.day)), night)
    night.say(count, "1 herinnering aan de intervisie.", "{} herinneringen aan de intervisie.")


def ask_after_pauses(night: Night) -> None:
    """'Vraag me opnieuw op …': one mail on that day (A06)."""
    count = _post(ASK_AGAIN.statement(day=night.day), night)
    night.say(count, "1 vraag na een pauze.", "{} vragen na een pauze.")


def _ask_again(day: date) -> QuerySet[Rest, Any]:
    rests = Rest.objects.standing().filter(
        until_on=None,
        kind=RestKind.PAUSE,
        ask_again_on__lte=day,
        ask_again_on__gt=day - timedelta(days=ASK_AGAIN_DAYS),
    )
    asked = Outgoing.objects.filter(code="ask_again").values("fact_id")
    return rests.exclude(pk__in=asked).order_by().values_list(Value("ask_again"), "pk", Value(0), "ask_again_on")


ASK_AGAIN = Prepared(_ask_again, day=date)


def stay_in_touch(night: Night) -> None:
    """A call every fourteen days, or as often as the person said, by whom the person chose; once is once (R062)."""
    due = [rest for rest in HELD_ON_TO.rows() if _rhythm_is_due(rest, night.day)]
    if not night.dry_run:
        for rest in due:
            _open_touch(rest, night.day)
    night.say(len(due), "1 telefoontje om contact te houden.", "{} telefoontjes om contact te houden.")


def _held_on_to() -> QuerySet[Rest]:
    """Running rests with a rhythm: the person's own, or slapend as long as nobody asked; with the last call or contact.

    'Eén keer, dan zien we wel' is a call that was opened with the answer, and no rhythm.
    """
    waiting = CallTask.objects.filter(
        volunteer=OuterRef("volunteer"), kind__in=(CallKind.TALK, CallKind.STAY_IN_TOUCH), done_on=None
    )
    unasked, chosen = Q(kind=RestKind.SLEEP, may_call=""), Q(may_call__in=(MayCall.COORDINATOR, MayCall.REPRESENTATIVE))
    rests = Rest.objects.standing().filter(unasked | chosen & Q(call_every_days__isnull=False), until_on=None)
    alone: QuerySet[Rest] = rests.exclude(Exists(waiting))
    return alone.annotate(
        spoke_on=Max("volunteer__contacts__on_day", filter=Q(volunteer__contacts__withdrawn_at=None)),
        called_on=Max("volunteer__call_tasks__done_on"),
    )


HELD_ON_TO = Prepared(_held_on_to)


def _rhythm_is_due(rest: Rest, day: date) -> bool:
    spoke = [on for on in (rest.spoke_on, rest.called_on, rest.from_on) if on is not None]  # type: ignore[attr-defined]
    return day - max(spoke) >= timedelta(days=rest.call_every_days or RHYTHM_DAYS)


@transaction.atomic
def _open_touch(rest: Rest, day: date) -> None:
    office = SignalledBy(rest.may_call) if rest.may_call else SignalledBy.COORDINATOR
    for person in lock_people(rest.volunteer_id):
        open_call(person, CallKind.STAY_IN_TOUCH, office, day, rest_id=rest.pk)


def chase_open_lists(night: Night) -> None:
    """'Even invullen': a list that is open three days after its intervisie, once for each coordinator (Q40)."""
    count = chase_lists(night.day, dry_run=night.dry_run)
    night.say(count, "1 herinnering aan een open aanwezigheidslijst.", "{} herinneringen aan een open lijst.")


def end_old_reserves(night: Night) -> None:
    """Roles are kept in reserve for three months after a lapse (3.1), however long the pause before it was."""
    limit = plus_months(night.day, -RESERVE_MONTHS)
    lapsed = StandingSpan.objects.on(night.day).filter(
        status=Status.INACTIVE, volunteer=OuterRef("volunteer"), from_on__lte=limit
    )
    old = RoleHolding.objects.standing().filter(Exists(lapsed), until_on=None, reserve_since__lte=limit)
    count = old.count() if night.dry_run else old.update(until_on=night.day, reserve_since=None, offered_back_at=None)
    night.say(count, "1 rol in reserve stopt na drie maanden.", "{} rollen in reserve stoppen na drie maanden.")


def say_who_is_long_gone(night: Night) -> None:
    """How many had no intervisie for over a year and wait for a call; they stay on the list until somebody spoke."""
    (gone,) = LONG_GONE.rows()
    night.say(
        gone,
        "1 persoon zagen we meer dan een jaar niet op de intervisie en wacht op een telefoontje.",
        "{} mensen zagen we meer dan een jaar niet op de intervisie en wachten op een telefoontje.",
    )


LONG_GONE = Prepared(
    lambda: number_of(CallTask.objects.filter(kind__in=(CallKind.LAPSE, CallKind.WELCOME_BACK), done_on=None))
)
