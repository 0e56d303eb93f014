"""Turns: proposed, published, answered, noted by phone, taken, handed back; no name stays behind (R075, P27)."""

import pytest

from contactgroups import services
from contactgroups.models import RosterTurn, TurnQuestion
from contactgroups.nightly import nightly_round
from contactgroups.services import Answered
from contactgroups.states import TurnState
from oev import clock as oev_clock
from oev.errors import Refused
from oev.jobs import run_job
from oev.outbox.models import Outgoing
from tests.contactgroups.scene import day, group, meeting, role, weeks_ahead
from volunteers.models import BlockedPeriod, Rest
from volunteers.spans import rebuild_spans

LEADERS = ("els", "jan", "mia")


@pytest.fixture
def olen(cast):
    """The Tuesday group: Bart is trekker, Els, Jan and Mia lead."""
    made = group(cast)
    role(made, cast.volunteers["bart"], "organiser")
    for name in LEADERS:
        role(made, cast.volunteers[name])
    return made


@pytest.fixture
def victor(cast, actor_of):
    return actor_of(cast.users["victor"], "representative")


@pytest.fixture
def bart(cast, actor_of):
    return actor_of(cast.users["bart"], "volunteer")


def away(who):
    Rest.objects.create(volunteer=who, kind="pause", from_on=oev_clock.today())
    rebuild_spans(who.pk)


def fresh(turn):
    return RosterTurn.objects.select_related("meeting").get(pk=turn.pk)


def test_proposal_is_fair_and_seen_by_nobody_until_published(olen, victor):
    weeks_ahead(olen)
    plan = services.propose_turns(by=victor, group=olen)
    assert (sorted(plan.turns_of.values()), plan.two_running) == ([4, 4, 4], 0)
    assert set(RosterTurn.objects.values_list("state", "published")) == {("proposed", False)}
    assert "" not in set(RosterTurn.objects.values_list("reason", flat=True))
    assert not TurnQuestion.objects.exists()
    assert services.publish_roster(by=victor, group=olen) == 12
    assert services.publish_roster(by=victor, group=olen) == 0
    assert TurnQuestion.objects.filter(state="open").count() == 12
    assert Outgoing.objects.filter(code="turn_asked").count() == 12


def test_proposal_passes_over_known_absence_and_leaves_who_said_yes(olen, victor, cast):
    first = weeks_ahead(olen)[0]
    services.note_answer(by=victor, turn=first.turn, volunteer_id=cast.volunteers["els"].pk, yes=True)
    BlockedPeriod.objects.create(
        volunteer=cast.volunteers["jan"], from_on=day("2026-03-01"), until_on=day("2026-04-30")
    )
    services.propose_turns(by=victor, group=olen)
    jans = RosterTurn.objects.filter(volunteer=cast.volunteers["jan"]).order_by("meeting__starts_at")
    assert jans[0].meeting.starts_at.date() > day("2026-04-30")
    assert (fresh(first.turn).volunteer, fresh(first.turn).state) == (cast.volunteers["els"], TurnState.CONFIRMED)


def test_publishing_leaves_out_who_is_not_callable_any_more(olen, victor, cast):
    weeks_ahead(olen)
    services.propose_turns(by=victor, group=olen)
    away(cast.volunteers["mia"])
    assert services.publish_roster(by=victor, group=olen) == 8
    assert RosterTurn.objects.filter(state="free", volunteer=None).count() == 4


def test_drafts_can_be_thrown_away(olen, victor):
    weeks_ahead(olen)
    services.propose_turns(by=victor, group=olen)
    assert services.clear_drafts(by=victor, group=olen) == 12
    assert set(RosterTurn.objects.values_list("state", "volunteer")) == {("free", None)}


def test_proposal_needs_a_leader(cast, victor):
    made = group(cast)
    weeks_ahead(made)
    with pytest.raises(Refused, match="nog geen gespreksleider"):
        services.propose_turns(by=victor, group=made)


def test_answer_given_twice_is_given_once(olen, victor, cast):
    turn = weeks_ahead(olen)[0].turn
    question = services.ask_for_turn(by=victor, turn=turn, volunteer_id=cast.volunteers["els"].pk)
    assert [services.answer_turn(question=question, yes=True) for _ in range(2)] == [Answered.YES, Answered.YES]
    assert fresh(turn).volunteer == cast.volunteers["els"]
    assert services.answer_turn(question=question, yes=False) is Answered.TAKEN
    assert fresh(turn).state == TurnState.CONFIRMED


def test_second_yes_hears_that_somebody_does_it_already(olen, victor, cast):
    turn = weeks_ahead(olen)[0].turn
    first = services.ask_for_turn(by=victor, turn=turn, volunteer_id=cast.volunteers["els"].pk)
    second = services.ask_for_turn(by=victor, turn=fresh(turn), volunteer_id=cast.volunteers["jan"].pk)
    assert services.answer_turn(question=second, yes=True) is Answered.YES
    assert services.answer_turn(question=first, yes=True) is Answered.TAKEN
    assert fresh(turn).volunteer == cast.volunteers["jan"]


def test_not_callable_person_is_refused_with_the_same_words_for_every_cause(olen, victor, cast):
    turn = weeks_ahead(olen)[0].turn
    said = set()
    for name, kind in (("els", "pause"), ("jan", "sleep")):
        Rest.objects.create(volunteer=cast.volunteers[name], kind=kind, from_on=oev_clock.today())
    cast.volunteers["mia"].attendances.all().delete()
    cast.volunteers["mia"].engagements.update(activated_on=day("2025-01-01"))
    for name in LEADERS:
        rebuild_spans(cast.volunteers[name].pk)
        with pytest.raises(Refused) as refusal:
            services.ask_for_turn(by=victor, turn=turn, volunteer_id=cast.volunteers[name].pk)
        said.add((str(refusal.value), refusal.value.field))
    assert said == {("Deze persoon is nu niet oproepbaar.", "who")}
    assert services.ask_for_turn(by=victor, turn=turn, volunteer_id=cast.volunteers["bart"].pk) is not None


def test_yes_of_somebody_who_is_not_callable_any_more_counts_for_nothing(olen, victor, cast):
    turn = weeks_ahead(olen)[0].turn
    question = services.ask_for_turn(by=victor, turn=turn, volunteer_id=cast.volunteers["els"].pk)
    away(cast.volunteers["els"])
    assert services.answer_turn(question=question, yes=True) is Answered.GONE
    assert fresh(turn).volunteer is None


def test_trekker_notes_what_was_said_by_phone(olen, bart, cast):
    turn = weeks_ahead(olen)[0].turn
    els, jan = cast.volunteers["els"].pk, cast.volunteers["jan"].pk
    assert services.note_answer(by=bart, turn=turn, volunteer_id=els, yes=False) is Answered.NOT_NOW
    assert TurnQuestion.objects.get(state="open").volunteer_id != els
    assert services.note_answer(by=bart, turn=turn, volunteer_id=jan, yes=True) is Answered.YES
    assert fresh(turn).volunteer_id == jan
    assert not TurnQuestion.objects.filter(state="open").exists()


def test_leader_takes_a_turn_that_nobody_leads_and_hands_it_back(olen, cast, actor_of):
    turn = weeks_ahead(olen)[0].turn
    els, jan, rita = (actor_of(cast.users[name], "volunteer") for name in ("els", "jan", "rita"))
    with pytest.raises(Refused):
        services.take_turn(by=rita, turn=turn)
    assert services.take_turn(by=els, turn=turn) is Answered.YES
    assert services.take_turn(by=jan, turn=turn) is Answered.TAKEN
    services.hand_back_turn(by=jan, turn=turn)
    assert fresh(turn).volunteer == cast.volunteers["els"]
    services.hand_back_turn(by=els, turn=turn)
    assert (fresh(turn).volunteer, fresh(turn).state) == (None, TurnState.SEEKING)
    assert TurnQuestion.objects.get(state="open").volunteer_id != els.volunteer_id


def test_a_meeting_that_began_or_is_off_asks_nobody(olen, victor, cast):
    past = meeting(olen, day("2026-03-03"))
    off = weeks_ahead(olen)[0]
    question = services.ask_for_turn(by=victor, turn=off.turn, volunteer_id=cast.volunteers["els"].pk)
    services.cancel_meeting(by=victor, meeting=off, text="Deze week niet.")
    for turn, sentence in ((past.turn, "al begonnen"), (off.turn, "gaat niet door")):
        with pytest.raises(Refused, match=sentence):
            services.ask_for_turn(by=victor, turn=turn)
    assert services.answer_turn(question=question, yes=True) is Answered.GONE


def test_cancelling_can_be_undone_and_the_search_goes_on(olen, victor, cast):
    first = weeks_ahead(olen)[0]
    RosterTurn.objects.filter(meeting=first).update(state="seeking")
    services.ask_for_turn(by=victor, turn=first.turn)
    services.cancel_meeting(by=victor, meeting=first, text="Deze week niet.")
    assert not TurnQuestion.objects.filter(state="open").exists()
    services.restore_meeting(by=victor, meeting=first)
    first.refresh_from_db()
    assert (first.state, first.cancel_text) == ("planned", "")
    assert TurnQuestion.objects.filter(state="open").count() == 1


def test_night_asks_the_next_when_nobody_answers_for_two_days(olen, victor, cast, clock):
    turn = meeting(olen, day("2026-03-31")).turn
    RosterTurn.objects.filter(pk=turn.pk).update(state="seeking")
    services.ask_for_turn(by=victor, turn=turn)
    clock.shift(86400)
    run_job("nachtronde", oev_clock.today())
    assert TurnQuestion.objects.filter(state="open").count() == 1
    clock.shift(2 * 86400)
    assert nightly_round(oev_clock.today(), True) == ["1 beurt aan iemand anders gevraagd."]
    assert nightly_round(oev_clock.today(), False) == ["1 beurt aan iemand anders gevraagd."]
    assert nightly_round(oev_clock.today(), False) == []
    assert TurnQuestion.objects.filter(state="open").values("volunteer").distinct().count() == 2


def test_who_said_nu_niet_is_forgotten_once_the_meeting_is_over(olen, victor, cast, clock):
    turn = weeks_ahead(olen)[0].turn
    question = services.ask_for_turn(by=victor, turn=turn, volunteer_id=cast.volunteers["els"].pk)
    services.answer_turn(question=question, yes=False)
    following = TurnQuestion.objects.get(state="open")
    services.answer_turn(question=following, yes=True)
    clock.shift(7 * 86400)
    run_job("bewaartermijnen", oev_clock.today())
    question.refresh_from_db(), following.refresh_from_db()
    assert (question.volunteer, question.state) == (None, "withdrawn")
    assert following.volunteer == fresh(turn).volunteer
