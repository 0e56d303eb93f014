"""Who may, as one sentence per function (P23-P31). Which rows somebody sees is `visible_to`."""

from oev.accounts.actor import Actor, Hat


def may_coordinate(actor: Actor) -> bool:
    """The coordinator, and who stands in, runs the aanmeldingen (P23-P28)."""
    return actor.is_coordinator


def may_receive(actor: Actor) -> bool:
    """The coordinator and professionals make aanmeldingen; others ring (P23)."""
    return actor.wears(Hat.COORDINATOR, Hat.PROFESSIONAL)


def may_offer(actor: Actor) -> bool:
    """The coordinator asks ervaringsdragers (P26)."""
    return actor.is_coordinator


def may_record_talk(actor: Actor) -> bool:
    """The person who does it, and the coordinator (P28, P31)."""
    return actor.wears(Hat.COORDINATOR, Hat.VOLUNTEER)


def may_see_own_talks(actor: Actor) -> bool:
    """Whoever is here as volunteer sees the own questions and talks (P24, P26, P28)."""
    return actor.wears(Hat.VOLUNTEER)


def may_report_afterwards(actor: Actor) -> bool:
    """Who had the talk, and the coordinator (Q49)."""
    return actor.wears(Hat.COORDINATOR, Hat.VOLUNTEER)


def may_withdraw(actor: Actor) -> bool:
    """The aanmelder and the coordinator (3.2)."""
    return actor.wears(Hat.COORDINATOR, Hat.PROFESSIONAL)


def may_see_own_list(actor: Actor) -> bool:
    """A professional follows the own aanmeldingen by number and state (P25)."""
    return actor.wears(Hat.PROFESSIONAL)


def may_close(actor: Actor) -> bool:
    """The person who does it, and the coordinator (3.2)."""
    return actor.wears(Hat.COORDINATOR, Hat.VOLUNTEER)
