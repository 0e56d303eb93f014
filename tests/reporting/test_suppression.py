"""Small counts: scenario A14, the printed forms, percentages and averages."""

from decimal import Decimal

import pytest

from reporting.suppression import (
    NOT_SHOWN,
    Hidden,
    ProtectedTable,
    Table,
    as_one_figure,
    average,
    percentage,
    protect,
)


def printed(table: ProtectedTable) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in table.cells]


def line(**counts: int) -> dict[str, str]:
    """A protected table of one dimension, as printed."""
    return {label: str(cell) for label, cell in protect(Table.line(counts)).by_row().items()}


def test_a14_board_table_by_partner():
    table = protect(Table.line({"Herselt": 3, "Hulshout": 6, "Geel": 95, "Turnhout": 110}))
    assert {label: str(cell) for label, cell in table.by_row().items()} == {
        "Herselt": "<5",
        "Hulshout": "niet getoond",
        "Geel": "95",
        "Turnhout": "110",
    }
    assert table.total == 214
    assert table.has_hidden


def test_a14_partner_report_shows_the_own_number_and_no_split():
    kinds = {"ziekenhuis": 0, "sociale dienst": 3, "CAW": 0}
    table = protect(Table.line(kinds, own_total=True))
    assert (table.total, table.withheld, table.rows, table.cells) == (3, True, (), ())
    assert table.has_hidden
    assert percentage(3, 3) == NOT_SHOWN
    assert average(40, 3) == NOT_SHOWN


def test_a14_three_statuses_become_one_figure():
    standings = {"active": 40, "sleeping": 3, "paused": 2, "inactive": 4}
    figures = as_one_figure(standings, ("sleeping", "paused", "inactive"), "nu niet oproepbaar")
    assert figures == {"active": 40, "nu niet oproepbaar": 9}
    table = protect(Table.line(figures))
    assert (printed(table), table.total, table.has_hidden) == ([["40"], ["9"]], 49, False)


def test_a14_few_not_callable_are_not_given_away_by_the_total():
    assert line(oproepbaar=40, niet=3) == {"oproepbaar": "niet getoond", "niet": "<5"}


def test_cells_of_one_to_four_are_hidden_and_zero_is_shown():
    assert line(a=0, b=1, c=4, d=5, e=6) == {"a": "0", "b": "<5", "c": "<5", "d": "5", "e": "6"}


def test_table_without_small_counts_is_shown_whole():
    table = protect(Table.grid({"jan": {"x": 5, "y": 0}, "feb": {"x": 12, "y": 7}}))
    assert table == ProtectedTable(("jan", "feb"), ("x", "y"), ((5, 0), (12, 7)), (5, 19), (17, 7), 24, (None, None))
    assert not table.has_hidden


def test_second_hidden_cell_is_the_smallest_other_and_never_a_zero():
    assert line(a=2, b=0, c=9, d=30, e=7) == {"a": "<5", "b": "0", "c": "9", "d": "30", "e": "niet getoond"}


def test_second_hidden_cell_is_not_one_that_gives_it_away():
    # Hiding the 5 leaves 6 for two cells, one of them at least 5: the other could only be 1.
    assert line(a=1, b=5, c=7) == {"a": "<5", "b": "5", "c": "niet getoond"}


def test_two_small_cells_that_their_sum_gives_away_get_company():
    assert line(a=1, b=1, c=20) == {"a": "<5", "b": "<5", "c": "niet getoond"}
    assert line(a=4, b=4, c=20) == {"a": "<5", "b": "<5", "c": "niet getoond"}
    assert line(a=1, b=4, c=20) == {"a": "<5", "b": "<5", "c": "20"}


def test_small_cells_are_not_told_apart_when_that_gives_them_away():
    assert line(a=1, b=5, c=0) == {"a": "niet getoond", "b": "niet getoond", "c": "0"}


def test_small_total_is_hidden_too():
    table = protect(Table.line({"a": 2, "b": 1}))
    assert (printed(table), str(table.total)) == ([["<5"], ["<5"]], "<5")


def test_four_ones_are_withheld_because_their_hidden_total_gives_them_away():
    table = protect(Table.line({"a": 1, "b": 1, "c": 1, "d": 1, "e": 0}))
    assert (table.withheld, str(table.total), table.rows) == (True, "<5", ())


def test_two_dimensions_hide_a_rectangle():
    table = protect(
        Table.grid(
            {
                "ziekenhuis": {"Geel": 3, "Mol": 20, "Turnhout": 30},
                "CAW": {"Geel": 9, "Mol": 8, "Turnhout": 50},
                "OCMW": {"Geel": 40, "Mol": 60, "Turnhout": 70},
            }
        )
    )
    assert printed(table) == [
        ["<5", "niet getoond", "30"],
        ["niet getoond", "niet getoond", "50"],
        ["40", "60", "70"],
    ]
    assert table.by_row() == {"ziekenhuis": 53, "CAW": 67, "OCMW": 170}
    assert table.by_column() == {"Geel": 52, "Mol": 88, "Turnhout": 150}


def test_sums_that_give_a_hidden_cell_away_are_dropped():
    table = protect(Table.grid({"jan": {"x": 3, "y": 0}, "feb": {"x": 0, "y": 40}}))
    assert printed(table) == [["<5", "0"], ["0", "niet getoond"]]
    assert [str(total) for total in table.row_totals] == ["<5", "niet getoond"]
    assert [str(total) for total in table.column_totals] == ["<5", "niet getoond"]
    assert table.total == 43


def test_nested_totals_are_protected_at_each_level():
    table = protect(
        Table.nested(
            {
                "Ziekenhuis Geel": {"spoed": 3, "inwendige": 12, "PAAZ": 30},
                "Ziekenhuis Mol": {"spoed": 2, "inwendige": 0},
                "Ziekenhuis Turnhout": {"spoed": 25, "PAAZ": 8},
            }
        )
    )
    assert dict(zip(table.rows[:4], (str(cell) for (cell,) in table.cells[:4]), strict=True)) == {
        "Ziekenhuis Geel": "45",
        "spoed": "<5",
        "inwendige": "niet getoond",
        "PAAZ": "30",
    }
    assert {label: str(cell) for label, cell in table.by_row().items()} == {
        "Ziekenhuis Geel": "45",
        "Ziekenhuis Mol": "<5",
        "Ziekenhuis Turnhout": "niet getoond",
    }
    assert [str(cell) for (cell,) in table.cells[4:]] == [
        "<5",
        "<5",
        "0",
        "niet getoond",
        "25",
        "niet getoond",
    ]
    assert table.total == 80


def test_hidden_says_nothing_untrue_and_holds_no_number():
    assert str(Hidden(5)) == "<5"
    assert str(NOT_SHOWN) == "niet getoond"
    assert Hidden.__slots__ == ("below",)
    for cell in (row[0] for row in protect(Table.line({"a": 3, "b": 6, "c": 90})).cells):
        assert cell in (90, Hidden(5), NOT_SHOWN)


@pytest.mark.parametrize("threshold", [4, 1, 0, -5])
def test_threshold_is_never_lower_than_five(threshold):
    with pytest.raises(ValueError, match="5 or more"):
        protect(Table.line({"a": 9}), threshold=threshold)


def test_threshold_can_be_higher():
    table = protect(Table.line({"a": 9, "b": 10, "c": 11}), threshold=10)
    assert printed(table) == [["<10"], ["niet getoond"], ["11"]]


@pytest.mark.parametrize(
    "wrong",
    [
        {"rows": ("a", "b"), "columns": ("x",), "values": ((1,),)},
        {"rows": ("a",), "columns": (), "values": ((),)},
        {"rows": ("a",), "columns": ("x", "y"), "values": ((1,),)},
        {"rows": ("a",), "columns": ("x",), "values": ((-1,),)},
        {"rows": ("a", "b"), "columns": ("x",), "values": ((3,), (2,)), "part_of": (None, 0)},
        {"rows": ("a", "b"), "columns": ("x",), "values": ((3,), (3,)), "part_of": (1, None)},
    ],
)
def test_table_refuses_what_does_not_add_up(wrong):
    with pytest.raises(ValueError, match=r"row|parts"):
        Table(**wrong)


def test_empty_tables_stay_empty():
    assert protect(Table.line({})) == ProtectedTable((), ("",), (), (), (0,), 0)
    assert printed(protect(Table.line({"a": 0, "b": 0}))) == [["0"], ["0"]]


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (10, 20, 50),
        (0, 20, 0),
        (20, 20, 100),
        (5, 40, 13),  # 12,5: halves up
        (7, 21, 33),
        (10, 19, NOT_SHOWN),
        (0, 0, NOT_SHOWN),
        (4, 40, NOT_SHOWN),
        (36, 40, NOT_SHOWN),  # the rest is 4
        (5, 200, 3),
        (Hidden(5), 40, NOT_SHOWN),
        (10, NOT_SHOWN, NOT_SHOWN),
    ],
)
def test_percentage_needs_a_whole_of_twenty_and_tells_no_small_count(part, whole, shown):
    assert percentage(part, whole) == shown


@pytest.mark.parametrize(("part", "whole"), [(-1, 30), (31, 30)])
def test_percentage_refuses_a_part_outside_its_whole(part, whole):
    with pytest.raises(ValueError, match="between"):
        percentage(part, whole)


@pytest.mark.parametrize(
    ("total", "events", "shown"),
    [
        (52, 5, Decimal("10.4")),
        (5, 20, Decimal("0.3")),  # 0,25: halves up
        (0, 6, Decimal("0.0")),
        (Decimal("7.5"), 5, Decimal("1.5")),
        (52, 4, NOT_SHOWN),
        (52, 0, NOT_SHOWN),
        (4, 10, NOT_SHOWN),
        (NOT_SHOWN, 10, NOT_SHOWN),
        (52, Hidden(5), NOT_SHOWN),
    ],
)
def test_average_needs_five_events_and_tells_no_small_total(total, events, shown):
    assert average(total, events) == shown


def test_average_refuses_counts_below_zero():
    with pytest.raises(ValueError, match="from 0 up"):
        average(-1, 10)
