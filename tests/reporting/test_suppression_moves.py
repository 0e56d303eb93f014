"""An attacker reads every year of who came, started and stopped beside who was there, and is sure of no hidden figure.

He knows nothing of how the figures were protected. From the printed words of all years he goes through every way in
which it may have been: who was there, plus who started, is who is there plus who stopped, as a whole and for each kind
of experience; starts come out of the candidacies of the year or of those still waiting. He is told besides how many
people came back in each year, and how many were waiting before the first.
"""

import random
from collections import Counter
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.moves import KINDS, ShownMoves, YearMoves, protect_moves
from reporting.suppression import NOT_SHOWN, Hidden, Shown, Table, protect

FLOW = ("received", "running", "began", "dropped", "started", "stopped")
FIGURES = ("people", *KINDS, *FLOW)
BEYOND = 8  # how far above the truth the attacker looks
Ranges = dict[str, range]


def live(seed: random.Random, years: int, size: int) -> dict[int, YearMoves]:
    """A house through the years, person by person: candidates who wait, start or not, stop, and come back."""
    pool: Counter[str] = Counter({kind: seed.choice([0, 2, 4, 5, 9, size]) for kind in KINDS})
    gone: Counter[str] = Counter()
    older = seed.choice([0, 0, 1, 3])
    found = {2017: YearMoves(tuple(pool[kind] for kind in KINDS), waiting=older)}
    for year in range(2018, 2018 + years):
        received = seed.choice([0, 1, 2, 4, 5, 6, 9, 12])
        began = seed.randint(0, received)
        running = seed.choice([0, 0, seed.randint(0, received - began)])
        carried = seed.choice([0, seed.randint(0, older)])
        older = seed.choice([0, seed.randint(0, older - carried)])
        back = seed.choice([0, 0, 0, min(sum(gone.values()), began + carried, 2)])
        for _ in range(back):
            kind = seed.choice(list(gone.elements()))
            gone[kind] -= 1
            pool[kind] += 1
        for _ in range(began + carried - back):
            pool[seed.choice(["own", "own", "context", "both"])] += 1
        stopped = min(seed.choice([0, 0, 1, 3, 5, 7]), sum(pool.values()))
        for _ in range(stopped):
            kind = seed.choice(list(pool.elements()))
            pool[kind] -= 1
            gone[kind] += 1
        found[year] = YearMoves(
            tuple(pool[kind] for kind in KINDS),
            running, began, received - began - running, carried, running + older, began + carried - back, stopped,
        )  # fmt: skip
        older += running
    return found


def printed(year: YearMoves) -> tuple[Shown, dict[str, Shown]]:
    """F01 and F03 as they are printed."""
    table = protect(Table.line(dict(zip(KINDS, year.pool, strict=True))))
    cells = dict.fromkeys(KINDS, NOT_SHOWN) if table.withheld else dict(table.by_row())
    return table.total, cells


def read(words: dict[str, Shown], truth: dict[str, int]) -> Ranges:
    """What the printed words allow: '<5' is 1 to 4, 'niet getoond' is 5 or more beside it, and anything alone.

    A total that is not shown is 5 or more, unless nothing at all is. The truth only says where he stops looking.
    """
    apart = any(str(word) == "<5" for name, word in words.items() if name != "received")
    nothing = all(str(word) == "niet getoond" for word in words.values())
    ranges = {}
    for name, word in words.items():
        least = 0 if nothing else 5 if apart or name == "received" else 1 if name in KINDS else 0
        if not isinstance(word, Hidden):
            ranges[name] = range(word, word + 1)
        else:
            ranges[name] = range(1, 5) if str(word) == "<5" else range(least, truth[name] + BEYOND)
    return ranges


def truth_of(raw: YearMoves) -> dict[str, int]:
    return {"people": raw.people, **dict(zip(KINDS, raw.pool, strict=True)), **{n: getattr(raw, n) for n in FLOW}}


@cache
def most_waiting(more: int, need: int, waiting: int, back: int, *ranges: range) -> int:
    """The most candidates there may be after a year with `more` people, of whom at least `need` came in; or -1."""
    received, running, began, dropped, started, stopped = ranges
    best = -1
    for first in started:
        entries = first + back
        if entries < need or first + back - more not in stopped:
            continue
        for own in began:
            if not 0 <= entries - own <= waiting:
                continue
            for still in running:
                gone = range(
                    max(dropped.start, received.start - own - still), min(dropped.stop, received.stop - own - still)
                )
                if gone:
                    best = max(best, still + waiting - entries + own)
    return best


def is_possible(years: list[Ranges], backs: list[int], waiting: int) -> bool:
    """Is there any way through all years? The more candidates may still wait, the more ways the next year has."""
    reached = dict.fromkeys(pools(years[0]), waiting)
    for words, back in zip(years[1:], backs, strict=True):
        flows = tuple(words[name] for name in FLOW)
        following: dict[tuple[int, ...], int] = {}
        for now, (then, left) in product(pools(words), reached.items()):
            need = sum(max(0, b - a) for a, b in zip(then, now, strict=True))
            found = most_waiting(sum(now) - sum(then), need, left, back, *flows)
            if found > following.get(now, -1):
                following[now] = found
        reached = following
    return bool(reached)


def pools(words: Ranges) -> list[tuple[int, ...]]:
    return [pool for pool in product(*(words[kind] for kind in KINDS)) if sum(pool) in words["people"]]


def certain(years: dict[int, YearMoves], shown: dict[int, ShownMoves]) -> list[str]:
    """Hidden figures of any year that can have no other value."""
    read_years: list[Ranges] = []
    for year, raw in years.items():
        truth, (total, kinds) = truth_of(raw), printed(raw)
        ranges = read({"people": total}, truth) | read(kinds, truth)
        if year in shown:
            ranges |= read({name: getattr(shown[year], name) for name in FLOW}, truth)
        read_years.append(ranges)
    backs = [raw.entries - raw.started for raw in list(years.values())[1:]]
    waiting = next(iter(years.values())).waiting
    sure = []
    for at, (year, raw) in enumerate(years.items()):
        for name, true in truth_of(raw).items():
            allowed = read_years[at].get(name, range(0))
            others = sorted((value for value in allowed if value != true), key=lambda value: abs(value - true))
            if len(allowed) == 1 or not allowed:
                continue
            tries = (
                [*read_years[:at], read_years[at] | {name: range(v, v + 1)}, *read_years[at + 1 :]] for v in others
            )
            if not any(is_possible(one, backs, waiting) for one in tries):
                sure.append(f"{year} {name}")
    assert is_possible(read_years, backs, waiting), "what happened is possible"
    return sure


def attack(years: dict[int, YearMoves]) -> dict[int, ShownMoves]:
    shown = protect_moves(years)
    for year, words in shown.items():
        for name in FLOW:
            value, word = getattr(years[year], name), getattr(words, name)
            assert word in (value, Hidden(5), NOT_SHOWN)
            assert isinstance(word, Hidden) or not 0 < value < 5
            assert word != Hidden(5) or 0 < value < 5
    assert certain(years, shown) == [], years
    return shown


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 3), st.sampled_from([1, 8, 20]))
def test_years_withstand_the_attack(seed, years, size):
    attack(live(seed, years, size))


def shown_of(years: dict[int, YearMoves], year: int) -> dict[str, str]:
    words = attack(years)[year]
    return {name: str(getattr(words, name)) for name in FLOW}


def test_year_without_small_counts_is_shown_whole():
    years = {2017: YearMoves((30, 10, 6), waiting=2)}
    years[2018] = YearMoves((33, 11, 6), running=5, began=9, dropped=6, waiting=5, started=9, stopped=5)
    assert shown_of(years, 2018) == {
        "received": "20", "running": "5", "began": "9", "dropped": "6", "started": "9", "stopped": "5",
    }  # fmt: skip


@pytest.mark.parametrize(("waiting", "running", "began"), [(2, "5", "9"), (0, "niet getoond", "niet getoond")])
def test_few_who_stopped_are_not_given_away_by_who_was_there(waiting, running, began):
    """46 became 52 and 9 started, so 3 stopped: who started is hidden too. When nobody waited, that is who began."""
    years = {2017: YearMoves((30, 10, 6), waiting=waiting)}
    years[2018] = YearMoves((35, 11, 6), running=5, began=9, dropped=6, waiting=5, started=9, stopped=3)
    assert shown_of(years, 2018) == {
        "received": "20", "running": running, "began": began, "dropped": "6",
        "started": "niet getoond", "stopped": "<5",
    }  # fmt: skip


def test_few_who_started_while_nobody_stopped_cannot_be_shown():
    """A zero beside 40 and 43 would say that three started."""
    years = {2017: YearMoves((30, 5, 5))}
    years[2018] = YearMoves((33, 5, 5), running=6, began=3, dropped=7, waiting=6, started=3, stopped=0)
    words = shown_of(years, 2018)
    assert (words["started"], words["stopped"], words["began"]) == ("niet getoond",) * 3
    assert words["received"] == "16"


def test_small_pool_shows_nothing_of_who_came_and_went():
    years = {2017: YearMoves()}
    years[2018] = YearMoves((2, 1, 0), began=3, started=3)
    assert set(shown_of(years, 2018).values()) == {"niet getoond"}


def test_whose_experience_it_is_is_not_given_away_by_who_started():
    """Nobody left and five came, all of them beside relatives: then the four of last year could only be four."""
    years = {2017: YearMoves((30, 4, 0))}
    years[2018] = YearMoves((30, 9, 0), began=5, started=5)
    words = shown_of(years, 2018)
    assert (words["started"], words["stopped"]) == ("niet getoond", "niet getoond")


def test_page_of_a_year_does_not_change_with_the_year_after():
    seed = random.Random(3)
    for _ in range(40):
        years = live(seed, 4, 20)
        part = dict(list(years.items())[:3])
        whole, begin = protect_moves(years), protect_moves(part)
        assert {year: whole[year] for year in begin} == begin


def bare(raw: YearMoves) -> ShownMoves:
    """What a careless report prints: small counts hidden, nothing besides."""
    pool = protect(Table.line(dict(zip(KINDS, raw.pool, strict=True))))
    words = {name: Hidden(5) if 0 < getattr(raw, name) < 5 else getattr(raw, name) for name in FLOW}
    return ShownMoves(pool, **words)


@pytest.mark.parametrize(
    ("last", "year", "found"),
    [
        # The total of one year and of the next, with all who started, leave one number for who stopped.
        (YearMoves((40, 0, 0)), YearMoves((44, 0, 0), began=6, started=6, stopped=2), ["2018 stopped"]),
        # Of twenty candidacies two are left over.
        (
            YearMoves((40, 0, 0)),
            YearMoves((45, 0, 0), running=2, began=5, dropped=13, waiting=2, started=5),
            ["2018 running"],
        ),
        # Nobody waited and nobody stopped: whoever started was received this year, and both are the difference.
        (YearMoves((40, 0, 0)), YearMoves((43, 0, 0), dropped=9, began=3, started=3), ["2018 began", "2018 started"]),
        # Five came and nobody left, all of them beside relatives: last year's four were four.
        (YearMoves((30, 4, 0)), YearMoves((30, 9, 0), began=5, started=5), ["2017 own", "2017 context"]),
    ],
)
def test_attacker_is_sharp(last, year, found):
    """He does find what careless years give away, so his silence means something."""
    assert certain({2017: last, 2018: year}, {2018: bare(year)}) == found


def test_attacker_looks_through_the_years():
    """Two years tell what one does not: four start in 2019 who did not apply that year, so four waited."""
    years = {2017: YearMoves((40, 0, 0))}
    years[2018] = YearMoves((46, 0, 0), running=4, began=6, dropped=6, waiting=4, started=6)
    years[2019] = YearMoves((50, 0, 0), carried=4, started=4)
    careless = {2018: bare(years[2018]), 2019: bare(years[2019])}
    assert "2018 running" in certain(years, careless)
    attack(years)
