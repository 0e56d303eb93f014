"""Who may do what with partners: one sentence a function (P33-P35, P42-P45)."""

from oev.accounts.actor import Actor, Hat


def may_keep_partners(actor: Actor) -> bool:
    """The coordinator keeps partners, sites, contacts and agreements (P35, P42, P43)."""
    return actor.wears(Hat.COORDINATOR)


def may_read_partners(actor: Actor) -> bool:
    """Vertegenwoordiger and bestuur read partners, sites and contacts (P42)."""
    return actor.wears(Hat.REPRESENTATIVE, Hat.BOARD)


def may_read_agreements(actor: Actor) -> bool:
    """Coordinator and bestuur read every agreement (P43)."""
    return actor.wears(Hat.COORDINATOR, Hat.BOARD)


def may_carry_agreements(actor: Actor) -> bool:
    """Coordinator or bestuur record signatures and renew (3.4)."""
    return actor.wears(Hat.COORDINATOR, Hat.BOARD)


def may_decide(actor: Actor) -> bool:
    """The bestuur approves and ends agreements and decides about a partner's side (R247, R249, 3.4)."""
    return actor.wears(Hat.BOARD)


def may_print_address(actor: Actor) -> bool:
    """The coordinator and the professionals of the place print its address and cards (6.3)."""
    return actor.wears(Hat.COORDINATOR, Hat.PROFESSIONAL)


def may_read_own_organisation(actor: Actor) -> bool:
    """A professional reads the own organisation and keeps the own contact data (P42, P43)."""
    return actor.wears(Hat.PROFESSIONAL)


def may_set_up(actor: Actor) -> bool:
    """Coordinator or beheerder give an empty house its name (Q53)."""
    return actor.wears(Hat.COORDINATOR, Hat.ADMIN)
