"""When somebody tries again after the person was not reached (R091, R100, A10). Pure: days in, days out."""

from collections.abc import Collection
from datetime import date, timedelta

AFTER = (timedelta(days=1), timedelta(days=7))


def days_to_try(attempts: Collection[date]) -> list[date]:
    """The days on which to try again: one day and seven days after the first time; those already done are left out.

    `attempts` are the days on which the person was not reached; the first is that of the agreed moment.
    """
    if not attempts:
        return []
    first, tried = min(attempts), len(set(attempts)) - 1
    return [first + after for after in AFTER[tried:]]


def may_stop_trying(attempts: Collection[date]) -> bool:
    """Two attempts after the first time are enough to close with 'niet bereikt'."""
    return len(set(attempts)) > len(AFTER)
