"""Who fits an aanmelding (R169, R163, R177, R046, R027, Q27, Q44, Q48, sections 3.1 and 6.1, scenario A08).

Pure calculation: no database, no clock. The caller hands in only people who are **callable** on that day:
whoever is not callable appears in no list at all, also not among `set_aside`, because a standing is
health-related (Q10). What is decided here is the rest of "may be asked" (3.1), and who fits best.

* `CONDITIONS` are hard: each has a reason that says nothing about health, for the folded list "nu niet te
  vragen". One of them is soft: C may ask beyond the own maximum, the person goes over it by saying yes (A08).
* The order is a comparison, never a score of a person: first what the one who asks for help wishes, then what
  is practical, then who was not asked for longest. Background, ties and membership play no part (R046), nor
  does the kind of addiction (R177; it is not stored). No "nu niet" is known here, so none can count (R075).
* Each place in the order can be explained: `Match.reasons` are positive facts in words (R027).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from heapq import nsmallest
from math import inf

from referrals.matching_values import Candidate, DayPart, Moment, Wish, distance_km, free_moments
from referrals.matching_words import reasons

__all__ = [
    "CONDITIONS", "Candidate", "Condition", "DayPart", "Match", "Moment", "SetAside", "Wish",
    "best", "distance_km", "fit", "may_be_asked", "obstacles", "reasons", "set_aside",
]  # fmt: skip

DISTANCE_BANDS_KM = (5, 10, 20, 40)


@dataclass(frozen=True, slots=True)
class Condition:
    """A hard condition: `holds`, or this is the `reason` not to ask. `soft`: asking anyway is possible."""

    name: str
    reason: str
    holds: Callable[[Candidate, Wish], bool]
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody who may be asked, with what speaks for it in words."""

    candidate: Candidate
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """Somebody in the folded list "nu niet te vragen"; `can_ask_anyway`: only the own maximum bars."""

    candidate: Candidate
    reasons: tuple[str, ...]
    can_ask_anyway: bool


def _under_own_maximum(candidate: Candidate, _wish: Wish) -> bool:
    return candidate.own_maximum is None or candidate.talks_this_month < candidate.own_maximum


CONDITIONS: tuple[Condition, ...] = (
    Condition("wants_talks", "wil geen gesprekken", lambda who, _wish: who.wants_talks),
    Condition("elsewhere", "werkt zelf bij deze partner", lambda who, _wish: not who.works_for_partner),
    Condition("access", "geen toegang tot deze plaats", lambda who, wish: who.has_access or not wish.at_site),
    Condition(
        "desk_name",
        "nog geen naam voor de balie afgesproken",
        lambda who, wish: who.has_desk_name or not wish.at_site,
    ),
    Condition("insured", "niet verzekerd voor gesprekken", lambda who, _wish: who.insured),
    Condition(
        "free",
        "niet vrij op dat moment",
        lambda who, wish: not wish.moments or bool(free_moments(who, wish)),
    ),
    Condition("not_asked", "al gevraagd", lambda who, _wish: not who.already_asked),
    Condition("own_maximum", "eigen maximum bereikt", _under_own_maximum, soft=True),
)


def obstacles(candidate: Candidate, wish: Wish) -> tuple[Condition, ...]:
    """The conditions that do not hold, in the order of `CONDITIONS`."""
    return tuple(condition for condition in CONDITIONS if not condition.holds(candidate, wish))


def may_be_asked(candidate: Candidate, wish: Wish, *, beyond_own_maximum: bool = False) -> bool:
    """May this callable person be asked (3.1)? `beyond_own_maximum`: "vraag toch", the one soft condition
    (A08)."""
    for condition in CONDITIONS:
        if not condition.holds(candidate, wish) and not (beyond_own_maximum and condition.soft):
            return False
    return True


def best(candidates: Iterable[Candidate], wish: Wish, limit: int = 5) -> tuple[Match, ...]:
    """The people who fit best, best first, with reasons in words (6.1.2). One pass, whatever their number."""
    askable = (candidate for candidate in candidates if may_be_asked(candidate, wish))
    first = nsmallest(limit, askable, key=lambda candidate: fit(candidate, wish))
    return tuple(Match(candidate, reasons(candidate, wish)) for candidate in first)


def set_aside(candidates: Iterable[Candidate], wish: Wish, limit: int | None = None) -> tuple[SetAside, ...]:
    """The folded list "nu niet te vragen": whom one can ask anyway first, then by fit; all when no limit."""
    found = []
    for candidate in candidates:
        if missing := obstacles(candidate, wish):
            anyway = all(condition.soft for condition in missing)
            found.append(SetAside(candidate, tuple(condition.reason for condition in missing), anyway))
    found.sort(key=lambda aside: (not aside.can_ask_anyway, fit(aside.candidate, wish)))
    return tuple(found[:limit])


def fit(candidate: Candidate, wish: Wish) -> tuple[float, ...]:
    """Place in the order: the smaller tuple is asked first. Total, because it ends in the primary key.

    Who has the beurtrol (Q44); fewest wishes of the person missed, and which; distance in bands, unknown
    last; most of the asked moments free; load of this month against the own maximum; knows the site; longest
    not asked; kilometres.
    """
    wanted = wish.fitting_experience
    experience = wanted is not None and candidate.experience != wanted and candidate.experience != "both"
    gender = bool(wish.gender) and candidate.gender != wish.gender
    language = bool(wish.language) and wish.language not in candidate.languages
    km = distance_km(candidate.location, wish.near)
    last_asked = candidate.last_asked_on
    return (
        not candidate.on_turn,
        experience + gender + language,
        experience,
        gender,
        language,
        bisect_left(DISTANCE_BANDS_KM, inf if km is None else km),
        -len(free_moments(candidate, wish)) if wish.moments and candidate.free is not None else 0,
        _load(candidate),
        not candidate.knows_site,
        last_asked.toordinal() if last_asked else 0,
        km or 0.0,
        candidate.pk,
    )


def _load(candidate: Candidate) -> float:
    """Part of the own maximum that is taken; without a maximum, as if it were four a month."""
    maximum = 4 if candidate.own_maximum is None else max(candidate.own_maximum, 1)
    return candidate.talks_this_month / maximum
