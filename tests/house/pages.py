"""Every page that somebody may look at, fetched once: who, which address, what came back."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.db import transaction
from django.urls import reverse

from tests.house.access_row import E, Row
from tests.house.access_table import TABLE
from tests.house.walk import GUESTS, Answer, Walker, address

READERS = ("anonymous", "laila", "victor", "els", "mia", "nora", "bruno", "bea")


@dataclass(frozen=True)
class Page:
    """What one reader gets at one address."""

    who: str
    path: str
    answer: Answer

    def __str__(self) -> str:
        return f"{self.who} {self.path or '/'}"


def look(walker: Walker, readers: tuple[str, ...] = READERS, *, whose: str = "own") -> Iterator[Page]:
    """Every GET page of the table and of the web admin that each of these readers may open."""
    for row in TABLE.values():
        with transaction.atomic():
            yield from _look_at(walker, row, readers, whose)
            transaction.set_rollback(True)
    if "laila" in readers:
        for url in admin_pages():
            yield Page("laila", url, walker.ask("laila", "GET", url))


def _look_at(walker: Walker, row: Row, readers: tuple[str, ...], whose: str) -> Iterator[Page]:
    allowed = [label for label in readers if may_look(row, label, whose)]
    if not allowed:
        return
    if row.before:
        row.before(walker.world)
    objects = row.kwargs(walker.world)
    for label in allowed:
        url = address(row.path, objects.get(whose, objects["own"]))
        yield Page(label, row.path, walker.ask(label, "GET", url))


def may_look(row: Row, label: str, whose: str) -> bool:
    """Whether the table lets this reader look; guests open what every volunteer may."""
    if label in GUESTS:
        return row.get >= E
    return label in row.who("GET", whose)


def admin_pages() -> list[str]:
    """'Vandaag', and the list and first row of each model that the coordinator sees."""
    found = [reverse("admin:index")]
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found.append(reverse(f"{name}_changelist"))
        row = model._default_manager.order_by("pk").first()
        if row is not None:
            found.append(reverse(f"{name}_change", args=[row.pk]))
    return found


def title_of(text: str) -> str:
    """What stands in the tab."""
    return text.partition("<title>")[2].partition("</title>")[0].strip()
