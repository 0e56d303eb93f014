"""What stands in somebody's own calendar (6.5)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from oev import clock
from oev.calendars import oldest
from oev.registry import CalendarEntry
from volunteers.kinds import SignUp
from volunteers.models import (
    CalendarFeed,
    IntervisionSession,
    IntervisionSignUp,
    ReturnTalk,
    StandingSpan,
    TrainingEnrolment,
    TrainingSession,
)
from volunteers.services.feeds import digest_of
from volunteers.states import Status


def feed_of(secret: str) -> int | None:
    """Whose calendar this is; None when the address ended, the person stopped, or the account was closed."""
    stopped = StandingSpan.objects.on(clock.today()).filter(volunteer=OuterRef("volunteer"), status=Status.STOPPED)
    feeds = CalendarFeed.objects.filter(digest=digest_of(secret)).exclude(Exists(stopped))
    open_to = feeds.filter(Q(volunteer__user=None) | Q(volunteer__user__is_active=True))
    found: int | None = open_to.values_list("volunteer_id", flat=True).first()
    return found


def own_sessions(volunteer_id: int, now: datetime) -> Iterable[CalendarEntry]:
    """Intervisies and trainings to which this person said yes."""
    since = oldest(now)
    answers = IntervisionSignUp.objects.filter(volunteer_id=volunteer_id, answer=SignUp.YES)
    for answer in answers.filter(session__cancelled_at=None, session__starts_at__gte=since).select_related("session"):
        path = reverse("volunteers:session_detail", args=[answer.session_id])
        yield _entry("i", answer.session, path)
    places = TrainingEnrolment.objects.standing().filter(volunteer_id=volunteer_id, answer=SignUp.YES)
    for place in places.filter(session__cancelled_at=None, session__starts_at__gte=since).select_related("session"):
        yield _entry("v", place.session, reverse("volunteers:me"))


def _entry(kind: str, one: IntervisionSession | TrainingSession, path: str) -> CalendarEntry:
    return CalendarEntry(f"{kind}{one.pk}", one.starts_at, one.starts_at + timedelta(minutes=one.minutes), path)


def own_return_talks(volunteer_id: int, now: datetime) -> Iterable[CalendarEntry]:
    """A talk of three that was planned and not called off: an hour, with the same neutral title as the rest (R067)."""
    planned = ReturnTalk.objects.filter(volunteer=volunteer_id, closed_at=None, starts_at__gte=oldest(now))
    for pk, begins in planned.values_list("pk", "starts_at"):
        yield CalendarEntry(f"t{pk}", begins, begins + timedelta(hours=1), reverse("volunteers:me"))
