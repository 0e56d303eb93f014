"""Two entries of one person with groups, turns, questions and talks."""

from contactgroups.models import RosterTurn
from oev.clock import now
from tests.house.world import World, build_world
from volunteers.models import Volunteer


def two_entries_with_everything() -> tuple[World, Volunteer, Volunteer]:
    """Els and Jan of the world, whose turns fall on other hours."""
    world = build_world()
    coming = RosterTurn.objects.filter(meeting__starts_at__gte=now(), volunteer=world.people[1])
    coming.update(volunteer=None, state="seeking")
    return world, *world.people
