"""What happens with groups: one function per thing that happens. Import from here."""

from contactgroups.services.counts import register_count
from contactgroups.services.groups import change_group, end_breaks, move_group, open_group
from contactgroups.services.helping import (
    answer_group_role,
    close_group_role_request,
    pass_on_group_role,
    place_tasks,
    propose_group_role,
)
from contactgroups.services.meetings import (
    cancel_meeting,
    generate_meetings,
    restore_meeting,
    set_series,
)
from contactgroups.services.roles import end_group_role, give_group_role, set_public_contact, take_back_role
from contactgroups.services.rosters import clear_drafts, count_drafts, propose_turns, publish_roster
from contactgroups.services.standing import follow_standing
from contactgroups.services.turns import (
    Answered,
    answer_turn,
    ask_for_turn,
    hand_back_turn,
    note_answer,
    take_turn,
)

__all__ = [
    "Answered",
    "answer_group_role",
    "answer_turn",
    "ask_for_turn",
    "cancel_meeting",
    "change_group",
    "clear_drafts",
    "close_group_role_request",
    "count_drafts",
    "end_breaks",
    "end_group_role",
    "follow_standing",
    "generate_meetings",
    "give_group_role",
    "hand_back_turn",
    "move_group",
    "note_answer",
    "open_group",
    "pass_on_group_role",
    "place_tasks",
    "propose_group_role",
    "propose_turns",
    "publish_roster",
    "register_count",
    "restore_meeting",
    "set_public_contact",
    "set_series",
    "take_back_role",
    "take_turn",
]
