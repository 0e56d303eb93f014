"""People of groups as others may read them: cards with a name for the audience, never the model (R141, habit 5)."""

from oev.accounts.actor import Actor, Hat
from volunteers.kinds import Audience


def audience_of(actor: Actor | None) -> Audience:
    """For whom names are written: staff, fellow volunteers, professionals, or everybody."""
    if actor is None:
        return Audience.PUBLIC
    if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE):
        return Audience.STAFF
    if actor.wears(Hat.VOLUNTEER):
        return Audience.PEERS
    return Audience.PARTNERS if actor.wears(Hat.PROFESSIONAL) else Audience.PUBLIC
