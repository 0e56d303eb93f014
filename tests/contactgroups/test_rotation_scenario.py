"""A07: a leader becomes slapend, only his turns go on, and he joins at the end when he is back (R087, R120)."""

import datetime as dt

import pytest

from contactgroups import services
from contactgroups.models import GroupRole, RosterTurn, TurnQuestion
from contactgroups.roster import Leader
from contactgroups.rotation import rotation_of
from contactgroups.states import TurnState
from oev import clock as oev_clock
from oev.clock import BRUSSELS
from oev.outbox.models import Outgoing
from tests.cast import volunteer
from tests.contactgroups.scene import day, group, meeting, role
from volunteers.models import Rest, Volunteer
from volunteers.signals import standing_changed
from volunteers.spans import rebuild_spans
from volunteers.states import Status


def at(clock, text, hour=9):
    clock.move_to(dt.datetime.combine(day(text), dt.time(hour), BRUSSELS))


def fall_asleep(who, on):
    Rest.objects.create(volunteer=who, kind="sleep", from_on=on)
    rebuild_spans(who.pk)
    standing_changed.send(sender=Volunteer, volunteer=who, before=Status.ACTIVE, after=Status.SLEEPING, on=on)


def come_back(who, on):
    Rest.objects.filter(volunteer=who).update(until_on=on)
    rebuild_spans(who.pk)
    standing_changed.send(sender=Volunteer, volunteer=who, before=Status.SLEEPING, after=Status.ACTIVE, on=on)


@pytest.fixture
def olen(cast, clock):
    """The Tuesday group with Anna, Bert, Carla and Dirk; Tina is trekker."""
    at(clock, "2026-05-12")
    for name in ("Anna", "Bert", "Dirk", "Tina"):
        volunteer(cast, name)
    made = group(cast)
    role(made, cast.volunteers["tina"], "organiser")
    for name in ("anna", "bert", "carla", "dirk"):
        role(made, cast.volunteers[name])
    for name, on in (("bert", "04-21"), ("carla", "04-28"), ("dirk", "05-05"), ("anna", "05-12"), ("bert", "05-19"),
                     ("carla", "05-26"), ("dirk", "06-02"), ("anna", "06-09"), ("bert", "06-16")):  # fmt: skip
        meeting(made, day(f"2026-{on}"), leader=cast.volunteers[name])
    at(clock, "2026-05-13")
    return made


def roster(group):
    """Who leads on which day: {'05-19': 'Dirk' or None}."""
    turns = (
        RosterTurn.objects.coming(oev_clock.now()).filter(meeting__group=group).select_related("volunteer", "meeting")
    )
    return {
        f"{t.meeting.starts_at.astimezone(BRUSSELS):%m-%d}": t.volunteer.first_name if t.volunteer else None
        for t in turns
    }


def asked(on):
    """Who is asked now for the meeting on that day."""
    rows = TurnQuestion.objects.filter(state="open", turn__meeting__starts_at__date=day(on))
    return [row.volunteer.first_name for row in rows]


def answer(on, *, yes):
    question = TurnQuestion.objects.get(state="open", turn__meeting__starts_at__date=day(on))
    return services.answer_turn(question=question, yes=yes)


def test_rotation_frees_only_the_turns_of_whoever_sleeps(olen, cast):
    fall_asleep(cast.volunteers["bert"], day("2026-05-13"))
    assert roster(olen) == {"05-19": None, "05-26": "Carla", "06-02": "Dirk", "06-09": "Anna", "06-16": None}
    states = RosterTurn.objects.filter(volunteer=None).values_list("state", flat=True)
    assert list(states) == [TurnState.SEEKING, TurnState.SEEKING]


def test_rotation_asks_who_led_longest_ago_and_rested(olen, cast):
    fall_asleep(cast.volunteers["bert"], day("2026-05-13"))
    assert asked("2026-05-19") == ["Dirk"]
    assert answer("2026-05-19", yes=False) is services.Answered.NOT_NOW
    assert roster(olen)["05-19"] is None
    assert asked("2026-05-19") == ["Carla"]
    assert answer("2026-05-19", yes=True) is services.Answered.YES
    assert roster(olen)["05-19"] == "Carla"
    assert asked("2026-05-19") == []


def test_rotation_asks_nobody_twice_for_one_turn(olen, cast):
    fall_asleep(cast.volunteers["bert"], day("2026-05-13"))
    said = []
    while asked("2026-05-19"):
        said += asked("2026-05-19")
        answer("2026-05-19", yes=False)
    assert said == ["Dirk", "Carla", "Anna"]
    assert roster(olen)["05-19"] is None


def test_rotation_warns_the_trekker_two_days_before(olen, cast, clock):
    from oev.jobs import run_job

    fall_asleep(cast.volunteers["bert"], day("2026-05-13"))
    at(clock, "2026-05-17", 2)
    run_job("nachtronde", day("2026-05-17"))
    letter = Outgoing.objects.get(code="turn_empty")
    assert letter.to_id == cast.volunteers["tina"].pk
    assert letter.not_before == dt.datetime(2026, 5, 17, 19, 30, tzinfo=BRUSSELS)


def test_rotation_puts_who_is_back_at_the_end_and_leaves_the_replacement(olen, cast, clock):
    bert = cast.volunteers["bert"]
    fall_asleep(bert, day("2026-05-13"))
    answer("2026-05-19", yes=True)
    replacement = asked("2026-06-16")
    answer("2026-06-16", yes=True)
    at(clock, "2026-06-10")
    come_back(bert, day("2026-06-10"))
    assert roster(olen) == {"06-16": replacement[0]}
    rotation = rotation_of(olen.pk, day("2026-06-10"))
    by_place = sorted(rotation.leaders, key=lambda one: max(one.joined_on, one.last_led_on or one.joined_on))
    assert by_place[-1].pk == bert.pk
    assert isinstance(by_place[-1], Leader)


def test_rotation_keeps_the_trekker_role_until_the_person_says_yes(olen, cast, clock, actor_of):
    tina = cast.volunteers["tina"]
    fall_asleep(tina, day("2026-05-13"))
    kept = GroupRole.objects.get(volunteer=tina, kind="organiser")
    assert kept.reserve_since == day("2026-05-13")
    at(clock, "2026-06-10")
    come_back(tina, day("2026-06-10"))
    kept.refresh_from_db()
    assert kept.reserve_since == day("2026-05-13")
    services.take_back_role(by=actor_of(cast.users["tina"], "volunteer"), role=kept)
    kept.refresh_from_db()
    assert kept.reserve_since is None


def test_rotation_keeps_turns_within_fourteen_days_after_a_lapse(cast, clock):
    """A01, Q40: Rita lapses on 2 March; her turn of the 10th stays, that of the 24th seeks somebody else."""
    made = group(cast)
    rita = cast.volunteers["rita"]
    role(made, rita)
    near = meeting(made, day("2026-03-10"), leader=rita)
    far = meeting(made, day("2026-03-24"), leader=rita)
    standing_changed.send(
        sender=Volunteer, volunteer=rita, before=Status.ACTIVE, after=Status.INACTIVE, on=day("2026-03-02")
    )
    near.turn.refresh_from_db(), far.turn.refresh_from_db()
    assert (near.turn.volunteer, near.turn.state) == (rita, TurnState.CONFIRMED)
    assert (far.turn.volunteer, far.turn.state) == (None, TurnState.SEEKING)
