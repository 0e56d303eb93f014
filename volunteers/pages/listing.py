"""The list of people: one line each of what matters now, in a constant number of queries."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Subquery

from oev import clock
from volunteers.models import CallTask, Contact, RoleHolding, StandingSpan, Volunteer
from volunteers.querysets import VolunteerQuerySet
from volunteers.states import LABELS, Audience, Status

PER_PAGE = 50
NEAR = timedelta(days=62)
TAG_KINDS = {Status.ACTIVE: "den", Status.SLEEPING: "heide", Status.PAUSED: "heide", Status.INACTIVE: "zon"}
# A list never counts one cause apart from the others (A14): all that is not callable is one choice.
STANDINGS = {
    "callable": (Status.ACTIVE,),
    "not_callable": (Status.SLEEPING, Status.PAUSED, Status.INACTIVE),
    "candidate": (Status.CANDIDATE,),
    "stopped": (Status.STOPPED,),
}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row: the person, a tag, what matters now and the last contact."""

    person: Volunteer
    tag: str
    tag_kind: str
    line: str
    last_contact: str
    is_near: bool


def people(rows: VolunteerQuerySet, day: date, wanted: dict[str, Any]) -> VolunteerQuerySet:
    """Rows with all that a line needs, narrowed by `q`, `standing`, `role`, `municipality` and `near` where given."""
    rows = with_line(rows.search(wanted.get("q") or ""), day)
    if wanted.get("standing"):
        rows = rows.standing_as(day, *STANDINGS[wanted["standing"]])
    else:
        rows = rows.exclude(
            Exists(StandingSpan.objects.on(day).filter(volunteer=OuterRef("pk"), status=Status.STOPPED))
        )
    if wanted.get("role"):
        held = RoleHolding.objects.standing().filter(volunteer=OuterRef("pk"), role=wanted["role"], until_on=None)
        rows = rows.filter(Exists(held))
    if wanted.get("municipality"):
        rows = rows.filter(municipality=wanted["municipality"])
    if wanted.get("near"):
        rows = near_limit(rows, day)
    return rows


def with_line(rows: VolunteerQuerySet, day: date) -> VolunteerQuerySet:
    """People with standing, last contact and whether somebody waits to call, as columns of one query."""
    contact = Contact.objects.standing().filter(volunteer=OuterRef("pk")).order_by("-on_day")
    call = CallTask.objects.filter(volunteer=OuterRef("pk"), done_on=None, due_on__lte=day).exclude(kind="please_call")
    found: VolunteerQuerySet = rows.with_standing(day).annotate(
        last_contact_on=Subquery(contact.values("on_day")[:1]), call_waits=Exists(call)
    ).select_related("municipality").order_by("search_name", "pk")  # fmt: skip
    return found


def near_limit(rows: VolunteerQuerySet, day: date) -> VolunteerQuerySet:
    """Whose year ends within two months, the first one first."""
    ending = StandingSpan.objects.on(day).filter(
        volunteer=OuterRef("pk"), status=Status.ACTIVE, last_day__lte=day + NEAR
    )
    return rows.filter(Exists(ending)).order_by("last_day", "search_name")


def page_of(rows: VolunteerQuerySet, number: str | None, day: date) -> tuple[Page[Any], list[PersonRow]]:
    """A page of the list and its rows; a number that does not exist gives the nearest."""
    page = Paginator(rows, PER_PAGE).get_page(number)
    return page, [row_of(person, day) for person in page.object_list]


def row_of(person: Any, day: date) -> PersonRow:
    """The row of a person that comes from `people`."""
    status = Status(person.status) if person.status else Status.CANDIDATE
    parts = [_matters(person, status)]
    if person.call_waits:
        parts.append("wacht op een telefoontje")
    if person.municipality:
        parts.append(person.municipality.name)
    contact = f"Laatste contact {clock.say_day(person.last_contact_on)}" if person.last_contact_on else ""
    return PersonRow(
        person=person,
        tag=LABELS[Audience.STAFF][status],
        tag_kind=TAG_KINDS.get(status, "neutral"),
        line=" · ".join(part for part in parts if part),
        last_contact=contact or "Nog geen contact genoteerd",
        is_near=status is Status.ACTIVE and person.last_day is not None and person.last_day <= day + NEAR,
    )


def _matters(person: Any, status: Status) -> str:
    if status is Status.ACTIVE:
        if person.last_day is None:
            return ""
        return f"Intervisie ten laatste op {clock.say_day(person.last_day)}"
    return f"Sinds {clock.say_day(person.status_since)}" if person.status_since else ""
