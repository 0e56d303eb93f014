"""The plain values of a report: their shape is checked where they are made."""

from datetime import date
from decimal import Decimal

import pytest

from reporting.report import Cell, Chart, Figure, Report, Series, Table, Tile, as_cell, cells
from reporting.suppression import NOT_SHOWN, Hidden
from tests.reporting.sample import per_year

REPORT = Report(2026, "Versie 1", date(2027, 2, 3), "OEV Kempen", ())


@pytest.mark.parametrize(
    ("cell", "display"),
    [
        (Cell(0), "0"),
        (Cell(3418), "3\u00a0418"),
        (Cell(1234567), "1\u00a0234\u00a0567"),
        (Cell(Decimal("12.5")), "12,5"),
        (Cell(Decimal("1234.50"), "euro"), "1\u00a0234,50\u00a0euro"),
        (Cell(96, "%"), "96\u00a0%"),
        (Cell("<5", "%"), "<5"),
        (Cell("–"), "–"),
    ],
)
def test_cell_is_shown_as_flemish_people_write_it(cell, display):
    assert cell.display == display


def test_cell_of_what_suppression_left_is_hidden():
    small, other = cells(Hidden(5), NOT_SHOWN)

    assert (small.display, small.hidden, small.is_number) == ("<5", True, False)
    assert (other.display, other.hidden, other.is_number) == ("niet getoond", True, False)
    assert [cell.hidden for cell in cells(5, "x", "–")] == [False] * 3


def test_cell_keeps_its_unit_only_beside_a_number():
    assert [as_cell(value, "%").display for value in (96, "–", Hidden(5))] == ["96\u00a0%", "–", "<5"]
    assert as_cell(Cell(7, "uur"), "%").display == "7\u00a0uur"


def test_hidden_cell_holds_no_number():
    with pytest.raises(ValueError, match="holds no number"):
        Cell(3, hidden=True)


@pytest.mark.parametrize("value", [None, True, 1.5, Decimal("NaN")])
def test_cell_refuses_what_is_neither_number_nor_words(value):
    with pytest.raises((TypeError, ValueError)):
        Cell(value)


def test_table_refuses_a_row_that_does_not_fit():
    with pytest.raises(ValueError, match="does not fit"):
        Table("Titel", ("a", "b"), (cells("x", 1, 2),))
    with pytest.raises(ValueError, match="does not fit"):
        Table("Titel", ("a", "b"), (), cells("x"))


def test_chart_refuses_a_series_that_does_not_fit():
    with pytest.raises(ValueError, match="does not fit"):
        Chart("bar", "Titel", "Uitleg.", ("a", "b"), (Series("x", cells(1)),))
    with pytest.raises(ValueError, match="1 to 7 series"):
        Chart("bar", "Titel", "Uitleg.", ("a",), ())
    with pytest.raises(ValueError, match="not 'pie'"):
        Chart("pie", "Titel", "Uitleg.", ("a",), (Series("x", cells(1)),))


def test_figure_is_called_by_its_number():
    with pytest.raises(ValueError, match="F01 to F45"):
        Figure("22", "Titel", "Uitleg.", "stuks")


def test_chart_brings_its_table_unless_the_figure_has_it_already():
    chart = per_year()
    same = Table("Zelfde getallen", ("Jaar", "Vrijwilligers"), chart.as_table().rows)

    assert Figure("F01", "T", "D", "u", charts=(chart,)).data_tables == (chart.as_table(),)
    assert Figure("F01", "T", "D", "u", charts=(chart,), tables=(same,)).data_tables == (same,)


def test_report_says_why_a_count_is_not_there():
    def notes(*values):
        table = Table("Titel", ("a", "b"), tuple(cells("x", value) for value in values))
        return REPORT.notes_for(Figure("F01", "T", "D", "u", tables=(table,), notes=("Eigen noot.",)))

    small = "1 tot 4 tonen we als <5, zo blijft iedereen anoniem."
    other = "Er staat ‘niet getoond’ als een cijfer op te weinig steunt, of een ander getal verraadt."
    assert notes(5, 0, "–") == ("Eigen noot.",)
    assert notes(5, Hidden(5)) == (small, "Eigen noot.")
    assert notes(5, NOT_SHOWN) == (other, "Eigen noot.")
    assert notes(Hidden(5), NOT_SHOWN) == (small, other, "Eigen noot.")


def test_report_sees_what_is_hidden_in_charts_and_tiles():
    chart = Figure("F01", "T", "D", "u", charts=(per_year(),))
    tile = Figure("F01", "T", "D", "u", tiles=(Tile("naaste", as_cell(Hidden(5))),))

    assert chart.hidden_words == tile.hidden_words == {"<5"}


def test_report_explains_its_own_threshold():
    larger = Report(2026, "Versie 1", date(2027, 2, 3), "OEV Kempen", (), threshold=10)

    assert REPORT.hidden_note == "1 tot 4 tonen we als <5, zo blijft iedereen anoniem."
    assert larger.hidden_note == "1 tot 9 tonen we als <10, zo blijft iedereen anoniem."
    assert any(REPORT.hidden_note in rule for rule in REPORT.how_we_count)
