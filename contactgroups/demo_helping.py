"""Who helps in the groups of the demo: coffee and newsletter for a group, and roles that a trekker proposes."""

from datetime import timedelta

from contactgroups.models import ContactGroup, GroupRole, GroupRoleRequest, GroupTask
from contactgroups.states import GroupRoleKind
from oev import clock
from oev.demo_world import DemoWorld
from volunteers.models import TaskHolding


def load(world: DemoWorld) -> None:
    """Every second task is for a group; in the first two groups a leader is proposed as lezer."""
    groups: list[ContactGroup] = world.made["groups"]
    tasks = TaskHolding.objects.on_day(world.day).filter(kind__outside=False).order_by("pk")[::2]
    GroupTask.objects.bulk_create(
        GroupTask(task=task, group=groups[place % len(groups)]) for place, task in enumerate(tasks)
    )
    for group, ago, passed in ((groups[0], 2, False), (groups[1], 5, True)):
        roles = GroupRole.objects.held_on(world.day).filter(group=group).order_by("pk")
        trekker = roles.of_kind(GroupRoleKind.ORGANISER)[0]
        leader = roles.of_kind(GroupRoleKind.LEADER).exclude(volunteer=trekker.volunteer_id)[1]
        GroupRoleRequest.objects.create(
            group=group,
            volunteer_id=leader.volunteer_id,
            kind=GroupRoleKind.READER,
            asked_by=trekker.volunteer.user,
            asked_at=clock.now() - timedelta(days=ago),
            passed_at=clock.now() - timedelta(days=ago - 1) if passed else None,
        )
