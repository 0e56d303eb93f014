"""Rows of tasks, roles, insurance, training, growth talks and counts (P09, P16-P20)."""

from typing import Any

from tests.house.access_row import OWNER, B, C, E, Row, V
from tests.house.world import World
from volunteers.models import InsurancePolicy, RoleRequest, TaskKind

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


def role_requests(world: World) -> Pair:
    """Victor asks a role for each."""
    return world.pair(lambda w, who: RoleRequest.objects.create(volunteer=who, role="leader"))


ROWS = [
    Row("ik/taken/", get=E, post=E, data=newsletter),
    Row("mensen/<int:pk>/taken/", get=C | V | OWNER, post=C | V | OWNER, of=people, data=newsletter),
    Row("verzekeringen/", get=C | V | E | B),
    Row("verzekeringen/<int:pk>/verlengen/", get=C, post=C, of=policies, data={"until_on": "2027-12-31"}),
    Row("mensen/<int:pk>/rol-vragen/", get=V, post=V, of=people, data={"role": "leader"}),
    Row("rollen/gevraagd/<int:pk>/weg/", post=C | V, of=role_requests),
    Row("wie-doet-wat/", get=C | V),
    Row("vliegende-ploeg/", get=C | V),
]
