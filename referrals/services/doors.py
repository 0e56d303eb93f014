"""The doors that every service goes through: rows locked in one order, states changed by the tables alone.

The order of locks is Volunteer, Referral, Offer and Assignment; each of them by primary key.
"""

from collections.abc import Iterable

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from referrals.models import Assignment, Offer, Referral
from referrals.states import (
    ASSIGNMENT_TRANSITIONS,
    OPEN_ASSIGNMENTS,
    OPEN_STATES,
    TRANSITIONS,
    AssignmentState,
    ReferralState,
)
from volunteers.models import Volunteer

CLOSED = "Deze aanmelding is al afgerond."
CANNOT_NOW = "Dit kan nu niet meer. Iemand anders was je misschien voor."
NOT_YOURS_ANYMORE = "Dit gesprek is niet meer van jou."
NOT_LEADING = "Wie het gesprek leidt, spreekt af en noteert hoe het ging."


def user_of(by: Actor | None) -> int | None:
    """Who is written down; nobody for a one-tap link."""
    return by.user_id if by else None


def lock_volunteer(pk: int) -> Volunteer:
    """First lock: a yes and a rest of the same person wait for each other here."""
    volunteer: Volunteer = Volunteer.objects.select_for_update(of=("self",)).get(pk=pk)
    return volunteer


def lock_referral(pk: int) -> Referral:
    """Second lock, with its site."""
    referral: Referral = Referral.objects.select_related("site").select_for_update(of=("self",)).get(pk=pk)
    return referral


def lock_open_referral(pk: int) -> Referral:
    """Second lock; refuses what is closed, handed over or withdrawn."""
    referral = lock_referral(pk)
    if referral.state not in OPEN_STATES:
        raise Refused(CLOSED)
    return referral


def lock_offer(pk: int) -> Offer:
    """Third lock: one question."""
    offer: Offer = Offer.objects.select_for_update().get(pk=pk)
    return offer


def lock_assignment(assignment: Assignment) -> tuple[Referral, Assignment]:
    """Referral, then assignment; refuses when it is not open any more."""
    referral = lock_open_referral(assignment.referral_id)
    locked = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if locked.state not in OPEN_ASSIGNMENTS:
        raise Refused(NOT_YOURS_ANYMORE)
    return referral, locked


def lock_lead(assignment: Assignment) -> tuple[Referral, Assignment]:
    """As `lock_assignment`; refuses the second part of a duo, which goes along."""
    referral, locked = lock_assignment(assignment)
    if not locked.lead:
        raise Refused(NOT_LEADING)
    return referral, locked


def open_lead(referral: Referral) -> Assignment | None:
    """Who does it now; the database holds that there is one at most."""
    return referral.assignments.filter(lead=True, state__in=OPEN_ASSIGNMENTS).first()


def open_second(referral: Referral) -> Assignment | None:
    """Who goes along; the database holds that there is one at most."""
    return referral.assignments.filter(lead=False, outreach=False, state__in=OPEN_ASSIGNMENTS).first()


def open_outreach(referral: Referral) -> Assignment | None:
    """Who calls once more; the database holds that there is one at most."""
    return referral.assignments.filter(outreach=True, state__in=OPEN_ASSIGNMENTS).first()


def stop_waiting(referral: Referral) -> list[str]:
    """Something happens, so the agreed moment to look again is over: the fields to save with it."""
    if referral.look_again_at is None:
        return []
    referral.look_again_at = None
    return ["look_again_at"]


def move(referral: Referral, *path: ReferralState, also: Iterable[str] = ()) -> None:
    """Bring a locked aanmelding along these states; staying where it is, is no step. Saves the named fields too."""
    here = referral.state
    for state in path:
        if state == referral.state:
            continue
        if state not in TRANSITIONS[ReferralState(referral.state)]:
            raise Refused(CANNOT_NOW)
        referral.state, referral.state_since = state, clock.now()
    if referral.state != here or also:
        referral.save(update_fields=["state", "state_since", *also])


def move_assignment(assignment: Assignment, state: AssignmentState, *, also: Iterable[str] = ()) -> None:
    """Bring a locked assignment to a state; what is not open any more has an end."""
    if state != assignment.state and state not in ASSIGNMENT_TRANSITIONS[AssignmentState(assignment.state)]:
        raise Refused(CANNOT_NOW)
    assignment.state = state
    if state not in OPEN_ASSIGNMENTS:
        assignment.ended_at = clock.now()
    assignment.save(update_fields=["state", "ended_at", *also])
