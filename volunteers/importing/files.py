"""From an xlsx or csv file to a table of words; dates come out as ISO days.

What a file is, is read from its first bytes and not from its name. What cannot be read for certain is refused with a
sentence, and nothing is dropped: a row has the number that it has in the spreadsheet.
"""

import csv
import io
import re
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from oev.errors import Refused

UNREADABLE = "We kunnen dit bestand niet lezen. Bewaar het opnieuw als .xlsx of .csv."
TOO_LARGE = "Dit bestand is te groot. Splits het in stukken van 10 MB."
LOCKED = "Dit rekenblad heeft een wachtwoord of een oude vorm (.xls). Bewaar het zonder wachtwoord als .xlsx."
NO_OUTCOME = "In vakje {} staat een formule zonder uitkomst. Open het bestand in Excel, bewaar het en laad het opnieuw."
TOO_WIDE = (
    "Rij {} heeft meer vakjes dan de eerste rij. Zet tekst waarin een {} staat tussen aanhalingstekens,"
    " of bewaar het bestand als .xlsx."
)
QUOTES = "Rond rij {} staat een aanhalingsteken te veel of te weinig. Verbeter het, of bewaar het bestand als .xlsx."
MAX_ROWS = 5_000
MAX_ALL_ROWS = 200_000
MAX_COLUMNS = 60
MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 300 * 1024 * 1024
BROKEN = (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, IndexError, TypeError, AttributeError,
          ParseError, zlib.error, NotImplementedError, RuntimeError)  # fmt: skip
SPREADSHEET, OLD_OR_LOCKED = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# A cell with a formula of which no program wrote down what came out. An empty word (t="str") is an outcome.
UNCOUNTED = re.compile(rb"<c\b([^>]*)>\s*<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
NAMES = {";": "puntkomma", ",": "komma", "\t": "tab"}

Table = list[list[str]]


@dataclass(frozen=True)
class Sheet:
    """Headings, rows as long as the headings, and the number that each row has in the spreadsheet."""

    headings: list[str]
    rows: list[list[str]]
    lines: list[int]


def read_tables(name: str, content: bytes) -> list[tuple[str, Table]]:
    """Title and rows of every sheet of a file, an empty row as []; Refused with a sentence when it cannot be read."""
    if len(content) > MAX_BYTES:
        raise Refused(TOO_LARGE, field="file")
    if content.startswith(OLD_OR_LOCKED):
        raise Refused(LOCKED, field="file")
    ending = name.rsplit(".", 1)[-1].lower()
    if ending not in {"xlsx", "csv", "txt"}:
        raise Refused("Kies een bestand dat eindigt op .xlsx of .csv.", field="file")
    if ending == "xlsx" or content.startswith(SPREADSHEET):
        return _xlsx(content)
    return [("", _csv(content))]


def _xlsx(content: bytes) -> list[tuple[str, Table]]:
    try:
        _refuse_uncounted(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        left = MAX_ALL_ROWS
        tables = []
        for sheet in book.worksheets:
            rows = islice(sheet.iter_rows(values_only=True), left)
            table = _kept([_word(cell) for cell in row[:MAX_COLUMNS]] for row in rows)
            left -= len(table)
            tables.append((sheet.title, table))
        return tables or [("", [])]
    except BROKEN as error:
        raise Refused(UNREADABLE, field="file") from error


def _refuse_uncounted(content: bytes) -> None:
    with ZipFile(io.BytesIO(content)) as parts:
        if sum(part.file_size for part in parts.infolist()) > MAX_UNPACKED:
            raise Refused(TOO_LARGE, field="file")
        for name in parts.namelist():
            text = parts.read(name) if name.startswith("xl/worksheets/") else b""
            for found in UNCOUNTED.finditer(text) if b"<f" in text else ():
                attributes = dict(re.findall(r'(\w+)="([^"]*)"', found.group(1).decode()))
                if attributes.get("t") != "str":
                    raise Refused(NO_OUTCOME.format(attributes.get("r", "?")), field="file")


def _csv(content: bytes) -> Table:
    text = _decoded(content)
    first, _, rest = text.partition("\n")
    if re.fullmatch(r"sep=.\r?", first, re.IGNORECASE):  # Excel's own way to say it
        delimiter, text = first[4], rest
    else:
        bare = re.sub(r'"[^"]*"', "", first)
        delimiter = max(";,\t", key=bare.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        table = _kept([cell.strip() for cell in row] for row in islice(reader, MAX_ALL_ROWS))
    except csv.Error as error:
        raise Refused(QUOTES.format(reader.line_num), field="file") from error
    width = len(next(filter(None, table), []))
    for line, row in enumerate(table, start=1):
        if any(row[width:]):
            raise Refused(TOO_WIDE.format(line, NAMES.get(delimiter, delimiter)), field="file")
    return [row[:MAX_COLUMNS] for row in table]


def _decoded(content: bytes) -> str:
    """UTF-16 as Excel's 'Unicode-tekst', UTF-8, or what Windows writes; never words with holes in them."""
    start = content[:200]
    if start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif start.count(0) * 3 > len(start):
        encodings = ["utf-16-be" if start[0] == 0 else "utf-16-le"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if re.search(r"[\x00-\x08\x0e-\x1f]", text) is None:
            return text
    raise Refused(UNREADABLE, field="file")


def _kept(rows: Any) -> Table:
    """The rows without the empty ones at the end; an empty one between others stays, so that numbers are right."""
    table = [words if any(words) else [] for words in rows]
    while table and not table[-1]:
        table.pop()
    return table


def _word(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\x00", "").strip()


def numbered(table: Table) -> list[tuple[int, list[str]]]:
    """The filled rows with their number in the spreadsheet; the first of them holds the headings."""
    return [(line, row) for line, row in enumerate(table, start=1) if row]


def sheet_from(table: Table) -> Sheet:
    """A table as headings and rows; Refused when there is nothing under the headings, or too much."""
    filled = numbered(table)
    if len(filled) < 2:
        raise Refused("In dit bestand staat niets om binnen te brengen: we zien hooguit één rij.", field="file")
    if len(filled) > MAX_ROWS + 1:
        raise Refused(f"Dit bestand heeft meer dan {MAX_ROWS} rijen. Splits het in stukken.", field="file")
    headings = filled[0][1]
    width = len(headings)
    rows = [(row + [""] * width)[:width] for _, row in filled[1:]]
    return Sheet(headings, rows, [line for line, _ in filled[1:]])
