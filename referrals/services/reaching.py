"""Opnieuw contact (R091, R100, A10, P31): somebody of the vliegende ploeg calls who stayed away.

Only when the person agreed to be called, and only while whoever leads the talk did not reach the person. What the call
gives counts for the aanmelding as if whoever leads had tried.
"""

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from referrals.checks import reasons_not_to_attempt, reasons_not_to_call_again
from referrals.models import Assignment, Conversation, Offer, Referral
from referrals.outreach import may_stop_trying
from referrals.services.calling import end_call, note_attempt, want_team
from referrals.services.doors import (
    lock_lead,
    lock_open_referral,
    lock_referral,
    lock_volunteer,
    move,
    move_assignment,
    open_lead,
    open_outreach,
    user_of,
)
from referrals.services.ending import close_referral
from referrals.services.news import tell_news
from referrals.services.offering import make_offer
from referrals.services.talking import note_contact
from referrals.states import (
    OPEN_ASSIGNMENTS,
    AssignmentState,
    Outcome,
    OutreachResult,
    ReferralState,
    TalkChannel,
)
from volunteers.models import Volunteer

SOMEBODY_CALLS = "Er belt al iemand van de vliegende ploeg."
NOT_NEEDED = "Dit is niet meer nodig. Dank je."


@transaction.atomic
def wish_team(*, by: Actor, assignment: Assignment) -> Assignment:
    """Whoever leads the talk passes the call to the vliegende ploeg (A10); the coordinator asks somebody.

    Refuses when the person did not agree to be called. Twice is the same as once.
    """
    referral, lead = lock_lead(assignment)
    _refuse(referral)
    want_team(referral)
    lead.refresh_from_db()
    return lead


@transaction.atomic
def offer_outreach(*, by: Actor, referral: Referral, volunteer: Volunteer, over_maximum: bool = False) -> Offer:
    """Ask one member of the vliegende ploeg to call, as `offer_to` asks for a talk; several at once are possible.

    Refuses when the person did not agree to be called, while somebody calls, and with why this person is not asked.
    """
    volunteer = lock_volunteer(volunteer.pk)
    referral = lock_open_referral(referral.pk)
    _refuse(referral)
    offer = make_offer(by, referral, volunteer, lead=False, outreach=True, over_maximum=over_maximum)
    want_team(referral)
    return offer


def _refuse(referral: Referral) -> None:
    if reasons := reasons_not_to_call_again(referral):
        raise Refused(*reasons)
    if open_outreach(referral) is not None:
        raise Refused(SOMEBODY_CALLS)


@transaction.atomic
def record_outreach(*, by: Actor, assignment: Assignment, said: str) -> Assignment:
    """How the call went: 'bereikt', 'niet bereikt' or 'liever niet', nothing else. The same tap twice is one tap.

    Bereikt: a talk by phone, it runs on, and who leads hears it. Niet bereikt: an attempt of today; the call stays
    until two attempts after the first time are over. Liever niet: the aanmelding ends, nobody calls any more (A10).
    """
    if said not in OutreachResult.values:
        raise Refused("Kies hoe het ging.")
    referral = lock_referral(assignment.referral_id)
    call: Assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    lead = open_lead(referral)
    if call.state not in OPEN_ASSIGNMENTS or lead is None:
        if _is_noted(referral, call, OutreachResult(said)):
            return call
        raise Refused(NOT_NEEDED)
    if reasons := reasons_not_to_attempt(call):
        raise Refused(*reasons)
    if said == OutreachResult.REACHED:
        _reached(referral, lead, call, by)
    elif said == OutreachResult.NOT_REACHED:
        _not_reached(lead, call, by)
    else:
        move_assignment(call, AssignmentState.CLOSED)
        close_referral(by=by, referral=referral, outcome=Outcome.RATHER_NOT)
    return call


def _reached(referral: Referral, lead: Assignment, call: Assignment, by: Actor) -> None:
    now = clock.now()
    Conversation.objects.create(
        assignment=call,
        volunteer_id=call.volunteer_id,
        site_id=referral.site_id,
        partner_id=referral.site.partner_id,
        happened_at=now,
        channel=TalkChannel.PHONE,
        recorded_at=now,
        recorded_by_id=user_of(by),
    )
    move_assignment(call, AssignmentState.CLOSED)
    note_contact(referral, now)
    move(referral, ReferralState.RUNNING)
    tell_news(lead)


def _not_reached(lead: Assignment, call: Assignment, by: Actor) -> None:
    note_attempt(lead, clock.today(), by, made_by=call)
    if may_stop_trying(set(lead.attempts.values_list("on_day", flat=True))):
        move_assignment(call, AssignmentState.CLOSED)


def _is_noted(referral: Referral, call: Assignment, said: OutreachResult) -> bool:
    """Whether this very answer was noted already, by a tap just before this one."""
    if said == OutreachResult.REACHED:
        return call.conversations.exists()
    if said == OutreachResult.NOT_REACHED:
        return call.made_attempts.filter(on_day=clock.today()).exists()
    return referral.outcome == Outcome.RATHER_NOT


@transaction.atomic
def give_back_call(*, by: Actor, assignment: Assignment) -> Assignment:
    """The member gives it back without a reason, or the coordinator takes it back: it is the coordinator's again.

    Only whoever did not do this hears it. Twice is the same as once.
    """
    referral = lock_referral(assignment.referral_id)
    call: Assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if call.state in OPEN_ASSIGNMENTS:
        end_call(call, by)
        want_team(referral)
    return call
