"""Which letters of the pool are told on the phone, and where the answer is written down (Q45)."""

from django.urls import reverse

from oev.accounts.actor import Actor
from oev.outbox.catalogue import TELLINGS, Telling
from volunteers import rules

# Somebody is called about these anyway: a call stands on the list.
CALLED_ANYWAY = ("candidacy_received", "rest", "lapse", "welcome_back")


def _session(actor: Actor, fact_id: int, to_id: int) -> str:
    return reverse("volunteers:session_detail", args=[fact_id]) if rules.may_plan_intervision(actor) else ""


def register_tellings() -> None:
    """Say it of each kind of letter."""
    TELLINGS.update({code: Telling(told=False) for code in CALLED_ANYWAY})
    for code in ("intervision_invitation", "intervision_moved"):
        TELLINGS[code] = Telling(answer=_session)
