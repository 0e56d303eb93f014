"""People of groups as others may read them: cards with a name for the audience, never the model (R141, habit 5)."""

from collections.abc import Iterable
from datetime import date

from oev.accounts.actor import Actor, Hat
from volunteers.kinds import Audience
from volunteers.models import Volunteer
from volunteers.models.people import PersonCard


def audience_of(actor: Actor | None) -> Audience:
    """For whom names are written: staff, fellow volunteers, professionals, or everybody."""
    if actor is None:
        return Audience.PUBLIC
    if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE):
        return Audience.STAFF
    if actor.wears(Hat.VOLUNTEER):
        return Audience.PEERS
    return Audience.PARTNERS if actor.wears(Hat.PROFESSIONAL) else Audience.PUBLIC


def cards_of(ids: Iterable[int], audience: Audience, day: date) -> dict[int, PersonCard]:
    """A card for each of these volunteers, in one query."""
    people = Volunteer.objects.filter(pk__in=set(ids)).with_standing(day)
    return {person.pk: PersonCard(person.name_for(audience), person.callable_today) for person in people}
