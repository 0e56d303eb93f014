"""The second part of a duo, as whoever looks for a lead sees it (R313)."""

from datetime import datetime

from oev import clock
from referrals.matching import CONDITIONS
from referrals.models import Assignment, Offer, Referral
from volunteers.models import Volunteer

NO_REASON_FOR_SECOND = frozenset(one.reason for one in CONDITIONS if one.name in ("not_asked", "own_maximum"))


def second_to_ask_first(referral: Referral, now: datetime) -> Assignment | None:
    """Who goes along while nobody leads any more: knows this talk already, so is asked first whether to lead it.

    That this person was asked before, and has this talk among those of the month, is no reason against it. None when
    not callable today, and once asked since the lead fell away.
    """
    parts = Assignment.objects.filter(referral=referral)
    second: Assignment | None = parts.open().talks().filter(lead=False).select_related("volunteer").first()
    if second is None or parts.open().leading().exists():
        return None
    fell_away = parts.leading().exclude(ended_at=None).order_by("ended_at").last()
    asked = Offer.objects.filter(referral=referral, volunteer=second.volunteer_id, lead=True)
    if fell_away is not None and asked.filter(asked_at__gte=fell_away.ended_at).exists():
        return None
    day = now.astimezone(clock.BRUSSELS).date()
    return second if Volunteer.objects.callable_on(day).filter(pk=second.volunteer_id).exists() else None
