"""From dated facts in the database to `StandingSpan` rows, for one person or for everybody (house habit 4)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from volunteers.kinds import VolunteerKind
from volunteers.models import (
    ClockStart,
    ConfirmedReturn,
    Contact,
    Engagement,
    IntervisionAttendance,
    Postponement,
    Rest,
    StandingSpan,
    Volunteer,
)
from volunteers.standing import EngagementFact, Facts, RestFact, timeline
from volunteers.standing import Postponement as PostponementFact
from volunteers.states import RestKind

BATCH = 2000


def facts_of(ids: Sequence[int]) -> dict[int, Facts]:
    """The standing facts of these volunteers, in a constant number of queries; withdrawn facts are left out."""
    engagements = _by_person(Engagement.objects.standing(), ids, "candidate_on", "activated_on", "stopped_on")
    rests = _by_person(Rest.objects.standing(), ids, "kind", "from_on", "until_on", "needs_return")
    attended = IntervisionAttendance.objects.standing().filter(presence="attended", counts=True)
    attendances = _days(attended, ids, "day")
    contacts = _days(Contact.objects.standing(), ids, "on_day")
    returns = _days(ConfirmedReturn.objects.standing(), ids, "on_day")
    clock_starts = _days(ClockStart.objects.standing(), ids, "on_day")
    postponements = tuple(
        PostponementFact(*row)
        for row in Postponement.objects.standing().order_by("decided_on").values_list("decided_on", "until_on")
    )
    organisation = set(
        Volunteer.objects.filter(pk__in=ids, kind=VolunteerKind.ORGANISATION).values_list("pk", flat=True)
    )
    return {
        pk: Facts(
            engagements=tuple(EngagementFact(*row) for row in engagements[pk]),
            rests=tuple(RestFact(RestKind(kind), *rest) for kind, *rest in rests[pk]),
            postponements=postponements,
            yearly=pk not in organisation,  # the rules of ervaringsdragers hold for them only (R217)
            attendances=tuple(attendances[pk]),
            contacts=tuple(contacts[pk]),
            returns=tuple(returns[pk]),
            clock_starts=tuple(clock_starts[pk]),
        )
        for pk in ids
    }


def _by_person(rows: QuerySet[Any], ids: Sequence[int], *names: str) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for pk, *values in rows.filter(volunteer_id__in=ids).order_by(names[0]).values_list("volunteer_id", *names):
        found[pk].append(tuple(values))
    return found


def _days(rows: QuerySet[Any], ids: Sequence[int], name: str) -> dict[int, list[date]]:
    return defaultdict(list, {pk: [row[0] for row in values] for pk, values in _by_person(rows, ids, name).items()})


def calculated(ids: Sequence[int]) -> dict[int, list[StandingSpan]]:
    """The spans that follow from the facts, not saved."""
    return {
        pk: [
            StandingSpan(
                volunteer_id=pk,
                from_on=span.from_on,
                until_on=span.until_on,
                status=span.status.value,
                is_callable=span.callable,
                last_day=span.last_day,
            )
            for span in timeline(facts)
        ]
        for pk, facts in facts_of(ids).items()
    }


def rebuild_spans(*ids: int) -> None:
    """Replace the spans of these volunteers; call it inside the transaction that changed the fact."""
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        spans = [span for found in calculated(batch).values() for span in found]
        StandingSpan.objects.filter(volunteer_id__in=batch).delete()
        StandingSpan.objects.bulk_create(spans, batch_size=5000)


def differing(ids: Iterable[int]) -> list[int]:
    """Volunteers whose stored spans are not what follows from the facts; the answer should be nobody."""
    wrong = []
    everybody = list(ids)
    for start in range(0, len(everybody), BATCH):
        batch = everybody[start : start + BATCH]
        stored: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        names = ("from_on", "until_on", "status", "is_callable", "last_day")
        for pk, *values in (
            StandingSpan.objects.filter(volunteer_id__in=batch).order_by("from_on").values_list("volunteer_id", *names)
        ):
            stored[pk].append(tuple(values))
        for pk, spans in calculated(batch).items():
            if stored[pk] != [tuple(getattr(span, name) for name in names) for span in spans]:
                wrong.append(pk)
    return wrong
