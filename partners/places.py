"""Where a partner, place, contact or agreement has its page, for the hat that is worn."""

from django.urls import reverse

from oev.accounts.actor import Actor
from partners.models import Agreement, BoardMandate, Partner, PartnerContact, Site


def page_of(thing: Partner | Site | Agreement | PartnerContact | BoardMandate, actor: Actor) -> str:
    """The coordinator's page stands in the web admin; others have ours."""
    if actor.is_coordinator:
        return reverse(f"admin:partners_{type(thing).__name__.lower()}_change", args=[thing.pk])
    if isinstance(thing, Agreement):
        return reverse("partners:agreement_detail", args=[thing.pk])
    partner_id = thing.pk if isinstance(thing, Partner) else thing.partner_id
    return reverse("partners:partner_detail", args=[partner_id]) if partner_id else reverse("home")
