"""The report as CSV for Excel in Belgium: semicolons, a decimal comma, UTF-8 with its mark.

One number a line, with everything that says what it is; a file for filtering, not for reading from the top.
"""

import csv
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO

from reporting.report import Cell, Figure, Report

COLUMNS = ("Hoofdstuk", "Nummer", "Cijfer", "Onderdeel", "Rij", "Kolom", "Waarde", "Eenheid")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def make_csv(report: Report) -> bytes:
    """The CSV of a report. The same report gives the same bytes."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for section in report.sections:
        for figure in section.figures:
            head = (section.title, figure.id, figure.title)
            for *words, cell in _lines(figure):
                row = [harmless(word) for word in (*head, *words)]
                writer.writerow([*row, _value(cell), harmless(_unit(figure, cell))])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _lines(figure: Figure) -> Iterator[tuple[str, str, str, Cell]]:
    """Part, row and column of each value, in the order of the page."""
    if figure.registration_rate is not None:
        yield "Registratiegraad", "", "", figure.registration_rate
    for tile in figure.tiles:
        yield "Kerncijfer", tile.label, "", tile.value
    for table in figure.data_tables:
        for row in table.all_rows:
            for column, cell in zip(table.columns[1:], row[1:], strict=True):
                yield table.caption, row[0].display, column, cell
    for note in figure.notes:
        yield "Opmerking", note, "", Cell("")


def _value(cell: Cell) -> str:
    """A number that a spreadsheet reads as one, or harmless words."""
    if isinstance(cell.value, str):
        return harmless(cell.value)
    return f"{cell.value:f}".replace(".", ",") if isinstance(cell.value, Decimal) else str(cell.value)


def _unit(figure: Figure, cell: Cell) -> str:
    return cell.suffix or figure.unit if cell.value != "" else ""


def harmless(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return "'" + words if words.startswith(FORMULA_STARTS) else words
