"""What people type in a cell, read with goodwill and never guessed: ValueError holds a Dutch sentence."""

import re
from datetime import date

from dateutil import parser

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


class DutchDates(parser.parserinfo):
    """Day before month, Dutch names of months."""

    MONTHS = list(MONTHS)  # type: ignore[arg-type]
    JUMP = [
        *parser.parserinfo.JUMP,
        "op",
        "de",
        "van",
        "ma",
        "di",
        "wo",
        "do",
        "vr",
        "za",
        "zo",
        *("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()),
    ]

    def __init__(self) -> None:
        super().__init__(dayfirst=True)


DATES = DutchDates()


def read_date(text: str, *, today: date) -> date | None:
    """'3/2/25', '3 februari 2025', '2025-02-03'; None for an empty cell, '?' or 'onbekend'."""
    word = search_form(text)
    if word in {"", "?", "-", "onbekend", "nvt", "n.v.t.", "geen"}:
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word):
        return _believable(_iso(word, text), text, today)
    if not re.search(r"\d", word) or len(re.findall(r"[a-z]+|\d+", word)) < 3:
        raise ValueError(f"‘{text}’ is geen volledige datum. Schrijf dag, maand en jaar.")
    try:
        found = parser.parse(word, DATES).date()
    except (parser.ParserError, OverflowError) as error:
        raise ValueError(f"‘{text}’ lezen we niet als datum. Schrijf bijvoorbeeld 3/2/2025.") from error
    return _believable(found, text, today)


def _iso(word: str, text: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise ValueError(f"‘{text}’ bestaat niet als datum.") from error


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
