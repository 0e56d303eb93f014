"""From rows to facts that can go in, or problems in plain Dutch, or what is here already. Nothing here writes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from oev.clock import say_day
from oev.search import search_form
from volunteers.importing import values
from volunteers.importing.files import Sheet
from volunteers.importing.kinds import ImportKind
from volunteers.kinds import Presence, Role

ROLE_WORDS: dict[str, tuple[str, ...]] = {
    Role.TALKS: ("gids", "gesprekken", "individuele gesprekken", "gids voor gesprekken"),
    Role.ORGANISER: ("organisator",),
    Role.LEADER: ("leider", "gespreksleiding"),
    Role.TESTIMONY: ("getuigenis", "getuige"),
}
ROLES = {role.value: (search_form(role.label), *ROLE_WORDS.get(role, ())) for role in Role}
PRESENCES: dict[str, tuple[str, ...]] = {
    Presence.ATTENDED: ("aanwezig", "ja", "x", "1", "j", "was er"),
    Presence.EXCUSED: ("verontschuldigd", "v", "excuus"),
    Presence.ABSENT: ("niet aanwezig", "afwezig", "nee", "0", "n"),
}
FAR = date(2100, 1, 1)


@dataclass
class FactDraft:
    """What one row says; `known` when it is here already."""

    line: int
    title: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    known: bool = False
    says: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def ready(self) -> bool:
        """Can go in as it is."""
        return not self.problems and not self.known


class People:
    """Finds whom a row is about, by address or by name; never guesses between two."""

    def __init__(self, rows: Iterable[tuple[int, str, str, str, str, Any]]) -> None:
        self.by_mail: dict[str, set[int]] = defaultdict(set)
        self.by_name: dict[str, set[int]] = defaultdict(set)
        self.numbers: dict[int, str] = {}
        for pk, first, last, email, phone, _ in rows:
            self.by_name[search_form(f"{first} {last}")].add(pk)
            self.numbers[pk] = _digits(phone)
            if email:
                self.by_mail[email.lower()].add(pk)

    def find(self, name: str, email: str, phone: str) -> int:
        """The primary key; ValueError with a sentence when nobody or more than one is meant."""
        found = self.by_mail.get(email.lower(), set()) if email else set()
        if not found and name:
            found = self.by_name.get(search_form(name), set())
        if len(found) > 1 and phone:
            found = {pk for pk in found if self.numbers[pk] == _digits(phone)} or found
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise ValueError(f"Er zijn meerdere mensen die ‘{name or email}’ kunnen zijn. Zet het mailadres erbij.")
        if not name and not email:
            raise ValueError("Er staat geen naam.")
        raise ValueError(f"‘{name or email}’ kennen we niet. Breng eerst de mensen binnen.")


def _digits(phone: str) -> str:
    return "".join(c for c in phone if c.isdigit())[-8:]


def make_fact_drafts(
    kind: ImportKind, sheet: Sheet, columns: Mapping[str, int], *, people: People, today: date
) -> list[FactDraft]:
    """A draft of each row of this kind."""
    rows = zip(sheet.lines, sheet.rows, strict=True)
    return [FactReader(kind, cells, columns, people, today).read(line) for line, cells in rows]


class FactReader:
    """Reads one row, collecting problems."""

    def __init__(
        self, kind: ImportKind, cells: list[str], columns: Mapping[str, int], people: People, today: date
    ) -> None:
        self.kind, self.cells, self.columns, self.people, self.today = kind, cells, columns, people, today
        self.draft = FactDraft(0)

    def read(self, line: int) -> FactDraft:
        """The draft of this row."""
        self.draft.line = line
        if self.kind.name != "policies":
            self._who()
        getattr(self, f"_read_{self.kind.name}")()
        self.draft.title = self.draft.title or f"rij {line}"
        if odd := values.odd_cells(self.cells[place] for place in self.columns.values()):
            self.draft.problems = odd
        self.draft.says = "" if self.draft.problems else in_words(self.kind.name, self.draft.values)
        return self.draft

    def text(self, name: str) -> str:
        """The cell of a field, empty when there is no such column."""
        place = self.columns.get(name)
        return " ".join(self.cells[place].split()) if place is not None and place < len(self.cells) else ""

    def keep(self, name: str, reader: Callable[[str], Any], *, needed: str = "") -> Any:
        """Keep the cell read; a problem is noted, also when nothing stands where something must."""
        try:
            value = reader(self.text(name))
        except ValueError as problem:
            self.draft.problems.append(str(problem))
            return None
        if needed and value in (None, "", []):
            self.draft.problems.append(needed)
        self.draft.values[name] = value
        return value

    def _who(self) -> None:
        name = f"{self.text('first_name')} {self.text('last_name')}".strip() or self.text("name")
        self.draft.title = name or self.text("email")
        try:
            self.draft.values["volunteer_id"] = self.people.find(name, self.text("email"), self.text("phone"))
        except ValueError as problem:
            self.draft.problems.append(str(problem))

    def _past(self, text: str) -> date | None:
        return values.read_date(text, today=self.today)

    def _any_day(self, text: str) -> date | None:
        return values.read_date(text, today=FAR)

    def _read_roles(self) -> None:
        self.keep("role", _role, needed="Er staat geen rol.")
        from_on = self.keep("from_on", self._past, needed="Er staat geen eerste dag.")
        until_on = self.keep("until_on", self._any_day)
        if from_on and until_on and until_on < from_on:
            self.draft.problems.append("De laatste dag ligt voor de eerste.")

    def _read_attendance(self) -> None:
        self.keep("day", self._past, needed="Er staat geen datum.")
        self.keep("presence", _presence)
        self.keep("counts", lambda text: values.read_yes(text, blank=True))

    def _read_training(self) -> None:
        self.keep("title", lambda text: text[:120], needed="Er staat geen vorming.")
        self.keep("day", self._past, needed="Er staat geen datum.")
        self.keep("presence", _presence)

    def _read_policies(self) -> None:
        self.draft.title = self.keep("name", lambda text: text[:80], needed="Er staat geen polis.") or ""
        self.keep("carrier", lambda text: text[:80])
        self.keep("number", lambda text: text[:40])
        self.keep("roles", _roles, needed="Er staat geen rol.")
        from_on = self.keep("from_on", self._any_day, needed="Er staat geen eerste dag.")
        until_on = self.keep("until_on", self._any_day, needed="Er staat geen laatste dag.")
        self.keep("tacit_renewal", values.read_yes)
        if from_on and until_on and until_on < from_on:
            self.draft.problems.append("De laatste dag ligt voor de eerste.")


def in_words(kind: str, said: Mapping[str, Any]) -> str:
    """What a row brings in, in one line: 'trekker, vanaf 3 februari 2025'."""
    if kind in {"roles", "policies"}:
        roles = said["roles"] if kind == "policies" else [said["role"]]
        until = f" tot {say_day(said['until_on'])}" if said.get("until_on") else ""
        return f"{', '.join(Role(role).label for role in roles)}, vanaf {say_day(said['from_on'])}{until}"
    what = f"{said['title']}, " if kind == "training" else ""
    return f"{what}{say_day(said['day'])}, {Presence(said['presence']).label}"


def _role(text: str) -> str:
    return values.read_choice(text, ROLES, "rol")


def _roles(text: str) -> list[str]:
    words = text.replace(";", ",").replace("/", ",").split(",")
    return list(dict.fromkeys(_role(word) for word in words if word.strip()))


def _presence(text: str) -> str:
    """Who stands on a list without more, was there."""
    return values.read_choice(text, PRESENCES, "aanwezig") or Presence.ATTENDED
