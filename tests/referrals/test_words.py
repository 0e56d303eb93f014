"""What the aanmelder reads of the state, and the ervaringsdrager of the question."""

import pytest

from oev import clock as house_clock
from referrals.models import Referral
from referrals.services import (
    ask_referrer,
    close_referral,
    hand_back,
    offer_to,
    plan_talk,
    record_not_reached,
    record_talk,
)
from referrals.words import question_text, state_words, who_comes
from tests.referrals.chain import accepted, at, by_phone, receive


def read(referral):
    """What the page and a list say: always the same words."""
    alone = state_words(Referral.objects.get(pk=referral.pk))
    assert state_words(Referral.objects.with_words().get(pk=referral.pk)) == alone
    return alone


def test_state_words_follow_the_chain_on_the_own_ward(cast, laila, els, clock):
    referral = receive(cast)
    assert read(referral) == "Ontvangen"
    ask_referrer(by=laila, referral=referral)
    assert read(referral) == "We hebben nog een vraag"
    offer_to(by=laila, referral=referral, volunteer=cast.volunteers["mia"])
    assert read(referral) == "We zoeken iemand"
    _, assignment = accepted(cast, laila, els, referral=referral)
    assert read(referral) == "We vonden iemand"
    plan_talk(by=laila, assignment=assignment, agreed_at=at(7, 15))
    assert read(referral) == "Iemand komt vandaag om 15 uur"
    plan_talk(by=laila, assignment=assignment, agreed_at=at(8, 15, 30))
    assert read(referral) == "Iemand komt morgen om 15.30 uur"
    hand_back(by=laila, assignment=assignment)
    assert read(referral) == "We zoeken iemand. Iemand anders van ons komt"
    close_referral(by=laila, referral=referral, outcome="nothing_now")
    assert read(referral) == "Afgerond"


@pytest.mark.parametrize(("level", "words"), [(0, "We vonden iemand"), (1, "Er is contact geweest")])
def test_contact_is_told_only_when_the_person_said_so(cast, laila, els, level, words):
    referral, assignment = accepted(cast, laila, els, feedback_level=level)
    plan_talk(by=laila, assignment=assignment, agreed_at=at(7, 15))
    assert read(referral) == "We vonden iemand"
    record_talk(by=laila, assignment=assignment, happened_at=at(7, 9), channel="phone", duration="short")
    assert read(referral) == words


def test_not_reached_is_not_told(cast, laila, els):
    referral, assignment = accepted(cast, laila, els, feedback_level=1)
    record_not_reached(by=laila, assignment=assignment, on=at(7, 9).date())
    assert read(referral) == "We vonden iemand"


def test_longer_than_promised_is_said(cast, clock):
    referral = receive(cast)
    clock.move_to(at(7, 9, 59))
    assert read(referral) == "Ontvangen"
    clock.move_to(at(7, 10))
    assert read(referral) == "Het duurt langer dan we zeiden"


def test_a_list_of_states_costs_one_query(cast, laila, els, django_assert_num_queries):
    accepted(cast, laila, els)
    by_phone(cast)
    with django_assert_num_queries(1):
        assert len([state_words(referral) for referral in Referral.objects.with_words()]) == 2


@pytest.mark.parametrize(
    ("now", "facts", "text"),
    [
        (at(7, 13, 5), {}, "Iemand in het ziekenhuis van Turnhout wil graag praten. Vandaag tussen 14 en 18 uur."),
        (at(7, 16, 59), {}, "Iemand in het ziekenhuis van Turnhout wil graag praten. Vandaag tussen 17 en 18 uur."),
        (at(7, 17, 1), {}, "Iemand in het ziekenhuis van Turnhout wil graag praten. Vandaag tot 18 uur."),
        (
            at(7, 13),
            {"reachable_until": at(9, 12), "subject_kind": "context"},
            "Een naaste in het ziekenhuis van Turnhout wil graag praten. Het kan tot maandag 9 maart om 12 uur.",
        ),
        (
            at(7, 13),
            {"site": "Herselt", "reach_kind": "phone", "phone": "0470 11 22 33", "reachable_until": None},
            "Iemand in Herselt wil graag praten. Jullie kiezen samen een moment.",
        ),
    ],
)
def test_the_question_says_where_and_when_and_nothing_about_the_person(cast, laila, els, clock, now, facts, text):
    clock.move_to(now)
    offer = offer_to(by=laila, referral=receive(cast, **({"display_name": "Zonnebloem"} | facts)), volunteer=els)
    assert question_text(offer) == text
    listed = type(offer).objects.with_question().get(pk=offer.pk)
    assert question_text(listed, house_clock.now()) == text


def test_the_aanmelder_knows_who_comes_by_the_name_for_the_desk(cast, laila, els):
    els.site_access.update(display_name="Elsje")
    ward, _ = accepted(cast, laila, els, referral=receive(cast))
    elsewhere, _ = accepted(cast, laila, els)
    said = [who_comes(ward), who_comes(elsewhere), who_comes(by_phone(cast))]
    assert said == ["Elsje komt praten.", "Els komt praten.", ""]
