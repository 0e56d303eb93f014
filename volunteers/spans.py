"""From dated facts in the database to `StandingSpan` rows, for one person or for everybody (house habit 4)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import zip_longest
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, BooleanField, CharField, DateField, F, IntegerField, QuerySet, Value

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


class Fact(IntEnum):
    """Kinds of facts, as they come from the one question to the database."""

    ENGAGEMENT = 0
    REST = 1
    ATTENDANCE = 2
    CONTACT = 3
    RETURN = 4
    CLOCK_START = 5
    POSTPONEMENT = 6
    HELPER = 7


def facts_of(ids: Sequence[int]) -> dict[int, Facts]:
    """The standing facts of these volunteers, in one query; withdrawn facts are left out."""
    found: list[dict[int, list[Any]]] = [defaultdict(list) for _ in Fact]
    for fact, pk, first, second, third, kind, flag in FACTS.rows(ids=list(ids)):
        if fact == Fact.ENGAGEMENT:
            found[fact][pk].append(EngagementFact(first, second, third))
        elif fact == Fact.REST:
            found[fact][pk].append(RestFact(RestKind(kind), first, second, flag))
        elif fact == Fact.POSTPONEMENT:
            found[fact][EVERYBODY].append(PostponementFact(first, second))
        else:
            found[fact][pk].append(first)
    engagements, rests, attendances, contacts, returns, clock_starts, postponements, helpers = found
    for_all = tuple(sorted(postponements[EVERYBODY], key=lambda one: one.decided_on))
    return {
        pk: Facts(
            engagements=tuple(engagements[pk]),
            rests=tuple(rests[pk]),
            postponements=for_all,
            yearly=pk not in helpers,  # the rules of ervaringsdragers hold for them only (R217)
            attendances=tuple(sorted(attendances[pk])),
            contacts=tuple(sorted(contacts[pk])),
            returns=tuple(sorted(returns[pk])),
            clock_starts=tuple(sorted(clock_starts[pk])),
        )
        for pk in ids
    }


EVERYBODY = 0  # no person: what holds for all


def _every_fact(ids: list[int]) -> QuerySet[Any, Any]:
    """All facts of these people as (fact, person, three days, kind of rest, its needs_return)."""
    attended = IntervisionAttendance.objects.standing().filter(presence="attended", counts=True)
    helpers = Volunteer.objects.filter(any_of("pk", ids), kind=VolunteerKind.ORGANISATION)
    first, *others = (
        _of_people(Fact.ENGAGEMENT, Engagement.objects.standing(), ids, "candidate_on", "activated_on", "stopped_on"),
        _of_people(Fact.REST, Rest.objects.standing(), ids, "from_on", "until_on", None, "kind", "needs_return"),
        _of_people(Fact.ATTENDANCE, attended, ids, "day"),
        _of_people(Fact.CONTACT, Contact.objects.standing(), ids, "on_day"),
        _of_people(Fact.RETURN, ConfirmedReturn.objects.standing(), ids, "on_day"),
        _of_people(Fact.CLOCK_START, ClockStart.objects.standing(), ids, "on_day"),
        _as_fact(Fact.POSTPONEMENT, Postponement.objects.standing(), EVERYBODY, "decided_on", "until_on"),
        _as_fact(Fact.HELPER, helpers, F("pk")),
    )
    every: QuerySet[Any, Any] = first.union(*others, all=True)
    return every


def _of_people(fact: Fact, rows: Any, ids: list[int], *columns: str | None) -> Any:
    return _as_fact(fact, rows.filter(any_of("volunteer_id", ids)), F("volunteer_id"), *columns)


def _as_fact(fact: Fact, rows: Any, person: F | int, *columns: str | None) -> Any:
    """These rows with every column there is, empty where this fact has none."""
    given = zip_longest(EMPTY.items(), columns)
    filled = {f"f_{name}": F(column) if column else empty for (name, empty), column in given}
    whose = person if isinstance(person, F) else Value(person, BigIntegerField())
    named = rows.order_by().annotate(f_fact=Value(int(fact), IntegerField()), f_person=whose, **filled)
    return named.values_list("f_fact", "f_person", *filled)


EMPTY = {
    "first": Value(None, DateField()),
    "second": Value(None, DateField()),
    "third": Value(None, DateField()),
    "kind": Value("", CharField()),
    "flag": Value(False, BooleanField()),
}
FACTS = Prepared(_every_fact, ids=list)  # put into SQL once: asked for one person by many acts


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
