"""Rows of tasks, roles, insurance, training, growth talks and counts (P09, P16-P20)."""

from typing import Any

from tests.house.access_row import OWNER, B, C, E, Row, V
from tests.house.world import World
from volunteers.models import InsurancePolicy, TaskKind

Pair = tuple[Any, Any]


def people(world: World) -> Pair:
    """Els and Jan."""
    return world.people


def newsletter(world: World) -> dict[str, Any]:
    """A task to tick."""
    return {"kinds": [TaskKind.objects.get_or_create(code="nieuwsbrief", defaults={"name": "Nieuwsbrief"})[0].pk]}


def policies(world: World) -> Pair:
    """The policy of the cast, twice: it is nobody's own."""
    policy = InsurancePolicy.objects.get()
    return policy, policy


ROWS = [
    Row("ik/taken/", get=E, post=E, data=newsletter),
    Row("mensen/<int:pk>/taken/", get=C | V | OWNER, post=C | V | OWNER, of=people, data=newsletter),
    Row("verzekeringen/", get=C | V | E | B),
    Row("verzekeringen/<int:pk>/verlengen/", get=C, post=C, of=policies, data={"until_on": "2027-12-31"}),
]
