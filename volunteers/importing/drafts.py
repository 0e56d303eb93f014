"""From rows to drafts: a person who can go in, or problems in plain Dutch, or somebody who is there already."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from oev.clock import say_day
from oev.search import search_form
from volunteers.importing import values
from volunteers.importing.files import Sheet

ALIKE = "Misschien dezelfde persoon als {}. Op je eerste pagina kan je ze daarna vergelijken."


@dataclass
class Draft:
    """What one row says. `known` is the primary key of the person that it is already.

    `alike` names somebody who may be the same, and why; the row can go in all the same.
    """

    line: int
    person: dict[str, Any] = field(default_factory=dict)
    last_intervision: date | None = None
    active_since: date | None = None
    problems: list[str] = field(default_factory=list)
    known: int | None = None
    alike: str = ""

    @property
    def title(self) -> str:
        """How the row is named on the page."""
        return f"{self.person.get('first_name', '')} {self.person.get('last_name', '')}".strip() or f"rij {self.line}"

    @property
    def says(self) -> str:
        """What of the row matters most."""
        day = self.last_intervision
        return f"laatste intervisie {say_day(day) if day else 'onbekend'}"

    @property
    def notes(self) -> list[str]:
        """What to look at before it goes in."""
        return [ALIKE.format(self.alike)] if self.alike else []

    @property
    def ready(self) -> bool:
        """Can go in as it is."""
        return not self.problems and self.known is None

    @property
    def key(self) -> str:
        """What makes two rows the same person: the address, or name with number."""
        email = self.person.get("email", "")
        if email:
            return f"mail:{email.lower()}"
        digits = "".join(c for c in self.person.get("phone", "") if c.isdigit())
        return f"tel:{search_form(self.title)}:{digits}"


class RowReader:
    """Reads the cells of one row through the mapping, collecting problems."""

    def __init__(self, draft: Draft, cells: list[str], mapping: dict[str, int], today: date) -> None:
        self.draft, self.cells, self.mapping, self.today = draft, cells, mapping, today

    def text(self, name: str) -> str:
        """The cell of a field, empty when there is no such column."""
        place = self.mapping.get(name)
        return self.cells[place].strip() if place is not None else ""

    def read(self, name: str, reader: Callable[[str], Any]) -> Any:
        """The cell read, or None with a problem noted."""
        try:
            return reader(self.text(name))
        except ValueError as problem:
            self.draft.problems.append(str(problem))
            return None


def make_drafts(
    sheet: Sheet,
    mapping: dict[str, int],
    *,
    today: date,
    towns: dict[str, int],
    known: dict[str, int],
) -> list[Draft]:
    """A draft of each row. `towns` and `known` give primary keys by search form of the name and by `Draft.key`."""
    drafts: list[Draft] = []
    seen: dict[str, int] = {}
    for line, cells in zip(sheet.lines, sheet.rows, strict=True):
        draft = Draft(line)
        _read(RowReader(draft, cells, mapping, today), towns)
        if odd := values.odd_cells(cells[place] for place in mapping.values()):
            draft.problems = odd
        elif draft.key in known:
            draft.known = known[draft.key]
        elif not draft.problems and draft.key in seen:
            draft.problems.append(f"Deze persoon staat ook op rij {seen[draft.key]}.")
        seen.setdefault(draft.key, line)
        drafts.append(draft)
    return drafts


def _read(row: RowReader, towns: dict[str, int]) -> None:
    person = row.draft.person
    first, last = _names(row)
    person.update(first_name=first, last_name=last, alias=row.text("alias")[:60])
    person["email"] = row.read("email", values.read_email) or ""
    person["phone"] = row.read("phone", values.read_phone) or ""
    person["municipality_id"] = row.read("municipality", lambda text: _town(text, towns))
    person["gender"] = row.read("gender", lambda text: values.read_choice(text, values.GENDER, "m, v of x")) or ""
    person["languages"] = [word.strip() for word in row.text("languages").replace(";", ",").split(",") if word.strip()]
    person["max_per_month"] = row.read("max_per_month", values.read_number)
    _kind(row)
    row.draft.last_intervision = row.read("last_intervision", lambda text: values.read_date(text, today=row.today))
    row.draft.active_since = row.read("active_since", lambda text: values.read_date(text, today=row.today))
    if not first:
        row.draft.problems.insert(0, "Er staat geen naam.")
    if not person["email"] and not person["phone"] and not row.draft.problems:
        row.draft.problems.append("Er staat geen mailadres en geen telefoonnummer.")


def _names(row: RowReader) -> tuple[str, str]:
    first, last = row.text("first_name"), row.text("last_name")
    if not first and row.text("name"):
        first, _, rest = row.text("name").partition(" ")
        last = last or rest.strip()
    return first[:60], last[:80]


def _kind(row: RowReader) -> None:
    person, text = row.draft.person, row.text("experience")
    if search_form(text) in values.ORGANISATION:
        person.update(kind="organisation", experience_kind="")
        return
    found = row.read("experience", lambda word: values.read_choice(word, values.EXPERIENCE, "eigen, naaste of beide"))
    person.update(kind="ed", experience_kind=found or "")
    if found == "":
        row.draft.problems.append("Zeg of het gaat om eigen ervaring, naaste of beide.")


def _town(text: str, towns: dict[str, int]) -> int | None:
    if not text:
        return None
    found = towns.get(search_form(text))
    if found is None:
        raise ValueError(f"Gemeente ‘{text}’ kennen we niet.")
    return found
