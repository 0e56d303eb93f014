"""Hard moments with real threads: two yeses at once, and a yes in the second in which somebody rests."""

import threading

import pytest
from django.db import connection

from contactgroups import services
from contactgroups.models import RosterTurn, TurnQuestion
from contactgroups.services import Answered
from oev import clock as oev_clock
from tests.contactgroups.scene import group, role, weeks_ahead
from volunteers.services.rests import put_to_rest
from volunteers.states import RestKind

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run these in threads that start together; gives their results, or the error."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        barrier.wait()
        try:
            results[place] = act()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    [thread.start() for thread in threads]
    [thread.join(30) for thread in threads]
    return results


@pytest.fixture
def turn(transactional_db, cast):
    made = group(cast)
    for name in ("els", "jan"):
        role(made, cast.volunteers[name])
    return weeks_ahead(made)[0].turn


def ask(turn, who, actor):
    return services.ask_for_turn(by=actor, turn=turn, volunteer_id=who.pk)


def test_two_yeses_at_once_give_one_leader(turn, cast, actor_of):
    victor = actor_of(cast.users["victor"], "representative")
    for _ in range(5):
        RosterTurn.objects.filter(pk=turn.pk).update(volunteer=None, state="seeking")
        TurnQuestion.objects.all().delete()
        questions = [ask(turn, cast.volunteers[name], victor) for name in ("els", "jan")]
        results = at_once(*(lambda q=q: services.answer_turn(question=q, yes=True) for q in questions))
        assert sorted(result.value for result in results) == ["taken", "yes"]
        winner = questions[results.index(Answered.YES)]
        assert RosterTurn.objects.get(pk=turn.pk).volunteer_id == winner.volunteer_id


@pytest.fixture
def rest(cast, actor_of):
    """`rest(name)` puts somebody to rest as the person does it."""

    def put(name):
        me = actor_of(cast.users[name], "volunteer")
        put_to_rest(by=me, volunteer=cast.volunteers[name], kind=RestKind.SLEEP, from_on=oev_clock.today())

    return put


def test_yes_and_rest_in_the_same_second_leave_no_leader_who_rests(turn, cast, actor_of, rest):
    victor = actor_of(cast.users["victor"], "representative")
    question = ask(turn, cast.volunteers["els"], victor)
    results = at_once(lambda: services.answer_turn(question=question, yes=True), lambda: rest("els"))
    assert results[0] in {Answered.YES, Answered.GONE}
    assert results[1] is None
    after = RosterTurn.objects.get(pk=turn.pk)
    assert after.volunteer is None
    assert TurnQuestion.objects.filter(volunteer=cast.volunteers["els"], state="open").count() == 0


def test_two_people_who_rest_at_once_do_not_wait_for_one_another(turn, cast, rest):
    meetings = RosterTurn.objects.order_by("meeting__starts_at")
    first, second = meetings[0], meetings[1]
    for held, name in ((first, "els"), (second, "jan")):
        held.volunteer, held.state, held.published = cast.volunteers[name], "confirmed", True
        held.save()
    assert at_once(lambda: rest("els"), lambda: rest("jan")) == [None, None]
    assert set(RosterTurn.objects.values_list("volunteer", flat=True)) == {None}
