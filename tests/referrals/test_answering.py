"""Questions and answers: allowed beside refused, in the words the person reads."""

import datetime as dt

import pytest

from oev.errors import Refused
from oev.jobs import run_job
from referrals.models import Assignment, Offer
from referrals.services import (
    answer_later,
    answer_not_now,
    answer_yes,
    close_referral,
    offer_to,
    withdraw_offer,
)
from referrals.states import OfferState
from tests.referrals.chain import accepted, at, by_phone, receive
from volunteers.models import BlockedPeriod, RoleHolding
from volunteers.services import put_to_rest
from volunteers.states import RestKind


@pytest.fixture
def offer(cast, laila, els):
    """Els is asked for an aanmelding by phone."""
    return offer_to(by=laila, referral=by_phone(cast), volunteer=els)


def test_offer_to_asks_once_and_the_referral_searches(cast, laila, els, offer):
    offer.referral.refresh_from_db()
    assert offer.referral.state == "searching"
    assert (offer.expires_at, offer.asked_by) == (at(8, 9), cast.users["laila"])
    assert len(offer.secret) == 43
    with pytest.raises(Refused, match="Els: al gevraagd"):
        offer_to(by=laila, referral=offer.referral, volunteer=els)


def rest(cast, laila, els):
    put_to_rest(by=laila, volunteer=els, kind=RestKind.PAUSE, from_on=dt.date(2026, 3, 7))
    return "Els is nu niet oproepbaar."


def no_role(cast, laila, els):
    RoleHolding.objects.filter(volunteer=els).update(until_on=dt.date(2026, 3, 1))
    return "Els is nu niet oproepbaar."


def own_employer(cast, laila, els):
    cast.contacts["piet_contact"].user = els.user
    cast.contacts["piet_contact"].save()
    return "Els: werkt zelf bij deze partner."


def away(cast, laila, els):
    BlockedPeriod.objects.create(volunteer=els, from_on=dt.date(2026, 3, 7), until_on=dt.date(2026, 3, 7))
    return "Els: niet vrij op dat moment."


def maximum(cast, laila, els):
    els.max_per_month = 1
    els.save()
    accepted(cast, laila, els)
    return "Els: eigen maximum bereikt."


@pytest.mark.parametrize("cause", [rest, no_role, own_employer, away, maximum])
def test_offer_to_refuses_who_may_not_be_asked_beside_who_may(cast, laila, els, mia, cause):
    sentence = cause(cast, laila, els)
    referral = by_phone(cast)
    with pytest.raises(Refused) as refusal:
        offer_to(by=laila, referral=referral, volunteer=els)
    assert str(refusal.value) == sentence
    assert offer_to(by=laila, referral=referral, volunteer=mia).volunteer == mia


def test_offer_to_refuses_what_somebody_does_already(cast, laila, els, mia):
    referral, _ = accepted(cast, laila, els)
    with pytest.raises(Refused, match="Iemand doet dit al"):
        offer_to(by=laila, referral=referral, volunteer=mia)


def test_only_who_is_on_the_list_of_the_ward_is_asked(cast, laila, els):
    referral = receive(cast)
    with pytest.raises(Refused, match="Tom: geen toegang"):
        offer_to(by=laila, referral=referral, volunteer=cast.volunteers["tom"])
    assert offer_to(by=laila, referral=referral, volunteer=els).expires_at == at(7, 10)


def test_yes_makes_the_lead_assignment_and_takes_the_other_questions_back(cast, laila, els, mia, offer):
    to_mia = offer_to(by=laila, referral=offer.referral, volunteer=mia)
    assignment = answer_yes(by=None, offer=offer)
    assert (assignment.volunteer, assignment.lead, assignment.state) == (els, True, "accepted")
    offer.referral.refresh_from_db()
    assert offer.referral.state == "found"
    with pytest.raises(Refused) as refusal:
        answer_yes(by=None, offer=to_mia)
    assert str(refusal.value) == "Iemand anders doet dit al. Dank je."
    assert Assignment.objects.count() == 1


def test_yes_of_somebody_who_rests_reads_that_it_is_no_longer_needed(cast, laila, els, offer):
    put_to_rest(by=laila, volunteer=els, kind=RestKind.SLEEP, from_on=dt.date(2026, 3, 7))
    with pytest.raises(Refused) as refusal:
        answer_yes(by=None, offer=offer)
    assert str(refusal.value) == "Deze vraag is niet meer nodig. Dank je."


def test_yes_after_the_time_is_refused_whether_the_job_ran_or_not(cast, laila, offer, clock):
    clock.move_to(at(8, 9))
    for _ in range(2):
        with pytest.raises(Refused, match="De tijd voor deze vraag is voorbij"):
            answer_yes(by=None, offer=offer)
        assert run_job("nachtronde", dt.date(2026, 3, 8)) is not None
    offer.refresh_from_db()
    assert offer.state == OfferState.LAPSED


def test_not_now_is_one_tap_that_changes_nothing_twice(cast, laila, mia, offer):
    assert [answer_not_now(by=None, offer=offer).state for _ in range(2)] == ["not_now"] * 2
    offer.referral.refresh_from_db()
    assert offer.referral.state == "searching"
    with pytest.raises(Refused, match="Je liet al weten"):
        answer_yes(by=None, offer=offer)
    assert offer_to(by=laila, referral=offer.referral, volunteer=mia).state == "open"


def test_somebody_who_said_yes_does_not_say_not_now_any_more(offer):
    answer_yes(by=None, offer=offer)
    with pytest.raises(Refused, match="Iemand anders doet dit al"):
        answer_not_now(by=None, offer=offer)


@pytest.mark.parametrize(
    ("now", "until"),
    [(at(7, 9, 30), at(7, 18)), (at(7, 17), at(7, 18)), (at(7, 17, 1), at(7, 22)), (at(7, 22, 30), at(8, 9))],
)
def test_later_keeps_a_question_of_the_ward_open_until_the_evening(cast, laila, els, clock, now, until):
    clock.move_to(now - dt.timedelta(minutes=10))
    ward_until = at(9, 12)
    offer = offer_to(by=laila, referral=receive(cast, reachable_until=ward_until), volunteer=els)
    clock.move_to(now)
    assert answer_later(by=None, offer=offer).expires_at == until


def test_later_never_shortens_the_time(offer):
    assert answer_later(by=None, offer=offer).expires_at == at(8, 9)


def test_withdraw_offer_leaves_a_friendly_sentence(laila, offer):
    assert withdraw_offer(by=laila, offer=offer).state == "withdrawn"
    with pytest.raises(Refused, match="niet meer nodig"):
        answer_yes(by=None, offer=offer)


def test_an_answer_by_phone_comes_through_the_coordinator(laila, offer, els):
    assert answer_yes(by=laila, offer=offer).volunteer == els


def test_a_question_of_a_closed_referral_has_nobody_to_answer(cast, laila, offer):
    close_referral(by=laila, referral=offer.referral, outcome="nothing_now")
    for stale in (offer, Offer.objects.get()):
        with pytest.raises(Refused, match="niet meer nodig"):
            answer_yes(by=None, offer=stale)


def test_the_night_lapses_questions_and_a_second_run_changes_nothing(cast, laila, offer, clock):
    clock.move_to(at(8, 2))
    assert "Vragen zonder antwoord die zouden vervallen: 0." in run_job("nachtronde", dt.date(2026, 3, 8), dry_run=True)
    clock.move_to(at(9, 2))
    run = {dry: run_job("nachtronde", dt.date(2026, 3, 9), dry_run=dry) for dry in (True, False)}
    assert "Vragen zonder antwoord die zouden vervallen: 1." in run[True]
    assert "Vragen zonder antwoord die vervielen: 1." in run[False]
    assert "Vragen zonder antwoord die vervielen: 0." in run_job("nachtronde", dt.date(2026, 3, 9))
    offer.refresh_from_db()
    assert offer.state == OfferState.LAPSED
