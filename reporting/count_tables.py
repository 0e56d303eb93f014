"""Tables of counts of people, before and after protection (domain 7.1 rule 3): plain values, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hidden:
    """A figure that is not shown. It holds no number but the public threshold, so nothing can leak from
    it."""

    below: int | None = None

    def __str__(self) -> str:
        return f"<{self.below}" if self.below is not None else "niet getoond"


NOT_SHOWN = Hidden()
Shown = int | Hidden


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of people with all totals. `values[row][column]`, whole numbers from 0 up.

    One column: a table of one dimension. `part_of[row]`: index of the row of which it is a part (nested
    totals; that row stands before its parts and is their sum), None for a row of the highest level.
    `own_total`: the readers made this total themselves, so it is shown exactly, and only its split is
    protected (7.1 rule 5).
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[int, ...], ...]
    part_of: tuple[int | None, ...] = ()
    own_total: bool = False

    def __post_init__(self) -> None:
        if not self.part_of:
            object.__setattr__(self, "part_of", (None,) * len(self.rows))
        if not len(self.rows) == len(self.values) == len(self.part_of) or not self.columns:
            raise ValueError("A table has one row of values for each row, and at least one column.")
        if any(len(line) != len(self.columns) or min(line) < 0 for line in self.values):
            raise ValueError("A row has one count from 0 up for each column.")
        for row, whole in enumerate(self.part_of):
            if whole is not None and not 0 <= whole < row:
                raise ValueError("A whole stands before its parts.")
            if whole is not None and self.values[whole] != self._sum_of_parts(whole):
                raise ValueError(f"Row {whole} is not the sum of its parts.")

    @classmethod
    def line(cls, counts: Mapping[str, int], *, own_total: bool = False) -> Table:
        """One dimension: {"Herselt": 3, "Hulshout": 6}."""
        return cls(tuple(counts), ("",), tuple((count,) for count in counts.values()), (), own_total)

    @classmethod
    def grid(cls, counts: Mapping[str, Mapping[str, int]], *, own_total: bool = False) -> Table:
        """Two dimensions: {"januari": {"ziekenhuis": 7, "CAW": 0}, …}, the same columns in every row."""
        columns = tuple(next(iter(counts.values()), {}))
        values = tuple(tuple(row[column] for column in columns) for row in counts.values())
        return cls(tuple(counts), columns, values, (), own_total)

    @classmethod
    def nested(cls, counts: Mapping[str, Mapping[str, int]], *, own_total: bool = False) -> Table:
        """One dimension with subtotals: {"Ziekenhuis Geel": {"spoed": 7, "PAAZ": 0}, …}; each whole is a
        row."""
        labels: list[str] = []
        values: list[tuple[int, ...]] = []
        part_of: list[int | None] = []
        for whole, parts in counts.items():
            labels += [whole, *parts]
            part_of += [None, *[len(values)] * len(parts)]
            values += [(sum(parts.values()),), *((count,) for count in parts.values())]
        return cls(tuple(labels), ("",), tuple(values), tuple(part_of), own_total)

    def _sum_of_parts(self, whole: int | None) -> tuple[int, ...]:
        lines = [line for line, at in zip(self.values, self.part_of, strict=True) if at == whole]
        return tuple(map(sum, zip(*lines, strict=True))) or (0,) * len(self.columns)

    @property
    def row_totals(self) -> tuple[int, ...]:
        """Sum of each row."""
        return tuple(map(sum, self.values))

    @property
    def column_totals(self) -> tuple[int, ...]:
        """Sum of each column over the rows of the highest level."""
        return self._sum_of_parts(None)

    @property
    def total(self) -> int:
        """Sum of everything."""
        return sum(self.column_totals)


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """The table as a reader may see it: every figure an int or `Hidden`.

    `withheld`: nothing but the total can be shown, `rows` and all figures of the split are empty.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Shown, ...], ...]
    row_totals: tuple[Shown, ...]
    column_totals: tuple[Shown, ...]
    total: Shown
    part_of: tuple[int | None, ...] = ()
    withheld: bool = False

    def by_row(self) -> dict[str, Shown]:
        """The rows of the highest level with their totals: a figure of one dimension that agrees with this
        one."""
        lines = zip(self.rows, self.row_totals, self.part_of, strict=True)
        return {label: figure for label, figure, whole in lines if whole is None}

    def by_column(self) -> dict[str, Shown]:
        """The totals of the columns by label."""
        return dict(zip(self.columns, self.column_totals, strict=True))

    @property
    def has_hidden(self) -> bool:
        """Must the note under the table be printed?"""
        cells = (cell for row in self.cells for cell in row)
        shown = (*self.row_totals, *self.column_totals, self.total, *cells)
        return self.withheld or any(isinstance(figure, Hidden) for figure in shown)
