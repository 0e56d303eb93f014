"""The answer of an ervaringsdrager: ja, nu niet, later vandaag (6.5.1, R050, R075).

`by` is None for the one-tap link; it is the coordinator's actor when somebody answers by phone (Q45).
"""

from datetime import datetime, time, timedelta

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from referrals.checks import agreed_to_be_called, why_not_open
from referrals.models import Assignment, Offer, Referral
from referrals.services.calling import take_call
from referrals.services.doors import lock_offer, lock_referral, lock_volunteer, open_lead, open_outreach, open_second
from referrals.services.duo import join, take_lead
from referrals.services.offering import note_nobody_left
from referrals.services.talking import tell_ward
from referrals.states import OPEN_ASSIGNMENTS, OPEN_STATES, OfferState, ReferralState
from volunteers.models import Volunteer

NO_LONGER = "Deze vraag is niet meer nodig. Dank je."
LATER_UNTIL = (time(18, 0), time(22, 0))
AT_LEAST = timedelta(hours=1)
LOOKING = frozenset({ReferralState.SEARCHING})
GOING_ON = OPEN_STATES - {ReferralState.RECEIVED, ReferralState.QUESTION}


@transaction.atomic
def answer_yes(*, by: Actor | None, offer: Offer) -> Assignment:
    """'Ja, ik doe dit': the first yes wins and becomes the lead assignment; other questions are withdrawn.

    A question to go along gives the second part of a duo, one to call once more gives that call, under the same rules
    (R313, R091).

    Locks the volunteer first, so that a yes and a rest in the same second have one clean result. The same yes twice
    gives the same assignment. Refuses with a sentence for the person: somebody else does it, the time is over, or
    the question is no longer needed (which is also all that is said to somebody who is not callable).
    """
    now = clock.now()
    volunteer, referral, offer = _lock(offer)
    if offer.state == OfferState.YES and (mine := _own(referral, offer)):
        return mine
    _refuse_when_over(referral, offer, now)
    if not _is_needed(referral, offer) or not _is_callable(volunteer, now):
        raise Refused(NO_LONGER)
    offer.state, offer.answered_at = OfferState.YES, now
    offer.save(update_fields=["state", "answered_at"])
    if offer.outreach:
        return take_call(referral, volunteer)
    if not offer.lead:
        return join(referral, volunteer)
    assignment = take_lead(referral, volunteer)
    tell_ward(referral, assignment)
    return assignment


@transaction.atomic
def answer_not_now(*, by: Actor | None, offer: Offer) -> Offer:
    """'Nu niet': no reason is asked and nothing is counted (R050, R075); the aanmelding goes on searching.

    Nothing is written on the aanmelding itself: its history would keep who acted. A second tap changes nothing.
    """
    now = clock.now()
    _, referral, offer = _lock(offer)
    if offer.state == OfferState.NOT_NOW:
        return offer
    _refuse_when_over(referral, offer, now)
    offer.state, offer.answered_at = OfferState.NOT_NOW, now
    offer.save(update_fields=["state", "answered_at"])
    note_nobody_left(referral, now)
    return offer


@transaction.atomic
def answer_later(*, by: Actor | None, offer: Offer) -> Offer:
    """'Later vandaag laten weten': open until 18 uur, from 17 uur on until 22 uur; no row says who took his time."""
    now = clock.now()
    _, referral, offer = _lock(offer)
    _refuse_when_over(referral, offer, now)
    moments = (clock.local(clock.today(), hour) for hour in LATER_UNTIL)
    until = next((moment for moment in moments if moment >= now + AT_LEAST), offer.expires_at)
    if until > offer.expires_at:
        offer.expires_at = until
        offer.save(update_fields=["expires_at"])
    return offer


def _lock(offer: Offer) -> tuple[Volunteer, Referral, Offer]:
    if offer.volunteer_id is None:
        raise Refused(NO_LONGER)
    volunteer = lock_volunteer(offer.volunteer_id)
    referral = lock_referral(offer.referral_id)
    offer = lock_offer(offer.pk)
    if offer.volunteer_id is None:
        raise Refused(NO_LONGER)
    return volunteer, referral, offer


def _own(referral: Referral, offer: Offer) -> Assignment | None:
    own = referral.assignments.filter(volunteer=offer.volunteer_id, outreach=offer.outreach)
    return own.filter(state__in=OPEN_ASSIGNMENTS).first()


def _is_needed(referral: Referral, offer: Offer) -> bool:
    """The aanmelding still looks for this; a call only while the person, not reached yet, agrees to be called."""
    if offer.outreach:
        return referral.state == ReferralState.NOT_REACHED and agreed_to_be_called(referral)
    return referral.state in (LOOKING if offer.lead else GOING_ON)


def _refuse_when_over(referral: Referral, offer: Offer, now: datetime) -> None:
    who = open_outreach if offer.outreach else open_lead if offer.lead else open_second
    taken = who(referral)
    over = why_not_open(offer.state, taken=taken is not None, expired=offer.expires_at <= now)
    if over:
        raise Refused(over)


def _is_callable(volunteer: Volunteer, now: datetime) -> bool:
    day = now.astimezone(clock.BRUSSELS).date()
    return Volunteer.objects.callable_on(day).filter(pk=volunteer.pk).exists()
