"""The letter to who would call somebody once more, when that is no longer needed (R091); nothing tells who or why."""

from collections.abc import Mapping
from typing import Any

from oev.outbox.catalogue import Letter, Recipient
from referrals.models import Assignment
from referrals.states import AssignmentState
from volunteers.emails import reader


def _call(fact_id: int) -> Assignment | None:
    return Assignment.objects.calls().filter(pk=fact_id).first()


def _recipient(fact_id: int, _to: int) -> Recipient | None:
    call = _call(fact_id)
    return reader(call.volunteer_id) if call and call.volunteer_id else None


def _over(fact_id: int, _to: int) -> Mapping[str, Any] | None:
    """Taken back or overtaken; whoever said yes to the same call again meanwhile gets no letter."""
    call = _call(fact_id)
    if call is None or call.state != AssignmentState.CANCELLED:
        return None
    again = Assignment.objects.open().calls().filter(referral=call.referral_id, volunteer=call.volunteer_id)
    return None if again.exists() else {}


CALL_LETTERS = [
    Letter("call_off", "Bellen hoeft niet meer", "als een ander belt, of als bellen niet meer nodig is",
           "wie ja zei om iemand opnieuw te bellen", "Je hoeft niets meer te doen", "referrals_call_off", _recipient,
           _over),
]  # fmt: skip
