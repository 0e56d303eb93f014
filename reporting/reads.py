"""What a report counts, read from the database: one year and the year before, in six queries.

`YearCounts` holds raw counts and goes nowhere but to `reporting.figures`, which protects them. The app owns no
facts of its own; every definition below is the one of domain 7.2.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Aggregate,
    Count,
    DateTimeField,
    DurationField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
)
from django.db.models.functions import ExtractYear

from contactgroups.models import GroupPeriod, Meeting
from contactgroups.states import GroupState
from oev import clock
from referrals.models import Assignment, Conversation, Referral
from volunteers.kinds import VolunteerKind
from volunteers.models import IntervisionAttendance, StandingSpan
from volunteers.states import Status

IN_THE_POOL = (Status.ACTIVE, Status.SLEEPING, Status.PAUSED, Status.INACTIVE)


class MedianAndP90(Aggregate):
    """The 50th and the 90th percentile of a duration, as a list, from one sorting."""

    function = "percentile_cont"
    template = "%(function)s(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = ArrayField(DurationField())


@dataclass
class YearCounts:
    """Raw counts of one calendar year; dictionaries go by the stored value of a kind, months by 1 to 12."""

    year: int
    on: date
    callable_people: int = 0
    other_people: int = 0
    attendances: int = 0
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


def read_years(*years: int, today: date) -> dict[int, YearCounts]:
    """Counts of these years, in a constant number of queries whatever their size."""
    counts = {year: YearCounts(year, reference_day(year, today)) for year in years}
    _read_people(counts)
    _read_groups(counts)
    _read_meetings(counts)
    _read_referrals(counts)
    _read_waits(counts)
    _read_talks_and_attendances(counts)
    return counts


def _month_of(counts: dict[int, YearCounts], name: str) -> Func:
    """The month of a moment within the years, 1 being January of the first; `_named` gives year and month.

    A search among midnights in Brussels: telling year and month of each moment from its time zone takes five times as
    long, and most of the time of a report.
    """
    years = range(min(counts), max(counts) + 1)
    begins = [clock.start_of(date(year, month, 1)) for year in years for month in range(1, 13)]
    bounds = Value(begins, output_field=ArrayField(DateTimeField()))
    return Func(F(name), bounds, function="width_bucket", output_field=IntegerField())


def _named(counts: dict[int, YearCounts], nth: int) -> tuple[YearCounts, int]:
    """The year and the month, 1 to 12, of a `_month_of`."""
    years, month = divmod(nth - 1, 12)
    return counts[min(counts) + years], month + 1


def _bounds(counts: dict[int, YearCounts], name: str) -> Q:
    first, _ = clock.year_bounds(min(counts))
    _, last = clock.year_bounds(max(counts))
    return Q(**{f"{name}__gte": first, f"{name}__lt": last})


def _read_people(counts: dict[int, YearCounts]) -> None:
    """F01, F02: ED whose status on the reference date is neither kandidaat nor gestopt; never split further."""
    spans = StandingSpan.objects.filter(volunteer__kind=VolunteerKind.ED, status__in=IN_THE_POOL)
    wanted: dict[str, Any] = {}
    for year, found in counts.items():
        on = Q(from_on__lte=found.on) & (Q(until_on=None) | Q(until_on__gt=found.on))
        wanted[f"callable_{year}"] = Count("pk", filter=on & Q(is_callable=True))
        wanted[f"other_{year}"] = Count("pk", filter=on & Q(is_callable=False))
    row = spans.aggregate(**wanted)
    for year, found in counts.items():
        found.callable_people, found.other_people = row[f"callable_{year}"], row[f"other_{year}"]


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
    meetings = Meeting.objects.filter(_bounds(counts, "starts_at"))
    over = Q(state="planned", starts_at__lte=clock.now())
    rows = (
        meetings.annotate(month=_month_of(counts, "starts_at"))
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
        found, month = _named(counts, row["month"])
        found.held[row["mode"]] += row["held"]
        found.cancelled[row["mode"]] += row["cancelled"]
        found.registered += row["registered"]
        for kind in ("own", "context", "professionals"):
            found.heads[kind] += row[kind] or 0
            found.heads_by_month[month] += row[kind] or 0


def _read_referrals(counts: dict[int, YearCounts]) -> None:
    """F22, F23: aanmeldingen by their own date of receipt, by kind of site."""
    rows = (
        Referral.objects.filter(_bounds(counts, "received_at"))
        .annotate(month=_month_of(counts, "received_at"))
        .values_list("month", "site__kind")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for nth, kind, n in rows:
        found, month = _named(counts, nth)
        found.referrals[month, kind] += n


def _read_waits(counts: dict[int, YearCounts]) -> None:
    """F26: from received to the first yes of an ED; median and 90th percentile."""
    said_yes = Assignment.objects.filter(volunteer__isnull=False).order_by()
    sooner = Q(accepted_at__lt=OuterRef("accepted_at")) | Q(accepted_at=OuterRef("accepted_at"), pk__lt=OuterRef("pk"))
    first = said_yes.filter(_bounds(counts, "referral__received_at"))
    first = first.filter(~Exists(said_yes.filter(sooner, referral=OuterRef("referral"))))
    waits = first.annotate(wait=F("accepted_at") - F("referral__received_at"))
    wanted: dict[str, Any] = {}
    for year, found in counts.items():
        here = _bounds({year: found}, "referral__received_at")
        wanted |= {f"n_{year}": Count("wait", filter=here), f"waits_{year}": MedianAndP90("wait", filter=here)}
    row = waits.aggregate(**wanted)
    for year, found in counts.items():
        if row[f"n_{year}"]:
            found.waits = row[f"n_{year}"]
            median, p90 = row[f"waits_{year}"]
            found.wait_median_hours, found.wait_p90_hours = median.total_seconds() / 3600, p90.total_seconds() / 3600


def _read_talks_and_attendances(counts: dict[int, YearCounts]) -> None:
    """F29 by channel, and F09: attendances of ED and others at intervisies, on the day of the session."""
    talks: QuerySet[Any, Any] = (
        Conversation.objects.filter(_bounds(counts, "happened_at"))
        .annotate(month=_month_of(counts, "happened_at"), key=F("channel"))
        .values_list("month", "key")
        .annotate(n=Count("pk"))
        .order_by()
    )
    first, last = date(min(counts), 1, 1), date(max(counts), 12, 31)
    attended: QuerySet[Any, Any] = (
        IntervisionAttendance.objects.standing()
        .filter(day__range=(first, last), presence="attended")
        .annotate(month=ExtractYear("day"), key=Value("intervisie"))
        .values_list("month", "key")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for when, key, n in talks.union(attended, all=True):
        if key == "intervisie":
            counts[when].attendances += n
        else:
            found, month = _named(counts, when)
            found.talks[key] += n
            found.talks_by_month[month] += n
