"""Who may be the same person: same address, same number, same name, or a name that is nearly the same nearby."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from oev import clock
from oev.search import search_form
from volunteers.models import Volunteer

WHY = ["zelfde mailadres", "zelfde telefoonnummer", "zelfde naam", "naam lijkt erop, zelfde gemeente"]
LIKE = 0.5
FRESH_DAYS = 90
TEL_DIGITS = 8
Row = tuple[int, str, str, str, str, int | None]


def number_key(phone: str) -> str:
    """The last digits of a number, the same with and without a country; empty for what is no whole number."""
    digits = "".join(c for c in phone if c.isdigit())
    return digits[-TEL_DIGITS:] if len(digits) >= TEL_DIGITS else ""


def name_key(first: str, last: str) -> str:
    """The words of a name in any order, without marks and case."""
    return " ".join(sorted(search_form(f"{first} {last}").split()))


def trigrams(name: str) -> frozenset[str]:
    """Three letters at a time, with the ends of each word."""
    return frozenset(f"  {word} "[n : n + 3] for word in name.split() for n in range(len(word) + 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 to 1: how many of all threes both names have."""
    return len(one & other) / len(one | other) if one and other else 0.0


@dataclass(frozen=True)
class Alike:
    """Somebody who may be the same, and why."""

    pk: int
    name: str
    why: str


class Finder:
    """Looks for people who may be the same among everybody, read once: for one new person or for a whole file."""

    def __init__(self, people: Iterable[Row] | None = None) -> None:
        self.names: dict[int, str] = {}
        self.mails: dict[str, list[int]] = defaultdict(list)
        self.numbers: dict[str, list[int]] = defaultdict(list)
        self.by_name: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
        self.nearby: dict[tuple[int | None, str], list[tuple[int, frozenset[str]]]] = defaultdict(list)
        for pk, first, last, email, phone, town in everybody() if people is None else people:
            self._keep(pk, first, last, email, phone, town)

    def _keep(self, pk: int, first: str, last: str, email: str, phone: str, town: int | None) -> None:
        self.names[pk] = f"{first} {last}".strip()
        if email:
            self.mails[email.lower()].append(pk)
        if number := number_key(phone):
            self.numbers[number].append(pk)
        name = name_key(first, last)
        self.by_name[name].append((pk, town))
        threes = trigrams(name)
        for initial in {word[0] for word in name.split()}:
            self.nearby[town, initial].append((pk, threes))

    def find(self, first: str, last: str, email: str, phone: str, town: int | None) -> list[Alike]:
        """Who may be the same as somebody, the surest first, each person once."""
        found: dict[int, str] = {}
        name = name_key(first, last)
        sure = [self.mails[email.lower()] if email else [], self.numbers.get(number_key(phone), [])]
        sure.append([pk for pk, other in self.by_name.get(name, []) if None in {town, other} or town == other])
        for why, people in zip(WHY, sure, strict=False):
            for pk in people:
                found.setdefault(pk, why)
        if town is not None and " " in name:
            threes = trigrams(name)
            for initial in {word[0] for word in name.split()}:
                for pk, other in self.nearby.get((town, initial), []):
                    if pk not in found and likeness(threes, other) >= LIKE:
                        found[pk] = WHY[3]
        return [Alike(pk, self.names[pk], why) for pk, why in found.items()]


def everybody() -> Iterable[Row]:
    """What people are compared by."""
    rows = Volunteer.objects.filter(forgotten_on=None).order_by()
    return rows.values_list("pk", "first_name", "last_name", "email", "phone", "municipality_id")


def alike_of(values: Mapping[str, Any]) -> list[Alike]:
    """Who may be the same as somebody who is being written down: the fields of a person by name."""
    town = values.get("municipality")
    first, last, email, phone = (values.get(name) or "" for name in ("first_name", "last_name", "email", "phone"))
    return Finder().find(first, last, email, phone, town.pk if town else None)


@dataclass(frozen=True)
class Suspected:
    """Two entries that may be one person: the newer, the older, and why."""

    newer: int
    newer_name: str
    older: int
    older_name: str
    why: str


# From whoever is new, four looks in an index (`Volunteer.Meta`): the time grows with who is new and not with everybody.
# OFFSET 0 holds the planner to that. The last 8 digits of a number stand for it; translate() is cheaper than a pattern.
SUSPECTED = """
WITH fresh AS (
    SELECT id, municipality_id AS town, lower(email) AS mail, right(translate(phone, ' ./()-+', ''), 8) AS tel,
           lower(first_name || ' ' || last_name) AS name, lower(last_name) AS last,
           lower(left(first_name, 1)) AS initial
    FROM volunteers_volunteer WHERE forgotten_on IS NULL AND created_at >= %s
), pairs AS (
    SELECT f.id AS newer, e.id AS older, 0 AS why FROM fresh f CROSS JOIN LATERAL (
        SELECT id FROM volunteers_volunteer WHERE lower(email) = f.mail OFFSET 0
    ) e WHERE f.mail <> ''
    UNION ALL
    SELECT f.id, e.id, 1 FROM fresh f CROSS JOIN LATERAL (
        SELECT id FROM volunteers_volunteer WHERE right(translate(phone, ' ./()-+', ''), 8) = f.tel OFFSET 0
    ) e WHERE length(f.tel) = 8
    UNION ALL
    SELECT f.id, e.id, 2 FROM fresh f CROSS JOIN LATERAL (
        SELECT id, municipality_id AS town FROM volunteers_volunteer
         WHERE lower(first_name || ' ' || last_name) = f.name OFFSET 0
    ) e WHERE (e.town = f.town OR e.town IS NULL OR f.town IS NULL)
    UNION ALL
    SELECT f.id, e.id, 3 FROM fresh f CROSS JOIN LATERAL (
        SELECT id, lower(left(first_name, 1)) AS initial FROM volunteers_volunteer
         WHERE lower(last_name) = f.last AND municipality_id = f.town OFFSET 0
    ) e WHERE f.last <> '' AND e.initial = f.initial
), once AS (SELECT newer, older, min(why) AS why FROM pairs WHERE older < newer GROUP BY newer, older)
SELECT once.newer, n.first_name || ' ' || n.last_name, once.older, o.first_name || ' ' || o.last_name, once.why,
       count(*) OVER ()
  FROM once JOIN volunteers_volunteer n ON n.id = once.newer JOIN volunteers_volunteer o ON o.id = once.older
 WHERE o.forgotten_on IS NULL AND NOT EXISTS (
    SELECT FROM volunteers_notthesame t WHERE t.first_id = once.older AND t.second_id = once.newer
 )
 ORDER BY once.why, once.newer DESC, once.older LIMIT %s
"""


def suspected(day: date, most: int) -> tuple[list[Suspected], int]:
    """Who came in the last three months and may be somebody who was here, the surest first; and how many in all."""
    with connection.cursor() as cursor:
        cursor.execute(SUSPECTED, [clock.start_of(day - timedelta(days=FRESH_DAYS)), most])
        rows = cursor.fetchall()
    found = [
        Suspected(newer, newer_name.strip(), older, older_name.strip(), WHY[why])
        for newer, newer_name, older, older_name, why, _ in rows
    ]
    return found, rows[0][-1] if rows else 0
