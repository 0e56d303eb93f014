"""What somebody's standing does to questions and talks (R077, Q40)."""

import datetime as dt

import pytest

from oev.registry import registry
from referrals.models import Assignment, Offer
from referrals.services import answer_yes, offer_to, plan_talk
from referrals.words import state_words
from tests.referrals.chain import accepted, at, by_phone, receive
from volunteers.services import effects_of_rest, put_to_rest, stop_engagement
from volunteers.signals import standing_changed
from volunteers.states import RestKind, Status

TODAY = dt.date(2026, 3, 7)


def sleep(laila, els):
    put_to_rest(by=laila, volunteer=els, kind=RestKind.SLEEP, from_on=TODAY)


def pause(laila, els):
    put_to_rest(by=laila, volunteer=els, kind=RestKind.PAUSE, from_on=TODAY)


@pytest.mark.parametrize("rest", [sleep, pause])
def test_whoever_rests_is_asked_nothing_and_hands_on_every_talk(cast, laila, els, mia, rest):
    referral = receive(cast, contact=cast.contacts["nora_contact"])
    _, assignment = accepted(cast, laila, els, referral=referral)
    plan_talk(by=laila, assignment=assignment, agreed_at=at(7, 15))
    asked, asked_mia = (offer_to(by=laila, referral=by_phone(cast), volunteer=who) for who in (els, mia))
    assert effects_of_rest(els, TODAY) == ["1 gesprek zoekt vervanging."]
    rest(laila, els)
    assert Assignment.objects.get(pk=assignment.pk).state == "replacing"
    referral.refresh_from_db()
    assert state_words(referral) == "We zoeken iemand. Iemand anders van ons komt"
    assert [Offer.objects.get(pk=one.pk).state for one in (asked, asked_mia)] == ["withdrawn", "open"]
    assert effects_of_rest(els, TODAY) == []
    answer_yes(by=None, offer=offer_to(by=laila, referral=referral, volunteer=mia))
    referral.refresh_from_db()
    assert referral.state == "found"


def test_whoever_stops_hands_on_every_talk(cast, laila, els, actor_of):
    referral, assignment = accepted(cast, laila, els)
    stop_engagement(by=actor_of(els.user, "volunteer"), volunteer=els, on=TODAY)
    assignment.refresh_from_db()
    assert (assignment.state, referral.assignments.count()) == ("replacing", 1)


def test_a_lapse_stops_new_questions_and_leaves_agreed_talks(cast, laila, els):
    referral, assignment = accepted(cast, laila, els)
    asked = offer_to(by=laila, referral=by_phone(cast), volunteer=els)
    standing_changed.send(sender=type(els), volunteer=els, before=Status.ACTIVE, after=Status.INACTIVE, on=TODAY)
    assert [Assignment.objects.get(pk=assignment.pk).state, Offer.objects.get(pk=asked.pk).state] == [
        "accepted",
        "withdrawn",
    ]
    referral.refresh_from_db()
    assert referral.state == "found"


def test_whoever_becomes_active_keeps_everything(cast, laila, els):
    asked = offer_to(by=laila, referral=by_phone(cast), volunteer=els)
    standing_changed.send(sender=type(els), volunteer=els, before=Status.PAUSED, after=Status.ACTIVE, on=TODAY)
    asked.refresh_from_db()
    assert asked.state == "open"


def test_the_confirmation_page_counts_several_talks(cast, laila, els):
    for _ in range(2):
        accepted(cast, laila, els)
    sentences = [sentence for effect in registry.rest_effects for sentence in effect(els.pk, TODAY)]
    assert "2 gesprekken zoeken vervanging." in sentences
