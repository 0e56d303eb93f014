"""Two people of the demo who stayed away: the vliegende ploeg calls one, for the other nobody is found yet (R091)."""

from datetime import timedelta

from oev import clock
from oev.accounts.actor import Actor, Hat
from oev.demo_world import DemoWorld
from oev.errors import Refused
from referrals.models import Assignment, Consent, Referral
from referrals.services import (
    answer_yes,
    offer_outreach,
    offer_to,
    receive_referral,
    record_not_reached,
    wish_team,
)
from volunteers.kinds import Role
from volunteers.models import RoleHolding, Volunteer

AGO = timedelta(days=2)
WHO = (("Sam", "0470 22 22 22", "voor 9 uur of na 18 uur"), ("Nel", "0470 33 33 33", ""))


def load(world: DemoWorld) -> None:
    """Els belongs to the vliegende ploeg and said yes to calling; she can sign in and see it."""
    people: list[Volunteer] = world.made["people"]
    by, els = Actor(world.made["users"]["Laila"].pk, Hat.COORDINATOR), people[1]
    RoleHolding.objects.create(volunteer=els, role=Role.FLYING, from_on=world.day - timedelta(days=60))
    try:
        called, waiting = (_stayed_away(world, by, number, people[5 + number]) for number in range(len(WHO)))
        answer_yes(by=by, offer=offer_outreach(by=by, referral=called.referral, volunteer=els, over_maximum=True))
        wish_team(by=by, assignment=waiting)
    except Refused:  # who cannot be asked on the day of this demo is passed over
        return
    world.said.append("iemand die opnieuw gebeld wordt")


def _stayed_away(world: DemoWorld, by: Actor, number: int, guide: Volunteer) -> Assignment:
    """Reported the day before yesterday, and not reached yesterday."""
    name, phone, hours = WHO[number]
    contact = world.made["contacts"][len(world.made["hospitals"]) + 1 + number]
    referral = receive_referral(
        by=None, site=contact.site, contact=contact, subject_kind="self", consent=True, reach_kind="phone",
        display_name=name, phone=phone, safe_hours=hours, may_leave_message=number == 0,
        idempotency_key=f"demo-call-{number}",
    )  # fmt: skip
    lead = answer_yes(by=by, offer=offer_to(by=by, referral=referral, volunteer=guide, over_maximum=True))
    record_not_reached(by=by, assignment=lead, on=world.day - timedelta(days=1))
    at = clock.now() - AGO
    Referral.objects.filter(pk=referral.pk).update(received_at=at, promised_at=at + timedelta(hours=12))
    Consent.objects.filter(referral=referral).update(given_at=at)
    Assignment.objects.filter(pk=lead.pk).update(accepted_at=at + timedelta(hours=3))
    lead.referral.offers.update(asked_at=at + timedelta(hours=2), answered_at=at + timedelta(hours=3))
    lead.attempts.update(recorded_at=clock.now() - timedelta(days=1))
    lead.refresh_from_db()
    return lead
