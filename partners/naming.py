"""Names as they are searched and ordered: without marks and case, aliases included (Q38)."""

from collections.abc import Iterable

from oev.search import search_form


def partner_search(name: str, aliases: Iterable[str]) -> str:
    """The search column of a partner: its name first, so that it orders by name, then its aliases."""
    return search_form(" ".join([name, *aliases]))[:400]


def site_search(name: str, partner_name: str) -> str:
    """The search column of a place: its name first, then its partner's."""
    return search_form(f"{name} {partner_name}")[:200]
