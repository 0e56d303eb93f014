"""Where the answer to a question about a turn or a role is written down when it was asked on the phone (Q45)."""

from django.urls import reverse

from contactgroups.models import GroupRoleRequest, TurnQuestion
from oev.accounts.actor import Actor
from oev.outbox.catalogue import TELLINGS, Telling


def _turn(actor: Actor, fact_id: int, to_id: int) -> str:
    found = TurnQuestion.objects.filter(pk=fact_id).values_list("turn_id", flat=True).first()
    return reverse("contactgroups:turn_ask", args=[found]) if found else ""


def _count(actor: Actor, fact_id: int, to_id: int) -> str:
    return reverse("contactgroups:meeting_count", args=[fact_id]) if actor.is_coordinator else ""


def _role(actor: Actor, fact_id: int, to_id: int) -> str:
    waits = GroupRoleRequest.objects.visible_to(actor).filter(pk=fact_id)
    return reverse("contactgroups:role_request_answer", args=[fact_id]) if waits.exists() else ""


def register_tellings() -> None:
    """Say it of each kind of letter to people of the pool."""
    TELLINGS["turn_asked"] = Telling(answer=_turn)
    TELLINGS["meeting_count"] = Telling(answer=_count)
    TELLINGS["group_role_asked"] = Telling(answer=_role)
