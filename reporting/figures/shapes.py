"""Shapes that several figures share: two years side by side, and months."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from reporting.report import Cell, Chart, Series, Table, Tile, as_cell
from reporting.suppression import Hidden, ProtectedTable, Shown, protect
from reporting.suppression import Table as Counts
from reporting.year_counts import YearCounts

MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
Years = Mapping[int, YearCounts]


def single(value: int) -> Shown:
    """One count of people by itself: 1 to 4 reads '<5' (7.1 rule 3)."""
    return protect(Counts.line({"": value})).by_row().get("", value)


def hours(value: float | None, waits: int, fewest: int) -> Cell:
    """Hours with one decimal, of enough events."""
    if value is None or waits < fewest:
        return as_cell(Hidden() if waits else "–")
    return as_cell(Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP), "uur")


def rate(part: int, whole: int) -> Cell:
    """A percentage about meetings, not about people; '–' of nothing."""
    return as_cell((200 * part + whole) // (2 * whole), "%") if whole else Cell("–")


def side_by_side(
    caption: str,
    head: str,
    labels: Mapping[str, str],
    columns: Mapping[int, Mapping[str, Shown]],
    totals: Mapping[int, Shown] | None = None,
) -> Table:
    """Rows by label, one column for each year, oldest first; a part that is withheld reads 'niet getoond'."""
    years = sorted(columns)
    rows = tuple(
        (Cell(words), *(as_cell(columns[year].get(key, Hidden())) for year in years)) for key, words in labels.items()
    )
    foot = (Cell("Totaal"), *(as_cell(totals[year]) for year in years)) if totals else None
    return Table(caption, (head, *(str(year) for year in years)), rows, foot)


def split(
    caption: str, head: str, labels: Mapping[str, str], shown: Mapping[int, ProtectedTable], *, columns: bool = False
) -> Table:
    """The rows (or `columns`) of a protected table of each year, with its total at the foot."""
    parts = {year: table.by_column() if columns else table.by_row() for year, table in shown.items()}
    return side_by_side(caption, head, labels, parts, {year: table.total for year, table in shown.items()})


def one_row(caption: str, label: str, values: Mapping[int, Shown]) -> Table:
    """A figure of one number a year."""
    return side_by_side(caption, "Wat", {"": label}, {year: {"": value} for year, value in values.items()})


def tile(label: str, value: Shown | Cell) -> Tile:
    """One large number."""
    return Tile(label, as_cell(value))


def months_chart(title: str, by_month: Mapping[int, Shown], label: str) -> Chart:
    """Bars for the twelve months; the description names no number that could be hidden."""
    values = tuple(as_cell(by_month.get(month, 0)) for month in range(1, 13))
    shown = {MONTHS[place]: cell.value for place, cell in enumerate(values) if cell.is_number}
    top = max(shown, key=lambda name: shown[name], default="")
    said = f"Twaalf staven, een per maand. De hoogste is {top}." if shown and shown[top] else "Twaalf maanden."
    return Chart("bar", title, said, MONTHS, (Series(label, values),), axis="Maand")
