"""Where the answer to a question is written down when it was asked on the phone (Q45)."""

from oev.accounts.actor import Actor
from oev.outbox.catalogue import TELLINGS, Telling
from referrals.models import Offer
from referrals.places import page_of_asking
from referrals.rules import may_offer


def _offer(actor: Actor, fact_id: int, to_id: int) -> str:
    if not may_offer(actor):
        return ""
    found = Offer.objects.visible_to(actor).filter(pk=fact_id).first()
    return page_of_asking(found) if found else ""


def register_tellings() -> None:
    """Say it of each kind of letter to people of the pool."""
    TELLINGS["offer"] = Telling(answer=_offer)
