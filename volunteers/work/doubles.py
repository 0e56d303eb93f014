"""'Misschien dezelfde persoon': who was entered twice, for the coordinator."""

from datetime import date

from oev.accounts.actor import Actor
from oev.links import address
from oev.registry import WorkRow, WorkSection
from volunteers import rules
from volunteers.merging.alike import Suspected, suspected

SHOWN = 5


def doubles(actor: Actor, day: date) -> WorkSection:
    """Somebody new who looks like somebody who was here: at adding, by import or by the public page."""
    if not rules.may_merge_people(actor):
        return WorkSection("doubles", "Misschien dezelfde persoon", [], order=58)
    found, total = suspected(day, SHOWN)
    rows = [_row(one) for one in found]
    return WorkSection(
        "doubles", "Misschien dezelfde persoon", rows, order=58, total=total if total > len(rows) else None
    )


def _row(one: Suspected) -> WorkRow:
    return WorkRow(
        title=f"{one.newer_name} en {one.older_name}",
        line=f"{one.why[:1].upper()}{one.why[1:]}.",
        action_label="Vergelijk",
        action_url=address("volunteers:people_compare", one.older, one.newer),
        second_label="Twee mensen",
        second_url=address("volunteers:people_apart", one.older, one.newer),
        second_method="post",
    )
