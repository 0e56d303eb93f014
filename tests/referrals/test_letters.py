"""Letters about aanmeldingen: when they are due, to whom, and that they tell nothing."""

import pytest
from django.core import mail

from oev.jobs import run_job
from oev.outbox.catalogue import CATALOGUE
from oev.outbox.models import LetterSwitch, Outgoing
from oev.outbox.services import deliver_due
from referrals.emails import LETTERS
from referrals.services import (
    answer_yes,
    ask_referrer,
    close_referral,
    give_back_call,
    go_with_two,
    hand_back,
    offer_second,
    offer_to,
    plan_talk,
    record_talk,
    withdraw_offer,
)
from tests.referrals.chain import accepted, at, by_phone, calls_again, flying_team, receive, stayed_away

TELLING = (
    "verslav herval terugval alcohol drank drugs gok slapend niet-actief patiënt cliënt spoed psychiatrie "
    "ziekenhuis Turnhout Zonnebloem"
).split()


@pytest.fixture(autouse=True)
def _letters_are_open(db):
    LetterSwitch.objects.bulk_create([LetterSwitch(code=letter.code, is_open=True) for letter in LETTERS])


def delivered():
    """Deliver what is due: (to, subject) of each letter."""
    mail.outbox.clear()
    deliver_due()
    return [(message.to[0], message.subject) for message in mail.outbox]


def test_the_aanmelder_hears_that_it_was_received(cast):
    receive(cast, contact=cast.contacts["nora_contact"])
    assert delivered() == [("nora@voorbeeld.be", "Je bericht is goed ontvangen (26-0001)")]
    assert "We bekijken dit ten laatste zaterdag voor 10 uur." in mail.outbox[0].body


def test_without_a_known_aanmelder_no_letter_leaves(cast):
    receive(cast)
    assert delivered() == []


def test_a_question_holds_the_one_tap_link_and_nobodys_name(cast, laila, els, settings):
    offer = offer_to(by=laila, referral=by_phone(cast), volunteer=els)
    assert delivered() == [("els@voorbeeld.be", "Er is een vraag voor jou")]
    body = mail.outbox[0].body
    assert body.startswith("Dag Els,")
    assert f"{settings.SITE_URL}/vraag/{offer.secret}/" in body
    assert 'Past het niet? Kies "Nu niet". Je hoeft geen reden te geven.' in body


def test_a_question_of_the_night_leaves_in_the_morning(cast, laila, els, clock):
    clock.move_to(at(7, 2, 30))
    offer_to(by=laila, referral=receive(cast), volunteer=els)
    assert delivered() == []
    clock.move_to(at(7, 8))
    assert delivered() == [("els@voorbeeld.be", "Er is een vraag voor jou")]


def test_a_question_that_is_over_is_not_sent(cast, laila, els, clock):
    withdraw_offer(by=laila, offer=offer_to(by=laila, referral=by_phone(cast), volunteer=els))
    offer_to(by=laila, referral=by_phone(cast), volunteer=els)
    clock.move_to(at(8, 9))
    assert delivered() == []
    assert set(Outgoing.objects.filter(code="offer").values_list("state", flat=True)) == {"dropped"}


def test_whoever_handed_on_hears_when_it_is_taken_over(cast, laila, els, mia):
    referral, assignment = accepted(cast, laila, els)
    plan_talk(by=laila, assignment=assignment, agreed_at=at(12, 16))
    delivered()
    hand_back(by=laila, assignment=assignment)
    assert delivered() == []
    answer_yes(by=None, offer=offer_to(by=laila, referral=referral, volunteer=mia))
    assert delivered() == [("els@voorbeeld.be", "Je afspraak is overgenomen")]
    assert "Een collega neemt de afspraak van 12 maart 2026 over." in mail.outbox[0].body


def test_the_aanmelder_hears_news_by_its_number(cast, laila, els, clock):
    nora = {"contact": cast.contacts["nora_contact"]}
    news = [("nora@voorbeeld.be", "Nieuws over 26-0001")]
    referral = receive(cast, feedback_level=1, **nora)
    delivered()
    ask_referrer(by=laila, referral=referral)
    assert delivered() == news
    _, assignment = accepted(cast, laila, els, referral=referral)
    assert delivered() == []
    plan_talk(by=laila, assignment=assignment, agreed_at=at(7, 15))
    assert delivered() == news
    clock.move_to(at(7, 16))
    record_talk(by=laila, assignment=assignment, happened_at=at(7, 15), channel="bedside", duration="short")
    assert delivered() == news
    close_referral(by=laila, referral=referral, outcome="group")
    assert delivered() == []


def test_no_letter_tells_anything(cast, laila, els, mia, clock):
    contact = cast.contacts["nora_contact"]
    referral = receive(cast, contact=contact, feedback_level=1, display_name="Zonnebloem")
    ask_referrer(by=laila, referral=referral)
    deliver_due()
    offer = offer_to(by=laila, referral=referral, volunteer=els)
    deliver_due()
    assignment = answer_yes(by=None, offer=offer)
    plan_talk(by=laila, assignment=assignment, agreed_at=at(7, 15), place="Ziekenhuis Turnhout, spoed")
    hand_back(by=laila, assignment=assignment)
    _, second = accepted(cast, laila, mia, referral=referral)
    record_talk(by=laila, assignment=second, happened_at=at(7, 9), channel="bedside", duration="short")
    deliver_due()
    go_with_two(by=laila, referral=referral, duo="guide")
    third = cast.volunteers["jan"]
    answer_yes(by=None, offer=offer_second(by=laila, referral=referral, volunteer=third))
    plan_talk(by=laila, assignment=second, agreed_at=at(14, 15), place="Ziekenhuis Turnhout, spoed")
    deliver_due()
    close_referral(by=laila, referral=referral, outcome="nothing_now")
    deliver_due()
    flying_team(third)
    missed, _ = stayed_away(cast, laila, els)
    give_back_call(by=laila, assignment=calls_again(laila, missed, third))
    deliver_due()
    late = receive(cast)
    clock.move_to(late.promised_at)
    run_job("beloften", late.promised_at.date())
    deliver_due()
    sent = set(Outgoing.objects.filter(state="sent").values_list("code", flat=True))
    assert {letter.code for letter in LETTERS} == sent
    texts = [message.subject + message.body + str(message.alternatives) for message in mail.outbox]
    texts += [letter.subject for letter in LETTERS]
    assert [(word, text) for text in texts for word in TELLING if word.casefold() in text.casefold()] == []


def test_every_letter_is_in_the_catalogue():
    assert all(CATALOGUE[letter.code] is letter for letter in LETTERS)
