"""An aanmelding comes in: what is asked, what is refused beside what is allowed, and how it is taken back."""

import datetime as dt

import pytest

from oev.errors import Refused
from partners.states import SiteIntake
from referrals.links import referral_from_token, referral_token, revoke_site_link, site_from_token, site_token
from referrals.models import Consent, Referral, ReferralPerson
from referrals.promise import promise_for, question_window, say_promise
from referrals.services import (
    ask_referrer,
    close_referral,
    hand_over_to_partner,
    offer_to,
    person_left,
    receive_referral,
    resolve_question,
    withdraw_consent,
    withdraw_referral,
)
from tests.referrals.chain import accepted, at, by_phone, receive

GOOD = {
    "subject_kind": "self",
    "consent": True,
    "reach_kind": "phone",
    "display_name": "Roos",
    "phone": "0470 11 22 33",
    "safe_hours": "na 17 uur",
    "may_leave_message": True,
    "feedback_level": 1,
    "wish_language": "Frans",
    "wish_gender": "v",
    "wish_experience": "context",
    "referrer_comes_along": True,
    "practical_note": "Bel twee keer.",
}


def take_in(cast, **more):
    return receive_referral(by=None, site=cast.sites["Herselt"], **(GOOD | more))


def test_receive_referral_keeps_every_answer_and_the_consent(cast):
    referral = take_in(cast, contact=cast.contacts["piet_contact"])
    referral.refresh_from_db()
    kept = {name: getattr(referral, name) for name in GOOD if hasattr(referral, name) and name != "consent"}
    assert kept == {name: GOOD[name] for name in kept}
    person = ReferralPerson.objects.get(referral=referral)
    personal = ("display_name", "phone", "safe_hours", "may_leave_message", "practical_note")
    assert [getattr(person, name) for name in personal] == [GOOD[name] for name in personal]
    assert len(kept) + len(personal) == len(GOOD) - 1
    consent = Consent.objects.get(referral=referral)
    assert (consent.feedback_level, consent.given_at, consent.confirmed_at) == (1, referral.received_at, None)
    assert (referral.state, referral.contact) == ("received", cast.contacts["piet_contact"])


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"consent": False}, "consent", "Dan melden we niets. Geef dit kaartje mee."),
        ({"consent": False, "subject_kind": "context"}, "consent", "Dan melden we niets. Geef dit kaartje mee."),
        ({"phone": " "}, "phone", "Vul het nummer in waarop we kunnen bellen."),
        ({"reach_kind": ""}, "reach_kind", "Kies hoe we de persoon bereiken. De rest is ingevuld."),
        ({"reach_kind": "ward"}, "reachable_until", "Tot wanneer is de persoon op de dienst?"),
        ({"reach_kind": "ward", "reachable_until": at(7, 8, 59)}, "reachable_until", "Kies een uur dat nog komt."),
        ({"practical_note": "x" * 201}, "practical_note", "Hou het bij 200 tekens."),
    ],
)
def test_receive_referral_refuses_with_a_sentence_beside_the_field(cast, change, field, sentence):
    with pytest.raises(Refused) as refusal:
        take_in(cast, **change)
    assert (refusal.value.field, str(refusal.value)) == (field, sentence)
    assert not Referral.objects.exists()
    assert take_in(cast).number == "26-0001"


@pytest.mark.parametrize(
    "change",
    [
        {"consent": False, "subject_kind": "professional"},
        {"reach_kind": "ward", "reachable_until": at(7, 9, 1), "phone": ""},
        {"reach_kind": "via", "via": "de sociale dienst", "phone": ""},
        {"practical_note": "x" * 200},
    ],
)
def test_receive_referral_takes_what_is_just_enough(cast, change):
    referral = take_in(cast, **change)
    assert Consent.objects.filter(referral=referral).exists() is (referral.subject_kind != "professional")


def test_receive_referral_is_refused_only_while_the_site_is_closed(cast):
    site = cast.sites["Herselt"]
    for intake in (SiteIntake.OPEN, SiteIntake.LIMITED):
        type(site).objects.filter(pk=site.pk).update(intake=intake)
        take_in(cast)
    type(site).objects.filter(pk=site.pk).update(intake=SiteIntake.CLOSED)
    with pytest.raises(Refused, match="neemt nu geen aanmeldingen aan"):
        take_in(cast)
    type(site).objects.filter(pk=site.pk).update(intake_notice="Dit weekend niet. Bel ons.")
    with pytest.raises(Refused, match="Dit weekend niet"):
        take_in(cast)


def test_numbers_start_again_with_the_brussels_year(cast, clock):
    clock.move_to(dt.datetime(2026, 12, 31, 22, 59, tzinfo=dt.UTC))
    assert [by_phone(cast).number, by_phone(cast).number] == ["26-0001", "26-0002"]
    clock.move_to(dt.datetime(2026, 12, 31, 23, 1, tzinfo=dt.UTC))
    assert by_phone(cast).number == "27-0001"


def test_a_professional_makes_an_own_referral(cast, actor_of):
    nora = actor_of(cast.users["nora"], "professional")
    referral = receive(cast, by=nora)
    assert referral.contact == cast.contacts["nora_contact"]
    assert referral.by_actor == cast.users["nora"]
    assert list(Referral.objects.visible_to(nora)) == [referral]
    assert not Referral.objects.visible_to(actor_of(cast.users["piet"], "professional")).exists()


@pytest.mark.parametrize(
    ("received", "promised", "words"),
    [
        (at(7, 2, 10), at(7, 10), "zaterdag voor 10 uur"),
        (at(7, 9, 59), at(7, 10), "zaterdag voor 10 uur"),
        (at(7, 10, 0), at(8, 10), "zondag voor 10 uur"),
        (at(28, 23, 0), at(29, 10), "zondag voor 10 uur"),  # the clock goes forward that night
    ],
)
def test_the_promise_is_the_next_moment_of_response(cast, received, promised, words):
    moment = promise_for(cast.sites["Turnhout"], received)
    assert (moment, say_promise(moment, received)) == (promised, words)


@pytest.mark.parametrize(
    ("site", "asked", "leaves", "expires"),
    [
        ("Turnhout", at(7, 2, 30), at(7, 8), at(7, 9)),
        ("Turnhout", at(7, 9, 5), at(7, 9, 5), at(7, 10, 5)),
        ("Turnhout", at(7, 21, 0), at(7, 21, 0), at(8, 9)),
        ("Herselt", at(7, 9, 5), at(7, 9, 5), at(8, 9, 5)),
        ("Herselt", at(7, 6, 0), at(7, 8), at(8, 8)),
    ],
)
def test_a_question_wakes_nobody_and_stays_open_as_long_as_the_site_says(cast, site, asked, leaves, expires):
    assert question_window(cast.sites[site], asked) == (leaves, expires)


def test_ask_referrer_and_resolve_question(cast, laila):
    referral = by_phone(cast, contact=cast.contacts["piet_contact"])
    assert ask_referrer(by=laila, referral=referral).state == "question"
    assert resolve_question(by=None, referral=referral).state == "received"


def test_hand_over_to_partner_ends_it_and_keeps_to_whom(cast, laila):
    referral = hand_over_to_partner(by=laila, referral=by_phone(cast), partner=cast.partners["Turnhout"])
    referral.refresh_from_db()
    assert (referral.state, referral.handed_over_to) == ("handed_over", cast.partners["Turnhout"])
    with pytest.raises(Refused, match="al afgerond"):
        ask_referrer(by=laila, referral=referral)


def test_withdraw_referral_ends_questions_and_talks_and_is_the_same_twice(cast, laila, els, mia):
    referral, assignment = accepted(cast, laila, els)
    other = by_phone(cast)
    offer_to(by=laila, referral=other, volunteer=mia)
    for one in (referral, other):
        assert [withdraw_referral(by=None, referral=one).state for _ in range(2)] == ["withdrawn"] * 2
    assignment.refresh_from_db()
    assert assignment.state == "cancelled"
    assert list(other.offers.values_list("state", "volunteer")) == [("withdrawn", None)]


def test_withdraw_consent_notes_the_day_and_withdraws(cast):
    referral = withdraw_consent(by=None, referral=by_phone(cast))
    referral.refresh_from_db()
    assert referral.state == "withdrawn"
    assert referral.consent.withdrawn_at is not None


def test_person_left_goes_on_by_phone_when_the_person_wants(cast):
    referral = receive(cast)
    with pytest.raises(Refused, match="nummer"):
        person_left(by=None, referral=referral, may_call=True)
    person_left(by=None, referral=referral, may_call=True, phone="0470 99 88 77", safe_hours="na 17 uur")
    referral.refresh_from_db()
    person = ReferralPerson.objects.get(referral=referral)
    assert (referral.state, referral.reach_kind) == ("received", "phone")
    assert referral.person_left_at is not None
    assert (person.phone, person.safe_hours, person.reachable_until) == ("0470 99 88 77", "na 17 uur", None)


def test_person_left_ends_it_when_nobody_may_call(cast):
    referral = receive(cast)
    person_left(by=None, referral=referral, may_call=False)
    referral.refresh_from_db()
    assert (referral.state, referral.outcome) == ("withdrawn", "rather_not")


def test_closing_twice_is_the_same_as_once_and_another_outcome_is_refused(cast, laila):
    referral = by_phone(cast)
    first = close_referral(by=laila, referral=referral, outcome="nothing_now")
    assert close_referral(by=laila, referral=referral, outcome="nothing_now").closed_at == first.closed_at
    with pytest.raises(Refused, match="al afgerond"):
        close_referral(by=laila, referral=referral, outcome="group")
    with pytest.raises(Refused, match="Kies hoe het afliep"):
        close_referral(by=laila, referral=by_phone(cast), outcome="")


def test_links_work_until_they_are_revoked_forged_or_old(cast, laila, clock):
    site = cast.sites["Turnhout"]
    referral = receive(cast)
    of_site, of_referral = site_token(site), referral_token(referral)
    assert site_from_token(of_site) == site
    assert referral_from_token(of_referral) == referral
    assert (site_from_token(of_referral), referral_from_token(of_site)) == (None, None)
    assert referral_from_token(of_referral[:-1] + ("A" if of_referral[-1] != "A" else "B")) is None
    clock.move_to(at(9, 9, 1))
    assert referral_from_token(of_referral) is None
    fresh = referral_token(referral)
    revoke_site_link(by=laila, site=site)
    assert (site_from_token(of_site), referral_from_token(fresh)) == (None, None)
    site.refresh_from_db()
    assert site_from_token(site_token(site)) == site
