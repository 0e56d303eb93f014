"""From the yes to the talk: agree on a moment, note that it took place, try again, give it back (3.6, 6.5.2)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.outbox.services import post_letter
from partners.models import Partner, Site
from referrals.checks import reasons_not_to_attempt, reasons_not_to_record_talk
from referrals.models import Assignment, Consent, Conversation, OutreachAttempt, Referral
from referrals.services.calling import drop_call, end_calls, note_attempt
from referrals.services.doors import (
    lock_assignment,
    lock_lead,
    lock_referral,
    lock_volunteer,
    move,
    move_assignment,
    user_of,
)
from referrals.services.duo import follow_lead
from referrals.services.ending import close_referral
from referrals.services.news import tell_everybody
from referrals.states import (
    AssignmentState,
    DurationBand,
    FeedbackLevel,
    Outcome,
    ReachKind,
    ReferralState,
    TalkChannel,
)
from volunteers.models import Volunteer

A, S = AssignmentState, ReferralState


@transaction.atomic
def plan_talk(*, by: Actor, assignment: Assignment, agreed_at: datetime, place: str = "") -> Assignment:
    """Agree on a moment and a place; the own ward always hears the hour (Q23)."""
    if agreed_at <= clock.now():
        raise Refused("Kies een moment dat nog komt.", field="agreed_at")
    referral, assignment = lock_lead(assignment)
    again = assignment.state in {A.DONE, A.FOLLOW_UP}
    assignment.agreed_at, assignment.place = agreed_at, place.strip()
    move_assignment(assignment, A.FOLLOW_UP if again else A.PLANNED, also=["agreed_at", "place"])
    if again:
        move(referral, S.RUNNING)
    follow_lead(referral, assignment)
    tell_ward(referral, assignment)
    return assignment


@transaction.atomic
def record_talk(
    *,
    by: Actor,
    assignment: Assignment,
    happened_at: datetime,
    channel: str,
    duration: str,
    outcome: str = "",
    next_moment: datetime | None = None,
    along: bool = True,
) -> Conversation:
    """The talk took place: when, how and how long, never what was said (R073).

    `next_moment` makes it run on; `outcome` closes it, but 'extra gesprek' makes a second assignment for the same
    person (R159, A09). The same talk twice is one talk. The first one confirms the consent; with feedback level 1 the
    aanmelder hears that there was contact. `along`: the second part of a duo was there, so it is a talk of both.
    """
    now = clock.now()
    _check_talk(channel, duration)
    if next_moment and next_moment <= now:
        raise Refused("Kies een moment dat nog komt.", field="next_moment")
    lock_referral(assignment.referral_id)
    same = Conversation.objects.filter(assignment=assignment.pk, happened_at=happened_at, channel=channel)
    double: Conversation | None = same.first()
    if double:
        return double
    referral, assignment = lock_lead(assignment)
    if reasons := reasons_not_to_record_talk(referral, happened_at, now):
        raise Refused(*reasons, field="happened_at")
    talk = Conversation.objects.create(
        assignment=assignment,
        volunteer_id=assignment.volunteer_id,
        second_id=second_at(assignment, happened_at) if along else None,
        coordinator_id=assignment.coordinator_id,
        site_id=referral.site_id,
        partner_id=referral.site.partner_id,
        happened_at=happened_at,
        channel=channel,
        duration=duration,
        recorded_at=now,
        recorded_by_id=user_of(by),
    )
    note_contact(referral, now)
    end_calls(referral, by)
    _go_on(referral, assignment, outcome, next_moment, by)
    return talk


def second_at(assignment: Assignment, happened_at: datetime) -> int | None:
    """Who went along with this lead on that day: said yes by then, and did not hand it back before the talk."""
    day_after = happened_at.astimezone(clock.BRUSSELS).date() + timedelta(days=1)
    parts = Assignment.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=happened_at),
        referral=assignment.referral_id,
        lead=False,
        outreach=False,
        accepted_at__lt=clock.start_of(day_after),
    )
    others = parts.exclude(volunteer=assignment.volunteer_id).order_by("-accepted_at", "-pk")
    return others.values_list("volunteer_id", flat=True).first()


def _check_talk(channel: str, duration: str) -> None:
    if channel not in TalkChannel.values:
        raise Refused("Kies hoe jullie spraken.", field="channel")
    if duration and duration not in DurationBand.values:
        raise Refused("Kies hoelang het ongeveer duurde.", field="duration")


def note_contact(referral: Referral, now: datetime) -> None:
    """Of a locked aanmelding: somebody spoke with the person, which confirms the consent."""
    if referral.state != S.RUNNING:
        move(referral, S.CONTACTED)
    Consent.objects.filter(referral=referral, confirmed_at=None).update(confirmed_at=now)
    if referral.feedback_level >= FeedbackLevel.CONTACT:
        post_letter("referral_contact", referral.pk)


def _go_on(referral: Referral, assignment: Assignment, outcome: str, next_moment: datetime | None, by: Actor) -> None:
    """What follows a talk: another moment, a second assignment, the end, or nothing yet."""
    if outcome == Outcome.EXTRA_TALK:
        move_assignment(assignment, A.CLOSED)
        assignment = Assignment.objects.create(
            referral=referral,
            volunteer_id=assignment.volunteer_id,
            coordinator_id=assignment.coordinator_id,
            accepted_at=clock.now(),
            state=A.PLANNED if next_moment else A.ACCEPTED,
            agreed_at=next_moment,
        )
        move(referral, S.RUNNING)
    elif outcome:
        move_assignment(assignment, A.DONE)
        follow_lead(referral, assignment)
        close_referral(by=by, referral=referral, outcome=outcome)
    elif next_moment:
        assignment.agreed_at = next_moment
        move_assignment(assignment, A.FOLLOW_UP, also=["agreed_at"])
        move(referral, S.RUNNING)
    else:
        assignment.agreed_at = None
        move_assignment(assignment, A.DONE, also=["agreed_at"])
    follow_lead(referral, assignment)


@transaction.atomic
def record_not_reached(*, by: Actor, assignment: Assignment, on: date) -> OutreachAttempt:
    """The person was not reached: try again the next day and after a week (R091, R100, A10). Once a day counts once."""
    if on > clock.today():
        raise Refused("Deze dag moet nog komen.", field="on")
    referral, assignment = lock_lead(assignment)
    if reasons := reasons_not_to_attempt(assignment):
        raise Refused(*reasons)
    attempt = note_attempt(assignment, on, by)
    if assignment.state == A.PLANNED:
        assignment.agreed_at = None
        move_assignment(assignment, A.ACCEPTED, also=["agreed_at"])
        follow_lead(referral, assignment)
    if referral.state == S.FOUND:
        move(referral, S.NOT_REACHED)
    return attempt


@transaction.atomic
def hand_back(*, by: Actor | None, assignment: Assignment) -> Assignment:
    """'Geef door', 'Ik ken deze persoon', 'liever iemand anders': somebody else comes, no reason is kept (6.5.1)."""
    referral, assignment = lock_assignment(assignment)
    seek_replacement(referral, assignment)
    return assignment


def seek_replacement(referral: Referral, assignment: Assignment) -> None:
    """Of a locked aanmelding and assignment: look for somebody else; the own ward hears it at once (3.6).

    Without the second part of a duo the talk goes on; the coordinator sees it and can ask another. Who was to go
    together with this person hears it at once, so that nobody goes alone without knowing (R313).
    """
    if assignment.outreach:
        drop_call(referral, assignment)
        return
    move_assignment(assignment, A.REPLACING)
    tell_everybody(referral)
    if not assignment.lead:
        return
    end_calls(referral)
    move(referral, S.SEARCHING)
    if referral.reach_kind == ReachKind.WARD and assignment.agreed_at:
        post_letter("referral_replacement", assignment.pk)


def tell_ward(referral: Referral, assignment: Assignment) -> None:
    """The own ward always hears the hour at which somebody comes (Q23)."""
    if referral.reach_kind != ReachKind.WARD or assignment.agreed_at is None:
        return
    post_letter("referral_hour", assignment.pk, on=assignment.agreed_at.astimezone(clock.BRUSSELS).date())


@transaction.atomic
def report_talk_afterwards(
    *,
    by: Actor,
    volunteer: Volunteer,
    happened_at: datetime,
    channel: str,
    duration: str,
    site: Site | None = None,
    partner: Partner | None = None,
) -> Conversation:
    """A talk outside the chain counts too: date, channel and partner, never with whom (Q49). Twice counts once."""
    _check_talk(channel, duration)
    if happened_at > clock.now():
        raise Refused("Dit moment moet nog komen. Noteer het na het gesprek.", field="happened_at")
    volunteer = lock_volunteer(volunteer.pk)
    partner = site.partner if site and partner is None else partner
    talk, _ = Conversation.objects.get_or_create(
        assignment=None,
        volunteer=volunteer,
        site=site,
        partner=partner,
        happened_at=happened_at,
        channel=channel,
        defaults={"duration": duration, "recorded_by_id": user_of(by), "recorded_at": clock.now()},
    )
    return talk
