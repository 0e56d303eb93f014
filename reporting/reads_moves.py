"""Who is there, who came, started and stopped, by year: F01 to F06 from two reads of all years at once.

Each date becomes the number of the first reference day on or after it, so that a handful of rows tells all years.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat

from reporting.moves import KINDS, YearMoves
from reporting.reads_events import counted, nothing
from reporting.reads_time import turn_of
from reporting.year_counts import YearCounts
from volunteers.kinds import VolunteerKind
from volunteers.models import Engagement, StandingSpan
from volunteers.states import Status

IN_THE_POOL = (Status.ACTIVE, Status.SLEEPING, Status.PAUSED, Status.INACTIVE)


def read_pool(days: Sequence[date]) -> list[Counter[tuple[bool, str]]]:
    """F01, F02, F03: ED neither kandidaat nor gestopt on each of these days, by callable or not and by experience."""
    found: list[Counter[tuple[bool, str]]] = [Counter() for _ in days]
    rows = (
        StandingSpan.objects.filter(volunteer__kind=VolunteerKind.ED, status__in=IN_THE_POOL, from_on__lte=days[-1])
        .annotate(first=turn_of("from_on", days), beyond=turn_of("until_on", days))
        .values_list("first", "beyond", "is_callable", "volunteer__experience_kind")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for first, beyond, is_callable, kind, n in rows:
        for one in found[first:beyond]:
            one[is_callable, kind] += n
    return found


def engagements(days: Sequence[date]) -> list[QuerySet[Any, Any]]:
    """Candidacies (F05), first starts (F04) and stops (F06) of ED as rows of (what, nth day, key, how many).

    Nobody starts who stopped by that day; a key of a candidacy says when it began and stopped.
    """
    began = Case(When(stopped_on__lte=F("activated_on"), then=None), default=F("activated_on"))
    rows = Engagement.objects.standing().filter(volunteer__kind=VolunteerKind.ED, candidate_on__lte=days[-1])
    rows = rows.annotate(began_on=began)
    sooner = Q(activated_on__lt=OuterRef("activated_on")) | Q(
        activated_on=OuterRef("activated_on"), pk__lt=OuterRef("pk")
    )
    earlier = Engagement.objects.standing().filter(sooner, volunteer=OuterRef("volunteer"))
    earlier = earlier.filter(Q(stopped_on=None) | Q(stopped_on__gt=F("activated_on")))
    started = rows.filter(began_on__lte=days[-1])
    parts = (Cast(turn_of("began_on", days), TextField()), Cast(turn_of("stopped_on", days), TextField()))
    key = Concat(parts[0], Value(" "), parts[1], output_field=TextField())
    gone = started.filter(stopped_on__lte=days[-1])
    return [
        counted(rows, "candidacy", turn_of("candidate_on", days), key),
        counted(started.filter(~Exists(earlier)), "started", turn_of("began_on", days), nothing()),
        counted(gone, "stopped", turn_of("stopped_on", days), nothing(), Count("volunteer", distinct=True)),
    ]


def moves_of(pool: Sequence[Counter[tuple[bool, str]]], rows: Iterable[tuple[str, int, str, int]]) -> list[YearMoves]:
    """What `read_pool` and the rows of `engagements` say of each year, in the order of the days."""
    tally: list[Counter[str]] = [Counter() for _ in pool]
    for what, nth, key, n in rows:
        if what != "candidacy":
            tally[nth][what] += n
            continue
        began, stopped = map(int, key.split())
        for at in range(nth, min(began, stopped, len(pool))):
            tally[at]["waiting"] += n
        if nth < len(pool):
            tally[nth]["began" if began == nth else "dropped" if stopped == nth else "running"] += n
        if nth < began < len(pool):
            tally[began]["carried"] += n
    by_kind = (tuple(one[True, kind] + one[False, kind] for kind in KINDS) for one in pool)
    return [YearMoves(kinds, **one) for kinds, one in zip(by_kind, tally, strict=True)]


def fill_moves(
    counts: Mapping[int, YearCounts], pool: Sequence[Counter[tuple[bool, str]]], moves: Mapping[int, YearMoves]
) -> None:
    """Give each year who is callable then, and how people came and went in all years."""
    for year, found in counts.items():
        found.moves = moves
        for (is_callable, _), n in pool[year - min(moves)].items():
            if is_callable:
                found.callable_people += n
            else:
                found.other_people += n
