"""People of the scenarios and short forms for the tables of dates in test_standing*.py."""

from datetime import date

from volunteers.standing import EngagementFact, Facts, RestFact, standing_on, timeline
from volunteers.states import RestKind, Status

CANDIDATE, ACTIVE, SLEEPING = Status.CANDIDATE, Status.ACTIVE, Status.SLEEPING
PAUSED, INACTIVE, STOPPED = Status.PAUSED, Status.INACTIVE, Status.STOPPED


def day(text):
    return date.fromisoformat(text)


def days(*texts):
    return tuple(day(text) for text in texts)


def active_since(text, **facts):
    """Somebody who became a candidate and started on the same day."""
    return Facts((EngagementFact(day(text), day(text)),), **facts)


def pause(from_on, until_on=None, **more):
    return RestFact(RestKind.PAUSE, day(from_on), until_on and day(until_on), **more)


def sleep(from_on, until_on=None):
    return RestFact(RestKind.SLEEP, day(from_on), until_on and day(until_on), needs_return=True)


def told(facts):
    """The timeline as text: first day and status of each span."""
    return [(span.from_on.isoformat(), span.status.value) for span in timeline(facts)]


def statuses(facts, *texts):
    return [standing_on(facts, day(text)).status for text in texts]


RITA = active_since("2024-09-01", attendances=days("2025-03-01"))
BART = active_since("2025-06-01", attendances=days("2026-03-10", "2026-05-12"), rests=(sleep("2026-05-12"),))
LIEN = active_since("2024-10-01", attendances=days("2025-09-16"))
