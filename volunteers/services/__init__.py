"""What happens with the people of the pool: one function per thing that happens (house habit 2).

Keyword-only, atomic; the volunteer is locked first, facts change, spans are rebuilt, and when somebody stands otherwise
today `signals.standing_changed` is sent in the same transaction. A refusal is `oev.errors.Refused`.
"""

from volunteers.services.attendance import close_attendance_list, reopen_attendance_list, save_attendance
from volunteers.services.calls import ask_for_call, close_call
from volunteers.services.endings import postpone_lapses, stop_engagement, withdraw_fact
from volunteers.services.people import (
    activate_volunteer,
    add_volunteer,
    restart_candidacy,
    set_availability,
    set_pace,
    set_visibility,
    update_profile,
)
from volunteers.services.proposals import take_back_proposal
from volunteers.services.rests import (
    answer_who_may_call,
    effects_of_rest,
    end_pause,
    open_proposals,
    put_to_rest,
    record_talk,
    rectify_rest,
    should_ask_who_may_call,
)
from volunteers.services.returns import agree_to_return, ask_to_return, confirm_return, record_contact
from volunteers.services.roles import accept_role_back, decline_role_back, end_role, give_role
from volunteers.services.sessions import cancel_session, change_session, invite_to_session, plan_session, sign_up
from volunteers.services.standing_change import lock_people, lock_person

__all__ = [
    "accept_role_back",
    "activate_volunteer",
    "add_volunteer",
    "agree_to_return",
    "answer_who_may_call",
    "ask_for_call",
    "ask_to_return",
    "cancel_session",
    "change_session",
    "close_attendance_list",
    "close_call",
    "confirm_return",
    "decline_role_back",
    "effects_of_rest",
    "end_pause",
    "end_role",
    "give_role",
    "invite_to_session",
    "lock_people",
    "lock_person",
    "open_proposals",
    "plan_session",
    "postpone_lapses",
    "put_to_rest",
    "record_contact",
    "record_talk",
    "rectify_rest",
    "reopen_attendance_list",
    "restart_candidacy",
    "save_attendance",
    "set_availability",
    "set_pace",
    "set_visibility",
    "should_ask_who_may_call",
    "sign_up",
    "stop_engagement",
    "take_back_proposal",
    "update_profile",
    "withdraw_fact",
]
