"""Hard moments of a duo with real threads on PostgreSQL: one clean result each."""

import datetime as dt
import functools

import pytest

from oev import clock
from oev.errors import Refused
from referrals.candidate_rows import people
from referrals.models import Assignment, Conversation, Offer
from referrals.services import answer_yes, go_with_two, offer_second, offer_to, record_talk, take_on
from referrals.states import OfferState
from tests.referrals.chain import accepted, at, by_phone
from tests.referrals.test_races import at_once, made
from volunteers.services import put_to_rest, set_pace
from volunteers.states import RestKind

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = dt.date(2026, 3, 7)


def lead_of(cast, laila, who):
    """An aanmelding that somebody leads, and that looks for a second of us."""
    referral, lead = accepted(cast, laila, who)
    go_with_two(by=laila, referral=referral, duo="guide")
    return referral, lead


def sleep(laila, who):
    return functools.partial(put_to_rest, by=laila, volunteer=who, kind=RestKind.SLEEP, from_on=TODAY)


def test_two_people_say_yes_to_the_second_part_at_once_and_one_goes_along(cast, laila):
    els, mia, jan = (cast.volunteers[name] for name in ("els", "mia", "jan"))
    for _ in range(10):
        referral, lead = lead_of(cast, laila, els)
        offers = [offer_second(by=laila, referral=referral, volunteer=who) for who in (mia, jan)]
        results = at_once(*[functools.partial(answer_yes, by=None, offer=offer) for offer in offers])
        (second,) = made(results, Assignment)
        (refusal,) = made(results, Refused)
        assert str(refusal) == "Iemand anders doet dit al. Dank je."
        assert list(referral.assignments.order_by("pk").values_list("pk", "lead")) == [
            (lead.pk, True), (second.pk, False),
        ]  # fmt: skip
        states = referral.offers.filter(lead=False).values_list("state", flat=True)
        assert sorted(states) == ["withdrawn", "yes"]


def test_double_tap_on_yes_gives_one_second_part(cast, laila, els, mia):
    referral, _ = lead_of(cast, laila, els)
    offer = offer_second(by=laila, referral=referral, volunteer=mia)
    results = at_once(*[functools.partial(answer_yes, by=None, offer=offer)] * 3)
    assert {result.pk for result in results} == {Assignment.objects.get(lead=False).pk}


def test_lead_and_second_slapend_in_the_same_second_and_both_are_replaced(cast, laila):
    pairs = (("els", "mia"), ("jan", "tom"), ("rita", "bart"), ("carla", "lien"))
    for lead_name, second_name in pairs:
        lead, second = cast.volunteers[lead_name], cast.volunteers[second_name]
        referral, _ = lead_of(cast, laila, lead)
        answer_yes(by=None, offer=offer_second(by=laila, referral=referral, volunteer=second))
        results = at_once(sleep(laila, lead), sleep(laila, second))
        assert made(results, Exception) == []
        referral.refresh_from_db()
        assert referral.state == "searching"
        assert [one.state for one in referral.assignments.all()] == ["replacing", "replacing"]
        assert not Assignment.objects.open().filter(referral=referral).exists()


def test_yes_to_the_second_part_and_slapend_of_the_lead_in_the_same_second(cast, laila):
    pairs = (("els", "mia"), ("jan", "tom"), ("rita", "bart"), ("carla", "lien"))
    for lead_name, second_name in pairs:
        lead, second = cast.volunteers[lead_name], cast.volunteers[second_name]
        referral, first = lead_of(cast, laila, lead)
        offer = offer_second(by=laila, referral=referral, volunteer=second)
        joined, rest = at_once(functools.partial(answer_yes, by=None, offer=offer), sleep(laila, lead))
        assert isinstance(joined, Assignment), joined
        assert not isinstance(rest, Exception), rest
        referral.refresh_from_db()
        first.refresh_from_db()
        joined.refresh_from_db()
        assert (referral.state, first.state, joined.state, joined.lead) == ("searching", "replacing", "accepted", False)


def test_coordinator_takes_it_on_while_somebody_says_yes_and_one_does_it(cast, laila):
    done = set()
    for _ in range(8):
        referral = by_phone(cast)
        offer = offer_to(by=laila, referral=referral, volunteer=cast.volunteers["els"])
        yes, own = at_once(
            functools.partial(answer_yes, by=None, offer=offer), functools.partial(take_on, by=laila, referral=referral)
        )
        (lead,) = made([yes, own], Assignment)
        (refusal,) = made([yes, own], Refused)
        offer.refresh_from_db()
        assert list(Assignment.objects.open().filter(referral=referral)) == [lead]
        if lead.coordinator_id:
            assert (str(refusal), offer.state) == ("Iemand anders doet dit al. Dank je.", OfferState.WITHDRAWN)
        else:
            assert (str(refusal), offer.state) == ("Iemand doet dit al.", OfferState.YES)
        done.add(lead.coordinator_id)
    assert done <= {None, laila.user_id}


def test_two_coordinators_take_it_on_at_once_and_one_does_it(cast, laila, actor_of):
    dora = actor_of(cast.users["dora"], "coordinator")
    referral = by_phone(cast)
    results = at_once(*[functools.partial(take_on, by=by, referral=referral) for by in (laila, dora)])
    assert len(made(results, Assignment)) == 1
    assert [str(refusal) for refusal in made(results, Refused)] == ["Iemand doet dit al."]


def talks_of(referral, who):
    ((candidate, _),) = people(referral, clock.now(), only=who.pk)
    return candidate.talks_this_month


def test_question_beyond_the_own_maximum_waits_for_a_yes_to_go_along_that_is_being_said(cast, laila, mia):
    """Whichever comes first: after the yes nobody is asked beyond the own maximum, and the yes itself always holds."""
    set_pace(by=laila, volunteer=mia, max_per_month=1)
    orders = set()
    for _ in range(8):
        referral, _ = lead_of(cast, laila, cast.volunteers["els"])
        offer = offer_second(by=laila, referral=referral, volunteer=mia)
        other = by_phone(cast)
        yes, asked = at_once(
            functools.partial(answer_yes, by=None, offer=offer),
            functools.partial(offer_to, by=laila, referral=other, volunteer=mia),
        )
        assert isinstance(yes, Assignment), yes
        if isinstance(asked, Refused):
            assert str(asked) == "Mia: eigen maximum bereikt."
        else:
            assert isinstance(asked, Offer), asked
        orders.add(type(asked))
        with pytest.raises(Refused, match="eigen maximum bereikt"):
            offer_to(by=laila, referral=by_phone(cast), volunteer=mia)
        assert talks_of(other, mia) == 1
        Assignment.objects.filter(volunteer=mia).update(state="cancelled", ended_at=clock.now())
    assert orders <= {Refused, Offer}


def test_yes_to_lead_one_talk_and_to_go_along_with_another_in_the_same_second_both_count(cast, laila, mia):
    """A yes may go beyond the own maximum (A08); what it may not do is be forgotten by the next question."""
    set_pace(by=laila, volunteer=mia, max_per_month=2)
    others = {cast.volunteers[name] for name in ("els", "jan", "tom")}
    for who in others:
        referral, _ = lead_of(cast, laila, who)
        along = offer_second(by=laila, referral=referral, volunteer=mia)
        alone = offer_to(by=laila, referral=by_phone(cast), volunteer=mia)
        results = at_once(*[functools.partial(answer_yes, by=None, offer=offer) for offer in (along, alone)])
        assert sorted(one.lead for one in made(results, Assignment)) == [False, True]
        assert talks_of(by_phone(cast), mia) == 2
        with pytest.raises(Refused, match="eigen maximum bereikt"):
            offer_to(by=laila, referral=by_phone(cast), volunteer=mia)
        Assignment.objects.filter(volunteer=mia).update(state="cancelled", ended_at=clock.now())


def test_talk_noted_twice_at_once_is_one_talk_of_each_of_the_two(cast, laila, els, mia):
    referral, lead = lead_of(cast, laila, els)
    answer_yes(by=None, offer=offer_second(by=laila, referral=referral, volunteer=mia))
    note = functools.partial(
        record_talk, by=laila, assignment=lead, happened_at=at(7, 8), channel="phone", duration="short"
    )
    results = at_once(*[note] * 3)
    assert len(made(results, Conversation)) == 3
    assert list(Conversation.objects.values_list("volunteer", "second")) == [(els.pk, mia.pk)]
    other = by_phone(cast)
    assert (talks_of(other, els), talks_of(other, mia)) == (1, 1)
