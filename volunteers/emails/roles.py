"""The letter about a role that waits for somebody's yes (P19): neutral, the role itself is read on the own page."""

from oev.outbox.catalogue import Recipient
from volunteers.emails.standing import Context, letter, reader, still
from volunteers.models import RoleHolding
from volunteers.states import Status


def _of_holding(fact_id: int, to_id: int) -> Recipient | None:
    return reader(RoleHolding.objects.filter(pk=fact_id).values_list("volunteer_id", flat=True).first())


def _asked(fact_id: int, to_id: int) -> Context:
    """Still due: it waits for a yes, and the person can give it; whoever rests is left in peace."""
    waiting = RoleHolding.objects.standing().filter(pk=fact_id, until_on=None).exclude(offered_back_at=None)
    one = waiting.first()
    return {} if one and still(Status.ACTIVE, one.volunteer_id) else None


def register_letters() -> None:
    """The letter of this subject."""
    letter(
        "role_asked", "Een vraag om een rol", "De coördinator vraagt iemand om een rol.",
        "Er is een vraag voor jou", _of_holding, _asked,
    )  # fmt: skip
