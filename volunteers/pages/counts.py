"""The page of tellingen: what a year holds, by kind and one by one (R305-R307)."""

from dataclasses import dataclass

from oev import clock
from oev.accounts.actor import Actor
from oev.registry import Tile
from volunteers.kinds import ActivityKind
from volunteers.models import ActivityLog


@dataclass(frozen=True, slots=True)
class CountLine:
    """One telling in words."""

    pk: int
    title: str
    line: str


def of_year(actor: Actor, year: int) -> list[ActivityLog]:
    """Tellingen of a calendar year that stand, the last one first."""
    rows = ActivityLog.objects.visible_to(actor).filter(withdrawn_at=None, on_day__year=year)
    return list(rows.select_related("partner"))


def totals(rows: list[ActivityLog]) -> list[Tile]:
    """A figure a kind, in the order of the kinds; what did not happen is left out."""
    found = []
    for kind in ActivityKind:
        mine = [one for one in rows if one.kind == kind]
        if not mine:
            continue
        reached = sum(one.reached or 0 for one in mine)
        number = sum(one.participations for one in mine) if kind in SUMMED else len(mine)
        label = PLURALS[kind] + (f", {reached} mensen bereikt" if reached else "")
        found.append(Tile(str(number), label))
    return found


# A phone contact and a place at a policy meeting count each; a lecture counts once however many give it (F36-F38).
SUMMED = frozenset({ActivityKind.PHONE, ActivityKind.POLICY})
PLURALS = {
    ActivityKind.PHONE: "telefonische contacten",
    ActivityKind.POLICY: "deelnames aan beleidsoverleg",
    ActivityKind.LECTURE: "lezingen",
    ActivityKind.WORKSHOP: "workshops",
    ActivityKind.TESTIMONY: "getuigenissen",
}


def line_of(one: ActivityLog) -> CountLine:
    """'Lezing', '3 maart 2026, 2 ervaringsdragers, 40 mensen bereikt, bij CAW'."""
    unit = "contact" if one.kind == ActivityKind.PHONE else "ervaringsdrager"
    plural = "contacten" if one.kind == ActivityKind.PHONE else "ervaringsdragers"
    parts = [clock.say_day(one.on_day), f"{one.participations} {unit if one.participations == 1 else plural}"]
    if one.reached:
        parts.append(f"{one.reached} mensen bereikt")
    if one.partner:
        parts.append(f"bij {one.partner}")
    return CountLine(one.pk, ActivityKind(one.kind).label.capitalize(), ", ".join(parts))
