"""Going with two (R313): a second ervaringsdrager goes along, or the coordinator or somebody of the site does.

The lead agrees on the moment, writes down the talk and closes it; the second part follows. When the lead falls away the
second is not the lead by itself: somebody is looked for, and the second is asked first. When the second falls away the
talk goes on.
"""

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.outbox.services import post_letter
from referrals.models import Assignment, Offer, Referral
from referrals.services.doors import (
    lock_open_referral,
    lock_volunteer,
    move,
    move_assignment,
    open_lead,
    open_second,
    stop_waiting,
)
from referrals.services.news import is_news, tell_news
from referrals.services.offering import make_offer
from referrals.states import (
    ASSIGNMENT_TRANSITIONS,
    OPEN_ASSIGNMENTS,
    AssignmentState,
    DuoKind,
    OfferState,
    ReferralState,
)
from volunteers.models import Volunteer

NO_LEAD = "Zoek eerst iemand die het gesprek leidt."
ALONE = "Kies eerst dat jullie met twee gaan."
GOES_ALONG = "Er gaat al iemand mee."
FIRST_ANOTHER = "Er gaat al iemand van ons mee. Kies eerst ‘Zoek een andere tweede’."


@transaction.atomic
def go_with_two(*, by: Actor, referral: Referral, duo: str) -> Referral:
    """Nobody goes alone: one more of us, the coordinator, or somebody of the site (R313).

    It is another question from now on, so whoever was asked before may be asked again; questions that wait tell it as
    well. Refuses an unknown kind, the coordinator beside the coordinator, and another kind while a second
    ervaringsdrager said yes. Twice is the same as once.
    """
    if duo not in DuoKind.values:
        raise Refused("Kies wie er meegaat.", field="duo")
    referral = lock_open_referral(referral.pk)
    if referral.duo == duo:
        return referral
    lead = open_lead(referral)
    if duo == DuoKind.COORDINATOR and lead is not None and lead.coordinator_id:
        raise Refused("De coördinator doet dit gesprek al.", field="duo")
    _let_go_of_guide(referral)
    referral.duo, referral.question_since = duo, clock.now()
    move(referral, also=["duo", "question_since", *stop_waiting(referral)])
    return referral


@transaction.atomic
def go_alone(*, by: Actor, referral: Referral) -> Referral:
    """Not with two after all: questions to go along are taken back. Refuses while a second said yes."""
    referral = lock_open_referral(referral.pk)
    if referral.duo:
        _let_go_of_guide(referral)
        referral.duo = ""
        move(referral, also=["duo"])
    return referral


def _let_go_of_guide(referral: Referral) -> None:
    if open_second(referral) is not None:
        raise Refused(FIRST_ANOTHER, field="duo")
    to_go_along = Offer.objects.filter(referral=referral, state=OfferState.OPEN, lead=False, outreach=False)
    to_go_along.update(state=OfferState.WITHDRAWN)


@transaction.atomic
def offer_second(*, by: Actor, referral: Referral, volunteer: Volunteer, over_maximum: bool = False) -> Offer:
    """Ask one person to go along, as `offer_to` asks to do it; the question says so, and names nobody.

    Refuses when nobody leads the talk, when it is no duo of two of us, and when somebody goes along already.
    """
    volunteer = lock_volunteer(volunteer.pk)
    referral = lock_open_referral(referral.pk)
    if referral.duo != DuoKind.GUIDE:
        raise Refused(ALONE)
    if open_lead(referral) is None:
        raise Refused(NO_LEAD)
    if open_second(referral) is not None:
        raise Refused(GOES_ALONG)
    return make_offer(by, referral, volunteer, lead=False, over_maximum=over_maximum)


def join(referral: Referral, volunteer: Volunteer) -> Assignment:
    """Of a locked aanmelding: this person goes along. The first yes wins.

    Who leads, and whoever went along before, hear it.
    """
    second = Assignment.objects.create(referral=referral, volunteer=volunteer, lead=False, accepted_at=clock.now())
    referral.offers.filter(state=OfferState.OPEN, lead=False, outreach=False).update(state=OfferState.WITHDRAWN)
    tell_taken_over(referral, second)
    lead = open_lead(referral)
    if lead is not None:
        _follow(second, lead)
        tell_news(lead)
    return second


def take_lead(referral: Referral, volunteer: Volunteer | None, coordinator_id: int | None = None) -> Assignment:
    """Of a locked aanmelding that looks for somebody: this person leads it from now on.

    Whoever went along and says yes to leading it, does so with the moment that stands; the second part is free again.
    """
    lead = open_second(referral) if volunteer else None
    if lead is not None and volunteer is not None and lead.volunteer_id == volunteer.pk:
        lead.lead = True
        lead.save(update_fields=["lead"])
    else:
        lead = Assignment.objects.create(
            referral=referral, volunteer=volunteer, coordinator_id=coordinator_id, accepted_at=clock.now()
        )
    referral.offers.filter(state=OfferState.OPEN, lead=True).update(state=OfferState.WITHDRAWN)
    move(referral, ReferralState.SEARCHING, ReferralState.FOUND, also=stop_waiting(referral))
    tell_taken_over(referral, lead)
    follow_lead(referral, lead)
    tell_news(open_second(referral))
    return lead


def tell_taken_over(referral: Referral, now_by: Assignment) -> None:
    """Whoever handed this part on hears that somebody else does it."""
    earlier = referral.assignments.filter(
        state=AssignmentState.REPLACING, lead=now_by.lead, volunteer__isnull=False
    ).order_by("pk")
    for one in earlier:
        if one.volunteer_id != now_by.volunteer_id:
            post_letter("talk_taken_over", one.pk)


def follow_lead(referral: Referral, lead: Assignment) -> None:
    """Of a locked aanmelding: the second part gets the moment, the place and the state of the lead, and hears it."""
    second = Assignment.objects.select_for_update().filter(
        referral=referral, lead=False, outreach=False, state__in=OPEN_ASSIGNMENTS
    ).first()  # fmt: skip
    if second is None:
        return
    old = second.agreed_at, second.place
    _follow(second, lead)
    if lead.state != AssignmentState.DONE and is_news(old, (second.agreed_at, second.place)):
        tell_news(second)


def _follow(second: Assignment, lead: Assignment) -> None:
    second.agreed_at, second.place = lead.agreed_at, lead.place
    state = AssignmentState(lead.state)
    here = AssignmentState(second.state)
    follows = state in OPEN_ASSIGNMENTS and state in ASSIGNMENT_TRANSITIONS[here]
    move_assignment(second, state if follows else here, also=["agreed_at", "place"])
