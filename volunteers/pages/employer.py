"""That somebody also works at a partner, where roles are given and asked for (R057, Q48)."""

from datetime import date

from oev.accounts.actor import Actor
from partners.models import PartnerContact
from volunteers.models import Volunteer


def works_at(actor: Actor, person: Volunteer, day: date) -> list[str]:
    """Names of the partners where this person works on this day; a warning beside a role, it forbids nothing (R057)."""
    if person.user_id is None:
        return []
    contacts = PartnerContact.objects.visible_to(actor).current(day).filter(user=person.user_id)
    return list(contacts.order_by("partner__name").values_list("partner__name", flat=True).distinct())
