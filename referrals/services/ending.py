"""The end of an aanmelding: what stays are counts (3.2, R075, A10)."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from referrals.checks import reasons_not_to_close
from referrals.models import Assignment, Referral, ReferralPerson
from referrals.services.calling import end_calls
from referrals.services.doors import lock_open_referral, move, move_assignment
from referrals.services.news import tell_off
from referrals.states import OPEN_ASSIGNMENTS, AssignmentState, OfferState, ReferralState

KEPT_DAYS = 30


@transaction.atomic
def close_referral(*, by: Actor, referral: Referral, outcome: str) -> Referral:
    """Close with an outcome; twice with the same one is the same as once.

    Refuses 'niet bereikt' before two attempts (A10). Offers that were not taken lose their volunteer, so that nothing
    can tell who said "nu niet"; their number stays (R075).
    """
    referral = Referral.objects.get(pk=referral.pk)
    if referral.state == ReferralState.CLOSED and referral.outcome == outcome:
        return referral
    referral = lock_open_referral(referral.pk)
    if reasons := reasons_not_to_close(referral, outcome):
        raise Refused(*reasons, field="outcome")
    referral.outcome = outcome
    end_referral(referral, ReferralState.CLOSED, by=by, also=["outcome"])
    return referral


def end_referral(referral: Referral, state: ReferralState, *, by: Actor | None, also: Iterable[str] = ()) -> None:
    """Bring a locked aanmelding to one of its three ends, with its offers and assignments.

    Whoever said yes to a talk that now does not take place hears it, but for who did this.
    """
    referral.closed_at = clock.now()
    move(referral, state, also=["closed_at", *also])
    done = state == ReferralState.CLOSED
    end_calls(referral, by)
    running = Assignment.objects.select_for_update().filter(referral=referral, state__in=OPEN_ASSIGNMENTS)
    for assignment in running.order_by("pk"):
        was = assignment.state
        move_assignment(assignment, AssignmentState.CLOSED if done else AssignmentState.CANCELLED)
        tell_off(assignment, was, by)
    offers = referral.offers.select_for_update().order_by("pk")
    for offer in offers:
        if offer.state == OfferState.OPEN:
            offer.state = OfferState.WITHDRAWN
        if offer.state != OfferState.YES:
            offer.volunteer = None
        offer.save(update_fields=["state", "volunteer"])


def people_to_forget(day: date) -> "QuerySet[ReferralPerson]":
    """Personal fields whose time is over: 30 days after closing or handing over, at once after withdrawal (A10)."""
    last_day = day - timedelta(days=KEPT_DAYS)
    ended = Q(referral__closed_at__lt=clock.start_of(last_day + timedelta(days=1)))
    return ReferralPerson.objects.filter(ended | Q(referral__state=ReferralState.WITHDRAWN))


@transaction.atomic
def forget_people(day: date, *, dry_run: bool = False) -> int:
    """Delete the personal fields whose time is over on this day; gives their number. Counts stay."""
    people = people_to_forget(day)
    if dry_run:
        return people.count()
    deleted, _ = people.delete()
    return deleted
