"""What the ground floor must know of the floors above, handed in by each AppConfig.ready().

Nothing here is filled by importing an app: the apps import this module and append.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from oev.accounts.actor import Actor, Hat
    from oev.accounts.models import User


@dataclass(frozen=True)
class NavItem:
    """One entry of a hat's navigation; `url_name` takes no arguments."""

    hat: "Hat"
    label: str
    url_name: str
    order: int


@dataclass(frozen=True)
class WorkRow:
    """One row of a work list: what matters now and one main button (look.md, patterns)."""

    title: str
    line: str = ""
    tag: str = ""
    tag_kind: str = "neutral"
    action_label: str = ""
    action_url: str = ""
    method: str = "get"
    second_label: str = ""
    second_url: str = ""
    second_method: str = "get"


@dataclass(frozen=True)
class WorkSection:
    """A titled list of rows on 'Vandaag', the dashboard or a volunteer's own page."""

    key: str
    title: str
    rows: list[WorkRow]
    empty: str = ""
    order: int = 50
    total: int | None = None


@dataclass(frozen=True)
class Tile:
    """A number with its words, for the head of a page."""

    value: str
    label: str


@dataclass(frozen=True)
class Job:
    """A job of the timetable with its `manage.py` twin.

    `run(day, dry_run)` returns what it did, or would do, as Dutch sentences without names.
    """

    name: str
    title: str
    run: Callable[[date, bool], list[str]]
    order: int = 50


@dataclass(frozen=True)
class PersonalData:
    """What one app holds about one account: for 'Dit weten we van jou', its download and its erasure."""

    title: str
    read: Callable[["User"], Iterable[Mapping[str, Any]]]


@dataclass(frozen=True)
class GroupPart:
    """Who does what in which group: for the pages of roles and of insurance on the floor below.

    `role` is a role of the pool (`volunteers.kinds.Role`), `label` how the group calls it.
    """

    volunteer_id: int
    role: str
    label: str
    group: str
    in_reserve: bool = False
    needs_cover: bool = True


@dataclass(frozen=True)
class CalendarEntry:
    """One own date of somebody of the pool.

    `key` is the same for the same date at every reading and tells nothing; `path` is the page behind sign-in.
    """

    key: str
    starts_at: datetime
    ends_at: datetime
    path: str


@dataclass(frozen=True)
class DemoPerson:
    """Somebody who can sign in with one click in the demo, in one hat."""

    user_id: int
    name: str
    hat_key: str
    hat_label: str


@dataclass
class Registry:
    """The lists that the apps fill."""

    hats: list[Callable[[int, date], "QuerySet[Any, Any]"]] = field(default_factory=list)
    stand_ins: list[Callable[[str, date], "QuerySet[Any, Any]"]] = field(default_factory=list)
    homes: dict["Hat", str] = field(default_factory=dict)
    navigation: list[NavItem] = field(default_factory=list)
    today: list[Callable[["Actor", date], WorkSection | Sequence[WorkSection]]] = field(default_factory=list)
    dashboard: list[Callable[["Actor", date], WorkSection | Sequence[WorkSection]]] = field(default_factory=list)
    volunteer_home: list[Callable[["Actor", date], WorkSection | Sequence[WorkSection]]] = field(default_factory=list)
    week_tiles: list[Callable[[date], list[Tile]]] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    personal_data: list[PersonalData] = field(default_factory=list)
    reference_loaders: list[tuple[int, Callable[[], list[str]]]] = field(default_factory=list)
    demo_loaders: list[tuple[int, Callable[[Any], None]]] = field(default_factory=list)
    house_facts: list[Callable[[], Mapping[str, Any]]] = field(default_factory=list)
    rest_effects: list[Callable[[int, date], list[str]]] = field(default_factory=list)
    person_coming: list[Callable[["Actor", int, date], Iterable[WorkRow]]] = field(default_factory=list)
    person_load: list[Callable[["Actor", int, date], Iterable[tuple[str, str]]]] = field(default_factory=list)
    agreement_dependents: list[Callable[[Collection[int]], Mapping[int, list[str]]]] = field(default_factory=list)
    site_access: list[Callable[["Actor", int], list[WorkRow]]] = field(default_factory=list)
    group_parts: list[Callable[[date], Iterable[GroupPart]]] = field(default_factory=list)
    calendar: list[Callable[[int, datetime], Iterable[CalendarEntry]]] = field(default_factory=list)
    first_steps: list[Callable[["Actor"], str]] = field(default_factory=list)
    merge_refusals: list[Callable[[int, int], list[str]]] = field(default_factory=list)

    def jobs_named(self, name: str) -> list[Job]:
        """The parts of one job, in their order (each app may add a part)."""
        return sorted((job for job in self.jobs if job.name == name), key=lambda job: job.order)


registry = Registry()
