"""A08: an aanmelding from the emergency ward at night, declined by two."""

import datetime as dt

import pytest

from oev import clock as house_clock
from oev.errors import Refused
from oev.outbox.models import Outgoing
from referrals.candidates import candidates_for
from referrals.models import Conversation, Offer
from referrals.promise import say_promise
from referrals.services import answer_not_now, answer_yes, offer_to, plan_talk
from referrals.words import state_words
from tests.referrals.chain import at, receive


def names(found, rows):
    return [found.names[row.candidate.pk].split()[0] for row in rows]


def test_a08_referral_from_the_emergency_ward_declined_by_two(cast, clock, laila):
    els, jan, mia, tom = (cast.volunteers[name] for name in ("els", "jan", "mia", "tom"))
    for name in ("rita", "bart", "carla", "lien"):
        cast.volunteers[name].roles.update(until_on=dt.date(2026, 1, 1))
    jan.max_per_month = 2
    jan.save()
    for day in (2, 4):
        Conversation.objects.create(volunteer=jan, happened_at=at(day, 15), channel="phone")

    # When a nurse sends the form on Saturday at 02:10
    clock.move_to(at(7, 2, 10))
    referral = receive(cast, contact=cast.contacts["nora_contact"])
    assert referral.number == "26-0001"
    assert say_promise(referral.promised_at) == "zaterdag voor 10 uur"
    assert state_words(referral) == "Ontvangen"
    assert not Outgoing.objects.filter(code="offer").exists()

    # When C opens at 08:50 the candidates are Els and Mia
    clock.move_to(at(7, 8, 50))
    found = candidates_for(referral, house_clock.now())
    assert sorted(names(found, found.best)) == ["Els", "Mia"]
    aside = {found.names[row.candidate.pk].split()[0]: row for row in found.set_aside}
    assert aside["Jan"].reasons == ("eigen maximum bereikt",)
    assert aside["Tom"].reasons[0] == "geen toegang tot deze plaats"
    assert names(found, found.may_exceed) == ["Jan"]

    # Els and Mia say "Nu niet"
    clock.move_to(at(7, 9, 5))
    to_els = offer_to(by=laila, referral=referral, volunteer=els)
    clock.move_to(at(7, 9, 20))
    answer_not_now(by=None, offer=to_els)
    clock.move_to(at(7, 9, 25))
    to_mia = offer_to(by=laila, referral=referral, volunteer=mia)
    clock.move_to(at(7, 9, 50))
    answer_not_now(by=None, offer=to_mia)
    referral.refresh_from_db()
    assert state_words(referral) == "We zoeken iemand"
    assert candidates_for(referral, house_clock.now()).best == []
    assert Offer.objects.get(pk=to_mia.pk).nobody_left

    # Jan only beyond his own maximum, and only by saying yes himself
    with pytest.raises(Refused, match="eigen maximum bereikt"):
        offer_to(by=laila, referral=referral, volunteer=jan)
    to_jan = offer_to(by=laila, referral=referral, volunteer=jan, over_maximum=True)
    clock.move_to(at(7, 10, 40))
    assignment = answer_yes(by=None, offer=to_jan)
    plan_talk(by=laila, assignment=assignment, agreed_at=at(7, 15))

    # The nurse sees the hour, never the declines
    referral.refresh_from_db()
    assert state_words(referral) == "Iemand komt vandaag om 15 uur"
    assert assignment.accepted_at - referral.received_at == dt.timedelta(hours=8, minutes=30)
    with pytest.raises(Refused, match="geen toegang"):
        offer_to(by=laila, referral=receive(cast), volunteer=tom)
