"""One aanmelding and the people who could be asked for it, as plain values (R169, sections 3.1 and 6.3).

Made by the caller out of rows; read by `matching.py` and `matching_words.py`. Pure: no database, no clock.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Literal, NamedTuple

EARTH_KM = 6371.0

Experience = Literal["own", "context", "both"]
Point = tuple[float, float]


class DayPart(StrEnum):
    """Part of a day for availability and wishes."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


class Moment(NamedTuple):
    """A day and the part of it in which a talk can take place."""

    on: date
    part: str


class Candidate(NamedTuple):
    """A callable volunteer as seen from one aanmelding; a tuple, because ten thousand are made at once.

    `wants_talks`: holds the role of gids. `insured`: a policy covers that role, or did: holders go on (R190, A15).
    `has_access`: on the access list of the site, still valid (R163). `has_desk_name`: a name for its desk is
    agreed (Q27).
    `works_for_partner`: is employed by the partner of the site (Q48). `already_asked`: was asked for this
    aanmelding, whatever came of it. `own_maximum`: talks a month, None when not chosen; `talks_this_month`:
    in the month of the wish. `free`: (weekday with Monday 0, part of day), None when not filled in; `away`:
    days that are impossible. `on_turn`: has the beurtrol of this site (Q44). `location`: latitude and
    longitude of the municipality in degrees. `languages`: ISO codes. `last_asked_on`: for whatever
    aanmelding.
    """

    pk: int
    experience: Experience
    wants_talks: bool
    insured: bool
    has_access: bool
    has_desk_name: bool
    works_for_partner: bool
    already_asked: bool
    own_maximum: int | None = None
    talks_this_month: int = 0
    free: Collection[tuple[int, str]] | None = None
    away: Collection[date] = frozenset()
    gender: str = ""
    languages: Collection[str] = frozenset({"nl"})
    location: Point | None = None
    knows_site: bool = False
    on_turn: bool = False
    last_asked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What an aanmelding asks for. Empty means: no wish, and then it orders nobody.

    `subject`: whom it is for (6.3, field 1); `experience`: an explicit wish, goes before what the subject
    suggests. `gender`: "man", "vrouw" or "x". `moments`: parts of days that suit, any of them will do.
    `at_site`: a visit for which the site keeps an access list. `near`: where the talk is, in degrees.
    """

    today: date
    subject: Literal["person", "relative", "professional"] = "person"
    experience: Literal["own", "context"] | None = None
    gender: str = ""
    language: str = ""
    moments: tuple[Moment, ...] = ()
    at_site: bool = False
    site_name: str = ""
    near: Point | None = None

    @property
    def fitting_experience(self) -> Literal["own", "context"] | None:
        """Experience that fits who it is for: own for the person, context for a relative (R128, R169)."""
        if self.experience or self.subject == "professional":
            return self.experience
        return "context" if self.subject == "relative" else "own"


def free_moments(candidate: Candidate, wish: Wish) -> list[Moment]:
    """The moments of the wish that suit the candidate; availability that is not filled in suits always."""
    return [
        moment
        for moment in wish.moments
        if moment.on not in candidate.away
        and (candidate.free is None or (moment.on.weekday(), moment.part) in candidate.free)
    ]


@lru_cache(maxsize=4096)
def distance_km(one: Point | None, other: Point | None) -> float | None:
    """Kilometres as the crow flies between two points in degrees (haversine); None when one is not known."""
    if one is None or other is None:
        return None
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))
