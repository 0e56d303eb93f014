"""Who is expected at an intervisie: whoever said yes needs no reminder before it (R042)."""

from collections.abc import Collection
from datetime import date

from oev import clock
from volunteers.kinds import SignUp
from volunteers.models import IntervisionSession, IntervisionSignUp


def expected_on(ids: Collection[int], day: date) -> dict[int, date]:
    """Of these people who said yes: the first day on or after `day` on which they come to what counts."""
    found: dict[int, date] = {}
    rows = IntervisionSignUp.objects.filter(
        volunteer_id__in=ids,
        answer=SignUp.YES,
        session__in=IntervisionSession.objects.filter(
            starts_at__gte=clock.start_of(day), cancelled_at=None, counts_for_activity=True
        ),
    ).select_related("session")
    for one in rows.order_by("session__starts_at"):
        found.setdefault(one.volunteer_id, one.session.day)
    return found
