"""Letters to the aanmelder, and about what waits too long (6.7): due or not is asked at delivery.

No name, no place, no word that tells anything. Letters to who does a talk stand in `emails_talks.py`.
"""

from collections.abc import Mapping
from typing import Any

from oev import clock
from oev.accounts.duty import holders
from oev.accounts.models import OfficeKind, User
from oev.outbox.catalogue import Letter, Recipient, register
from partners.models import Organisation
from referrals.emails_calls import CALL_LETTERS
from referrals.emails_talks import TALK_LETTERS, assignment_of
from referrals.models import Referral
from referrals.promise import say_promise
from referrals.states import OPEN_ASSIGNMENTS, OPEN_STATES, FeedbackLevel, ReferralState
from referrals.words import is_late


def _referral(pk: int) -> Referral | None:
    return Referral.objects.select_related("contact__user", "site").filter(pk=pk).first()


def _to_contact(referral: Referral | None) -> Recipient | None:
    """The aanmelder, when known and still contact today."""
    if referral is None or referral.contact is None:
        return None
    contact, day = referral.contact, clock.today()
    if contact.until_on and contact.until_on <= day:
        return None
    first_name = contact.name.split(" ")[0] if contact.name else ""
    return Recipient(contact.email, first_name, bool(contact.user and contact.user.prefers_phone))


def _number(referral: Referral) -> dict[str, Any]:
    return {"number": referral.number}


def _received(fact_id: int, _to: int) -> Mapping[str, Any] | None:
    referral = _referral(fact_id)
    if referral is None or referral.state == ReferralState.WITHDRAWN:
        return None
    return _number(referral) | {"moment": say_promise(referral.promised_at)}


def _question(fact_id: int, _to: int) -> Mapping[str, Any] | None:
    referral = _referral(fact_id)
    if referral is None or referral.state != ReferralState.QUESTION:
        return None
    organisation = Organisation.objects.first()
    return _number(referral) | {"phone": organisation.phone if organisation else ""}


def _contact_made(fact_id: int, _to: int) -> Mapping[str, Any] | None:
    referral = _referral(fact_id)
    if referral is None or referral.feedback_level < FeedbackLevel.CONTACT:
        return None
    talked = referral.assignments.filter(conversations__isnull=False).exists()
    return _number(referral) if talked and referral.state != ReferralState.WITHDRAWN else None


def _hour(fact_id: int, _to: int) -> Mapping[str, Any] | None:
    assignment = assignment_of(fact_id)
    coming = assignment and assignment.state in OPEN_ASSIGNMENTS and assignment.agreed_at
    return _number(assignment.referral) if assignment and coming else None


def _replacement(fact_id: int, _to: int) -> Mapping[str, Any] | None:
    assignment = assignment_of(fact_id)
    if assignment is None or assignment.referral.state not in OPEN_STATES:
        return None
    return _number(assignment.referral)


def _contact_of_assignment(fact_id: int, _to: int) -> Recipient | None:
    assignment = assignment_of(fact_id)
    return _to_contact(assignment.referral) if assignment else None


def _contact_of_referral(fact_id: int, _to: int) -> Recipient | None:
    return _to_contact(_referral(fact_id))


def _still_waits(fact_id: int, _to: int) -> Mapping[str, Any] | None:
    """The alarm of a missed promise: only while nobody looked (Q43)."""
    referral = _referral(fact_id)
    return {} if referral is not None and is_late(referral, clock.now()) else None


def _who_is_there(_fact_id: int, to_id: int) -> Recipient | None:
    """Whoever was alarmed, as long as that person does one of the two offices; no stranger to it by now."""
    day = clock.today()
    if to_id not in {*holders(OfficeKind.COORDINATOR, day), *holders(OfficeKind.REPRESENTATIVE, day)}:
        return None
    user = User.objects.get(pk=to_id)
    return Recipient(user.email, user.get_short_name())


NUMBER = {"number": "26-0312"}
NEWS = "Nieuws over {number}"
LETTERS = [
    Letter("referral_received", "Aanmelding ontvangen", "meteen na het aanmelden", "aanmelder",
           "Je bericht is goed ontvangen ({number})", "referrals_received", _contact_of_referral, _received,
           NUMBER | {"moment": "zaterdag voor 10 uur"}),
    Letter("referral_question", "Bijkomende vraag", "als de coördinator iets wil vragen", "aanmelder",
           NEWS, "referrals_question", _contact_of_referral, _question, NUMBER | {"phone": "014 00 00 00"}),
    Letter("referral_hour", "Iemand komt langs", "als een uur op de eigen dienst is afgesproken", "aanmelder",
           NEWS, "referrals_news", _contact_of_assignment, _hour, NUMBER),
    Letter("referral_replacement", "Iemand anders komt", "als een afspraak op de eigen dienst een ander zoekt",
           "aanmelder", NEWS, "referrals_news", _contact_of_assignment, _replacement, NUMBER),
    Letter("referral_contact", "Er is contact geweest", "na het eerste gesprek, als de persoon dat goed vond",
           "aanmelder", NEWS, "referrals_news", _contact_of_referral, _contact_made, NUMBER),
    Letter("promise_missed", "Er wacht iets", "als een aanmelding langer wacht dan we zeiden",
           "wie waarneemt of er die dag is, anders de vertegenwoordiger", "Er wacht iets op je",
           "referrals_promise_missed", _who_is_there, _still_waits),
    *TALK_LETTERS,
    *CALL_LETTERS,
]  # fmt: skip


def register_letters() -> None:
    """Put the letters in the catalogue; called once at start."""
    for letter in LETTERS:
        register(letter)
