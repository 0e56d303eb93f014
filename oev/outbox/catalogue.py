"""The one catalogue of all letters: when, to whom, subject and body, and whether a letter is still due.

Apps describe their letters in `emails.py` with `register(Letter(...))`. A letter is stored as its code and the key of
the fact it is about; everything else is asked at delivery (section 6.7).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Recipient:
    """Where a letter goes: an address, the reader's own first name, and whether mail is wanted at all."""

    email: str
    first_name: str = ""
    prefers_phone: bool = False


@dataclass(frozen=True)
class Letter:
    """One kind of letter.

    `template` names `templates/letters/<template>.txt` and its html form; the first block of it is the subject.
    `recipient(fact_id, to_id)` and `context(fact_id, to_id)` are asked at delivery; either may answer None, and then
    the letter is no longer due. `sample()` gives a context for the preview in the admin.
    """

    code: str
    title: str
    when: str
    to: str
    subject: str
    template: str
    recipient: Callable[[int, int], Recipient | None]
    context: Callable[[int, int], Mapping[str, Any] | None]
    sample: Mapping[str, Any] = field(default_factory=dict)
    always_open: bool = False


CATALOGUE: dict[str, Letter] = {}


def register(letter: Letter) -> Letter:
    """Add a letter to the catalogue; a code exists once."""
    if letter.code in CATALOGUE:
        raise ValueError(f"letter {letter.code} exists already")
    CATALOGUE[letter.code] = letter
    return letter
