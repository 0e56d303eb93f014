"""What happens with the people of the pool: one function per thing that happens (house habit 2).

Keyword-only, atomic; the volunteer is locked first, facts change, spans are rebuilt, and when somebody stands otherwise
today `signals.standing_changed` is sent in the same transaction. A refusal is `oev.errors.Refused`.
"""

from volunteers.services.attendance import close_attendance_list, reopen_attendance_list, save_attendance
from volunteers.services.bridge import record_bridge_contact, withdraw_bridge_contact
from volunteers.services.calls import (
    ask_for_call,
    ask_for_support,
    ask_to_talk_afterwards,
    close_call,
    give_back_call,
    take_over_call,
)
from volunteers.services.candidacy import add_volunteer, receive_candidacy, restart_candidacy
from volunteers.services.counts import count_activity, withdraw_count
from volunteers.services.endings import (
    postpone_lapses,
    rectify_goodbye,
    stop_engagement,
    withdraw_fact,
    withdraw_postponement,
)
from volunteers.services.erasing import ask_erasure, erase_person
from volunteers.services.feeds import end_calendar_feed, make_calendar_feed
from volunteers.services.growth import forget_growth_talk, offer_growth_talk_later, record_growth_talk
from volunteers.services.insurance import renew_policy
from volunteers.services.intake import (
    cancel_intake_talk,
    plan_intake_talk,
    record_intake_talk,
    tick_item,
    tick_talked,
    untick_item,
)
from volunteers.services.invitations import invite_volunteer
from volunteers.services.papers import save_document, sign_document, take_back_signature
from volunteers.services.people import (
    set_availability,
    set_pace,
    set_visibility,
    update_profile,
)
from volunteers.services.plan_checks import record_plan_check, withdraw_plan_check
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
from volunteers.services.return_talks import ask_return_talk, close_return_talk, plan_return_talk
from volunteers.services.returns import agree_to_return, ask_to_return, confirm_return, record_contact
from volunteers.services.roles import (
    accept_role_back,
    ask_for_role,
    close_role_request,
    decline_role_back,
    end_role,
    give_role,
)
from volunteers.services.sessions import cancel_session, change_session, invite_to_session, plan_session, sign_up
from volunteers.services.standing_change import lock_people, lock_person
from volunteers.services.starting import activate_volunteer
from volunteers.services.tasks import choose_tasks
from volunteers.services.training import (
    answer_training,
    cancel_training,
    change_training,
    invite_to_training,
    plan_training,
)
from volunteers.services.training_lists import (
    close_training_list,
    reopen_training_list,
    save_training_list,
    trainings_followed,
)
from volunteers.services.training_offers import decline_offer, offer_training, take_offer, withdraw_offer
from volunteers.services.training_wishes import wish_for_theme

__all__ = [
    "accept_role_back",
    "activate_volunteer",
    "add_volunteer",
    "agree_to_return",
    "answer_training",
    "answer_who_may_call",
    "ask_erasure",
    "ask_for_call",
    "ask_for_role",
    "ask_for_support",
    "ask_return_talk",
    "ask_to_return",
    "ask_to_talk_afterwards",
    "cancel_intake_talk",
    "cancel_session",
    "cancel_training",
    "change_session",
    "change_training",
    "choose_tasks",
    "close_attendance_list",
    "close_call",
    "close_return_talk",
    "close_role_request",
    "close_training_list",
    "confirm_return",
    "count_activity",
    "decline_offer",
    "decline_role_back",
    "effects_of_rest",
    "end_calendar_feed",
    "end_pause",
    "end_role",
    "erase_person",
    "forget_growth_talk",
    "give_back_call",
    "give_role",
    "invite_to_session",
    "invite_to_training",
    "invite_volunteer",
    "lock_people",
    "lock_person",
    "make_calendar_feed",
    "offer_growth_talk_later",
    "offer_training",
    "open_proposals",
    "plan_intake_talk",
    "plan_return_talk",
    "plan_session",
    "plan_training",
    "postpone_lapses",
    "put_to_rest",
    "receive_candidacy",
    "record_bridge_contact",
    "record_contact",
    "record_growth_talk",
    "record_intake_talk",
    "record_plan_check",
    "record_talk",
    "rectify_goodbye",
    "rectify_rest",
    "renew_policy",
    "reopen_attendance_list",
    "reopen_training_list",
    "restart_candidacy",
    "save_attendance",
    "save_document",
    "save_training_list",
    "set_availability",
    "set_pace",
    "set_visibility",
    "should_ask_who_may_call",
    "sign_document",
    "sign_up",
    "stop_engagement",
    "take_back_proposal",
    "take_back_signature",
    "take_offer",
    "take_over_call",
    "tick_item",
    "tick_talked",
    "trainings_followed",
    "untick_item",
    "update_profile",
    "wish_for_theme",
    "withdraw_bridge_contact",
    "withdraw_count",
    "withdraw_fact",
    "withdraw_offer",
    "withdraw_plan_check",
    "withdraw_postponement",
]
