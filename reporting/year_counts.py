"""What one calendar year counts before anything is protected: raw numbers, and the days they are taken on.

They go nowhere but to `reporting.figures`, which protects them.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reporting.moves import YearMoves

FIRST_YEAR = 2018  # no report goes further back; what came and went is protected from here on, year after year


@dataclass
class YearCounts:
    """Raw counts of one calendar year; dictionaries go by the stored value of a kind, months by 1 to 12.

    `activities`: how often, `took_part`: ervaringsdragers or contacts, `reached`: people, an estimate. `trainings` and
    `trained` go by theme and offering partner ('' is no theme, or the koepel itself). `moves`: who came, started and
    stopped in every year that a page shows, and in the year before those.
    """

    year: int
    on: date
    callable_people: int = 0
    other_people: int = 0
    moves: Mapping[int, YearMoves] = field(default_factory=dict)
    roles: Counter[str] = field(default_factory=Counter)
    sessions: Counter[str] = field(default_factory=Counter)
    attendances: int = 0
    trainings: Counter[tuple[str, str]] = field(default_factory=Counter)
    trained: Counter[tuple[str, str]] = field(default_factory=Counter)
    support: int = 0
    activities: Counter[str] = field(default_factory=Counter)
    took_part: Counter[str] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)
    groups: list[tuple[str, str]] = field(default_factory=list)
    held: Counter[str] = field(default_factory=Counter)
    cancelled: Counter[str] = field(default_factory=Counter)
    registered: int = 0
    heads: Counter[str] = field(default_factory=Counter)
    heads_by_month: Counter[int] = field(default_factory=Counter)
    referrals: Counter[tuple[int, str]] = field(default_factory=Counter)
    waits: int = 0
    wait_median_hours: float | None = None
    wait_p90_hours: float | None = None
    talks: Counter[str] = field(default_factory=Counter)
    talks_by_month: Counter[int] = field(default_factory=Counter)


def reference_day(year: int, today: date) -> date:
    """31 December, or today while the year still runs (7: reference date)."""
    return min(date(year, 12, 31), today)
