"""All that is counted one by one, in a single question: talks, intervisie, vorming, roles, tellingen and more.

Each part is rows of (what, nth, key, how many); what `nth` counts, months or reference days, goes with the part.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, Count, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, Concat

from oev import clock
from referrals.models import Conversation
from reporting.reads_time import Counts, days_within, month_of, month_of_day, named, within, year_of_day
from reporting.year_counts import YearCounts
from volunteers.kinds import ActivityKind, Presence
from volunteers.models import ActivityLog, IntervisionAttendance, IntervisionSession, RoleHolding, SupportAsked
from volunteers.models.training import TrainingEnrolment, TrainingSession

Row = tuple[str, int, str, int]
Add = Callable[[YearCounts, int, str, int], None]
GIVEN = (ActivityKind.LECTURE, ActivityKind.WORKSHOP, ActivityKind.TESTIMONY)


def counted(rows: QuerySet[Any], what: str, nth: Any, key: Any, n: Any = None) -> QuerySet[Any, Any]:
    """How many of these rows there are by `nth` and `key`, or the sum `n`, as rows that go into one question."""
    parts = rows.order_by().annotate(what=Value(what), nth=nth, key=key)
    found: QuerySet[Any, Any] = parts.values_list("what", "nth", "key").annotate(n=n or Count("pk"))
    return found


def nothing() -> Value:
    """The key of what has no kinds."""
    return Value("", output_field=CharField())


def read_events(counts: Counts, *others: QuerySet[Any, Any]) -> list[Row]:
    """Fill in F07, F08, F09, F11, F29 and F35 to F38; gives back the rows of the parts that were handed in."""
    parts = [
        _talks(counts),
        *_intervision(counts),
        *_training(counts),
        *_roles(counts),
        *_activities(counts),
        _support(counts),
        *others,
    ]
    strange: list[Row] = []
    for what, nth, key, n in parts[0].union(*parts[1:], all=True):
        add = ADDERS.get(what)
        if add is None:
            strange.append((what, nth, key, n))
        else:
            found, month = named(counts, nth)
            add(found, month, key, n)
    return strange


def _talks(counts: Counts) -> QuerySet[Any, Any]:
    """F29: talks that took place, by channel."""
    rows = Conversation.objects.filter(within(counts, "happened_at"))
    return counted(rows, "talk", month_of(counts, "happened_at"), F("channel"))


def _intervision(counts: Counts) -> list[QuerySet[Any, Any]]:
    """F08: sessions held; F09: attendances on the day of the session."""
    over = Q(cancelled_at=None, starts_at__lte=clock.now())
    sessions = IntervisionSession.objects.filter(within(counts, "starts_at"), over)
    came = IntervisionAttendance.objects.standing().filter(days_within(counts, "day"), presence=Presence.ATTENDED)
    return [
        counted(sessions, "session", month_of(counts, "starts_at"), F("kind")),
        counted(came, "attendance", year_of_day(counts, "day"), nothing()),
    ]


def _training(counts: Counts) -> list[QuerySet[Any, Any]]:
    """F11: days on which a vorming was given, and who was there, by theme and offering partner."""
    given = Q(cancelled_at=None, starts_at__lte=clock.now())
    sessions = TrainingSession.objects.filter(within(counts, "starts_at"), given)
    came = TrainingEnrolment.objects.standing().filter(
        within(counts, "session__starts_at"), session__cancelled_at=None, presence=Presence.ATTENDED
    )
    return [
        counted(sessions, "training", month_of(counts, "starts_at"), _theme_and_partner("training")),
        counted(came, "trained", month_of(counts, "session__starts_at"), _theme_and_partner("session__training")),
    ]


def _theme_and_partner(training: str) -> Concat:
    """'ethics|CAW': a theme holds no '|'."""
    partner = Coalesce(F(f"{training}__partner__name"), nothing())
    return Concat(F(f"{training}__theme"), Value("|"), partner, output_field=CharField())


def _roles(counts: Counts) -> list[QuerySet[Any, Any]]:
    """F07: roles held on the reference day, in reserve or not."""
    return [
        counted(
            RoleHolding.objects.running_on(found.on),
            "role", Value(12 * (year - min(counts)) + 12), F("role"),
        )
        for year, found in counts.items()
    ]  # fmt: skip


def _activities(counts: Counts) -> list[QuerySet[Any, Any]]:
    """F36, F37, F38: the tellingen that stand, how often, how many took part, and how many were reached."""
    rows = ActivityLog.objects.filter(days_within(counts, "on_day"), withdrawn_at=None)
    month = month_of_day(counts, "on_day")
    return [
        counted(rows, "activity", month, F("kind")),
        counted(rows, "took_part", month, F("kind"), Sum("participations")),
        counted(rows.filter(kind__in=GIVEN), "reached", month, F("kind"), Coalesce(Sum("reached"), 0)),
    ]


def _support(counts: Counts) -> QuerySet[Any, Any]:
    """F35: how often support was asked; who asked is not known any more."""
    first = min(counts)
    rows = SupportAsked.objects.filter(year__range=(first, max(counts)))
    return counted(rows, "support", (F("year") - first) * 12 + 1, nothing(), Sum("times"))


def _talk(found: YearCounts, month: int, key: str, n: int) -> None:
    found.talks[key] += n
    found.talks_by_month[month] += n


def _attendance(found: YearCounts, month: int, key: str, n: int) -> None:
    found.attendances += n


def _asked(found: YearCounts, month: int, key: str, n: int) -> None:
    found.support += n


def _by_key(name: str, parts: str = "") -> Add:
    """Add to a counter of the year; `parts`: its key is two words with this between them."""

    def add(found: YearCounts, month: int, key: str, n: int) -> None:
        getattr(found, name)[tuple(key.split(parts, 1)) if parts else key] += n

    return add


ADDERS: dict[str, Add] = {
    "talk": _talk,
    "attendance": _attendance,
    "support": _asked,
    "session": _by_key("sessions"),
    "training": _by_key("trainings", "|"),
    "trained": _by_key("trained", "|"),
    "role": _by_key("roles"),
    "activity": _by_key("activities"),
    "took_part": _by_key("took_part"),
    "reached": _by_key("reached"),
}
