"""The rows of a list, read in as many queries as it has sheets, however many people there are.

A row is the primary key and its cells as text, in the order of the sheet's columns.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db import connection
from django.db.models import Exists, Func, Max, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from oev import clock
from volunteers.exporting.columns import show_day
from volunteers.kinds import ExperienceKind, NameShown, Presence, Role, VolunteerKind
from volunteers.models import IntervisionAttendance, RoleHolding, StandingSpan, TrainingEnrolment, Volunteer
from volunteers.states import Status

Row = tuple[int, list[str]]
CHUNK = 2000
EXPERIENCE = dict(ExperienceKind.choices)
KIND = dict(VolunteerKind.choices)
SHOWN = dict(NameShown.choices)
PRESENCE = dict(Presence.choices)
ROLE = dict(Role.choices)


def of_the_pool(day: date) -> QuerySet[Volunteer]:
    """Whom a list is about: everybody who did not stop and was not forgotten."""
    stopped = StandingSpan.objects.on(day).filter(volunteer=OuterRef("pk"), status=Status.STOPPED)
    return Volunteer.objects.filter(~Exists(stopped), forgotten_on=None)


def _joined(rows: QuerySet[Any], *names: str) -> Subquery:
    """What somebody has several of, as one text: parts end with '|', rows stand on a line."""
    mine = rows.filter(volunteer=OuterRef("pk")).order_by().values("volunteer")
    bar = Value("|", TextField())
    text = Concat(*(part for name in names for part in (_text(name), bar)))
    return Subquery(mine.annotate(text=StringAgg(text, "\n", order_by=text)).values("text"))


def _text(name: str) -> Coalesce:
    return Coalesce(Cast(name, TextField()), Value("", TextField()))


_SPOKEN = Func("languages", Value(", "), function="array_to_string", output_field=TextField())


def people_rows(people: QuerySet[Volunteer]) -> QuerySet[Any, tuple[Any, ...]]:
    """The query behind the sheet of people."""
    came = IntervisionAttendance.objects.standing().filter(volunteer=OuterRef("pk"), presence=Presence.ATTENDED)
    followed = TrainingEnrolment.objects.standing().filter(presence=Presence.ATTENDED)
    return people.order_by("search_name", "pk").values_list(
        "pk", "first_name", "last_name", "alias", "email", "phone", "prefers_phone", "kind", "experience_kind",
        "gender", "municipality__name", _SPOKEN, "max_per_month", "name_for_peers", "name_for_partners",
        "name_for_public",
        Subquery(came.order_by().values("volunteer").annotate(last=Max("day")).values("last")),
        _joined(RoleHolding.objects.standing(), "role", "from_on", "until_on"),
        _joined(followed, "session__training__title", "session__starts_at__date"),
    )  # fmt: skip


def read_people(people: QuerySet[Volunteer]) -> Iterator[Row]:
    """The sheet of people."""
    for (
        pk, first, last, alias, email, phone, call, kind, experience, gender, town, languages, most, peers, partners,
        public, seen, roles, trainings,
    ) in _copied(people_rows(people)):  # fmt: skip
        yield int(pk), [
            first, last, alias, email, phone, "ja" if call == "t" else "nee", KIND[kind],
            EXPERIENCE.get(experience, ""), gender, town or "", languages, most or "", SHOWN[peers], SHOWN[partners],
            SHOWN[public], _turned(seen) if seen else "", _say_roles(roles or ""), _say_trainings(trainings or ""),
        ]  # fmt: skip


def _copied(rows: QuerySet[Any, tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows of a query as text, as they come: a list of everybody takes half the time, and no memory.

    Nothing else may be asked on this connection until the last row was taken.
    """
    query = connection.ops.compose_sql(*rows.query.sql_with_params())  # type: ignore[attr-defined]
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT") as copy:
        yield from copy.rows()


@lru_cache(4096)
def _say_roles(text: str) -> str:
    said = []
    for line in filter(None, text.split("\n")):
        role, from_on, until_on, _ = line.split("|")
        until = f" tot {_turned(until_on)}" if until_on else ""
        said.append(f"{ROLE.get(role, role)} vanaf {_turned(from_on)}{until}")
    return ", ".join(said)


@lru_cache(4096)
def _say_trainings(text: str) -> str:
    parts = (line.rsplit("|", 2) for line in filter(None, text.split("\n")))
    return ", ".join(f"{title} op {_turned(day)}" for title, day, _ in parts)


def _turned(iso: str) -> str:
    return f"{iso[8:10]}/{iso[5:7]}/{iso[:4]}"


def read_roles(people: QuerySet[Volunteer]) -> Iterator[Row]:
    """The sheet of roles: one row for each period of each role."""
    rows = RoleHolding.objects.standing().filter(volunteer__in=people.order_by())
    for pk, first, last, email, role, from_on, until_on in (
        rows.order_by("volunteer__search_name", "volunteer", "from_on", "pk")
        .values_list(*_WHO, "role", "from_on", "until_on")
        .iterator(CHUNK)
    ):
        yield pk, [f"{first} {last}".strip(), email, ROLE.get(role, role), show_day(from_on), show_day(until_on)]


def read_attendances(people: QuerySet[Volunteer]) -> Iterator[Row]:
    """The sheet of intervisie: one row for each line of each list."""
    rows = IntervisionAttendance.objects.standing().filter(volunteer__in=people.order_by())
    for pk, first, last, email, day, presence, counts in (
        rows.order_by("day", "pk").values_list(*_WHO, "day", "presence", "counts").iterator(CHUNK)
    ):
        cells = [f"{first} {last}".strip(), email, show_day(day), PRESENCE[presence], "ja" if counts else "nee"]
        yield pk, cells


def read_trainings(people: QuerySet[Volunteer]) -> Iterator[Row]:
    """The sheet of trainings that were given: one row for each person of each moment."""
    rows = TrainingEnrolment.objects.standing().filter(volunteer__in=people.order_by())
    held = rows.filter(~Q(presence="") | Q(session__starts_at__lt=clock.now()), session__cancelled_at=None)
    for pk, first, last, email, title, starts_at, presence in (
        held.order_by("session__starts_at", "pk")
        .values_list(*_WHO, "session__training__title", "session__starts_at", "presence")
        .iterator(CHUNK)
    ):
        yield pk, [f"{first} {last}".strip(), email, title, _local_day(starts_at), PRESENCE.get(presence, "")]


def _local_day(moment: datetime) -> str:
    return show_day(moment.astimezone(clock.BRUSSELS).date())


_WHO = ("pk", "volunteer__first_name", "volunteer__last_name", "volunteer__email")
READERS: dict[str, Callable[[QuerySet[Volunteer]], Iterator[Row]]] = {
    "m": read_people,
    "r": read_roles,
    "i": read_attendances,
    "v": read_trainings,
}


MODELS: dict[str, Any] = {"r": RoleHolding, "i": IntervisionAttendance, "v": TrainingEnrolment}


def rows_now(letter: str, ids: Collection[int]) -> dict[int, list[str]]:
    """How these rows of a sheet stand now, by the number that left with the list; rows that are gone are left out."""
    if letter == "m":
        return dict(read_people(Volunteer.objects.filter(pk__in=ids, forgotten_on=None)))
    heirs = standing_rows(letter, ids)
    people = Volunteer.objects.filter(pk__in=MODELS[letter].objects.filter(pk__in=ids).values("volunteer"))
    cells = dict(READERS[letter](people))
    return {pk: cells[heir] for pk, heir in heirs.items() if heir in cells}


def standing_rows(letter: str, ids: Collection[int]) -> dict[int, int]:
    """The row that says now what a row said: itself, or the one that was written in its place on the same list."""
    rows = MODELS[letter].objects
    if letter == "r":
        return {pk: pk for pk in rows.standing().filter(pk__in=ids).values_list("pk", flat=True)}
    pairs = {pk: pair for pk, *pair in rows.filter(pk__in=ids).values_list("pk", "session", "volunteer")}
    sessions = {session for session, _ in pairs.values()}
    standing = rows.standing().filter(session__in=sessions).values_list("session", "volunteer", "pk")
    heirs = {(session, volunteer): pk for session, volunteer, pk in standing}
    return {pk: heirs[tuple(pair)] for pk, pair in pairs.items() if tuple(pair) in heirs}
