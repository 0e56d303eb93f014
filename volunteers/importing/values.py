"""What people type in a cell, read with goodwill and never guessed: ValueError holds a Dutch sentence."""

import re
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from oev.search import search_form

MONTHS: tuple[tuple[str, ...], ...] = (
    ("jan", "januari"),
    ("feb", "februari", "febr"),
    ("mrt", "maart", "maa", "mar"),
    ("apr", "april"),
    ("mei", "may"),
    ("jun", "juni"),
    ("jul", "juli"),
    ("aug", "augustus"),
    ("sep", "sept", "september"),
    ("okt", "oktober", "oct"),
    ("nov", "november"),
    ("dec", "december"),
)
MONTH = {word: number for number, words in enumerate(MONTHS, start=1) for word in words}
BETWEEN = frozenset(
    "op de den van ma di wo do vr za zo maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()
)
HOUR = re.compile(r"[ t]+(om )?\d{1,2}[:u]\d{2}(:\d{2}(\.\d+)?)?( ?uur)?$")
EXPERIENCE: dict[str, tuple[str, ...]] = {
    "own": ("eigen", "eigen ervaring", "zelf", "verslaving", "ed verslaving", "ed"),
    "context": ("context", "naaste", "familie", "partner", "ouder", "ed context"),
    "both": ("beide", "allebei", "eigen en context", "eigen ervaring en naaste", "eigen en naaste"),
}
ORGANISATION = ("organisatie", "organisatievrijwilliger", "helper", "onthaal", "administratie")
GENDER: dict[str, tuple[str, ...]] = {
    "v": ("v", "vrouw", "dame"),
    "m": ("m", "man", "heer"),
    "x": ("x", "anders", "non-binair"),
}


UNREAD = "‘{}’ lezen we niet als datum. Schrijf bijvoorbeeld 3/2/2025."
# What a spreadsheet writes where a formula has no outcome: #N/A, #VERW!, #NAAM?
ERROR = re.compile(r"#[A-Z][A-Z/0-9]*[!?]?")


def odd_cells(cells: Iterable[str]) -> list[str]:
    """Why cells hold no words of anybody: a formula that came as it is, or the error of one."""
    found = []
    for text in dict.fromkeys(cells):
        if text.startswith("="):
            found.append(f"‘{text[:40]}’ is een formule. Zet er de uitkomst.")
        elif sentence := error_in(text):
            found.append(sentence)
    return found


def error_in(text: str) -> str:
    """Why this cell is the error of a formula and no words; empty when it is none."""
    return f"‘{text}’ is een fout uit het rekenblad. Verbeter dat vakje." if ERROR.fullmatch(text) else ""


def read_date(text: str, *, today: date) -> date | None:
    """'3/2/25', '3 februari 2025', '2025-02-03', with or without an hour behind it; None for an empty cell or '?'.

    Day before month, as in Belgium, or year first; never the other way round where a day would not exist.
    """
    word = search_form(text)
    if word in {"", "?", "-", "onbekend", "nvt", "n.v.t.", "geen"}:
        return None
    word = HOUR.sub("", word)
    parts = [part for part in re.findall(r"[a-z]+|\d+", word) if part not in BETWEEN]
    if len(parts) < 3:
        raise ValueError(f"‘{text}’ is geen volledige datum. Schrijf dag, maand en jaar.")
    if len(parts) > 3 or re.search(r"[^a-z0-9 /.,'-]", word):
        raise ValueError(UNREAD.format(text))
    day, month, year = reversed(parts) if len(parts[0]) == 4 else parts
    number = MONTH.get(month, int(month) if month.isdigit() else 0)
    if not (day.isdigit() and year.isdigit()) or len(year) not in {2, 4} or not number:
        raise ValueError(UNREAD.format(text))
    try:
        found = date(int(year) if len(year) == 4 else _century(int(year)), number, int(day))
    except ValueError as error:
        raise ValueError(f"‘{text}’ bestaat niet als datum. Schrijf dag, maand en jaar.") from error
    return _believable(found, text, today)


def _century(year: int) -> int:
    return year + (2000 if year < 70 else 1900)


def _believable(found: date, text: str, today: date) -> date:
    if found > today:
        raise ValueError(f"‘{text}’ ligt in de toekomst.")
    if found.year < 2000:
        raise ValueError(f"‘{text}’ ligt te ver in het verleden.")
    return found


def read_choice(text: str, choices: dict[str, tuple[str, ...]], what: str) -> str:
    """The stored value of a word; empty for an empty cell."""
    word = search_form(text)
    if not word:
        return ""
    for value, words in choices.items():
        if word == value or word in words:
            return value
    raise ValueError(f"‘{text}’ kennen we niet als {what}.")


def read_email(text: str) -> str:
    """An address in lower case, or nothing."""
    try:
        if text:
            validate_email(text)
    except ValidationError as error:
        raise ValueError(f"‘{text}’ is geen mailadres.") from error
    return text.lower()


def read_yes(text: str, *, blank: bool = False) -> bool:
    """'ja' or 'nee'; an empty cell is `blank`."""
    word = search_form(text)
    if not word:
        return blank
    if word in {"ja", "j", "x", "1", "yes", "waar"}:
        return True
    if word in {"nee", "n", "neen", "0", "no", "onwaar"}:
        return False
    raise ValueError(f"‘{text}’ is geen ja of nee.")


def read_phone(text: str) -> str:
    """A telephone number with digits, spaces, plus and slash; empty for an empty cell."""
    word = re.sub(r"[^\d+/ .()-]", "", text).strip()
    if text.strip() and len(re.sub(r"\D", "", word)) < 8:
        raise ValueError(f"‘{text}’ is geen telefoonnummer.")
    digits = re.sub(r"\D", "", word)
    if len(digits) == 9 and digits.startswith("4"):
        return f"0{digits}"
    return word


def read_number(text: str) -> int | None:
    """A whole number from 0 to 31; None for an empty cell."""
    if not text.strip():
        return None
    if not re.fullmatch(r"\d{1,2}", text.strip()) or int(text) > 31:
        raise ValueError(f"‘{text}’ is geen aantal gesprekken per maand.")
    return int(text)
