"""A year's report as plain values: what the page, the PDF, the spreadsheet and the CSV are all made of.

A report holds words and numbers only, already suppressed (7.1 rule 3), and never a model: nobody can be found
in it. The dataclasses check their own shape, so that no document is made of a table with a missing cell.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from oev.clock import say_day
from reporting.suppression import NOT_SHOWN, Hidden

NBSP = "\u00a0"
MAX_SERIES = 7
NOT_SHOWN_NOTE = f"Er staat ‘{NOT_SHOWN}’ als een cijfer op te weinig steunt, of een ander getal verraadt."
ChartKind = Literal["bar", "stacked", "line"]


def say_number(value: int | Decimal) -> str:
    """'3 418' or '12,5': a number as Flemish people write it, its own decimals kept."""
    return format(value, ",f" if isinstance(value, Decimal) else ",d").replace(",", NBSP).replace(".", ",")


@dataclass(frozen=True, slots=True)
class Cell:
    """One value as a reader may see it: a number with its unit, or words.

    A suppressed count (`hidden`) is the words that replace it: "<5" or "niet getoond". Its number is nowhere
    in the report.
    """

    value: int | Decimal | str
    suffix: str = ""
    hidden: bool = False

    def __post_init__(self) -> None:
        if isinstance(self.value, bool) or not isinstance(self.value, int | Decimal | str):
            raise TypeError(f"A cell holds a number or words, not {type(self.value).__name__}.")
        if isinstance(self.value, Decimal) and not self.value.is_finite():
            raise ValueError("A cell holds a finite number; what cannot be calculated is words: '–'.")
        if self.hidden and self.is_number:
            raise ValueError("A hidden cell holds no number.")

    @property
    def is_number(self) -> bool:
        """Whether one may calculate with it."""
        return not isinstance(self.value, str)

    @property
    def display(self) -> str:
        """What stands on paper: '3 418', '96 %', '<5', 'Ziekenhuis'."""
        if isinstance(self.value, str):
            return self.value
        return say_number(self.value) + (NBSP + self.suffix if self.suffix else "")


Value = int | Decimal | str | Hidden | Cell


def as_cell(value: Value, suffix: str = "") -> Cell:
    """A cell of a number with its unit, of words, or of what suppression left in a number's place."""
    if isinstance(value, Cell):
        return value
    if isinstance(value, Hidden):
        return Cell(str(value), hidden=True)
    return Cell(value, "" if isinstance(value, str) else suffix)


def cells(*values: Value) -> tuple[Cell, ...]:
    """A row of cells."""
    return tuple(as_cell(value) for value in values)


@dataclass(frozen=True, slots=True)
class Tile:
    """One large number with the words under it."""

    label: str
    value: Cell


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column heads; the first cell of a row names it. `total_row` stands apart at the foot."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total_row: tuple[Cell, ...] | None = None

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.all_rows):
            raise ValueError(f"A row of '{self.caption}' does not fit its {len(self.columns)} columns.")

    @property
    def all_rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows, and the total after them."""
        return self.rows if self.total_row is None else (*self.rows, self.total_row)


@dataclass(frozen=True, slots=True)
class Series:
    """One line, one colour: a value for each category of its chart."""

    label: str
    values: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of numbers, and words for whoever does not see it. `axis` heads the categories: 'Maand'."""

    kind: ChartKind
    title: str
    description: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis: str = "Onderdeel"

    def __post_init__(self) -> None:
        if self.kind not in ("bar", "stacked", "line"):
            raise ValueError(f"A chart is a bar, stacked or line chart, not '{self.kind}'.")
        if not 1 <= len(self.series) <= MAX_SERIES or not self.categories:
            raise ValueError(f"'{self.title}' needs categories and 1 to {MAX_SERIES} series.")
        if any(len(one.values) != len(self.categories) for one in self.series):
            raise ValueError(f"A series of '{self.title}' does not fit its {len(self.categories)} categories.")

    def as_table(self) -> Table:
        """The same numbers in rows, for whoever reads rather than looks (7.3)."""
        rows = (
            (Cell(category), *(one.values[place] for one in self.series))
            for place, category in enumerate(self.categories)
        )
        return Table(self.title, (self.axis, *(one.label for one in self.series)), tuple(rows))

    @property
    def alternative(self) -> str:
        """The text that stands for the drawing."""
        return f"{self.title}. {self.description}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the catalogue (F01 to F45): its numbers, and exactly what they count."""

    id: str
    title: str
    definition: str
    unit: str
    tiles: tuple[Tile, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    notes: tuple[str, ...] = ()
    registration_rate: Cell | None = None

    def __post_init__(self) -> None:
        if not re.fullmatch(r"F\d\d", self.id):
            raise ValueError(f"A figure is called F01 to F45, not '{self.id}'.")

    @property
    def data_tables(self) -> tuple[Table, ...]:
        """All tables to print: the figure's own, and one for each chart whose rows stand in none of those."""
        own = {table.rows for table in self.tables}
        drawn = (chart.as_table() for chart in self.charts)
        return (*self.tables, *(table for table in drawn if table.rows not in own))

    @property
    def hidden_words(self) -> frozenset[str]:
        """The words that stand in it for hidden counts, so that the reader is told why."""
        in_tables = (cell for table in self.data_tables for row in table.all_rows for cell in row)
        everything = (*(tile.value for tile in self.tiles), *in_tables)
        return frozenset(cell.display for cell in everything if cell.hidden)


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the report."""

    key: str
    title: str
    intro: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report of one calendar year. `threshold` is the smallest count that is shown (7.1 rule 3)."""

    year: int
    version_label: str
    made_on: date
    organisation: str
    sections: tuple[Section, ...]
    threshold: int = 5
    remark: str = ""

    @property
    def version_line(self) -> str:
        """'Voorlopige versie van 3 februari 2027, het jaar loopt nog'."""
        line = f"{self.version_label} van {say_day(self.made_on)}"
        return f"{line}, {self.remark}" if self.remark else line

    @property
    def title(self) -> str:
        """Neutral: it may stand in a file's name, a window's title or a print queue."""
        return f"Jaarverslag {self.year}"

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures in their order."""
        return tuple(figure for section in self.sections for figure in section.figures)

    @property
    def hidden_note(self) -> str:
        """Why a small count is not there (6.6)."""
        smallest = self.threshold
        return f"1 tot {smallest - 1} tonen we als <{smallest}, zo blijft iedereen anoniem."

    def notes_for(self, figure: Figure) -> tuple[str, ...]:
        """What stands under a figure: why counts are not there, then its own notes."""
        words = figure.hidden_words
        small = (self.hidden_note,) if words - {str(NOT_SHOWN)} else ()
        other = (NOT_SHOWN_NOTE,) if str(NOT_SHOWN) in words else ()
        return small + other + figure.notes

    @property
    def how_we_count(self) -> tuple[str, ...]:
        """The rules behind every figure, in the reader's words (7.1)."""
        return (
            "Een contact is één gesprek, één deelname of één beantwoorde contactvraag.",
            "Een deelname is één aanwezige op één bijeenkomst. Wie twee keer komt, telt twee keer.",
            "We houden niet bij wie komt.",
            "Alles telt in het jaar waarin het gebeurde. Noteren kan tot 31 januari. Dan ligt alles vast.",
            f"{self.hidden_note} Een nul blijft 0.",
            NOT_SHOWN_NOTE,
            "Een percentage tonen we vanaf 20, een gemiddelde vanaf 5.",
            "De registratiegraad zegt welk deel genoteerd is. Ze staat bij elk cijfer dat ervan afhangt.",
        )
