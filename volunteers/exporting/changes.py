"""A list that comes back: what was edited in it, compared cell by cell with what left and with what stands now.

What nobody edited stays as it is, whatever changed here since. What was edited and stands here as it left, changes.
What was edited in the file and changed here too, waits for a choice. Rows that are gone from the file change nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from oev.search import search_form
from volunteers.exporting.columns import BY_LETTER, NUMBER, Column, SheetKind, as_typed, read_day, read_words
from volunteers.importing.files import numbered
from volunteers.importing.values import error_in

ROW_NUMBER = re.compile(r"([a-z]{10})-([mriv])(\d{1,18})")
Base = Mapping[str, Mapping[int, list[str]]]
Table = list[list[str]]


@dataclass(frozen=True)
class Change:
    """One cell that was edited: what it was when the list left, what it becomes, and what stands here now."""

    letter: str
    pk: int
    line: int
    who: str
    column: Column
    was: str
    becomes: str
    value: Any
    now: str = ""

    @property
    def key(self) -> str:
        """Names the cell, without saying anything about anybody."""
        return f"{self.letter}{self.pk}.{self.column.name}"


@dataclass
class Problem:
    """A row that waits, and why."""

    line: int
    who: str
    sentences: list[str]
    sheet: str = ""


@dataclass
class Returned:
    """What a file says: edited cells by row, rows that wait, rows without a number, headings that say nothing to us."""

    edits: dict[tuple[str, int], list[Change]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    new: dict[str, Table] = field(default_factory=dict)
    left_alone: list[str] = field(default_factory=list)


def key_of(tables: list[tuple[str, Table]]) -> str:
    """The key of the list that a file is an edited copy of; empty when it is none."""
    for _, table in tables:
        place = _number_place(table)
        for row in table if place is not None else []:
            if found := _number(row, place):
                return found.group(1)
    return ""


def _number_place(table: Table) -> int | None:
    headings = [search_form(word) for word in next(filter(None, table), [])]
    return headings.index(search_form(NUMBER)) if search_form(NUMBER) in headings else None


def _number(row: list[str], place: int | None) -> re.Match[str] | None:
    return ROW_NUMBER.fullmatch(row[place].strip().lower()) if place is not None and place < len(row) else None


def read_returned(tables: list[tuple[str, Table]], key: str, base: Base, towns: Mapping[str, int]) -> Returned:
    """What was edited in a file, against what left. `towns` gives primary keys by search form of the name."""
    found = Returned()
    for title, table in tables:
        place = _number_place(table)
        if place is not None:
            _SheetReader(found, title, table, place, towns).read(key, base)
    return found


class _SheetReader:
    def __init__(self, found: Returned, title: str, table: Table, place: int, towns: Mapping[str, int]) -> None:
        self.found, self.title, self.place, self.towns = found, title, place, towns
        (_, self.words), *self.rows = numbered(table)
        self.headings = [search_form(word) for word in self.words]
        self.seen: dict[str, tuple[int, list[str]]] = {}

    def read(self, key: str, base: Base) -> None:
        """Walk the rows; the kind of a sheet is that of its first row with a number."""
        first = next((found for _, row in self.rows if (found := _number(row, self.place))), None)
        if first is None:
            return
        own = BY_LETTER[first.group(2)]
        known = {search_form(heading) for heading in own.headings}
        self.found.left_alone += [word for word in self.words if word and search_form(word) not in known]
        for line, row in self.rows:
            number = _number(row, self.place)
            if number is None:
                self._new(own.letter, row, line)
            elif number.group(1) != key:
                self._wait(line, "", "Deze rij komt uit een andere lijst.")
            else:
                self._known(line, row, number, base)

    def _wait(self, line: int, who: str, *sentences: str) -> None:
        self.found.problems.append(Problem(line, who, list(sentences), self.title))

    def _new(self, letter: str, row: list[str], line: int) -> None:
        if row[self.place : self.place + 1] not in ([], [""]):
            self._wait(line, "", f"‘{row[self.place]}’ is geen nummer van deze lijst. Laat het leeg voor wie nieuw is.")
            return
        rows = self.found.new.setdefault(letter, [[w for n, w in enumerate(self.words) if n != self.place]])
        rows += [[]] * (line - 1 - len(rows))  # so that it keeps its number
        rows.append([w for n, w in enumerate(row) if n != self.place])

    def _known(self, line: int, row: list[str], number: re.Match[str], base: Base) -> None:
        letter, pk = number.group(2), int(number.group(3))
        cells = base.get(letter, {}).get(pk)
        if cells is None:
            self._wait(line, "", "Deze rij stond niet op de lijst die vertrok.")
            return
        kind = BY_LETTER[letter]
        who = f"{cells[0]} {cells[1]}".strip() if letter == "m" else cells[0]
        twice = self.seen.get(number.group(0))
        if twice is not None:
            if twice[1] != row:
                self._wait(line, who, f"Deze rij staat ook op rij {twice[0]}, met iets anders in. Laat er één staan.")
                self.found.edits.pop((letter, pk), None)
            return
        self.seen[number.group(0)] = (line, row)
        self._compare(kind, pk, line, who, row, cells)

    def _compare(self, kind: SheetKind, pk: int, line: int, who: str, row: list[str], base: list[str]) -> None:
        sentences, edits, typed = [], [], {}
        for place, column in enumerate(kind.columns):
            at = self._place_of(column)
            if at is None:
                typed[column.name] = base[place]
                continue
            text = row[at] if at < len(row) else ""
            typed[column.name] = text
            try:
                value = changed(column, base[place], text, self.towns)
            except ValueError as problem:
                sentences.append(str(problem))
                continue
            if value is not SAME:
                becomes = as_typed(text.strip())
                edits.append(Change(kind.letter, pk, line, who, column, base[place], becomes, value))
        if edits and not sentences:
            sentences += why_not(kind, typed, {edit.column.name for edit in edits}, edits)
        if sentences:
            self._wait(line, who, *sentences)
        elif edits:
            self.found.edits[kind.letter, pk] = edits

    def _place_of(self, column: Column) -> int | None:
        heading = search_form(column.heading)
        return self.headings.index(heading) if heading in self.headings else None


SAME = object()


def changed(column: Column, base: str, text: str, towns: Mapping[str, int]) -> Any:
    """The value that an edited cell asks for, or SAME; ValueError with a sentence when it cannot be."""
    typed = as_typed(text.strip())
    if _plain(text) == _plain(base) or _plain(typed) == _plain(base):
        return SAME
    if column.read is None:
        if _loosely(typed) == _loosely(base):
            return SAME
        raise ValueError(f"‘{column.heading}’: {column.why_not}")
    if column.name == "phone" and "0" + typed == "".join(c for c in base if c.isdigit()):
        return SAME  # a spreadsheet took the number for a number
    if sentence := error_in(text.strip()):
        raise ValueError(sentence)
    value = _read(column, typed, towns)
    try:
        same = value == _read(column, base, towns)
    except ValueError:
        same = False
    return SAME if same else value


def _read(column: Column, text: str, towns: Mapping[str, int]) -> Any:
    value: Any = (column.read or read_words)(text)
    if column.limit and len(value) > column.limit:
        raise ValueError(f"‘{column.heading}’ heeft hooguit {column.limit} letters.")
    if column.name != "municipality":
        return value
    if value and search_form(value) not in towns:
        raise ValueError(f"Gemeente ‘{value}’ kennen we niet.")
    return towns[search_form(value)] if value else None


def _plain(text: str) -> str:
    return " ".join(text.split())


def _loosely(text: str) -> Any:
    try:
        return read_day(text) or search_form(text)
    except ValueError:
        return search_form(text)


def why_not(kind: SheetKind, typed: Mapping[str, str], edited: set[str], edits: list[Change]) -> list[str]:
    """Why a row cannot be as it was edited, each with its own sentence."""
    values = {edit.column.name: edit.value for edit in edits}
    found = []
    if kind.letter == "m":
        if "first_name" in edited and not values["first_name"]:
            found.append("Er staat geen voornaam.")
        if edited & {"email", "phone"} and not typed["email"].strip() and not typed["phone"].strip():
            found.append("Er blijft geen mailadres en geen telefoonnummer over.")
        if "experience_kind" in edited:
            organisation = search_form(typed["kind"]) == "organisatievrijwilliger"
            if organisation and values["experience_kind"]:
                found.append("Een organisatievrijwilliger heeft geen soort ervaring. Maak die cel leeg.")
            if not organisation and not values["experience_kind"]:
                found.append("Zeg of het gaat om eigen ervaring, naaste of beide.")
    elif kind.letter == "r":
        from_on, until_on = (read_day(typed[name]) for name in ("from_on", "until_on"))
        if from_on is None:
            found.append("Vul bij ‘Vanaf’ een dag in.")
        elif until_on is not None and until_on < from_on:
            found.append("‘Tot’ ligt voor ‘Vanaf’.")
    return found
