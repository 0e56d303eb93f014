"""What happens with aanmeldingen: one function per thing that happens, keyword-only and atomic."""

from referrals.services.answering import answer_later, answer_not_now, answer_yes
from referrals.services.choosing import look_again, reach_by_phone, take_on
from referrals.services.duo import go_alone, go_with_two, offer_second
from referrals.services.ending import close_referral, forget_people
from referrals.services.offering import lapse_offers, offer_to, withdraw_offer
from referrals.services.reaching import give_back_call, offer_outreach, record_outreach, wish_team
from referrals.services.reading import personal_fields_of
from referrals.services.receiving import (
    ask_referrer,
    hand_over_to_partner,
    person_left,
    receive_referral,
    resolve_question,
    withdraw_consent,
    withdraw_referral,
)
from referrals.services.talking import (
    hand_back,
    plan_talk,
    record_not_reached,
    record_talk,
    report_talk_afterwards,
)

__all__ = [
    "answer_later",
    "answer_not_now",
    "answer_yes",
    "ask_referrer",
    "close_referral",
    "forget_people",
    "give_back_call",
    "go_alone",
    "go_with_two",
    "hand_back",
    "hand_over_to_partner",
    "lapse_offers",
    "look_again",
    "offer_outreach",
    "offer_second",
    "offer_to",
    "person_left",
    "personal_fields_of",
    "plan_talk",
    "reach_by_phone",
    "receive_referral",
    "record_not_reached",
    "record_outreach",
    "record_talk",
    "report_talk_afterwards",
    "resolve_question",
    "take_on",
    "wish_team",
    "withdraw_consent",
    "withdraw_offer",
    "withdraw_referral",
]
