"""Who is there, who came, started and stopped, by year: F01 to F06 from two reads of all years at once.

Each date becomes the number of the first reference day on or after it, so that a handful of rows tells all years.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat

from reporting.moves import KINDS, YearMoves
from reporting.reads_events import Row, counted
from reporting.reads_time import turn_of
from reporting.year_counts import YearCounts
from volunteers.kinds import VolunteerKind
from volunteers.models import Engagement, StandingSpan, Volunteer
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


def engagements(days: Sequence[date]) -> QuerySet[Any, Any]:
    """Candidacies of ED as rows of (what, nth day, key, how many), from which F04, F05 and F06 follow.

    A key says when they began and stopped, and whose they are when somebody has more than one, else 0: only for those
    does it matter which was the first. Nobody starts who stopped by that day.
    """
    others = Volunteer.objects.filter(kind=VolunteerKind.ORGANISATION)  # few: cheaper to leave out than to join
    rows = Engagement.objects.standing().filter(candidate_on__lte=days[-1]).exclude(volunteer__in=others.values("pk"))
    began = Case(When(stopped_on__lte=F("activated_on"), then=None), default=F("activated_on"))
    more = Engagement.objects.standing().values("volunteer").annotate(n=Count("pk")).filter(n__gt=1)
    whose = Case(When(volunteer__in=more.values("volunteer"), then=F("volunteer_id")), default=0)
    rows = rows.annotate(began_on=began)
    said = [Cast(one, TextField()) for one in (turn_of("began_on", days), turn_of("stopped_on", days), whose)]
    key = Concat(said[0], Value(" "), said[1], Value(" "), said[2], output_field=TextField())
    return counted(rows, "candidacy", turn_of("candidate_on", days), key)


def moves_of(pool: Sequence[Counter[tuple[bool, str]]], rows: Iterable[Row]) -> list[YearMoves]:
    """What `read_pool` and the rows of `engagements` say of each year, in the order of the days."""
    tally: list[Counter[str]] = [Counter() for _ in range(len(pool) + 1)]  # the last is for what did not happen yet
    several: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for _, nth, key, n in rows:
        began, stopped, who = map(int, key.split())
        _count_candidacies(tally, nth, began, stopped, n)
        if began == len(pool):
            continue
        if who:
            several[who].append((began, stopped))
        else:
            tally[began]["started"] += n
            tally[stopped]["stopped"] += n
    for times in several.values():
        tally[min(times)[0]]["started"] += 1
        for stopped in {stopped for _, stopped in times}:
            tally[stopped]["stopped"] += 1
    by_kind = (tuple(one[True, kind] + one[False, kind] for kind in KINDS) for one in pool)
    return [YearMoves(kinds, **one) for kinds, one in zip(by_kind, tally, strict=False)]


def _count_candidacies(tally: list[Counter[str]], nth: int, began: int, stopped: int, n: int) -> None:
    """Candidacies received by one day: where they stood then, and how long they waited."""
    for at in range(nth, min(began, stopped)):
        tally[at]["waiting"] += n
    tally[nth]["began" if began == nth else "dropped" if stopped == nth else "running"] += n
    if began > nth:
        tally[began]["carried"] += n


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
