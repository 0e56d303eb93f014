"""Who helps in the groups of the demo: coffee and newsletter for a group, and roles that a trekker proposes."""

from datetime import timedelta

from contactgroups.models import ContactGroup, GroupRole, GroupRoleRequest, GroupTask
from contactgroups.states import GroupRoleKind
from oev import clock
from oev.demo_world import DemoWorld
from volunteers.models import TaskHolding


def load(world: DemoWorld) -> None:
    """Every second task is for a group; in the first group two leaders are proposed as lezer."""
    groups: list[ContactGroup] = world.made["groups"]
    tasks = TaskHolding.objects.on_day(world.day).filter(kind__outside=False).order_by("pk")[::2]
    GroupTask.objects.bulk_create(
        GroupTask(task=task, group=groups[place % len(groups)]) for place, task in enumerate(tasks)
    )
    _proposals(world, groups[0])


def _proposals(world: DemoWorld, group: ContactGroup) -> None:
    """One waits for the coordinator, the other for the person: somebody who can sign in, when there is one."""
    roles = GroupRole.objects.held_on(world.day).filter(group=group)
    trekker = roles.of_kind(GroupRoleKind.ORGANISER).order_by("pk")[0]
    leaders = roles.of_kind(GroupRoleKind.LEADER).exclude(volunteer=trekker.volunteer_id)
    asked, waits = leaders.order_by("volunteer__user", "pk")[:2]  # without an account comes last
    for leader, ago, passed in ((waits, 2, None), (asked, 5, clock.now() - timedelta(days=4))):
        GroupRoleRequest.objects.create(
            group=group,
            volunteer_id=leader.volunteer_id,
            kind=GroupRoleKind.READER,
            asked_by=trekker.volunteer.user,
            asked_at=clock.now() - timedelta(days=ago),
            passed_at=passed,
        )
