"""What the coordinator can choose when nobody said yes: do it, call, or look again later (3.2, A08).

Going with two stands in `duo.py`.
"""

from datetime import datetime, timedelta

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from referrals.models import Assignment, Referral, ReferralPerson
from referrals.services.doors import CANNOT_NOW, lock_open_referral, move, open_lead, stop_waiting
from referrals.services.duo import take_lead
from referrals.services.offering import ASKING_STATES, TAKEN
from referrals.states import DuoKind, ReachKind, ReferralState

EARLIER = "Kies een vroeger moment, of vraag een nummer."
LONGEST = timedelta(days=31)


@transaction.atomic
def take_on(*, by: Actor, referral: Referral) -> Assignment:
    """The coordinator does it (R135): questions that wait are no longer needed. Twice is the same as once."""
    referral = lock_open_referral(referral.pk)
    lead = open_lead(referral)
    if lead is not None and lead.coordinator_id == by.user_id:
        return lead
    if lead is not None or referral.state not in ASKING_STATES:
        raise Refused(TAKEN if lead else CANNOT_NOW)
    if referral.duo == DuoKind.COORDINATOR:
        referral.duo = ""
        move(referral, also=["duo"])
    return take_lead(referral, None, by.user_id)


@transaction.atomic
def look_again(*, by: Actor, referral: Referral, at: datetime) -> Referral:
    """'Later': an agreed moment to look again; until that day the aanmelding leaves the lists of 'Vandaag'.

    Refuses a moment that is over, one of more than a month ahead, and one at which the person has left the ward.
    """
    referral = lock_open_referral(referral.pk)
    if referral.state not in ASKING_STATES:
        raise Refused(TAKEN if open_lead(referral) else CANNOT_NOW)
    now = clock.now()
    if at <= now or at > now + LONGEST:
        raise Refused("Kies een moment in de komende maand.", field="day")
    if referral.reach_kind == ReachKind.WARD and (until := _on_ward_until(referral)) and at >= until:
        raise Refused(f"De persoon is op de dienst tot {clock.say_moment(until)}. {EARLIER}", field="day")
    referral.look_again_at = at
    move(referral, ReferralState.SEARCHING, also=["look_again_at"])
    return referral


def _on_ward_until(referral: Referral) -> datetime | None:
    return ReferralPerson.objects.filter(referral=referral).values_list("reachable_until", flat=True).first()


@transaction.atomic
def reach_by_phone(
    *, by: Actor, referral: Referral, phone: str = "", safe_hours: str = "", may_leave_message: bool = False
) -> Referral:
    """The person agrees to a talk by phone (R148): a number takes the place of the ward, so access is no condition.

    It is another question from now on: whoever was asked before may be asked again, and it does not matter who lives
    far away. An empty `phone` keeps the number that is known, with what was said about it. Refuses without a number,
    and when the personal fields are gone.
    """
    referral = lock_open_referral(referral.pk)
    person = ReferralPerson.objects.select_for_update().filter(referral=referral).first()
    if person is None or not (phone.strip() or person.phone):
        raise Refused("Vul het nummer in waarop we kunnen bellen.", field="phone")
    referral.reach_kind, referral.phone_only = ReachKind.PHONE, True
    referral.question_since = clock.now()
    move(referral, also=["reach_kind", "phone_only", "question_since", *stop_waiting(referral)])
    if phone.strip():
        person.phone, person.safe_hours, person.may_leave_message = phone.strip(), safe_hours.strip(), may_leave_message
    person.reachable_until = None
    person.save(update_fields=["phone", "safe_hours", "may_leave_message", "reachable_until"])
    return referral
