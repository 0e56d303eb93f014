"""What a list holds: its sheets, their columns, and how a cell is read when it comes back.

A cell is text. `read` gives the value that is stored, or raises ValueError with a Dutch sentence; a column without
`read` cannot be changed by a list, and `why_not` says where it can.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from oev.search import search_form
from volunteers.importing import values
from volunteers.kinds import ExperienceKind, NameShown, Presence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
NUMBER = "Nummer"
DAY = "%d/%m/%Y"


def harmless(words: str) -> str:
    """Words that no spreadsheet takes for a formula; `as_typed` takes the apostrophe off again."""
    return "'" + words if words.startswith(FORMULA_STARTS) or as_typed(words) != words else words


def as_typed(words: str) -> str:
    """A cell without the apostrophe that `harmless` set before it."""
    return words[1:] if words.startswith("'") and words[1:].startswith((*FORMULA_STARTS, "'")) else words


def show_day(day: date | None) -> str:
    """'03/02/2026', or nothing."""
    return day.strftime(DAY) if day else ""


@dataclass(frozen=True)
class Column:
    """One column: the field behind it, its heading, and how a cell that comes back is read."""

    name: str
    heading: str
    read: Callable[[str], Any] | None = None
    why_not: str = ""
    limit: int = 0


@dataclass(frozen=True)
class SheetKind:
    """One sheet of a list: the letter of its row numbers, its title and its columns after the number."""

    letter: str
    title: str
    columns: tuple[Column, ...]

    @property
    def headings(self) -> list[str]:
        """As the first row of the sheet."""
        return [NUMBER, *(column.heading for column in self.columns)]


def read_words(text: str) -> str:
    """As typed, without double spaces."""
    return " ".join(text.split())


def read_choice(choices: Mapping[str, str], what: str, *, blank: bool = True) -> Callable[[str], str]:
    """The stored value of a label, whatever its case."""
    known = {search_form(label): value for value, label in choices.items()}

    def read(text: str) -> str:
        word = search_form(text)
        if not word:
            if blank:
                return ""
            raise ValueError(f"Vul bij {what} iets in: {' of '.join(choices.values())}.")
        if word not in known:
            raise ValueError(f"‘{text}’ kennen we niet bij {what}. Kies {', '.join(choices.values())}.")
        return known[word]

    return read


def read_languages(text: str) -> list[str]:
    """Languages between commas."""
    words = [read_words(word) for word in text.replace(";", ",").split(",")]
    if any(len(word) > 20 for word in words):
        raise ValueError("Een taal heeft hooguit 20 letters.")
    return [word for word in words if word]


def read_day(text: str) -> date | None:
    """A day as people type it, also one to come."""
    return values.read_date(text, today=date(2100, 1, 1))


SHOWN = dict(NameShown.choices)
PRESENCE = dict(Presence.choices)
FOLLOWS = "Dit volgt uit de andere bladen. Verander het daar, of op de pagina van de persoon."
FIXED = "Deze kolom verander je op de pagina van de persoon."

PEOPLE = SheetKind(
    "m",
    "Mensen",
    (
        Column("first_name", "Voornaam", read_words, limit=60),
        Column("last_name", "Achternaam", read_words, limit=80),
        Column("alias", "Schuilnaam", read_words, limit=60),
        Column("email", "Mailadres", values.read_email, limit=254),
        Column("phone", "Gsm of telefoon", values.read_phone, limit=30),
        Column("prefers_phone", "Liever bellen", values.read_yes),
        Column("kind", "Soort vrijwilliger", why_not=FIXED),
        Column("experience_kind", "Ervaring", read_choice(dict(ExperienceKind.choices), "ervaring")),
        Column("gender", "M/v/x", read_choice({"v": "v", "m": "m", "x": "x"}, "m/v/x")),
        Column("municipality", "Gemeente", read_words),
        Column("languages", "Talen", read_languages),
        Column("max_per_month", "Hooguit per maand", values.read_number),
        Column("name_for_peers", "Naam voor ervaringsdragers", read_choice(SHOWN, "de naam", blank=False)),
        Column("name_for_partners", "Naam voor professionals", read_choice(SHOWN, "de naam", blank=False)),
        Column("name_for_public", "Naam voor iedereen", read_choice(SHOWN, "de naam", blank=False)),
        Column("last_intervision", "Laatste intervisie", why_not=FOLLOWS),
        Column("roles", "Rollen", why_not=FOLLOWS),
        Column("trainings", "Vormingen", why_not=FOLLOWS),
    ),
)
OF_WHOM = (Column("name", "Naam", why_not=FIXED), Column("email", "Mailadres", why_not=FIXED))
ROLES = SheetKind(
    "r",
    "Rollen",
    (*OF_WHOM, Column("role", "Rol", why_not="Een andere rol is een nieuwe rij."), Column("from_on", "Vanaf", read_day),
     Column("until_on", "Tot", read_day)),
)  # fmt: skip
ATTENDANCES = SheetKind(
    "i",
    "Intervisie",
    (*OF_WHOM, Column("day", "Datum", why_not="Een andere datum is een nieuwe rij."),
     Column("presence", "Aanwezig", read_choice(PRESENCE, "aanwezig", blank=False)),
     Column("counts", "Telt mee", why_not="Dat staat bij de intervisie zelf.")),
)  # fmt: skip
TRAININGS = SheetKind(
    "v",
    "Vormingen",
    (*OF_WHOM, Column("training", "Vorming", why_not="Een andere vorming is een nieuwe rij."),
     Column("day", "Datum", why_not="Een andere datum is een nieuwe rij."),
     Column("presence", "Aanwezig", read_choice(PRESENCE, "aanwezig"))),
)  # fmt: skip
SHEETS = (PEOPLE, ROLES, ATTENDANCES, TRAININGS)
BY_LETTER = {sheet.letter: sheet for sheet in SHEETS}
