"""Which groups are near a municipality (R134, A16): pure distance over approximate centres, no clock, no database."""

from collections.abc import Callable, Iterable
from math import asin, cos, radians, sin, sqrt
from typing import Protocol, TypeVar

EARTH_KM = 6371.0
T = TypeVar("T")


class Place(Protocol):
    """Something with a centre in degrees; None when it is not known."""

    latitude: float | None
    longitude: float | None


def distance_km(one: Place, other: Place) -> float | None:
    """Great-circle distance in kilometres, or None when a centre is not known."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    north, north_2 = radians(one.latitude), radians(other.latitude)
    half = (
        sin((north_2 - north) / 2) ** 2
        + cos(north) * cos(north_2) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    )
    return 2 * EARTH_KM * asin(sqrt(half))


def nearest(place: Place, things: Iterable[T], where: Callable[[T], Place | None]) -> list[tuple[T, float | None]]:
    """All things with their distance in kilometres, the nearest first; those without a place come last."""
    found = []
    for thing in things:
        centre = where(thing)
        found.append((thing, distance_km(place, centre) if centre is not None else None))
    return sorted(found, key=lambda pair: (pair[1] is None, pair[1] or 0.0))
