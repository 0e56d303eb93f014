"""A question to an ervaringsdrager, and how it ends without an answer (3.2, R050, P26)."""

import secrets
from datetime import datetime

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.outbox.services import post_letter
from referrals.candidates import candidates_for
from referrals.checks import reasons_not_to_ask
from referrals.models import Offer, Referral
from referrals.promise import question_window
from referrals.seconds import second_to_ask_first
from referrals.services.calling import want_team
from referrals.services.doors import (
    CANNOT_NOW,
    lock_offer,
    lock_open_referral,
    lock_referral,
    lock_volunteer,
    move,
    open_lead,
    stop_waiting,
    user_of,
)
from referrals.states import OfferState, ReferralState
from volunteers.models import Volunteer

S = ReferralState
ASKING_STATES = frozenset({S.RECEIVED, S.QUESTION, S.SEARCHING})
TAKEN = "Iemand doet dit al."


@transaction.atomic
def offer_to(*, by: Actor, referral: Referral, volunteer: Volunteer, over_maximum: bool = False) -> Offer:
    """Ask one person (P26); a question to several people at once is possible, the first yes wins.

    Refuses with the reasons why this person is not asked; `over_maximum` is "vraag toch", beyond the own maximum.
    The letter leaves not before `site.offers_from`; the time to answer begins then (A08).
    """
    volunteer = lock_volunteer(volunteer.pk)
    referral = lock_open_referral(referral.pk)
    if referral.state not in ASKING_STATES:
        raise Refused(TAKEN if open_lead(referral) else CANNOT_NOW)
    offer = make_offer(by, referral, volunteer, lead=True, over_maximum=over_maximum)
    move(referral, ReferralState.SEARCHING, also=stop_waiting(referral))
    return offer


def make_offer(
    by: Actor, referral: Referral, volunteer: Volunteer, *, lead: bool, over_maximum: bool, outreach: bool = False
) -> Offer:
    """Of a locked volunteer and aanmelding: the question and its letter; refuses with why this person is not asked."""
    now = clock.now()
    _lapse(referral, now)
    if reasons := reasons_not_to_ask(referral, volunteer, now=now, over_maximum=over_maximum, outreach=outreach):
        raise Refused(*reasons)
    leaves_at, expires_at = question_window(referral.site, now, outreach=outreach)
    offer = Offer.objects.create(
        referral=referral,
        volunteer=volunteer,
        lead=lead,
        outreach=outreach,
        asked_at=now,
        expires_at=expires_at,
        asked_by_id=user_of(by),
        secret=secrets.token_urlsafe(32),
        over_maximum=over_maximum,
    )
    post_letter("offer", offer.pk, not_before=leaves_at)
    return offer


@transaction.atomic
def withdraw_offer(*, by: Actor, offer: Offer) -> Offer:
    """Take a question back; whoever opens it reads that it is no longer needed."""
    referral = lock_referral(offer.referral_id)
    offer = lock_offer(offer.pk)
    if offer.state == OfferState.OPEN:
        offer.state = OfferState.WITHDRAWN
        offer.save(update_fields=["state"])
        if offer.outreach and not referral.offers.filter(state=OfferState.OPEN, outreach=True).exists():
            want_team(referral, wanted=False)
    return offer


def lapse_offers(now: datetime, *, dry_run: bool = False) -> int:
    """Close questions whose time is over, one aanmelding at a time; gives their number. Pages do not wait for this."""
    over = Offer.objects.expired(now)
    if dry_run:
        return over.count()
    count = 0
    for pk in sorted(set(over.values_list("referral_id", flat=True))):
        with transaction.atomic():
            referral = lock_referral(pk)
            count += _lapse(referral, now)
            note_nobody_left(referral, now)
    return count


def _lapse(referral: Referral, now: datetime) -> int:
    return Offer.objects.expired(now).filter(referral=referral).update(state=OfferState.LAPSED)


def note_nobody_left(referral: Referral, now: datetime) -> None:
    """After a question ended without a yes: note on it when nobody else can be asked, so that C gets the choices."""
    if referral.state != ReferralState.SEARCHING or Offer.objects.filter(referral=referral).open_at(now).exists():
        return
    ended = Offer.objects.filter(referral=referral, lead=True, state__in=[OfferState.NOT_NOW, OfferState.LAPSED])
    last = ended.last()
    if last is not None and candidates_for(referral, now).nobody and second_to_ask_first(referral, now) is None:
        last.nobody_left = True
        last.save(update_fields=["nobody_left"])
