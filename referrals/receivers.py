"""What somebody's standing does to questions and talks (R077, Q40), inside the transaction of that change."""

from datetime import date
from typing import Any

from django.dispatch import receiver

from referrals.models import Assignment, Offer
from referrals.services.doors import lock_referral
from referrals.services.talking import seek_replacement
from referrals.states import OPEN_ASSIGNMENTS, OPEN_STATES, OfferState
from volunteers.models import Volunteer
from volunteers.signals import standing_changed
from volunteers.states import Status

RELEASING = frozenset({Status.SLEEPING, Status.PAUSED, Status.STOPPED})


@receiver(standing_changed, dispatch_uid="referrals.release_talks")
def release_talks(sender: Any, volunteer: Volunteer, after: Status, **_: Any) -> None:
    """Whoever is not callable is not asked; who rests or stopped hands everything on (R077).

    Slapend, gepauzeerd and gestopt: questions are withdrawn silently and open talks look for somebody else. A lapse is
    gentler: new questions stop, agreed talks stay (Q40).
    """
    if after is Status.ACTIVE:
        return
    releasing = after in RELEASING
    offers = Offer.objects.open().filter(volunteer=volunteer)
    assignments = open_assignments_of(volunteer.pk) if releasing else Assignment.objects.none()
    touched = {*offers.values_list("referral_id", flat=True), *assignments.values_list("referral_id", flat=True)}
    referrals = {pk: lock_referral(pk) for pk in sorted(touched)}
    offers.update(state=OfferState.WITHDRAWN)
    for assignment in assignments.select_for_update().order_by("pk"):
        referral = referrals.get(assignment.referral_id)
        if referral is not None and referral.state in OPEN_STATES:
            seek_replacement(referral, assignment)


def open_assignments_of(volunteer_id: int) -> Any:
    """Talks, and calls to who stayed away, that this person would hand on by resting."""
    return Assignment.objects.filter(volunteer_id=volunteer_id, state__in=OPEN_ASSIGNMENTS)


def effects_of_rest(volunteer_id: int, day: date) -> list[str]:
    """For the confirmation page of a rest: '1 gesprek zoekt vervanging.' (6.1.3)."""
    calls = list(open_assignments_of(volunteer_id).values_list("outreach", flat=True))
    talks = calls.count(False)
    said = ["1 gesprek zoekt vervanging." if talks == 1 else f"{talks} gesprekken zoeken vervanging."] if talks else []
    return said + (["Een ander belt wie je zou bellen."] if True in calls else [])
