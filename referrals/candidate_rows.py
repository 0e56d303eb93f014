"""The people behind the candidates, as values of the matching (R169): one query, two when few are near.

`candidate_order.py` reads them; here they become what `matching.py` knows.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.db.models import CharField, F, Func

from oev import clock
from oev.search import search_form
from referrals.candidate_order import PARTS, Look, Row, look_at
from referrals.matching import Candidate, Wish
from referrals.matching_words import LANGUAGES
from referrals.models import Referral
from volunteers.models import Volunteer

AHEAD_DAYS = 7
GENDERS = {"v": "vrouw", "m": "man", "x": "x"}
LANGUAGE_CODES = {search_form(word): code for code, word in LANGUAGES.items()}
Found = list[tuple[Candidate, Row]]


def language_code(word: str) -> str:
    """'Frans' and 'fr' are one language; a language without a code is known by its word."""
    plain = search_form(word)
    return LANGUAGE_CODES.get(plain, plain)


def people(referral: Referral, now: datetime, only: int | None = None, *, outreach: bool = False) -> Found:
    """Callable people with the role of gids as seen from this aanmelding; `only` asks for one of them.

    `outreach`: those of the vliegende ploeg, who call once more.

    The row beside a candidate holds `first_name`, `last_name` and `away_today`.
    """
    day = now.astimezone(clock.BRUSSELS).date()
    return _candidates(Look(referral, Wish(day), outreach=outreach, whom=only), day)


def first_people(referral: Referral, wish: Wish, best: int, aside: int) -> Found:
    """Of `people` those who can be among the first so many that may be asked and that may not.

    First whoever is near and misses no wish; everybody when that leaves it open who comes next.
    """
    gender = next((code for code, word in GENDERS.items() if word == wish.gender), "")
    look = Look(referral, wish, gender, _words_for(wish.language), best=best, aside=aside)
    if wish.near is not None and not wish.language:
        found = _candidates(replace(look, near_first=True), wish.today)
        if _nobody_else_comes_before(found, look):
            return found
    return _candidates(look, wish.today)


def _nobody_else_comes_before(found: Found, look: Look) -> bool:
    """Whether the people who were left out all come after those who were found.

    Of those who may be asked: all on the list of a site were looked at. Of the others: whoever is in that list for a
    reason of their own was looked at, but not everybody without access or time.
    """
    rows = [row for _, row in found]
    askable = [row for row in rows if row["place"] == 0]
    barred = [row for row in rows if row["place"] > 0]
    anybody = look.wish.at_site or look.wish.moments or not all(row["insured"] for row in rows)
    enough = look.wish.at_site or (len(askable) == look.best and all(row["near"] for row in askable))
    full = len(barred) == look.aside and all(row["place"] == 1 or (row["near"] and row["place"] == 2) for row in barred)
    return bool(rows) and enough and (full or not anybody)


def _words_for(language: str) -> tuple[str, ...]:
    """The words by which people of the pool say that they speak this language."""
    if not language:
        return ()
    spoken = Func(F("languages"), function="unnest", output_field=CharField())
    words = Volunteer.objects.order_by().values_list(spoken, flat=True).distinct()
    return tuple(word for word in words if language_code(word) == language)


def _candidates(look: Look, day: date) -> Found:
    return [(_candidate(row, day), row) for row in look_at(look)]


@lru_cache(maxsize=4096)
def _half_days(bits: int | None) -> frozenset[tuple[int, str]] | None:
    """The half-days behind the bits; None when nothing was filled in."""
    if not bits:
        return None
    slots = ((weekday, place) for weekday in range(7) for place in range(len(PARTS)))
    return frozenset((weekday, PARTS[place]) for weekday, place in slots if bits >> (weekday * len(PARTS) + place) & 1)


def _days_away(row: Row, day: date) -> frozenset[date]:
    """Days away among those that are looked at."""
    away = list(zip(row["away_from"], row["away_until"], strict=True))
    ahead = (day + timedelta(days=n) for n in range(AHEAD_DAYS))
    return frozenset(one for one in ahead if any(begin <= one <= end for begin, end in away)) if away else frozenset()


@lru_cache(maxsize=4096)
def _languages(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(language_code(word) for word in words)


def _candidate(row: Row, day: date) -> Candidate:
    located = row["latitude"] is not None and row["longitude"] is not None
    return Candidate(
        pk=row["pk"],
        experience=row["experience_kind"],
        wants_talks=True,
        insured=row["insured"],
        has_access=row["has_access"],
        has_desk_name=row["has_desk_name"],
        works_for_partner=row["colleague"],
        already_asked=row["asked"],
        own_maximum=row["max_per_month"],
        talks_this_month=row["talks"],
        free=_half_days(row["half_days"]),
        away=_days_away(row, day),
        gender=GENDERS.get(row["gender"], ""),
        languages=_languages(tuple(row["languages"])),
        location=(row["latitude"], row["longitude"]) if located else None,
        knows_site=row["knows"],
        last_asked_on=row["last_asked_on"],
    )
