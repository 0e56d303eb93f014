"""Which month, year and reference day a moment belongs to, worked out by the database in one search."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, DateTimeField, F, Func, IntegerField, Q, Value
from django.db.models.functions import Coalesce

from oev import clock
from reporting.year_counts import YearCounts

Counts = dict[int, YearCounts]
NEVER = date(9999, 12, 31)


def month_of(counts: Counts, name: str) -> Func:
    """The month of a moment within the years, 1 being January of the first; `named` gives year and month.

    A search among midnights in Brussels: telling year and month of each moment from its time zone takes five times as
    long, and most of the time of a report.
    """
    years = range(min(counts), max(counts) + 1)
    begins = [clock.start_of(date(year, month, 1)) for year in years for month in range(1, 13)]
    bounds = Value(begins, output_field=ArrayField(DateTimeField()))
    return Func(F(name), bounds, function="width_bucket", output_field=IntegerField())


def month_of_day(counts: Counts, name: str) -> Func:
    """The same for a date."""
    years = range(min(counts), max(counts) + 1)
    bounds = Value([date(year, month, 1) for year in years for month in range(1, 13)], ArrayField(DateField()))
    return Func(F(name), bounds, function="width_bucket", output_field=IntegerField())


def year_of_day(counts: Counts, name: str) -> Any:
    """January of the year of a date, as `month_of` counts: two bounds to search where that is enough."""
    years = Value([date(year, 1, 1) for year in range(min(counts), max(counts) + 1)], ArrayField(DateField()))
    return Func(F(name), years, function="width_bucket", output_field=IntegerField()) * 12 - 11


def named(counts: Counts, nth: int) -> tuple[YearCounts, int]:
    """The year and the month, 1 to 12, of a `month_of`."""
    years, month = divmod(nth - 1, 12)
    return counts[min(counts) + years], month + 1


def within(counts: Counts, name: str) -> Q:
    """Moments in these years, by the calendar of Brussels."""
    first, _ = clock.year_bounds(min(counts))
    _, last = clock.year_bounds(max(counts))
    return Q(**{f"{name}__gte": first, f"{name}__lt": last})


def days_within(counts: Counts, name: str) -> Q:
    """Dates in these years."""
    return Q(**{f"{name}__range": (date(min(counts), 1, 1), date(max(counts), 12, 31))})


def turn_of(name: str, days: Sequence[date]) -> Func:
    """Of these days, oldest first, the number of the first one that a date lies on or before; all of them when none."""
    after = Value([day + timedelta(days=1) for day in days], output_field=ArrayField(DateField()))
    when: Any = Coalesce(F(name), Value(NEVER), output_field=DateField())
    return Func(when, after, function="width_bucket", output_field=IntegerField())
