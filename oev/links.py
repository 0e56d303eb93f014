"""Addresses of pages for lists with many rows: found once for each route, and filled in for each row."""

from functools import cache

from django.urls import get_script_prefix, get_urlconf, reverse

STAND_IN = 1_903_507_281  # a key that no row has, by which its place in an address is found back


def address(route: str, *keys: int) -> str:
    """As `reverse(route, args=keys)`, for routes whose arguments are whole numbers."""
    pieces = _pieces(route, len(keys), get_urlconf(), get_script_prefix())
    return pieces[0] + "".join(f"{key:d}{piece}" for key, piece in zip(keys, pieces[1:], strict=True))


@cache
def _pieces(route: str, count: int, urlconf: str | None, prefix: str) -> list[str]:
    stand_ins = [STAND_IN + number for number in range(count)]
    rest, pieces = reverse(route, args=stand_ins), []
    for stand_in in stand_ins:
        before, found, rest = rest.partition(str(stand_in))
        if not found:
            raise ValueError(f"{route} does not hold its keys in their order")
        pieces.append(before)
    return [*pieces, rest]
