"""From an xlsx or csv file to a table of words; dates come out as ISO days."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from oev.errors import Refused

UNREADABLE = "We kunnen dit bestand niet lezen. Bewaar het opnieuw als .xlsx of .csv."
MAX_ROWS = 5_000
MAX_COLUMNS = 60
MAX_BYTES = 5 * 1024 * 1024


@dataclass(frozen=True)
class Sheet:
    """Headings, and rows as long as the headings."""

    headings: list[str]
    rows: list[list[str]]


def read_sheet(name: str, content: bytes) -> Sheet:
    """Read the first sheet of a file; Refused with a sentence when it cannot be read."""
    if len(content) > MAX_BYTES:
        raise Refused("Dit bestand is te groot. Splits het in stukken van 5 MB.", field="file")
    ending = name.rsplit(".", 1)[-1].lower()
    if ending == "xlsx":
        table = _xlsx(content)
    elif ending in {"csv", "txt"}:
        table = _csv(content)
    else:
        raise Refused("Kies een bestand dat eindigt op .xlsx of .csv.", field="file")
    return _sheet(table)


def _xlsx(content: bytes) -> Iterable[list[str]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        return [[_word(cell) for cell in row[:MAX_COLUMNS]] for row in sheet.iter_rows(values_only=True)]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, IndexError) as error:
        raise Refused(
            "We kunnen dit bestand niet lezen. Bewaar het opnieuw als .xlsx of .csv.", field="file"
        ) from error


def _csv(content: bytes) -> Iterable[list[str]]:
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
    return [[cell.strip() for cell in row[:MAX_COLUMNS]] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]


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


def _sheet(table: Iterable[list[str]]) -> Sheet:
    filled = [row for row in table if any(row)]
    if len(filled) < 2:
        raise Refused("In dit bestand staan geen mensen: we zien hooguit één rij.", field="file")
    if len(filled) > MAX_ROWS + 1:
        raise Refused(f"Dit bestand heeft meer dan {MAX_ROWS} rijen. Splits het in stukken.", field="file")
    headings = filled[0]
    width = len(headings)
    rows = [(row + [""] * width)[:width] for row in filled[1:]]
    return Sheet(headings, rows)
