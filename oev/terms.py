"""How long what we know stays (Q42, section 4, privacy rule 4), each term said once.

The job 'bewaartermijnen' takes its length from here, texts say it with `{% term "…" %}`, and the page 'Bewaartermijnen'
shows them all. Each stands beside the part of that job that uses it; those that the domain calls a setting come from
the environment.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

WORDS = "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf".split()
TENS = {20: "twintig", 30: "dertig", 40: "veertig", 50: "vijftig", 60: "zestig", 70: "zeventig", 80: "tachtig",
        90: "negentig"}  # fmt: skip


@dataclass(frozen=True)
class Term:
    """`what` goes so many months or days `after` something happened."""

    what: str
    after: str
    months: int = 0
    days: int = 0
    order: int = 50

    @property
    def length(self) -> str:
        """'zes maanden', 'twee jaar', 'dertig dagen'."""
        if self.months and self.months % 12 == 0:
            return "een jaar" if self.months == 12 else f"{_count(self.months // 12)} jaar"
        count, one, many = (self.months, "maand", "maanden") if self.months else (self.days, "dag", "dagen")
        return f"een {one}" if count == 1 else f"{_count(count)} {many}"

    def before(self, day: date) -> date:
        """What happened on this day or earlier goes on `day`."""
        return day - relativedelta(months=self.months) - timedelta(days=self.days)


TERMS: dict[str, Term] = {}


def register(**terms: Term) -> None:
    """Add terms by their key."""
    TERMS.update(terms)


def in_order() -> list[Term]:
    """All of them, those about people first."""
    return sorted(TERMS.values(), key=lambda term: (term.order, term.what))


def _count(number: int) -> str:
    return WORDS[number] if number < len(WORDS) else TENS.get(number, str(number))
