"""The one catalogue of all letters: when, to whom, subject and body, and whether a letter is still due.

Apps describe their letters in `emails.py` with `register(Letter(...))`. A letter is stored as its code and the key of
the fact it is about; everything else is asked at delivery (section 6.7).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Recipient:
    """Where a letter goes: an address, the reader's own first name, and whether mail is wanted at all.

    `reader_id` is the person of the pool, who is called when mail does not reach (Q45); 0 for everybody else.
    """

    email: str
    first_name: str = ""
    prefers_phone: bool = False
    reader_id: int = 0

    @property
    def by_mail(self) -> bool:
        """Mail reaches this reader, and is welcome."""
        return bool(self.email) and not self.prefers_phone


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


@dataclass(frozen=True)
class Telling:
    """How a letter is told on the phone to who has no mail (Q45).

    `told` is False when somebody is called about the same thing anyway. `answer(actor, fact_id, to_id)` is where
    this actor writes down what was answered, '' where this actor cannot.
    """

    told: bool = True
    answer: Callable[[Any, int, int], str] = lambda actor, fact_id, to_id: ""


CATALOGUE: dict[str, Letter] = {}
TELLINGS: dict[str, Telling] = {}


def register(letter: Letter) -> Letter:
    """Add a letter to the catalogue; a code exists once."""
    if letter.code in CATALOGUE:
        raise ValueError(f"letter {letter.code} exists already")
    CATALOGUE[letter.code] = letter
    return letter


def telling_of(code: str) -> Telling:
    """How this kind of letter is told; without a word about it: told, and nothing to write down."""
    return TELLINGS.get(code, Telling())
