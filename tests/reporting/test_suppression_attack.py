"""An attacker who knows the rules reads protected tables; he is never sure of a hidden cell.

He knows nothing of how the tables were made: from the printed words alone he sets up the sums and searches
for two values of each hidden figure, by enumeration in one dimension and by trying numbers in two.
"""

import itertools
from collections.abc import Sequence

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reporting.suppression import Hidden, ProtectedTable, Shown, Table, protect

COUNTS = st.one_of(st.integers(0, 9), st.sampled_from([0, 1, 1, 4, 5, 6, 20]))
Bounds = dict[str, tuple[int, int]]
Sums = list[tuple[str, list[str]]]


def read(figures: dict[str, Shown]) -> Bounds:
    """What the printed words allow. "<5" is 1 to 4; "niet getoond" is 5 or more beside it, else 1 or more."""
    words = {name: str(figure) for name, figure in figures.items()}
    total = int(words["total"]) if words["total"].isdigit() else 4
    told_apart = any(word == "<5" for name, word in words.items() if name != "total")
    bounds = {}
    for name, word in words.items():
        if word.isdigit():
            bounds[name] = (int(word), int(word))
        else:
            bounds[name] = (1, 4) if word == "<5" else (5 if told_apart else 1, total)
    return bounds


def tighten(bounds: Bounds, sums: Sums) -> bool:
    """Narrow the bounds by the sums until nothing moves; False when they contradict each other."""
    moved = True
    while moved:
        moved = False
        for whole, parts in sums:
            low, high = (sum(bounds[part][side] for part in parts) for side in (0, 1))
            news = [(whole, max(low, bounds[whole][0]), min(high, bounds[whole][1]))]
            for part in parts:
                mine = bounds[part]
                least, most = bounds[whole][0] - (high - mine[1]), bounds[whole][1] - (low - mine[0])
                news.append((part, max(least, mine[0]), min(most, mine[1])))
            for name, least, most in news:
                if least > most:
                    return False
                if (least, most) != bounds[name]:
                    bounds[name] = (least, most)
                    moved = True
                    break
    return True


def is_possible(bounds: Bounds, sums: Sums) -> bool:
    """Is there any table within these bounds? Splits the narrowest open figure until all are settled."""
    bounds = dict(bounds)
    if not tighten(bounds, sums):
        return False
    still_open = [name for name, (low, high) in bounds.items() if low < high]
    if not still_open:
        return True
    name = min(still_open, key=lambda key: bounds[key][1] - bounds[key][0])
    low, high = bounds[name]
    return any(is_possible(bounds | {name: (value, value)}, sums) for value in range(low, high + 1))


def certain(figures: dict[str, Shown], sums: Sums, truth: dict[str, int]) -> list[str]:
    """Hidden figures of which the attacker is sure."""
    bounds = read(figures)
    sure = []
    for name, figure in figures.items():
        if isinstance(figure, Hidden):
            low, high = bounds[name]
            less = is_possible(bounds | {name: (low, truth[name] - 1)}, sums) if low < truth[name] else False
            more = is_possible(bounds | {name: (truth[name] + 1, high)}, sums) if truth[name] < high else False
            if not (less or more):
                sure.append(name)
    return sure


def figures_of(shown: ProtectedTable) -> dict[str, Shown]:
    """Every figure of a table with a name: c0,1 a cell, r0 and k1 the totals of a row and a column."""
    named: dict[str, Shown] = {"total": shown.total}
    for row, line in enumerate(shown.cells):
        named |= {f"c{row},{column}": cell for column, cell in enumerate(line)}
    if len(shown.columns) > 1:
        named |= {f"r{row}": figure for row, figure in enumerate(shown.row_totals)}
        named |= {f"k{column}": figure for column, figure in enumerate(shown.column_totals)}
    return named


def truth_of(table: Table) -> dict[str, int]:
    return figures_of(
        ProtectedTable(table.rows, table.columns, table.values, table.row_totals, table.column_totals, table.total)
    )


def sums_of(table: Table) -> Sums:
    """Every sum a reader can set up, from the shape of the table alone."""
    rows, columns = range(len(table.rows)), range(len(table.columns))
    top = [row for row in rows if table.part_of[row] is None]
    if len(table.columns) == 1:
        sums = [("total", [f"c{row},0" for row in top])]
    else:
        sums = [(f"r{row}", [f"c{row},{column}" for column in columns]) for row in rows]
        sums += [(f"k{column}", [f"c{row},{column}" for row in top]) for column in columns]
        sums += [("total", [f"r{row}" for row in top]), ("total", [f"k{column}" for column in columns])]
    for whole in {at for at in table.part_of if at is not None}:
        parts = [row for row in rows if table.part_of[row] == whole]
        sums += [(f"c{whole},{column}", [f"c{row},{column}" for row in parts]) for column in columns]
        if len(table.columns) > 1:
            sums.append((f"r{whole}", [f"r{row}" for row in parts]))
    return sums


def attack(table: Table) -> ProtectedTable:
    shown = protect(table)
    if not shown.withheld:
        truth, figures = truth_of(table), figures_of(shown)
        assert all(figure in (truth[name], Hidden(5), Hidden()) for name, figure in figures.items())
        small = [name for name in truth if 0 < truth[name] < 5 and not (table.own_total and name == "total")]
        assert all(isinstance(figures[name], Hidden) for name in small)
        assert all(not isinstance(figures[name], Hidden) for name in truth if truth[name] == 0)
        assert certain(figures, sums_of(table), truth) == []
    return shown


def enumerate_line(words: list[str], total: int) -> list[tuple[int, ...]]:
    """Every line of numbers that a reader holds for possible."""
    beside = 5 if "<5" in words else 1
    options = [
        [int(word)] if word.isdigit() else range(1, 5) if word == "<5" else range(beside, total + 1) for word in words
    ]
    return [line for line in itertools.product(*options) if sum(line) == total]


def given_away(words: list[str], counts: Sequence[int]) -> bool:
    lines = enumerate_line(words, sum(counts))
    return any(len({line[at] for line in lines}) < 2 for at, word in enumerate(words) if not word.isdigit())


def test_one_dimension_by_enumeration():
    """Every line of one to five counts from 0 to 7."""
    for length in range(1, 6):
        for counts in itertools.combinations_with_replacement(range(8), length):
            shown = protect(Table.line({str(at): count for at, count in enumerate(counts)}))
            nonzero = [count for count in counts if count]
            # A sum of ones says that they are ones, from four of them on also when it reads "<5" itself.
            assert shown.withheld == (len(nonzero) >= 4 and max(nonzero) == 1), counts
            if not shown.withheld and sum(counts) >= 5:
                assert shown.total == sum(counts)
                assert not given_away([str(cell) for (cell,) in shown.cells], counts), counts


@settings(max_examples=120)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=6))
def test_one_dimension_hides_no_more_than_it_must(counts):
    shown = protect(Table.line({str(at): count for at, count in enumerate(counts)}))
    assume(not shown.withheld and sum(counts) >= 5)
    words = [str(cell) for (cell,) in shown.cells]
    primary = ["<5" if 0 < count < 5 else str(count) for count in counts]
    if not given_away(primary, counts):
        assert words == primary  # nothing small, or what is small cannot be found: nothing else is hidden
    elif "<5" in words:
        (besides,) = [at for at, word in enumerate(words) if word == "niet getoond"]
        for at, count in enumerate(counts):
            if 5 <= count < counts[besides]:
                cheaper = [*primary[:at], "niet getoond", *primary[at + 1 :]]
                assert given_away(cheaper, counts)  # a smaller one would not have been enough


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 4).flatmap(lambda wide: st.lists(st.tuples(*[COUNTS] * wide), min_size=2, max_size=4)))
def test_two_dimensions_withstand_the_attack(rows):
    table = Table(tuple(map(str, range(len(rows)))), tuple(map(str, range(len(rows[0])))), tuple(rows))
    attack(table)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(COUNTS, min_size=0, max_size=3), min_size=1, max_size=4), st.booleans())
def test_nested_totals_withstand_the_attack(wholes, own):
    attack(
        Table.nested(
            {f"w{at}": {f"p{part}": count for part, count in enumerate(parts)} for at, parts in enumerate(wholes)},
            own_total=own,
        )
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=2), min_size=1, max_size=3))
def test_nested_totals_in_two_dimensions_withstand_the_attack(wholes):
    values, part_of = [], []
    for parts in wholes:
        at = len(values)
        values += [tuple(map(sum, zip(*parts, strict=True))), *parts]
        part_of += [None, *[at] * len(parts)]
    attack(Table(tuple(map(str, range(len(values)))), ("x", "y"), tuple(values), tuple(part_of)))


@settings(max_examples=50)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=5))
def test_split_of_an_own_number_withstands_the_attack(counts):
    shown = attack(Table.line({str(at): count for at, count in enumerate(counts)}, own_total=True))
    assert shown.total == sum(counts)


def test_attacker_is_sharp():
    """He does find what careless tables give away, so his silence means something."""
    sums = [("total", ["a", "b", "c"])]
    alone = {"total": 20, "a": Hidden(5), "b": 10, "c": 7}
    assert certain(alone, sums, {"total": 20, "a": 3, "b": 10, "c": 7}) == ["a"]
    ones = {"total": 20, "a": Hidden(5), "b": Hidden(5), "c": 18}
    assert certain(ones, sums, {"total": 20, "a": 1, "b": 1, "c": 18}) == ["a", "b"]
    known_smallest = {"total": 13, "a": Hidden(5), "b": Hidden(), "c": 7}
    assert certain(known_smallest, sums, {"total": 13, "a": 1, "b": 5, "c": 7}) == ["a", "b"]


def test_year_by_month_and_kind_keeps_most_of_its_figures():
    kinds = ("ziekenhuis", "sociale dienst", "CAW", "CGG", "FJC", "huisarts", "ander")
    year = {
        str(month): {kind: (month * 7 + at * at * 5 + 3) % 17 + 4 * (at < 3) for at, kind in enumerate(kinds)}
        for month in range(12)
    }
    table = Table.grid(year)
    shown = protect(table)
    small = sum(0 < count < 5 for line in table.values for count in line)
    hidden = sum(isinstance(cell, Hidden) for line in shown.cells for cell in line)
    assert (shown.withheld, shown.total) == (False, table.total)
    assert 0 < small <= hidden <= 2 * small
    assert [isinstance(figure, Hidden) for figure in (*shown.row_totals, *shown.column_totals)] == [False] * 19
