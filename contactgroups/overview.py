"""Everything the coordinator's page of one group shows: state, what is missing, warnings, meetings, roles, steps."""

from datetime import timedelta
from typing import Any

from contactgroups.checks import warnings_of, why_not_move
from contactgroups.helping import request_lines, task_lines
from contactgroups.models import ContactGroup, Meeting
from contactgroups.public import running_series, say_rhythm
from contactgroups.reads import meeting_lines, role_lines
from contactgroups.states import GroupState
from contactgroups.steps import next_steps
from oev import clock
from oev.accounts.actor import Actor

STATE_KINDS = {
    GroupState.CONTACT_POINT: "neutral",
    GroupState.STARTING: "zon",
    GroupState.ACTIVE: "den",
    GroupState.ON_BREAK: "zon",
    GroupState.STOPPED: "steen",
}
AHEAD, BACK = timedelta(weeks=5), timedelta(weeks=5)


def group_context(group: ContactGroup, actor: Actor) -> dict[str, Any]:
    """What the template needs, in a constant number of queries."""
    now, day = clock.now(), clock.today()
    around = Meeting.objects.visible_to(actor).of(group).around(now - BACK, now + AHEAD)
    lines = meeting_lines(around, actor)
    series = running_series(group.series.all(), day)
    forming = group.state in (GroupState.CONTACT_POINT, GroupState.STARTING)
    steps = next_steps(group)
    return {
        "group": group,
        "state_kind": STATE_KINDS[GroupState(group.state)],
        "rhythm": say_rhythm(series) if series else "",
        "missing": why_not_move(group, GroupState.ACTIVE, day) if forming else [],
        "warnings": warnings_of(group, now),
        "coming": [line for line in lines if not line.past],
        "past": [line for line in reversed(lines) if line.past],
        "roles": role_lines(group.pk, actor, day),
        "tasks": task_lines([group.pk], actor, day)[group.pk],
        "proposed": request_lines([group.pk], actor)[group.pk],
        "main_step": steps[0] if forming and steps else None,
        "other_steps": steps[1:] if forming else steps,
    }
