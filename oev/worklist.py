"""Work lists: the sections of 'Vandaag', of a dashboard or of somebody's own page, out of what the apps handed in.

On most days most sections are empty. A section that is `opened_by` a query is asked only when that query has a row, and
all those queries go to the database as one question.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache, wraps
from typing import Any, NamedTuple

from django.db.models import Count, Exists, QuerySet, Window

from oev import clock
from oev.accounts.actor import Actor
from oev.accounts.models import User
from oev.prepared import Prepared
from oev.registry import WorkSection

Sections = WorkSection | Sequence[WorkSection]
Provider = Callable[[Actor, date], Sections]


class Moments(NamedTuple):
    """What a condition may compare with, and what lies a fixed time from it (`oev.prepared`)."""

    day: date
    now: datetime


Condition = Callable[[Moments], QuerySet[Any, Any]]


def opened_by(condition: Condition) -> Callable[[Provider], Provider]:
    """A section with nothing in it unless `condition` has a row, whoever looks.

    The condition may have a row where the section is empty, never the other way round: tests ask it of every section
    that is ever made (`watch`).
    """

    def mark(provider: Provider) -> Provider:
        @wraps(provider)
        def asked(actor: Actor, day: date) -> Sections:
            given = provider(actor, day)
            for watch in WATCHERS:
                watch(condition, day, given)
            return given

        CONDITIONS[asked] = condition
        return asked

    return mark


CONDITIONS: dict[Provider, Condition] = {}
WATCHERS: list[Callable[[Condition, date, Sections], None]] = []


def sections_of(providers: Iterable[Provider], actor: Actor, day: date) -> list[WorkSection]:
    """What waits for this actor, in the order of the sections; sections that cannot hold anything are not asked.

    A provider gives one section, or several that come from the same question to the database.
    """
    every = tuple(providers)
    conditions = tuple(CONDITIONS[provider] for provider in every if provider in CONDITIONS)
    open_now = dict(zip(conditions, _ask(conditions, actor.user_id, day), strict=True))
    found: list[WorkSection] = []
    for provider in every:
        if provider in CONDITIONS and not open_now[CONDITIONS[provider]]:
            continue
        given = provider(actor, day)
        found.extend([given] if isinstance(given, WorkSection) else given)
    return sorted(found, key=lambda section: section.order)


def _ask(conditions: Sequence[Condition], user_id: int, day: date) -> Sequence[bool]:
    """For each condition whether it has a row, in one query."""
    if not conditions:
        return ()
    row: Sequence[bool]
    (row,) = _question(tuple(conditions)).rows(user_id=user_id, day=day, now=clock.now())
    return row


@cache
def _question(conditions: tuple[Condition, ...]) -> Prepared:
    def build(user_id: int, day: date, now: datetime) -> QuerySet[Any, Any]:
        doors = [Exists(condition(Moments(day, now)).order_by()) for condition in conditions]
        question: QuerySet[Any, Any] = User.objects.filter(pk=user_id).values_list(*doors)
        return question

    return Prepared(build, some=True, user_id=int, day=date, now=datetime)


def counted(rows: QuerySet[Any, Any], most: int) -> QuerySet[Any, Any]:
    """The first rows, each with the number of all of them as `of_all`."""
    first: QuerySet[Any, Any] = rows.annotate(of_all=Window(Count("*")))[:most]
    return first


def first_of(rows: Iterable[Any], most: int) -> tuple[list[Any], int | None]:
    """The rows of `counted`, and the number of all when there are more; one query whatever their number."""
    found = list(rows)
    if not found:
        return [], None
    total: int = found[0]["of_all"] if isinstance(found[0], dict) else found[0].of_all
    return found, total if total > most else None
