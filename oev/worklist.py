"""Work lists: the sections of 'Vandaag', of a dashboard or of somebody's own page, out of what the apps handed in."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Window

from oev.accounts.actor import Actor
from oev.registry import WorkSection

Provider = Callable[[Actor, date], WorkSection | Iterable[WorkSection]]


def sections_of(providers: Iterable[Provider], actor: Actor, day: date) -> list[WorkSection]:
    """What waits for this actor, in the order of the sections; empty ones too.

    A provider gives one section, or several that come from the same question to the database.
    """
    found: list[WorkSection] = []
    for provider in providers:
        given = provider(actor, day)
        found.extend([given] if isinstance(given, WorkSection) else given)
    return sorted(found, key=lambda section: section.order)


def first_of(rows: QuerySet[Any, Any], most: int) -> tuple[list[Any], int | None]:
    """The first rows, and the number of all when there are more, in one query whatever their number."""
    found = list(rows.annotate(of_all=Window(Count("*")))[:most])
    if not found:
        return [], None
    total: int = found[0]["of_all"] if isinstance(found[0], dict) else found[0].of_all
    return found, total if total > most else None
