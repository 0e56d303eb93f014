"""Who may do what with accounts: one sentence a function (P52)."""

from oev.accounts.actor import Actor, Hat


def may_run_accounts(actor: Actor) -> bool:
    """The beheerder runs accounts and offices."""
    return actor.wears(Hat.ADMIN)


def may_arrange_cover(actor: Actor) -> bool:
    """Coordinator and vertegenwoordiger arrange who stands in (Q43)."""
    return actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE)


def may_set_days(actor: Actor) -> bool:
    """The coordinator says on which weekdays a coordinator is there (Q25, Q43)."""
    return actor.wears(Hat.COORDINATOR)
