"""Rows and sentences about a call of the vliegende ploeg, on the lists of `work.py` (R091, A10, P31)."""

from datetime import date

from oev.registry import WorkRow
from referrals.models import Assignment
from referrals.places import own_page
from referrals.words import say_days_to_call

WISHED = "Vraag iemand van de vliegende ploeg."


def call_row(call: Assignment, day: date) -> WorkRow:
    """The one task of whoever said yes to calling; a row of `with_place`, told by number alone."""
    return WorkRow(
        title=f"Iemand opnieuw bellen, {call.referral.number}",
        line=say_days_to_call(call.attempt_days, day),  # type: ignore[attr-defined]
        action_label="Bekijk wie je belt",
        action_url=own_page(call),
    )


def say_caller(lead: Assignment) -> str:
    """For whoever leads the talk, a row of `with_callers`: that it is passed on; '' when it is not."""
    if lead.caller:  # type: ignore[attr-defined]
        return "Iemand van de vliegende ploeg belt de persoon."
    asked = lead.asked_to_call or lead.team_wished_at  # type: ignore[attr-defined]
    return "De vliegende ploeg is gevraagd om te bellen." if asked else ""


def caller_line(lead: Assignment) -> str:
    """For the coordinator, a row of `with_callers`: who calls, who is asked, or that somebody must be asked."""
    if lead.caller:  # type: ignore[attr-defined]
        return f"{lead.caller} belt."  # type: ignore[attr-defined]
    asked = lead.asked_to_call  # type: ignore[attr-defined]
    if asked:
        return f"Vliegende ploeg: {'1 vraag wacht' if asked == 1 else f'{asked} vragen wachten'} op een antwoord."
    return WISHED if lead.team_wished_at else ""


def is_wished(lead: Assignment) -> bool:
    """Somebody of the vliegende ploeg is to be found, and nobody calls yet; a row of `with_callers`."""
    return bool(lead.team_wished_at) and not lead.caller  # type: ignore[attr-defined]
