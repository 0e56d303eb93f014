"""Who is expected at an intervisie: whoever said yes needs no reminder before it (R042)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from oev import clock
from volunteers.kinds import SignUp
from volunteers.models import IntervisionSession, IntervisionSignUp


def expected_on(ids: Collection[int], day: date) -> dict[int, date]:
    """Of these people who said yes: the first day on or after `day` on which they come to what counts."""
    found: dict[int, date] = {}
    rows = _said_yes(clock.start_of(day)).filter(volunteer_id__in=ids).select_related("session")
    for one in rows.order_by("session__starts_at"):
        found.setdefault(one.volunteer_id, one.session.day)
    return found


def expected_in_time(now: datetime) -> Exists:
    """Of spans: the person said yes to what counts, from `now` on and not after the last day of the span."""
    in_time = _said_yes(now).filter(session__starts_at__date__lte=OuterRef("last_day"))
    return Exists(in_time.filter(volunteer=OuterRef("volunteer")))


def _said_yes(now: datetime) -> QuerySet[Any, Any]:
    sessions = IntervisionSession.objects.filter(starts_at__gte=now, cancelled_at=None, counts_for_activity=True)
    return IntervisionSignUp.objects.filter(answer=SignUp.YES, session__in=sessions)
