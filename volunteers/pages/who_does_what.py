"""Wie doet wat: who holds which role, who does what in which group, and which tasks (R085, R242, Q01)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from oev.accounts.actor import Actor
from volunteers.kinds import Role
from volunteers.models import Availability, RoleHolding, SeatSetting, TaskHolding, Volunteer
from volunteers.pages.insurance import group_parts
from volunteers.pages.person import availability_line

IN_ORDER = (Role.ORGANISER, Role.LEADER, Role.READER, Role.STARTER)


@dataclass(slots=True)
class Part:
    """A role, a group or a task with the people in it; `aside` is a line of information."""

    title: str
    people: list[str] = field(default_factory=list)
    aside: str = ""


def roles(actor: Actor, day: date, of_groups: list[Part]) -> list[Part]:
    """Each role with its people in the order of their names; empty roles say so, delegates say how many seats.

    Who does it in a group alone stands under the group (`of_groups`); then the role points there.
    """
    names: dict[str, list[str]] = defaultdict(list)
    rows = RoleHolding.objects.running_on(day).visible_to(actor).select_related("volunteer")
    for holding in rows.order_by("volunteer__search_name", "pk"):
        names[holding.role].append(holding.volunteer.full_name + _aside(holding))
    parts = [Part(role.label.capitalize(), names[role]) for role in Role]
    for role, part in zip(Role, parts, strict=True):
        part.aside = "In een groep: zie hieronder" if of_groups and role in IN_ORDER else ""
    delegates = parts[list(Role).index(Role.DELEGATE)]
    delegates.aside = say_seats(len(delegates.people), SeatSetting.objects.seats_on(day))
    return parts


def _aside(holding: RoleHolding) -> str:
    if holding.offered_back_at is not None:
        return " (wacht op een ja)"
    return " (in reserve)" if holding.reserve_since is not None else ""


def say_seats(taken: int, seats: int) -> str:
    """'1 van 2 plaatsen ingevuld': a line of information, no fault (Q01)."""
    return f"{taken} van {seats} {'plaats' if seats == 1 else 'plaatsen'} ingevuld"


def groups(actor: Actor, day: date) -> list[Part]:
    """Each group with who is trekker, gespreksleider, lezer or starter in it."""
    order = [role.value for role in IN_ORDER]
    found = sorted(group_parts(day), key=lambda part: (part.group, order.index(part.role)))
    people = Volunteer.objects.visible_to(actor).filter(pk__in={part.volunteer_id for part in found})
    names = {person.pk: person.full_name for person in people}
    parts: dict[str, Part] = {}
    for one in found:
        if one.volunteer_id in names:
            part = parts.setdefault(one.group, Part(one.group))
            reserve = ", in reserve" if one.in_reserve else ""
            part.people.append(f"{names[one.volunteer_id]} ({one.label}{reserve})")
    return list(parts.values())


def tasks(actor: Actor, day: date) -> list[Part]:
    """Each task without a call with who does it (P09)."""
    rows = TaskHolding.objects.on_day(day).visible_to(actor).select_related("kind", "volunteer")
    parts: dict[str, Part] = {}
    for holding in rows.order_by("kind__name", "volunteer__search_name"):
        parts.setdefault(holding.kind.name, Part(holding.kind.name)).people.append(holding.volunteer.full_name)
    return list(parts.values())


@dataclass(frozen=True, slots=True)
class Flyer:
    """Somebody of the vliegende ploeg: may be called today, when it suits, and at which number (R090)."""

    person: Volunteer
    label: str
    available: str


def flying_team(actor: Actor, day: date) -> list[Flyer]:
    """The vliegende ploeg, starters included, who is oproepbaar first (R090)."""
    here = RoleHolding.objects.running_on(day).filter(role__in=[Role.FLYING, Role.STARTER]).values("volunteer")
    people = Volunteer.objects.visible_to(actor).filter(pk__in=here).with_standing(day)
    slots = _slots(person.pk for person in people)
    return [
        Flyer(
            person,
            "oproepbaar" if person.callable_today else "nu niet oproepbaar",
            availability_line(slots.get(person.pk, [])),
        )
        for person in sorted(people, key=lambda one: (not one.callable_today, one.search_name))
    ]


def _slots(ids: Iterable[int]) -> dict[int, list[Availability]]:
    found: dict[int, list[Availability]] = defaultdict(list)
    for slot in Availability.objects.filter(volunteer__in=list(ids)):
        found[slot.volunteer_id].append(slot)
    return found
