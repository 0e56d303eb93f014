"""What a report counts, read from the database: one year and the year before, in six queries.

`YearCounts` holds raw counts and goes nowhere but to `reporting.figures`, which protects them. The app owns no
facts of its own; every definition below is the one of domain 7.2.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Min, Q, QuerySet, Sum, Value
from django.db.models.functions import ExtractMonth, ExtractYear

from contactgroups.models import GroupPeriod, Meeting
from contactgroups.states import GroupState
from oev import clock
from referrals.models import Assignment, Conversation, Referral
from volunteers.kinds import VolunteerKind
from volunteers.models import IntervisionAttendance, StandingSpan
from volunteers.states import Status

IN_THE_POOL = (Status.ACTIVE, Status.SLEEPING, Status.PAUSED, Status.INACTIVE)


class Percentile(Aggregate):
    """percentile_cont of a duration; 0.5 is the median."""

    function = "percentile_cont"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()

    def __init__(self, expression: Any, share: float, **options: Any) -> None:
        super().__init__(expression, share=share, **options)


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
        meetings.annotate(year=ExtractYear("starts_at"), month=ExtractMonth("starts_at"))
        .values("year", "month", "mode")
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
        found = counts[row["year"]]
        found.held[row["mode"]] += row["held"]
        found.cancelled[row["mode"]] += row["cancelled"]
        found.registered += row["registered"]
        for kind in ("own", "context", "professionals"):
            found.heads[kind] += row[kind] or 0
            found.heads_by_month[row["month"]] += row[kind] or 0


def _read_referrals(counts: dict[int, YearCounts]) -> None:
    """F22, F23: aanmeldingen by their own date of receipt, by kind of site."""
    rows = (
        Referral.objects.filter(_bounds(counts, "received_at"))
        .annotate(year_of=ExtractYear("received_at"), month=ExtractMonth("received_at"))
        .values_list("year_of", "month", "site__kind")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for year, month, kind, n in rows:
        counts[year].referrals[month, kind] += n


def _read_waits(counts: dict[int, YearCounts]) -> None:
    """F26: from received to the first yes of an ED; median and 90th percentile."""
    waits = (
        Assignment.objects.filter(_bounds(counts, "referral__received_at"), volunteer__isnull=False)
        .order_by()
        .values("referral")
        .annotate(
            year_of=ExtractYear("referral__received_at"),
            wait=ExpressionWrapper(Min("accepted_at") - F("referral__received_at"), DurationField()),
        )
    )
    wanted: dict[str, Any] = {}
    for year in counts:
        here = Q(year_of=year)
        wanted[f"n_{year}"] = Count("wait", filter=here)
        wanted[f"median_{year}"] = Percentile(F("wait"), 0.5, filter=here)
        wanted[f"p90_{year}"] = Percentile(F("wait"), 0.9, filter=here)
    row = waits.aggregate(**wanted)
    for year, found in counts.items():
        if row[f"n_{year}"]:
            found.waits = row[f"n_{year}"]
            found.wait_median_hours = row[f"median_{year}"].total_seconds() / 3600
            found.wait_p90_hours = row[f"p90_{year}"].total_seconds() / 3600


def _read_talks_and_attendances(counts: dict[int, YearCounts]) -> None:
    """F29 by channel, and F09: attendances of ED and others at intervisies, on the day of the session."""
    talks: QuerySet[Any, Any] = (
        Conversation.objects.filter(_bounds(counts, "happened_at"))
        .annotate(year_of=ExtractYear("happened_at"), month=ExtractMonth("happened_at"), key=F("channel"))
        .values_list("year_of", "month", "key")
        .annotate(n=Count("pk"))
        .order_by()
    )
    first, last = date(min(counts), 1, 1), date(max(counts), 12, 31)
    attended: QuerySet[Any, Any] = (
        IntervisionAttendance.objects.standing()
        .filter(day__range=(first, last), presence="attended")
        .annotate(year_of=ExtractYear("day"), month=Value(0), key=Value("intervisie"))
        .values_list("year_of", "month", "key")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for year, month, key, n in talks.union(attended, all=True):
        if key == "intervisie":
            counts[year].attendances += n
        else:
            counts[year].talks[key] += n
            counts[year].talks_by_month[month] += n
