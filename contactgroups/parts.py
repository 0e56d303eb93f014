"""Who does what in which group, for the pages of roles and of insurance of the floor below (A15)."""

from collections.abc import Iterable
from datetime import date

from contactgroups.checks import INSURED_AS
from contactgroups.models import GroupRole
from contactgroups.states import GroupRoleKind, GroupState
from oev.registry import GroupPart


def group_parts(day: date) -> Iterable[GroupPart]:
    """Roles that run on this day in groups that did not stop, in the order of the groups; one query."""
    roles = GroupRole.objects.not_ended(day).exclude(group__state=GroupState.STOPPED)
    for role in roles.select_related("group").order_by("group__search_name", "kind", "from_on", "pk"):
        kind = GroupRoleKind(role.kind)
        yield GroupPart(
            volunteer_id=role.volunteer_id,
            role=INSURED_AS[kind].value,
            label=kind.label,
            group=role.group.name,
            in_reserve=role.reserve_since is not None,
            needs_cover=kind is not GroupRoleKind.READER,
        )
