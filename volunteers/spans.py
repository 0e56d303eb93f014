"""From dated facts in the database to `StandingSpan` rows, for one person or for everybody (house habit 4)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from oev.prepared import Prepared, any_of
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
from volunteers.standing import EngagementFact, Facts, RestFact, Span, timeline
from volunteers.standing import Postponement as PostponementFact
from volunteers.states import RestKind

BATCH = 2000


def facts_of(ids: Sequence[int]) -> dict[int, Facts]:
    """The standing facts of these volunteers, in a constant number of queries; withdrawn facts are left out."""
    engagements, rests = _by_person(ENGAGEMENTS, ids), _by_person(RESTS, ids)
    attendances, contacts = _days(ATTENDANCES, ids), _days(CONTACTS, ids)
    returns, clock_starts = _days(RETURNS, ids), _days(CLOCK_STARTS, ids)
    postponements = tuple(PostponementFact(*row) for row in POSTPONEMENTS.rows())
    organisation = {pk for (pk,) in HELPERS.rows(ids=list(ids))}
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


def _of_people(rows: Callable[[], QuerySet[Any]], *names: str) -> Prepared:
    """Standing facts of one kind as (person, these columns), the first column first."""

    def build(ids: list[int]) -> QuerySet[Any, Any]:
        asked = rows().filter(any_of("volunteer_id", ids)).order_by(names[0])
        found: QuerySet[Any, Any] = asked.values_list("volunteer_id", *names)
        return found

    return Prepared(build, ids=list)


# Put into SQL once: these are asked for one person by many acts, and building the queries would cost most of the time.
ENGAGEMENTS = _of_people(Engagement.objects.standing, "candidate_on", "activated_on", "stopped_on")
RESTS = _of_people(Rest.objects.standing, "kind", "from_on", "until_on", "needs_return")
ATTENDANCES = _of_people(
    lambda: IntervisionAttendance.objects.standing().filter(presence="attended", counts=True), "day"
)
CONTACTS = _of_people(Contact.objects.standing, "on_day")
RETURNS = _of_people(ConfirmedReturn.objects.standing, "on_day")
CLOCK_STARTS = _of_people(ClockStart.objects.standing, "on_day")
POSTPONEMENTS = Prepared(
    lambda: Postponement.objects.standing().order_by("decided_on").values_list("decided_on", "until_on")
)
HELPERS = Prepared(
    lambda ids: (
        Volunteer.objects.filter(any_of("pk", ids), kind=VolunteerKind.ORGANISATION).order_by().values_list("pk")
    ),
    ids=list,
)


def _by_person(facts: Prepared, ids: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for pk, *values in facts.rows(ids=list(ids)):
        found[pk].append(tuple(values))
    return found


def _days(facts: Prepared, ids: Sequence[int]) -> dict[int, list[date]]:
    found: dict[int, list[date]] = defaultdict(list)
    for pk, day in facts.rows(ids=list(ids)):
        found[pk].append(day)
    return found


COLUMNS = (
    "from_on", "until_on", "status", "is_callable", "last_day", "after_contact", "first_reminder_on",
    "second_reminder_on", "last_reminder_on",
)  # fmt: skip


def calculated(ids: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
    """The spans that follow from the facts, as values of `COLUMNS`, not saved."""
    return {pk: [row_of(span) for span in timeline(facts)] for pk, facts in facts_of(ids).items()}


def row_of(span: Span) -> tuple[Any, ...]:
    """A span of the pure timeline as values of `COLUMNS`."""
    return (
        span.from_on, span.until_on, span.status.value, span.callable, span.last_day, span.after_contact,
        *span.reminders,
    )  # fmt: skip


def rebuild_spans(*ids: int) -> None:
    """Replace the spans of these volunteers; call it inside the transaction that changed the fact."""
    table = f"{StandingSpan._meta.db_table} (volunteer_id, {', '.join(COLUMNS)})"  # noqa: SLF001 - our own model
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        found = calculated(batch)
        StandingSpan.objects.filter(volunteer_id__in=batch).delete()
        # COPY: a tenth of the time of bulk_create, which decides how long everybody takes.
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
            for pk, spans in found.items():
                for span in spans:
                    copy.write_row((pk, *span))


def differing(ids: Iterable[int]) -> list[int]:
    """Volunteers whose stored spans are not what follows from the facts; the answer should be nobody."""
    wrong = []
    everybody = list(ids)
    for start in range(0, len(everybody), BATCH):
        batch = everybody[start : start + BATCH]
        stored: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        rows = StandingSpan.objects.filter(volunteer_id__in=batch).order_by("from_on")
        for pk, *values in rows.values_list("volunteer_id", *COLUMNS):
            stored[pk].append(tuple(values))
        for pk, spans in calculated(batch).items():
            if stored[pk] != spans:
                wrong.append(pk)
    return wrong
