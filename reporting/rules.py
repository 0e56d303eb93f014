"""Who may read figures (P49)."""

from oev.accounts.actor import Actor, Hat


def may_see_figures(actor: Actor) -> bool:
    """Coordinator, vertegenwoordiger and bestuur read the report; none of them sees a person in it."""
    return actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE, Hat.BOARD)
