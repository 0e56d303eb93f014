"""Hard moments of a call of the vliegende ploeg with real threads on PostgreSQL: one clean result each."""

import datetime as dt
import functools

import pytest

from oev.errors import Refused
from oev.outbox.models import Outgoing
from referrals.models import Assignment, Conversation, OutreachAttempt
from referrals.services import answer_yes, give_back_call, hand_back, offer_outreach, record_outreach
from tests.referrals.chain import calls_again, flying_team, stayed_away
from tests.referrals.test_races import at_once, made
from volunteers.services import put_to_rest
from volunteers.states import RestKind

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = dt.date(2026, 3, 7)


@pytest.fixture
def tom(cast, mia):
    """Tom and Mia are of the vliegende ploeg."""
    flying_team(mia, cast.volunteers["tom"])
    return cast.volunteers["tom"]


def sleep(laila, who):
    return functools.partial(put_to_rest, by=laila, volunteer=who, kind=RestKind.SLEEP, from_on=TODAY)


def test_two_members_say_yes_at_once_and_one_calls(cast, laila, els, mia, tom):
    for _ in range(10):
        referral, _lead = stayed_away(cast, laila, els)
        offers = [offer_outreach(by=laila, referral=referral, volunteer=who) for who in (mia, tom)]
        results = at_once(*[functools.partial(answer_yes, by=None, offer=offer) for offer in offers])
        (call,) = made(results, Assignment)
        (refusal,) = made(results, Refused)
        assert str(refusal) == "Iemand anders doet dit al. Dank je."
        assert list(Assignment.objects.open().calls().filter(referral=referral)) == [call]


def test_double_tap_on_yes_and_on_each_answer_is_one(cast, laila, els, mia, tom):
    for said, attempts, talks in (("not_reached", 1, 0), ("reached", 1, 1), ("rather_not", 1, 0)):
        referral, lead = stayed_away(cast, laila, els)
        offer = offer_outreach(by=laila, referral=referral, volunteer=mia)
        calls = at_once(*[functools.partial(answer_yes, by=None, offer=offer)] * 3)
        (call,) = {one.pk: one for one in calls}.values()
        results = at_once(*[functools.partial(record_outreach, by=laila, assignment=call, said=said)] * 3)
        assert made(results, Exception) == []
        assert OutreachAttempt.objects.filter(assignment=lead).count() == attempts
        assert Conversation.objects.filter(assignment=call).count() == talks


def test_bereikt_and_take_back_in_the_same_second_have_one_result(cast, laila, els, mia, tom):
    for _ in range(10):
        referral, _lead = stayed_away(cast, laila, els)
        call = calls_again(laila, referral, mia)
        results = at_once(
            functools.partial(record_outreach, by=laila, assignment=call, said="reached"),
            functools.partial(give_back_call, by=laila, assignment=call),
        )
        call.refresh_from_db(), referral.refresh_from_db()
        refused = made(results, Refused)
        states = (call.state, referral.state, call.conversations.count(), len(refused))
        assert states in {("closed", "running", 1, 0), ("cancelled", "not_reached", 0, 1)}
        assert Outgoing.objects.filter(code="call_off", fact_id=call.pk).count() == (call.state == "cancelled")


def test_yes_and_slapend_in_the_same_second_leave_nobody_who_calls(cast, laila, els):
    for name in ("mia", "tom", "jan", "rita"):
        who = cast.volunteers[name]
        flying_team(who)
        referral, _lead = stayed_away(cast, laila, els)
        offer = offer_outreach(by=laila, referral=referral, volunteer=who)
        results = at_once(functools.partial(answer_yes, by=None, offer=offer), sleep(laila, who))
        assert [one for one in made(results, Exception) if not isinstance(one, Refused)] == []
        assert not Assignment.objects.open().calls().filter(referral=referral).exists()
        referral.refresh_from_db(), offer.refresh_from_db()
        assert (referral.state, offer.state in {"yes", "withdrawn"}) == ("not_reached", True)


def test_bereikt_and_who_leads_hands_back_in_the_same_second(cast, laila, els, mia, tom):
    for _ in range(6):
        referral, lead = stayed_away(cast, laila, els)
        call = calls_again(laila, referral, mia)
        results = at_once(
            functools.partial(record_outreach, by=laila, assignment=call, said="reached"),
            functools.partial(hand_back, by=laila, assignment=lead),
        )
        assert [one for one in made(results, Exception) if not isinstance(one, Refused)] == []
        call.refresh_from_db(), referral.refresh_from_db()
        assert (referral.state, call.state in {"closed", "cancelled"}) == ("searching", True)
