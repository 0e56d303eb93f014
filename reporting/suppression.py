"""Small counts in figures (domain 7.1 rules 3 to 5, scenario A14): nobody can be found in a table.

Pure calculation: no database, no clock. `protect` takes a table of counts of people and gives back the same
table as a reader may see it. Counts of 1 to 4 read "<5"; 0 reads 0. Where a total would give a hidden count
away, the smallest other count that helps is hidden too and reads "niet getoond", because it may well be 6;
where no other count helps, a subtotal is dropped. What is promised: whoever knows these rules, all that is
shown, that "<5" is 1 to 4 and that "niet getoond" is not, still finds at least two values possible for each
hidden cell. Not promised: against somebody who replays which cell was chosen to be hidden besides.

The grand total of a table is always taken for known and never dropped, because it stands elsewhere too.
Margins that are printed elsewhere come from the same `ProtectedTable` (`by_row`, `by_column`), never from a
second one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import ROUND_HALF_UP, Decimal

from reporting.cell_graph import Arc, hide_complements
from reporting.count_tables import NOT_SHOWN, Hidden, ProtectedTable, Shown, Table

__all__ = [
    "NOT_SHOWN", "Hidden", "ProtectedTable", "Shown", "Table",
    "as_one_figure", "average", "count_arc", "percentage", "protect",
]  # fmt: skip

LOWEST_THRESHOLD = 5
SMALLEST_DENOMINATOR = 20
FEWEST_EVENTS = 5
SUM_PENALTY = 1_000_000  # a sum is dropped only where no count can be hidden instead


def protect(table: Table, threshold: int = LOWEST_THRESHOLD) -> ProtectedTable:
    """The table with every count hidden that has to be (7.1 rule 3). ValueError for a threshold under 5.

    Three steps, each only when the one before does not keep every hidden cell open: "<5" beside "niet
    getoond"; all hidden counts "niet getoond"; the whole split withheld.
    """
    if threshold < LOWEST_THRESHOLD:
        raise ValueError(f"The threshold is {LOWEST_THRESHOLD} or more (7.1 rule 3).")
    for candid in (True, False):
        figures = _Figures(table, threshold, candid=candid)
        if hide_complements(figures.arcs):
            return figures.shown()
    return ProtectedTable((), (), (), (), (), figures.shown_total(), (), withheld=True)


def count_arc(tail: int, head: int, value: int, threshold: int, *, candid: bool, is_sum: bool = False) -> Arc:
    """A count of people as an arc, hidden when it is small; `candid`: it may be told apart from those hidden besides.

    A zero is never hidden, and a sum only where no count can be.
    """
    price = value + SUM_PENALTY * is_sum if value else None
    small = 0 < value < threshold
    if not candid:
        return Arc(tail, head, value, 1, None, price, hidden=small)
    if small:
        return Arc(tail, head, value, 1, threshold - 1, price, hidden=True)
    return Arc(tail, head, value, threshold, None, price)


class _Figures:
    """The figures of a table as arcs; `candid`: small counts may be told apart from those hidden besides."""

    def __init__(self, table: Table, threshold: int, *, candid: bool) -> None:
        self.table, self.threshold, self.candid = table, threshold, candid
        self.one_dimension = len(table.columns) == 1
        wholes = {whole for whole in table.part_of if whole is not None}
        rows, columns = range(len(table.rows)), range(len(table.columns))
        self.cells = {
            (row, column): self._arc(
                self._column_node(table.part_of[row], column),
                self._column_node(row, column) if row in wholes else self._row_node(row),
                table.values[row][column],
                is_sum=row in wholes,
            )
            for row in rows
            for column in columns
        }
        self.row_sums = {row: self._row_sum(row) for row in rows if not self.one_dimension}
        self.column_sums = {column: self._column_sum(column) for column in columns if not self.one_dimension}
        self.grand = self._grand_total()
        self.arcs = [*self.cells.values(), *self.row_sums.values(), *self.column_sums.values(), self.grand]

    def _row_node(self, row: int | None) -> int:
        """Where the counts of a row come together; in one dimension all rows end in one node."""
        return 1 if self.one_dimension or row is None else 2 + row

    def _column_node(self, row: int | None, column: int) -> int:
        """Where the parts of a row (None: the whole table) split off, for this column."""
        if self.one_dimension and row is None:
            return 0
        width = len(self.table.columns)
        return 2 + len(self.table.rows) + (0 if row is None else 1 + row) * width + column

    def _row_sum(self, row: int) -> Arc:
        whole = self._row_node(self.table.part_of[row])
        return self._arc(self._row_node(row), whole, self.table.row_totals[row], is_sum=True)

    def _column_sum(self, column: int) -> Arc:
        return self._arc(0, self._column_node(None, column), self.table.column_totals[column], is_sum=True)

    def _grand_total(self) -> Arc:
        value = self.table.total
        small = self._is_small(value) and not self.table.own_total
        return Arc(1, 0, value, 1, self.threshold - 1, None, hidden=small)

    def _arc(self, tail: int, head: int, value: int, *, is_sum: bool) -> Arc:
        return count_arc(tail, head, value, self.threshold, candid=self.candid, is_sum=is_sum)

    def _is_small(self, value: int) -> bool:
        return 0 < value < self.threshold

    def _print(self, arc: Arc) -> Shown:
        if not arc.hidden:
            return arc.value
        return Hidden(self.threshold) if self.candid and self._is_small(arc.value) else NOT_SHOWN

    def shown_total(self) -> Shown:
        """The grand total: exact, or "<5"."""
        return Hidden(self.threshold) if self.grand.hidden else self.grand.value

    def shown(self) -> ProtectedTable:
        """The figures as a reader may see them."""
        table, rows, columns = self.table, range(len(self.table.rows)), range(len(self.table.columns))
        cells = tuple(tuple(self._print(self.cells[row, column]) for column in columns) for row in rows)
        if self.one_dimension:
            row_totals = tuple(line[0] for line in cells)
            column_totals: tuple[Shown, ...] = (self.shown_total(),)
        else:
            row_totals = tuple(self._print(self.row_sums[row]) for row in rows)
            column_totals = tuple(self._print(self.column_sums[column]) for column in columns)
        return ProtectedTable(
            table.rows, table.columns, cells, row_totals, column_totals, self.shown_total(), table.part_of
        )


def percentage(part: Shown, whole: Shown) -> Shown:
    """Whole per cent, halves up; only of a whole of 20 or more (7.1 rule 3).

    Hidden too when the part or the rest is a hidden figure or 1 to 4 itself: the share would tell it.
    """
    if isinstance(part, Hidden) or isinstance(whole, Hidden):
        return NOT_SHOWN
    if not 0 <= part <= whole:
        raise ValueError("A part lies between 0 and its whole.")
    small = range(1, LOWEST_THRESHOLD)
    if whole < SMALLEST_DENOMINATOR or part in small or whole - part in small:
        return NOT_SHOWN
    return (200 * part + whole) // (2 * whole)


def average(total: Shown | Decimal, events: Shown) -> Decimal | Hidden:
    """Average to one decimal, halves up; only over 5 events or more, and not of a total that is 1 to 4 (rule
    3)."""
    if isinstance(total, Hidden) or isinstance(events, Hidden):
        return NOT_SHOWN
    if total < 0 or events < 0:
        raise ValueError("Totals and events count from 0 up.")
    if events < FEWEST_EVENTS or 0 < total < LOWEST_THRESHOLD:
        return NOT_SHOWN
    return (Decimal(total) / events).quantize(Decimal("0.1"), ROUND_HALF_UP)


def as_one_figure(counts: Mapping[str, int], parts: Collection[str], label: str) -> dict[str, int]:
    """The counts with these parts as one line under `label`, where the first of them stood (7.1 rule 4, F02).

    So that the number of slapend, gepauzeerd or niet-actief by itself reaches no table, export or filter.
    """
    merged: dict[str, int] = {}
    for name, count in counts.items():
        key = label if name in parts else name
        merged[key] = merged.get(key, 0) + count
    return merged
