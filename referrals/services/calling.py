"""The call of the vliegende ploeg inside an aanmelding: it begins, an attempt counts, it is no longer needed (R091)."""

from datetime import date

from oev import clock
from oev.accounts.actor import Actor
from oev.outbox.services import post_letter
from referrals.models import Assignment, OutreachAttempt, Referral
from referrals.services.doors import move_assignment, open_lead, user_of
from referrals.states import OPEN_ASSIGNMENTS, AssignmentState, OfferState
from volunteers.models import Volunteer


def take_call(referral: Referral, volunteer: Volunteer) -> Assignment:
    """Of a locked aanmelding: this person of the vliegende ploeg calls; the first yes wins."""
    call = Assignment.objects.create(
        referral=referral, volunteer=volunteer, lead=False, outreach=True, accepted_at=clock.now()
    )
    referral.offers.filter(state=OfferState.OPEN, outreach=True).update(state=OfferState.WITHDRAWN)
    want_team(referral, wanted=False)
    return call


def want_team(referral: Referral, *, wanted: bool = True) -> None:
    """Of a locked aanmelding: whether somebody of the vliegende ploeg is still to be found, for who leads the talk."""
    lead = open_lead(referral)
    if lead is not None and wanted != (lead.team_wished_at is not None):
        lead.team_wished_at = clock.now() if wanted else None
        lead.save(update_fields=["team_wished_at"])


def note_attempt(lead: Assignment, on: date, by: Actor | None, *, made_by: Assignment | None = None) -> OutreachAttempt:
    """Of a locked lead: the person was not reached on this day, by the lead or by a call; once a day counts once."""
    attempt, _ = OutreachAttempt.objects.get_or_create(
        assignment=lead,
        on_day=on,
        defaults={"recorded_by_id": user_of(by), "recorded_at": clock.now(), "made_by": made_by},
    )
    return attempt


def end_call(call: Assignment, by: Actor | None) -> None:
    """Of a locked call: it is not needed any more; who had said yes hears it, but for who did this."""
    move_assignment(call, AssignmentState.CANCELLED)
    if by is None or by.volunteer_id != call.volunteer_id:
        post_letter("call_off", call.pk)


def drop_call(referral: Referral, call: Assignment) -> None:
    """Of a locked aanmelding and call: it falls away with who had it, without a word; the coordinator asks another."""
    move_assignment(call, AssignmentState.CANCELLED)
    want_team(referral)


def end_calls(referral: Referral, by: Actor | None = None) -> None:
    """Of a locked aanmelding: the person is reached, nobody leads the talk any more, or it ends: nobody calls again."""
    referral.offers.filter(state=OfferState.OPEN, outreach=True).update(state=OfferState.WITHDRAWN)
    open_calls = Assignment.objects.calls().filter(referral=referral, state__in=OPEN_ASSIGNMENTS)
    for call in open_calls.select_for_update().order_by("pk"):
        end_call(call, by)
