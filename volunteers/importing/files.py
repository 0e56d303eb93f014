"""From an xlsx or csv file to a table of words; dates come out as ISO days."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from oev.errors import Refused

UNREADABLE = "We kunnen dit bestand niet lezen. Bewaar het opnieuw als .xlsx of .csv."
MAX_ROWS = 5_000
MAX_ALL_ROWS = 200_000
MAX_COLUMNS = 60
MAX_BYTES = 10 * 1024 * 1024

Table = list[list[str]]


@dataclass(frozen=True)
class Sheet:
    """Headings, and rows as long as the headings."""

    headings: list[str]
    rows: list[list[str]]


def read_tables(name: str, content: bytes) -> list[tuple[str, Table]]:
    """Title and filled rows of every sheet of a file; Refused with a sentence when it cannot be read."""
    if len(content) > MAX_BYTES:
        raise Refused("Dit bestand is te groot. Splits het in stukken van 10 MB.", field="file")
    ending = name.rsplit(".", 1)[-1].lower()
    if ending == "xlsx":
        return _xlsx(content)
    if ending in {"csv", "txt"}:
        return [("", _csv(content))]
    raise Refused("Kies een bestand dat eindigt op .xlsx of .csv.", field="file")


def read_sheet(name: str, content: bytes) -> Sheet:
    """The first sheet of a file; Refused with a sentence when it cannot be read."""
    return sheet_from(read_tables(name, content)[0][1])


def _xlsx(content: bytes) -> list[tuple[str, Table]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        left = MAX_ALL_ROWS
        tables = []
        for sheet in book.worksheets:
            rows = islice(sheet.iter_rows(values_only=True), left)
            table = [words for row in rows if any(words := [_word(cell) for cell in row[:MAX_COLUMNS]])]
            left -= len(table)
            tables.append((sheet.title, table))
        return tables or [("", [])]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, IndexError) as error:
        raise Refused(UNREADABLE, field="file") from error


def _csv(content: bytes) -> Table:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Refused(UNREADABLE, field="file")
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), MAX_ALL_ROWS)
    try:
        return [words for row in rows if any(words := [cell.strip() for cell in row[:MAX_COLUMNS]])]
    except csv.Error as error:
        raise Refused(UNREADABLE, field="file") from error


def _word(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def sheet_from(table: Table) -> Sheet:
    """A table as headings and rows; Refused when there is nothing under the headings, or too much."""
    if len(table) < 2:
        raise Refused("In dit bestand staat niets om binnen te brengen: we zien hooguit één rij.", field="file")
    if len(table) > MAX_ROWS + 1:
        raise Refused(f"Dit bestand heeft meer dan {MAX_ROWS} rijen. Splits het in stukken.", field="file")
    headings = table[0]
    width = len(headings)
    return Sheet(headings, [(row + [""] * width)[:width] for row in table[1:]])
