"""The report as a workbook: a sheet that explains, then one sheet for each chapter, numbers as numbers."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill

from reporting.documents.csv import FORMULA_STARTS
from reporting.report import Cell, Figure, Report, Section, Table

INK, DEN, SECOND_INK = "1F2A2E", "1E5B4F", "4A575C"
TITLE = Font(size=18, bold=True, color=INK)
HEAD = Font(size=13, bold=True, color=DEN)
BOLD = Font(bold=True, color=INK)
QUIET = Font(color=SECOND_INK)
SAND = PatternFill("solid", fgColor="F0EADC")
MAX_TITLE = 31  # letters in the name of a sheet, Excel's own limit


def make_xlsx(report: Report) -> bytes:
    """The workbook of a report, as bytes."""
    book = Workbook(write_only=True)
    book.properties.title = report.title
    book.properties.creator = report.organisation
    book.properties.created = datetime.combine(report.made_on, time.min, UTC).replace(tzinfo=None)
    _Sheet(book, "Leeswijzer", (14, 40, 80)).write_guide(report)
    taken = {"leeswijzer"}
    for section in report.sections:
        _Sheet(book, _sheet_title(section.title, taken), (38, 16)).write_section(report, section)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_title(title: str, taken: set[str]) -> str:
    """A name that Excel allows and that no other sheet has; `taken` grows with it."""
    clean = "".join(letter for letter in _printable(title) if letter not in "[]:*?/\\").strip(" '")
    name, turn = clean[:MAX_TITLE] or "Hoofdstuk", 1
    while name.lower() in taken:
        turn += 1
        name = f"{clean[: MAX_TITLE - 4]} {turn}"
    taken.add(name.lower())
    return name


def _printable(words: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", words)


def number_format(cell: Cell) -> str:
    """How Excel shows the number: thousands apart, its own decimals, its unit behind it."""
    exponent = cell.value.as_tuple().exponent if isinstance(cell.value, Decimal) else 0
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    unit = '" ' + cell.suffix.replace('"', "") + '"' if cell.suffix else ""
    return "#,##0" + ("." + "0" * decimals if decimals else "") + unit


class _Sheet:
    """One sheet, written from top to bottom."""

    def __init__(self, book: Workbook, title: str, widths: tuple[int, ...]) -> None:
        self.sheet: Any = book.create_sheet(title)
        for place in range(12):
            letter = "ABCDEFGHIJKL"[place]
            self.sheet.column_dimensions[letter].width = widths[min(place, len(widths) - 1)]

    def write_guide(self, report: Report) -> None:
        """What this is, how we count, and what each figure counts."""
        self._words(report.title, TITLE)
        self._words(f"{report.organisation}. {report.version_line}.", QUIET)
        self._gap()
        self._words("Hoe we tellen", HEAD)
        for rule in report.how_we_count:
            self._words(rule)
        self._gap()
        self._words("Wat elk cijfer telt", HEAD)
        self._row((Cell(head) for head in ("Nr.", "Cijfer", "Wat we tellen")), BOLD, SAND)
        for figure in report.figures:
            self._row((Cell(figure.id), Cell(figure.title), Cell(f"{figure.definition} ({figure.unit})")))

    def write_section(self, report: Report, section: Section) -> None:
        """All numbers of a chapter."""
        self._words(section.title, TITLE)
        if section.intro:
            self._words(section.intro, QUIET)
        for figure in section.figures:
            self._gap()
            self._figure(report, figure)

    def _figure(self, report: Report, figure: Figure) -> None:
        self._words(f"{figure.id} {figure.title}", HEAD)
        self._words(figure.unit, QUIET)
        if figure.registration_rate is not None:
            self._row((Cell("registratiegraad"), figure.registration_rate))
        for tile in figure.tiles:
            self._row((Cell(tile.label), tile.value))
        for table in figure.data_tables:
            self._table(table)
        for note in report.notes_for(figure):
            self._words(note, QUIET)

    def _table(self, table: Table) -> None:
        self._words(table.caption, BOLD)
        self._row((Cell(head) for head in table.columns), BOLD, SAND)
        for row in table.rows:
            self._row(row)
        if table.total_row is not None:
            self._row(table.total_row, BOLD)

    def _words(self, words: str, font: Font | None = None) -> None:
        self._row((Cell(words),), font)

    def _gap(self) -> None:
        self.sheet.append([])

    def _row(self, row: Iterable[Cell], font: Font | None = None, fill: PatternFill | None = None) -> None:
        self.sheet.append([self._cell(cell, place, font, fill) for place, cell in enumerate(row)])

    def _cell(self, cell: Cell, place: int, font: Font | None, fill: PatternFill | None) -> Any:
        """Numbers as numbers; all words as text, also those that look like a formula or an error."""
        if isinstance(cell.value, str):
            made: Any = WriteOnlyCell(self.sheet, value=_printable(cell.value))
            made.data_type = "s"
            made.quotePrefix = cell.value.startswith(FORMULA_STARTS)
            if place and (cell.hidden or fill):
                made.alignment = Alignment(horizontal="right")
        else:
            number = cell.value if isinstance(cell.value, int) else float(cell.value)
            made = WriteOnlyCell(self.sheet, value=number)
            made.number_format = number_format(cell)
        if font is not None:
            made.font = font
        if fill is not None:
            made.fill = fill
        return made
