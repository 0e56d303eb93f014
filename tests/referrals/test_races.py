"""Hard moments with real threads on PostgreSQL: one clean result each."""

import datetime as dt
import functools
import threading

import pytest
from django.db import connection, transaction

from oev.errors import Refused
from oev.outbox.models import Outgoing
from referrals.models import Assignment, Offer, Referral
from referrals.services import answer_yes, offer_to
from referrals.states import OfferState, ReferralState
from tests.referrals.chain import by_phone
from volunteers.services import put_to_rest
from volunteers.states import RestKind

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run every act in a thread of its own, all let go at the same moment; gives what each returned or raised."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            gate.wait(timeout=10)
            results[place] = act()
        except Exception as error:  # noqa: BLE001 - what a thread raised is looked at by the test
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def made(results, kind):
    return [result for result in results if isinstance(result, kind)]


def test_two_volunteers_say_yes_at_once_and_one_does_it(cast, laila):
    for _ in range(20):
        referral = by_phone(cast)
        offers = [offer_to(by=laila, referral=referral, volunteer=cast.volunteers[who]) for who in ("els", "mia")]
        results = at_once(*[lambda offer=offer: answer_yes(by=None, offer=offer) for offer in offers])
        (assignment,) = made(results, Assignment)
        (refusal,) = made(results, Refused)
        assert str(refusal) == "Iemand anders doet dit al. Dank je."
        assert list(referral.assignments.values_list("pk", flat=True)) == [assignment.pk]
        assert sorted(referral.offers.values_list("state", flat=True)) == ["withdrawn", "yes"]
        referral.refresh_from_db()
        assert referral.state == ReferralState.FOUND


def test_a_double_tap_on_yes_gives_one_assignment(cast, laila):
    offer = offer_to(by=laila, referral=by_phone(cast), volunteer=cast.volunteers["els"])
    results = at_once(*[lambda: answer_yes(by=None, offer=offer)] * 3)
    assert {result.pk for result in results} == {Assignment.objects.get().pk}


def test_a_double_click_on_aanmelden_makes_one_referral(cast):
    results = at_once(*[lambda: by_phone(cast, idempotency_key="once", contact=cast.contacts["piet_contact"])] * 4)
    assert {result.pk for result in results} == {Referral.objects.get().pk}
    assert Outgoing.objects.filter(code="referral_received").count() == 1


def test_numbers_have_no_gap_and_no_double_when_many_arrive_at_once(cast):
    def refused():
        with transaction.atomic():
            by_phone(cast)
            raise Refused("Toch niet.")

    results = at_once(*[lambda: by_phone(cast)] * 6, refused, refused)
    assert len(made(results, Referral)) == 6
    assert sorted(Referral.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_two_coordinators_ask_the_same_person_at_once_and_one_question_is_asked(cast, laila, actor_of):
    dora = actor_of(cast.users["dora"], "coordinator")
    for _ in range(5):
        referral = by_phone(cast)
        ask = functools.partial(offer_to, referral=referral, volunteer=cast.volunteers["els"])
        acts = [functools.partial(ask, by=by) for by in (laila, dora)]
        results = at_once(*acts)
        assert len(made(results, Offer)) == 1
        (refusal,) = made(results, Refused)
        assert str(refusal) == "Els: al gevraagd."
        assert referral.offers.count() == 1


def test_yes_and_slapend_in_the_same_second_have_one_clean_result(cast, laila):
    kinds = set()
    for who in ("els", "mia", "jan", "tom", "rita", "bart", "carla", "lien"):
        volunteer = cast.volunteers[who]
        referral = by_phone(cast)
        offer = offer_to(by=laila, referral=referral, volunteer=volunteer)
        acts = [
            lambda offer=offer: answer_yes(by=None, offer=offer),
            lambda volunteer=volunteer: put_to_rest(
                by=laila, volunteer=volunteer, kind=RestKind.SLEEP, from_on=dt.date(2026, 3, 7)
            ),
        ]
        yes, rest = at_once(*acts)
        assert not isinstance(rest, Exception), rest
        referral.refresh_from_db()
        offer.refresh_from_db()
        assert referral.state == ReferralState.SEARCHING
        assert not Assignment.objects.open().filter(volunteer=volunteer).exists()
        if isinstance(yes, Refused):
            assert str(yes) == "Deze vraag is niet meer nodig. Dank je."
            assert (offer.state, referral.assignments.count()) == (OfferState.WITHDRAWN, 0)
            kinds.add("rest first")
        else:
            assert (offer.state, referral.assignments.get().state) == (OfferState.YES, "replacing")
            kinds.add("yes first")
    assert kinds <= {"rest first", "yes first"}


def test_a_question_waits_for_a_rest_that_is_being_written_and_is_then_refused(cast, laila, els):
    referral, written, let_go = by_phone(cast), threading.Event(), threading.Event()

    def rest():
        with transaction.atomic():
            put_to_rest(by=laila, volunteer=els, kind=RestKind.SLEEP, from_on=dt.date(2026, 3, 7))
            written.set()
            let_go.wait(timeout=10)

    def ask():
        written.wait(timeout=10)
        threading.Timer(0.5, let_go.set).start()
        return offer_to(by=laila, referral=referral, volunteer=els)

    _, refusal = at_once(rest, ask)
    assert str(refusal) == "Els is nu niet oproepbaar."
    assert not Offer.objects.exists()
