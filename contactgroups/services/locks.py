"""Locks in the order of the house: Volunteer before Turn.

`no_key`: a row that points at the person (a question, a role) can be written meanwhile, so that two people whose
turns are offered to each other never wait for one another.
"""

from collections.abc import Iterable

from contactgroups.models import ContactGroup, RosterTurn
from volunteers.models import Volunteer


def lock_volunteers(*ids: int) -> dict[int, Volunteer]:
    """These people, locked in order of their key."""
    rows = Volunteer.objects.select_for_update(no_key=True).filter(pk__in=set(ids)).order_by("pk")
    return {row.pk: row for row in rows}


def lock_turns(ids: Iterable[int]) -> list[RosterTurn]:
    """These turns with their meetings, locked in order of their key."""
    rows = RosterTurn.objects.select_for_update(of=("self",)).filter(pk__in=list(ids)).order_by("pk")
    return list(rows.select_related("meeting__group"))


def lock_turn(pk: int) -> RosterTurn:
    """One turn with its meeting, locked."""
    return lock_turns([pk])[0]


def lock_group(pk: int) -> ContactGroup:
    """One group, locked."""
    rows = ContactGroup.objects.select_for_update(of=("self",), no_key=True).select_related("agreement")
    group: ContactGroup = rows.get(pk=pk)
    return group
