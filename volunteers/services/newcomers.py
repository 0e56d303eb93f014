"""Somebody new is not left alone: three moments after the start at which the vertegenwoordiger calls (R083)."""

from datetime import date, timedelta

from oev import clock
from volunteers import checks
from volunteers.kinds import CallKind, SignalledBy
from volunteers.models import CallTask, Volunteer
from volunteers.services.follow_up import open_call
from volunteers.standing import plus_months


def moments_of(start: date) -> tuple[date, date, date]:
    """Two weeks, six weeks and three months after the start."""
    return start + timedelta(weeks=2), start + timedelta(weeks=6), plus_months(start, 3)


def begin_newcomer_calls(person: Volunteer, start: date) -> None:
    """The first of the three that still lies ahead; a start that was noted late skips what is over."""
    _open_after(person, start, clock.today() - timedelta(days=1))


def open_next_newcomer_call(task: CallTask) -> None:
    """A call was closed: the next moment opens. One that came late stands for the moments it passed (R083)."""
    engagement = checks.open_engagement(task.volunteer)
    if task.kind == CallKind.NEWCOMER and engagement is not None and engagement.activated_on is not None:
        _open_after(task.volunteer, engagement.activated_on, max(task.due_on, task.done_on or task.due_on))


def _open_after(person: Volunteer, start: date, day: date) -> None:
    ahead = [moment for moment in moments_of(start) if moment > day]
    if ahead:
        open_call(person, CallKind.NEWCOMER, SignalledBy.REPRESENTATIVE, ahead[0])
