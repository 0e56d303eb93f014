"""Who leads next: scenario A07, and the words that go with it."""

from dataclasses import replace
from datetime import date

from contactgroups.roster import Leader, Proposal, Turn, next_leader, plan_roster, say_day

ANNA, BERT, CARLA, DIRK = 1, 2, 3, 4
FOUNDED = date(2024, 1, 9)
LAST_LED = {
    ANNA: date(2026, 5, 12),
    BERT: date(2026, 4, 21),
    CARLA: date(2026, 4, 28),
    DIRK: date(2026, 5, 5),
}
PUBLISHED = {
    date(2026, 5, 19): BERT,
    date(2026, 5, 26): CARLA,
    date(2026, 6, 2): DIRK,
    date(2026, 6, 9): ANNA,
    date(2026, 6, 16): BERT,
}


def leaders(*pks: int) -> list[Leader]:
    return [Leader(pk, FOUNDED, LAST_LED[pk]) for pk in pks]


def roster(**changes: int | None) -> list[Turn]:
    """The published turns of A07; `d0519=None` frees the turn of 19 May."""
    turns = []
    for on, leader in PUBLISHED.items():
        holder = changes.get(f"d{on:%m%d}", leader)
        turns.append(Turn(meeting=int(f"{on:%m%d}"), on=on, leader=holder, published=True))
    return turns


def test_a07_rotation_when_a_leader_becomes_slapend():
    # Bert is not callable since 13 May: only his turns of 19 May and 16 June are free.
    turns = roster(d0519=None, d0616=None)
    callable_today = leaders(ANNA, CARLA, DIRK)
    free = turns[0]

    # Not Carla (26 May is hers), not Anna (12 May was hers), so Dirk.
    asked = next_leader(free, callable_today, turns)
    assert asked == Proposal(519, date(2026, 5, 19), DIRK, "leidde het langst geleden (5 mei)")

    # Dirk says "Nu niet": Carla, who led longest ago of the others, although 26 May is hers too.
    free = replace(free, not_now=frozenset({DIRK}))
    asked = next_leader(free, callable_today, turns)
    assert asked == Proposal(519, date(2026, 5, 19), CARLA, "leidde het langst geleden (28 april)", two_running=True)

    # Carla says yes; the other turn of Bert goes to whoever will have led longest ago then.
    turns = roster(d0519=CARLA, d0616=None)
    asked = next_leader(turns[4], callable_today, turns)
    assert asked == Proposal(616, date(2026, 6, 16), CARLA, "leidde het langst geleden (26 mei)")


def test_a07_nobody_says_yes():
    turns = roster(d0519=None, d0616=None)
    free = replace(turns[0], not_now=frozenset({DIRK, CARLA, ANNA}))
    assert next_leader(free, leaders(ANNA, CARLA, DIRK), turns) is None


def test_a07_all_other_turns_stay():
    turns = roster(d0519=None, d0616=None)
    plan = plan_roster(turns, leaders(ANNA, CARLA, DIRK))
    assert [(choice.on, choice.leader) for choice in plan.choices] == [
        (date(2026, 5, 19), DIRK),
        (date(2026, 6, 16), CARLA),
    ]
    assert plan.turns_of == {ANNA: 1, CARLA: 2, DIRK: 2}


def test_a07_whoever_is_back_joins_at_the_end_of_the_list():
    turns = roster(d0519=CARLA, d0616=CARLA)
    back = [*leaders(ANNA, CARLA, DIRK), Leader(BERT, date(2026, 6, 10), LAST_LED[BERT])]
    assert plan_roster(turns, back).choices == ()  # 16 June stays with the replacement

    order = []
    for week, on in enumerate([date(2026, 6, 23), date(2026, 6, 30), date(2026, 7, 7)]):
        turn = Turn(900 + week, on)
        asked = next_leader(turn, back, turns)
        order.append((asked.leader, asked.reason))
        turns.append(replace(turn, leader=asked.leader))
    assert order == [
        (DIRK, "leidde het langst geleden (2 juni)"),
        (ANNA, "leidde het langst geleden (9 juni)"),
        (BERT, "is nu aan de beurt (leidde op 21 april)"),
    ]


def test_next_leader_is_not_whoever_is_away_that_day():
    turns = roster(d0519=None)
    dirk_away = Leader(DIRK, FOUNDED, LAST_LED[DIRK], away=frozenset({date(2026, 5, 19)}))
    asked = next_leader(turns[0], [*leaders(ANNA, CARLA), dirk_away], turns)
    assert (asked.leader, asked.two_running) == (CARLA, True)


def test_next_leader_is_somebody_else_than_the_holder():
    turns = roster()
    assert next_leader(turns[0], leaders(BERT, DIRK), turns).leader == DIRK


def test_next_leader_counts_the_week_after_and_the_week_before_alone():
    free = Turn(1, date(2026, 5, 19))
    pair = [Leader(1, FOUNDED, date(2026, 3, 3)), Leader(2, FOUNDED, date(2026, 4, 7))]
    for near in (
        date(2026, 5, 12),
        date(2026, 5, 17),
        date(2026, 5, 20),
        date(2026, 5, 26),
        date(2026, 5, 31),
    ):
        assert next_leader(free, pair, [free, Turn(2, near, leader=1)]).leader == 2
    for far in (date(2026, 5, 10), date(2026, 6, 1)):
        assert next_leader(free, pair[:1], [free, Turn(2, far, leader=1)]).two_running is False


def test_next_leader_for_a_new_leader_says_so_without_a_date():
    new = Leader(9, date(2026, 1, 6))
    asked = next_leader(Turn(1, date(2026, 5, 19)), [new, Leader(1, FOUNDED, date(2026, 4, 7))], [])
    assert (asked.leader, asked.reason) == (9, "leidde nog geen bijeenkomst")


def test_next_leader_never_tells_that_somebody_said_nu_niet():
    pair = [Leader(1, FOUNDED, date(2026, 3, 3)), Leader(2, FOUNDED, date(2026, 4, 7))]
    asked = next_leader(Turn(1, date(2026, 5, 19), not_now=frozenset({1})), pair, [])
    assert (asked.leader, asked.reason) == (2, "is nu aan de beurt (leidde op 7 april)")


def test_next_leader_does_not_depend_on_the_order_of_the_input():
    twins = [Leader(pk, FOUNDED, date(2026, 3, 3)) for pk in (7, 3, 5)]
    assert {next_leader(Turn(1, date(2026, 5, 19)), order, []).leader for order in (twins, twins[::-1])} == {3}


def test_say_day_names_the_year_only_when_it_differs():
    assert say_day(date(2026, 5, 5), date(2026, 12, 1)) == "5 mei"
    assert say_day(date(2025, 12, 30), date(2026, 1, 6)) == "30 december 2025"
