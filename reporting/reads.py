"""What a report counts, read from the database: one year and the year before, in six queries.

`YearCounts` holds raw counts and goes nowhere but to `reporting.figures`, which protects them. The app owns no
facts of its own; every definition below and in `reads_moves` and `reads_events` is the one of domain 7.2.
"""

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Aggregate, Count, DurationField, Exists, F, OuterRef, Q, Sum

from contactgroups.models import GroupPeriod, Meeting
from contactgroups.states import GroupState
from oev import clock
from referrals.models import Assignment, Referral
from reporting.reads_events import read_events
from reporting.reads_moves import engagements, fill_moves, moves_of, read_pool
from reporting.reads_time import month_of, named, within
from reporting.year_counts import FIRST_YEAR, YearCounts, reference_day


class MedianAndP90(Aggregate):
    """The 50th and the 90th percentile of a duration, as a list, from one sorting."""

    function = "percentile_cont"
    template = "%(function)s(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = ArrayField(DurationField())


def read_years(*years: int, today: date) -> dict[int, YearCounts]:
    """Counts of these years, in a constant number of queries whatever their size."""
    counts = {year: YearCounts(year, reference_day(year, today)) for year in years}
    known = range(FIRST_YEAR - 2, max(years) + 1)  # the first page shows the year before, which started somewhere
    days = [reference_day(year, today) for year in known]
    pool = read_pool(days)
    _read_groups(counts)
    _read_meetings(counts)
    _read_referrals(counts)
    _read_waits(counts)
    came_and_went = read_events(counts, engagements(days))
    fill_moves(counts, pool, dict(zip(known, moves_of(pool, came_and_went), strict=True)))
    return counts


def _read_groups(counts: dict[int, YearCounts]) -> None:
    """F13: groups actief on the reference date, with their municipality."""
    rows = GroupPeriod.objects.filter(state=GroupState.ACTIVE).values_list(
        "group__name", "group__municipality__name", "from_on", "until_on"
    )
    for name, town, begin, end in rows.order_by("group__search_name"):
        for found in counts.values():
            if begin <= found.on and (end is None or end > found.on):
                found.groups.append((name, town or ""))


def _read_meetings(counts: dict[int, YearCounts]) -> None:
    """F15, F16 and the registratiegraad: held, called off, registered, and heads, by month and mode."""
    meetings = Meeting.objects.filter(within(counts, "starts_at"))
    over = Q(state="planned", starts_at__lte=clock.now())
    rows = (
        meetings.annotate(month=month_of(counts, "starts_at"))
        .values("month", "mode")
        .annotate(
            held=Count("pk", filter=over),
            cancelled=Count("pk", filter=Q(state="cancelled")),
            registered=Count("count", filter=over & Q(count__unknown=False)),
            own=Sum("count__own_experience", filter=over),
            context=Sum("count__context", filter=over),
            professionals=Sum("count__professionals", filter=over),
        )
        .order_by()
    )
    for row in rows:
        found, month = named(counts, row["month"])
        found.held[row["mode"]] += row["held"]
        found.cancelled[row["mode"]] += row["cancelled"]
        found.registered += row["registered"]
        for kind in ("own", "context", "professionals"):
            found.heads[kind] += row[kind] or 0
            found.heads_by_month[month] += row[kind] or 0


def _read_referrals(counts: dict[int, YearCounts]) -> None:
    """F22, F23: aanmeldingen by their own date of receipt, by kind of site."""
    rows = (
        Referral.objects.filter(within(counts, "received_at"))
        .annotate(month=month_of(counts, "received_at"))
        .values_list("month", "site__kind")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for nth, kind, n in rows:
        found, month = named(counts, nth)
        found.referrals[month, kind] += n


def _read_waits(counts: dict[int, YearCounts]) -> None:
    """F26: from received to the first yes of an ED; median and 90th percentile."""
    said_yes = Assignment.objects.talks().filter(volunteer__isnull=False).order_by()
    sooner = Q(accepted_at__lt=OuterRef("accepted_at")) | Q(accepted_at=OuterRef("accepted_at"), pk__lt=OuterRef("pk"))
    first = said_yes.filter(within(counts, "referral__received_at"))
    first = first.filter(~Exists(said_yes.filter(sooner, referral=OuterRef("referral"))))
    waits = first.annotate(wait=F("accepted_at") - F("referral__received_at"))
    wanted: dict[str, Any] = {}
    for year, found in counts.items():
        here = within({year: found}, "referral__received_at")
        wanted |= {f"n_{year}": Count("wait", filter=here), f"waits_{year}": MedianAndP90("wait", filter=here)}
    row = waits.aggregate(**wanted)
    for year, found in counts.items():
        if row[f"n_{year}"]:
            found.waits = row[f"n_{year}"]
            median, p90 = row[f"waits_{year}"]
            found.wait_median_hours, found.wait_p90_hours = median.total_seconds() / 3600, p90.total_seconds() / 3600
