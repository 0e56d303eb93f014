"""What follows inside this app when somebody stands otherwise today: roles, people to call, letters (3.1, Q12, Q40)."""

from datetime import date, datetime, time

from django.db.models import Value
from django.db.models.functions import Greatest

from oev import clock
from oev.accounts.actor import Actor
from oev.outbox.models import Outgoing
from oev.outbox.services import post_letter
from oev.outbox.telling import tell_nothing_more
from volunteers.kinds import STOPS_WHEN_NOT_CALLABLE, CallKind, SignalledBy
from volunteers.models import (
    CallTask,
    Proposal,
    ReturnTalk,
    RoleHolding,
    RoleRequest,
    StandingSpan,
    TaskHolding,
    TrainingWish,
    Volunteer,
)
from volunteers.services.gatherings import READ
from volunteers.states import Status

LETTER_HOUR = time(10)
NOT_CALLABLE = frozenset({Status.SLEEPING, Status.PAUSED, Status.INACTIVE})
CLOSED_WHEN_CALLABLE = (
    CallKind.TALK,
    CallKind.LAPSE,
    CallKind.ASKED_BACK,
    CallKind.WELCOME_BACK,
    CallKind.STAY_IN_TOUCH,
    CallKind.CANDIDATE,
)


def letter_hour(day: date) -> datetime:
    """Ten o'clock on this day: the hour at which letters about a standing may leave (Q41)."""
    return clock.local(day, LETTER_HOUR)


def follow_up(
    person: Volunteer, before: Status | None, after: Status, on: date, *, by: Actor | None, roles_offered: bool
) -> None:
    """Roles to or from reserve, calls opened or closed, letters posted."""
    if after in NOT_CALLABLE:
        _to_reserve(person, on)
    elif after is Status.ACTIVE:
        _from_reserve(person, offered=roles_offered)
        close_calls(person, *CLOSED_WHEN_CALLABLE, by=by)
        close_return_talks(person, by=by)
    elif after is Status.STOPPED:
        _end_everything(person, by=by)
    if after is Status.SLEEPING:
        close_calls(person, CallKind.LAPSE, CallKind.WELCOME_BACK, CallKind.ASKED_BACK, by=by)
    if after is Status.INACTIVE:
        _lapsed(person, before, on)


def is_resting(volunteer_id: int) -> bool:
    """Not callable today: a role that stops waits in reserve (Q12)."""
    spans = StandingSpan.objects.on(clock.today()).filter(volunteer=volunteer_id, status__in=NOT_CALLABLE)
    return bool(spans.exists())


def _to_reserve(person: Volunteer, on: date) -> None:
    """What was asked and has no yes yet is not held: it stays a question, and no role that comes back."""
    rows = RoleHolding.objects.standing().filter(
        volunteer=person, until_on=None, reserve_since=None, offered_back_at=None
    )
    rows.filter(role__in=STOPS_WHEN_NOT_CALLABLE).update(reserve_since=on)


def _from_reserve(person: Volunteer, *, offered: bool) -> None:
    """Back at once after a pause or a lapse; after slapend the person says yes to each (Q12).

    What was offered and not answered yet stays offered, whatever came in between.
    """
    rows = RoleHolding.objects.standing().filter(volunteer=person, until_on=None, offered_back_at=None)
    waiting = rows.exclude(reserve_since=None)
    if offered:
        waiting.update(offered_back_at=clock.now())
    else:
        waiting.update(reserve_since=None)


def give_roles_back(volunteer_id: int) -> None:
    """Roles that wait for a yes after a return that never was: held again, or in reserve as long as a rest runs."""
    rows = RoleHolding.objects.standing().filter(volunteer=volunteer_id, until_on=None)
    waiting = rows.exclude(offered_back_at=None).exclude(reserve_since=None)
    if is_resting(volunteer_id):
        waiting.update(offered_back_at=None)
    else:
        waiting.update(offered_back_at=None, reserve_since=None)


def _end_everything(person: Volunteer, *, by: Actor | None) -> None:
    """Roles and tasks end, nobody calls or tells any more, what was proposed is done with."""
    stopped_on = StandingSpan.objects.on(clock.today()).get(volunteer=person).from_on
    for holding in RoleHolding.objects.standing().filter(volunteer=person, until_on=None):
        holding.until_on = max(holding.from_on, stopped_on)
        holding.reserve_since = holding.offered_back_at = None
        holding.save(update_fields=["until_on", "reserve_since", "offered_back_at"])
    tasks = TaskHolding.objects.standing().filter(volunteer=person, until_on=None)
    tasks.update(until_on=Greatest("from_on", Value(stopped_on)))
    RoleRequest.objects.filter(volunteer=person, closed_at=None).update(closed_at=clock.now())
    TrainingWish.objects.filter(volunteer=person).delete()
    close_calls(person, *(kind for kind in CallKind if kind is not CallKind.ERASE), by=by)
    close_return_talks(person, by=by)
    tell_nothing_more(person.pk)
    Proposal.objects.filter(volunteer=person, done_at=None).update(
        done_at=clock.now(), done_by_id=by.user_id if by else None
    )


def _lapsed(person: Volunteer, before: Status | None, on: date) -> None:
    """After a pause: welcome and a call. Otherwise a call by V; the letter waits for it or seven days (Q40)."""
    since = StandingSpan.objects.on(on).get(volunteer=person).from_on
    if before is Status.PAUSED:
        call = open_call(person, CallKind.WELCOME_BACK, SignalledBy.REPRESENTATIVE, since)
        post_letter("welcome_back", call.pk)
    else:
        open_call(person, CallKind.LAPSE, SignalledBy.REPRESENTATIVE, since)


def open_call(
    person: Volunteer, kind: CallKind, office: SignalledBy, due_on: date, *, rest_id: int | None = None
) -> CallTask:
    """Somebody to call; an open task of the same kind and office stays the only one.

    A call for the same day that was closed is opened again: the fact that closed it was taken back.
    """
    mine = CallTask.objects.filter(volunteer=person, kind=kind, for_office=office)
    call: CallTask | None = mine.filter(done_on=None).first() or mine.filter(due_on=due_on, rest_id=rest_id).first()
    if call is None:
        return CallTask.objects.create(volunteer=person, kind=kind, for_office=office, due_on=due_on, rest_id=rest_id)
    call.due_on, call.rest_id, call.done_on, call.done_by = due_on, rest_id, None, None
    call.save(update_fields=["due_on", "rest", "done_on", "done_by"])
    return call


def close_calls(
    person: Volunteer, *kinds: CallKind, by: Actor | None, office: str = "", due_by: date | None = None
) -> int:
    """Close open calls of these kinds, for one office or for both, that were due by a day; returns how many."""
    rows = CallTask.objects.filter(volunteer=person, kind__in=kinds, done_on=None)
    rows = rows.filter(for_office=office) if office else rows
    rows = rows.filter(due_on__lte=due_by) if due_by else rows
    return rows.update(done_on=clock.today(), done_by_id=by.user_id if by else None)


def close_return_talks(person: Volunteer, *, by: Actor | None, rest_id: int | None = None) -> None:
    """Talks of three that were asked for, of one rest or of all, are over: held, or no longer needed (R067).

    Whoever read of one that was still to come, hears that it does not take place.
    """
    rows = ReturnTalk.objects.filter(volunteer=person, closed_at=None)
    rows = rows.filter(rest=rest_id) if rest_id else rows
    ahead = list(rows.filter(starts_at__gt=clock.now()).values_list("pk", flat=True))
    if rows.update(closed_at=clock.now(), closed_by_id=by.user_id if by else None):
        close_calls(person, CallKind.TALK_OF_THREE, by=by)
    read = Outgoing.objects.filter(code="return_talk", fact_id__in=ahead, state__in=READ)
    for talk_id in read.values_list("fact_id", flat=True) if ahead else ():
        post_letter("return_talk_off", talk_id)
