"""From the yes to the talk and after it: moments, talks, attempts, and handing it on."""

import datetime as dt

import pytest

from oev.errors import Refused
from oev.outbox.models import Outgoing
from referrals.models import Assignment, Conversation
from referrals.services import (
    answer_yes,
    close_referral,
    hand_back,
    offer_to,
    plan_talk,
    record_not_reached,
    record_talk,
    report_talk_afterwards,
)
from tests.referrals.chain import accepted, at, by_phone, receive

TALK = {"channel": "bedside", "duration": "middle"}


@pytest.fixture
def chain(cast, laila, els):
    """Els said yes to an aanmelding by phone with feedback level 1: (referral, assignment)."""
    return accepted(cast, laila, els, feedback_level=1, contact=cast.contacts["piet_contact"])


def states(referral):
    referral.refresh_from_db()
    return referral.state, sorted(referral.assignments.values_list("state", flat=True))


def test_plan_talk_takes_a_moment_that_comes(laila, chain):
    referral, assignment = chain
    with pytest.raises(Refused) as refusal:
        plan_talk(by=laila, assignment=assignment, agreed_at=at(7, 9))
    assert refusal.value.field == "agreed_at"
    planned = plan_talk(by=laila, assignment=assignment, agreed_at=at(7, 9, 1), place="OCMW")
    assert (planned.agreed_at, planned.place) == (at(7, 9, 1), "OCMW")
    assert states(referral) == ("found", ["planned"])


def test_record_talk_is_contact_and_confirms_the_consent(laila, chain, clock):
    referral, assignment = chain
    clock.move_to(at(7, 16))
    talk = record_talk(by=laila, assignment=assignment, happened_at=at(7, 15), **TALK)
    assert states(referral) == ("contacted", ["done"])
    assert (talk.volunteer, talk.site, talk.partner) == (assignment.volunteer, referral.site, referral.site.partner)
    assert referral.consent.confirmed_at == at(7, 16)


@pytest.mark.parametrize(("level", "letters"), [(0, 0), (1, 1)])
def test_the_aanmelder_hears_of_contact_only_when_the_person_said_so(cast, laila, els, level, letters):
    _, assignment = accepted(cast, laila, els, feedback_level=level, contact=cast.contacts["piet_contact"])
    record_talk(by=laila, assignment=assignment, happened_at=at(7, 9), **TALK)
    assert Outgoing.objects.filter(code="referral_contact").count() == letters


def test_the_same_talk_twice_is_one_talk(laila, chain):
    referral, assignment = chain
    facts = {"by": laila, "assignment": assignment, "happened_at": at(7, 9), "outcome": "group", **TALK}
    assert record_talk(**facts) == record_talk(**facts)
    assert Conversation.objects.count() == 1
    assert states(referral) == ("closed", ["closed"])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"happened_at": at(7, 9, 6)}, "happened_at"),
        ({"happened_at": at(6, 8, 59)}, "happened_at"),
        ({"channel": "letter"}, "channel"),
        ({"duration": "eternal"}, "duration"),
        ({"next_moment": at(7, 9)}, "next_moment"),
        ({"outcome": "cured"}, "outcome"),
    ],
)
def test_record_talk_refuses_beside_the_field(laila, chain, change, field):
    referral, assignment = chain
    facts = {"happened_at": at(7, 9), **TALK} | change
    with pytest.raises(Refused) as refusal:
        record_talk(by=laila, assignment=assignment, **facts)
    assert refusal.value.field == field
    assert (Conversation.objects.count(), states(referral)) == (0, ("found", ["accepted"]))
    assert record_talk(by=laila, assignment=assignment, happened_at=at(7, 9), **TALK)


def test_another_moment_makes_it_run_on_and_an_outcome_closes_it(laila, chain, clock):
    referral, assignment = chain
    record_talk(by=laila, assignment=assignment, happened_at=at(7, 9), next_moment=at(14, 9), **TALK)
    assert states(referral) == ("running", ["follow_up"])
    clock.move_to(at(14, 10))
    record_talk(by=laila, assignment=assignment, happened_at=at(14, 9), outcome="self_help", **TALK)
    assert states(referral) == ("closed", ["closed"])
    assert (referral.outcome, referral.closed_at) == ("self_help", at(14, 10))


def test_a_moment_agreed_after_the_talk_makes_it_run_on(laila, chain):
    referral, assignment = chain
    record_talk(by=laila, assignment=assignment, happened_at=at(7, 9), **TALK)
    plan_talk(by=laila, assignment=assignment, agreed_at=at(9, 14))
    assert states(referral) == ("running", ["follow_up"])


def test_an_extra_talk_is_a_second_assignment_of_the_same_person(laila, chain, els):
    referral, assignment = chain
    record_talk(by=laila, assignment=assignment, happened_at=at(7, 9), outcome="extra_talk", **TALK)
    assert states(referral) == ("running", ["accepted", "closed"])
    assert set(referral.assignments.values_list("volunteer", flat=True)) == {els.pk}
    second = referral.assignments.get(state="accepted")
    with pytest.raises(Refused, match="niet meer van jou"):
        plan_talk(by=laila, assignment=assignment, agreed_at=at(9, 14))
    assert plan_talk(by=laila, assignment=second, agreed_at=at(9, 14)).state == "planned"


def test_hand_back_looks_for_somebody_else_and_keeps_no_reason(cast, laila, els, mia, chain):
    referral, assignment = chain
    hand_back(by=None, assignment=assignment)
    assert states(referral) == ("searching", ["replacing"])
    with pytest.raises(Refused, match="Els: al gevraagd"):
        offer_to(by=laila, referral=referral, volunteer=els)
    answer_yes(by=None, offer=offer_to(by=laila, referral=referral, volunteer=mia))
    assert states(referral) == ("found", ["accepted", "replacing"])
    assert list(Outgoing.objects.filter(code="talk_taken_over").values_list("fact_id", flat=True)) == [assignment.pk]
    assert not hasattr(assignment, "reason")
    with pytest.raises(Refused, match="niet meer van jou"):
        hand_back(by=None, assignment=assignment)


def test_somebody_else_after_a_first_talk_is_a_normal_path(laila, chain):
    referral, assignment = chain
    record_talk(by=laila, assignment=assignment, happened_at=at(7, 9), next_moment=at(14, 9), **TALK)
    hand_back(by=laila, assignment=assignment)
    assert states(referral) == ("searching", ["replacing"])


def test_not_reached_counts_once_a_day_and_not_in_the_future(laila, chain):
    _, assignment = chain
    with pytest.raises(Refused, match="Deze dag moet nog komen"):
        record_not_reached(by=laila, assignment=assignment, on=dt.date(2026, 3, 8))
    for _ in range(2):
        record_not_reached(by=laila, assignment=assignment, on=dt.date(2026, 3, 7))
    assert assignment.attempts.count() == 1


def test_the_own_ward_hears_the_hour_and_a_change_whatever_the_level(cast, laila, els):
    referral = receive(cast, contact=cast.contacts["nora_contact"], feedback_level=0)
    _, assignment = accepted(cast, laila, els, referral=referral)
    plan_talk(by=laila, assignment=assignment, agreed_at=at(7, 15))
    hand_back(by=laila, assignment=assignment)
    codes = Outgoing.objects.exclude(code="offer").order_by("pk").values_list("code", flat=True)
    assert list(codes) == ["referral_received", "referral_hour", "referral_replacement"]


def test_a_talk_outside_the_chain_counts_once_and_names_nobody(cast, laila, els):
    facts = {"by": laila, "volunteer": els, "happened_at": at(6, 15), "channel": "phone", "duration": "short"}
    talk = report_talk_afterwards(site=cast.sites["Turnhout"], **facts)
    assert report_talk_afterwards(site=cast.sites["Turnhout"], **facts) == talk
    assert (talk.partner, talk.assignment) == (cast.partners["Turnhout"], None)
    assert report_talk_afterwards(partner=cast.partners["Herselt"], **facts) != talk
    with pytest.raises(Refused) as refusal:
        report_talk_afterwards(**(facts | {"happened_at": at(7, 9, 1)}))
    assert refusal.value.field == "happened_at"


def test_closing_releases_the_talk_to_come(cast, laila, els):
    referral, assignment = accepted(cast, laila, els)
    close_referral(by=laila, referral=referral, outcome="nothing_now")
    assert (Assignment.objects.get().state, Assignment.objects.get().ended_at) == ("closed", at(7, 9))
    with pytest.raises(Refused, match="al afgerond"):
        record_talk(by=laila, assignment=assignment, happened_at=at(7, 9), **TALK)


def test_a_referral_can_have_one_lead_only(cast, laila, els, mia):
    from django.db import IntegrityError, transaction

    referral, _ = accepted(cast, laila, els)
    with pytest.raises(IntegrityError, match="assignment_one_open_lead"), transaction.atomic():
        Assignment.objects.create(referral=referral, volunteer=mia)
    assert Assignment.objects.create(referral=referral, volunteer=mia, lead=False).pk
    assert by_phone(cast).assignments.count() == 0
