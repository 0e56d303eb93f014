"""A calendar month in the address, as '2026-05'; no clock, no database."""

from dataclasses import dataclass
from datetime import date

from oev.clock import MONTHS


@dataclass(frozen=True, slots=True)
class Month:
    """One month: `first` its first day, `after` the first day of the next one."""

    first: date

    @property
    def after(self) -> date:
        """The first day that does not belong to it."""
        return date(self.first.year + (self.first.month == 12), self.first.month % 12 + 1, 1)

    @property
    def before(self) -> date:
        """The first day of the month before."""
        year, month = (self.first.year - 1, 12) if self.first.month == 1 else (self.first.year, self.first.month - 1)
        return date(year, month, 1)

    @property
    def label(self) -> str:
        """'mei 2026'."""
        return f"{MONTHS[self.first.month - 1]} {self.first.year}"

    @property
    def next_key(self) -> str:
        """'2026-06', for the address."""
        return f"{self.after:%Y-%m}"

    @property
    def last_key(self) -> str:
        """'2026-04', for the address."""
        return f"{self.before:%Y-%m}"


def asked_month(text: str, today: date) -> Month:
    """The month that the address asks for, or that of today when it asks for none that exists."""
    try:
        year, month = (int(part) for part in text.split("-"))
        return Month(date(year, month, 1)) if 2000 <= year <= 2100 else Month(today.replace(day=1))
    except ValueError:
        return Month(today.replace(day=1))
