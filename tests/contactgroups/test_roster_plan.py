"""A year's roster beside exact, slow judges: brute force on small groups, matchings on whole years."""

import itertools
import random
import time
from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from contactgroups.roster import Leader, RosterPlan, Turn, plan_roster

START = date(2026, 1, 6)
LONG_AGO = date(2020, 1, 7)


def weeks(number: int) -> list[date]:
    return [START + timedelta(weeks=week) for week in range(number)]


def group(seed: int, *, turns: int, people: int, blocks: int, longest: int) -> tuple[list[Turn], list[Leader]]:
    """A group whose leaders are away in blocks, which is what makes sharing hard."""
    dice = random.Random(seed)
    days = weeks(turns)
    leaders = []
    for pk in range(1, people + 1):
        away: set[date] = set()
        for _ in range(dice.randint(0, blocks)):
            first = dice.randrange(turns)
            away |= set(days[first : first + dice.randint(1, longest)])
        last_led = START - timedelta(weeks=dice.randint(1, 12))
        leaders.append(Leader(pk, LONG_AGO, last_led, dice.choice([0, 0, 1, 2]), frozenset(away)))
    plan = [Turn(100 + week, day) for week, day in enumerate(days)]
    for turn in dice.sample(range(turns), dice.randint(0, turns // 5)):
        plan[turn] = Turn(100 + turn, days[turn], dice.randint(1, people + 1), published=True)
    return plan, leaders


def able(turn: Turn, leaders: list[Leader]) -> list[int]:
    if turn.published and turn.leader:
        return []
    return [leader.pk for leader in leaders if turn.on not in leader.away and leader.pk not in turn.not_now]


def start_of(turns: list[Turn], leaders: list[Leader]) -> Counter[int]:
    fixed = Counter(turn.leader for turn in turns if turn.published)
    return Counter({leader.pk: leader.turns_led + fixed[leader.pk] for leader in leaders})


def running(turns: list[Turn], leaders: list[Leader], holders: dict[int, int | None]) -> int:
    """Pairs of neighbouring weeks with one leader; the last meeting before the plan is a neighbour too."""
    last = {leader.pk: leader.last_led_on for leader in leaders}
    pairs = sum(
        holders[one.meeting] is not None and holders[one.meeting] == holders[two.meeting]
        for one, two in itertools.pairwise(turns)
    )
    first = holders[turns[0].meeting]
    return pairs + (first in last and (turns[0].on - last[first]).days <= 7)


def spread(load: Counter[int], leaders: list[Leader]) -> int:
    return max(load[leader.pk] for leader in leaders) - min(load[leader.pk] for leader in leaders)


def brute_force(turns: list[Turn], leaders: list[Leader]) -> tuple[int, int, int]:
    """Fewest holes, then smallest spread, then fewest weeks running, over every roster there is."""
    options = [[turn.leader] if turn.published and turn.leader else [*able(turn, leaders), None] for turn in turns]
    best = (len(turns) + 1, 0, 0)
    for holders in itertools.product(*options):
        load = Counter({leader.pk: leader.turns_led for leader in leaders}) + Counter(holders)
        judged = (holders.count(None), spread(load, leaders))
        if judged <= best[:2]:
            named = {turn.meeting: holder for turn, holder in zip(turns, holders, strict=True)}
            best = min(best, (*judged, running(turns, leaders, named)))
    return best


def can_match(sides: list[list[int]], room: dict[int, int]) -> bool:
    """Can each of `sides` get one of the places it accepts, `room` at most in each place? (Kuhn)"""
    inside: dict[int, list[int]] = {place: [] for place in room}

    def settle(side: int, tried: set[int]) -> bool:
        for place in sides[side]:
            if place in tried:
                continue
            tried.add(place)
            if len(inside[place]) < room[place]:
                inside[place].append(side)
                return True
            for other in inside[place]:
                if settle(other, tried):
                    inside[place].remove(other)
                    inside[place].append(side)
                    return True
        return False

    return all(settle(side, set()) for side in range(len(sides)))


def smallest_spread(turns: list[Turn], leaders: list[Leader]) -> int:
    """Exact, for a whole year: a sharing within [low, high] exists when all turns fit under `high` and all
    leaders reach `low` (the two matchings can always be joined: Mendelsohn and Dulmage)."""
    start = start_of(turns, leaders)
    choices = [pks for turn in turns if (pks := able(turn, leaders))]
    top = max(start.values()) + len(choices)
    turn_room = dict.fromkeys(range(len(choices)), 1)
    for width in range(top + 1):
        for low in range(top + 1 - width):
            room = {leader.pk: low + width - start[leader.pk] for leader in leaders}
            if min(room.values()) < 0 or not can_match(choices, room):
                continue
            needed = [
                [turn for turn, pks in enumerate(choices) if leader.pk in pks]
                for leader in leaders
                for _ in range(low - start[leader.pk])
            ]
            if can_match(needed, turn_room):
                return width
    raise AssertionError("no sharing at all")


def holders_of(plan: RosterPlan, turns: list[Turn]) -> dict[int, int | None]:
    return {turn.meeting: turn.leader for turn in turns if turn.published and turn.leader} | {
        choice.meeting: choice.leader for choice in plan.choices
    }


def check_possible(plan: RosterPlan, turns: list[Turn], leaders: list[Leader]) -> None:
    """Nobody leads what he cannot, every open turn has one choice, the loads are what they say."""
    by_meeting = {turn.meeting: turn for turn in turns}
    opened = [turn.meeting for turn in turns if not (turn.published and turn.leader)]
    assert [choice.meeting for choice in plan.choices] == opened
    for choice in plan.choices:
        possible = able(by_meeting[choice.meeting], leaders)
        assert choice.leader in possible if possible else choice.leader is None
        assert choice.reason
    named = Counter(choice.leader for choice in plan.choices if choice.leader)
    assert Counter(plan.turns_of) == start_of(turns, leaders) + named


def test_small_groups_have_the_holes_and_the_spread_of_brute_force():
    ours = exact = 0
    for seed in range(60):
        turns, leaders = group(seed, turns=7, people=3, blocks=2, longest=4)
        plan = plan_roster(turns, leaders)
        check_possible(plan, turns, leaders)
        holes, wide, pairs = brute_force(turns, leaders)
        assert (len(plan.holes), plan.spread) == (holes, wide), seed
        ours += running(turns, leaders, holders_of(plan, turns))
        exact += pairs
    assert exact > 20
    assert ours <= 1.2 * exact


def test_whole_years_have_the_spread_of_an_exact_judge():
    for seed in range(12):
        turns, leaders = group(seed, turns=52, people=8, blocks=4, longest=14)
        plan = plan_roster(turns, leaders)
        check_possible(plan, turns, leaders)
        assert plan.spread == smallest_spread(turns, leaders), seed
        assert len(plan.holes) == sum(not turn.published and not able(turn, leaders) for turn in turns)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_group_is_shared_as_evenly_as_can_be(data):
    people = data.draw(st.integers(1, 5))
    days = weeks(data.draw(st.integers(1, 14)))
    leaders = [
        Leader(
            pk,
            LONG_AGO,
            data.draw(st.none() | st.just(START - timedelta(weeks=pk))),
            data.draw(st.integers(0, 4)),
            data.draw(st.frozensets(st.sampled_from(days))),
        )
        for pk in range(1, people + 1)
    ]
    turns = [
        Turn(week, day, data.draw(st.none() | st.integers(1, people)), data.draw(st.booleans()))
        for week, day in enumerate(days)
    ]
    plan = plan_roster(turns, leaders)
    check_possible(plan, turns, leaders)
    assert plan.spread == smallest_spread(turns, leaders)
    assert plan == plan_roster(turns[::-1], leaders)


def test_balancing_moves_turns_through_a_chain_where_the_first_round_is_uneven():
    # Bert is away from week 5 on, Carla before week 9, Anna can always: the early turns must all go to Bert.
    days = weeks(10)
    leaders = [
        Leader(1, LONG_AGO, date(2025, 10, 7)),
        Leader(2, LONG_AGO, date(2025, 11, 4), away=frozenset(days[4:])),
        Leader(3, LONG_AGO, date(2025, 12, 2), away=frozenset(days[:8])),
    ]
    plan = plan_roster([Turn(week, day) for week, day in enumerate(days)], leaders)
    assert plan.turns_of == {1: 4, 2: 4, 3: 2}
    assert plan.holes == ()


def test_turns_are_swapped_so_that_nobody_leads_two_weeks_running():
    days = weeks(4)
    leaders = [
        Leader(1, LONG_AGO, date(2025, 10, 28)),
        Leader(2, LONG_AGO, date(2025, 10, 21), away=frozenset({days[2]})),
    ]
    plan = plan_roster([Turn(week, day) for week, day in enumerate(days)], leaders)
    assert [choice.leader for choice in plan.choices] == [1, 2, 1, 2]
    assert plan.two_running == 0
    assert [choice.reason for choice in plan.choices] == [
        "leidde het langst geleden (28 oktober 2025)",  # of who does not lead the week after
        "leidde het langst geleden (21 oktober 2025)",
        "kan als enige op 20 januari",
        "leidde het langst geleden (13 januari)",
    ]


def test_plan_explains_each_choice_in_words():
    days = weeks(4)
    leaders = [
        Leader(1, LONG_AGO, date(2025, 11, 4), away=frozenset({days[2], days[3]})),
        Leader(2, LONG_AGO, date(2025, 12, 2), away=frozenset({days[2]})),
        Leader(3, date(2025, 12, 9), away=frozenset({days[2], days[3]})),
    ]
    plan = plan_roster([Turn(week, day) for week, day in enumerate(days)], leaders)
    assert [(choice.leader, choice.reason) for choice in plan.choices] == [
        (1, "leidde het langst geleden (4 november 2025)"),
        (3, "zo blijven de beurten gelijk verdeeld"),
        (None, "niemand kan op 20 januari"),
        (2, "kan als enige op 27 januari"),
    ]


def test_plan_says_that_a_turn_went_to_somebody_else_to_share_evenly():
    days = weeks(3)
    leaders = [Leader(1, LONG_AGO, date(2025, 10, 7), turns_led=3), Leader(2, LONG_AGO, date(2025, 12, 2))]
    choice = plan_roster([Turn(1, days[0])], leaders).choices[0]
    assert (choice.leader, choice.reason) == (2, "zo blijven de beurten gelijk verdeeld")


def test_whoever_has_the_fewest_turns_goes_before_whoever_waits_longest():
    busy = Leader(1, LONG_AGO, date(2025, 10, 7), turns_led=1)
    rested = Leader(2, LONG_AGO, date(2025, 11, 4))
    plan = plan_roster([Turn(week, day) for week, day in enumerate(weeks(2))], [busy, rested])
    assert [choice.leader for choice in plan.choices] == [2, 1]
    assert plan.turns_of == {1: 2, 2: 1}


def test_whoever_joined_later_is_not_flooded_to_catch_up():
    old = [Leader(pk, LONG_AGO, START - timedelta(weeks=pk + 1), turns_led=6) for pk in (1, 2, 3)]
    new = Leader(4, date(2025, 12, 30))
    turns = [Turn(week, day) for week, day in enumerate(weeks(8))]
    named = Counter(choice.leader for choice in plan_roster(turns, [*old, new], since=date(2025, 7, 1)).choices)
    assert named == {1: 2, 2: 2, 3: 2, 4: 2}


def test_published_turn_of_somebody_outside_the_rotation_stays_and_counts_for_nobody():
    turns = [Turn(1, START, leader=99, published=True), Turn(2, START + timedelta(weeks=1))]
    plan = plan_roster(turns, [Leader(1, LONG_AGO)])
    assert [(choice.meeting, choice.leader) for choice in plan.choices] == [(2, 1)]
    assert plan.turns_of == {1: 1}


def test_plan_without_leaders_is_all_holes():
    plan = plan_roster([Turn(1, START)], [])
    assert (len(plan.holes), plan.spread, plan.turns_of) == (1, 0, {})


def test_a_year_of_eight_leaders_takes_about_a_millisecond():
    turns, leaders = group(3, turns=52, people=8, blocks=4, longest=14)
    best = min(_seconds(turns, leaders) for _ in range(20))
    assert best < 0.005  # 0.6 ms on an idle machine; room for a busy one


def _seconds(turns: list[Turn], leaders: list[Leader]) -> float:
    began = time.perf_counter()
    plan_roster(turns, leaders)
    return time.perf_counter() - began
