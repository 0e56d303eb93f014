"""Contact points and groups: who, when, where, and who helps; no participant is ever named (R139)."""

from contactgroups.models.groups import (
    DEFAULT_MINUTES,
    AttendanceCount,
    ContactGroup,
    GroupPeriod,
    GroupRole,
    Meeting,
    MeetingSeries,
    RosterTurn,
    TurnQuestion,
)
from contactgroups.models.helping import GroupRoleRequest, GroupTask

__all__ = [
    "DEFAULT_MINUTES",
    "AttendanceCount",
    "ContactGroup",
    "GroupPeriod",
    "GroupRole",
    "GroupRoleRequest",
    "GroupTask",
    "Meeting",
    "MeetingSeries",
    "RosterTurn",
    "TurnQuestion",
]
