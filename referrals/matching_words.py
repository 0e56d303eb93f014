"""What speaks for asking somebody, in Dutch: short positive facts (R027, section 6.1 task 2)."""

from __future__ import annotations

from datetime import date

from referrals.matching_values import Candidate, Moment, Wish, distance_km, free_moments

FAR_KM = 40
LONG_NOT_ASKED_DAYS = 60
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
LANGUAGES = {
    "nl": "Nederlands", "fr": "Frans", "en": "Engels", "de": "Duits", "ar": "Arabisch", "tr": "Turks",
    "pl": "Pools", "ro": "Roemeens", "es": "Spaans", "it": "Italiaans", "pt": "Portugees", "ru": "Russisch",
    "uk": "Oekraïens", "bg": "Bulgaars",
}  # fmt: skip
TODAY_WORDS = {"morning": "vanmorgen", "afternoon": "vanmiddag", "evening": "vanavond", "night": "vannacht"}
PART_WORDS = {"morning": "voormiddag", "afternoon": "namiddag", "evening": "avond", "night": "nacht"}


def reasons(candidate: Candidate, wish: Wish) -> tuple[str, ...]:
    """What speaks for asking this person, in words and never against anybody."""
    said = (
        "heeft de beurt" if candidate.on_turn else "",
        _experience_words(candidate, wish),
        candidate.gender if wish.gender and candidate.gender == wish.gender else "",
        _language_words(candidate, wish),
        _free_words(candidate, wish),
        f"kent {wish.site_name}" if candidate.knows_site and wish.site_name else "",
        _distance_words(candidate, wish),
        _load_words(candidate),
        _waited_words(candidate, wish),
    )
    return tuple(words for words in said if words)


def _experience_words(candidate: Candidate, wish: Wish) -> str:
    wanted = wish.fitting_experience
    if wanted is None or candidate.experience not in (wanted, "both"):
        return ""
    return "naaste" if wanted == "context" else "eigen ervaring"


def _language_words(candidate: Candidate, wish: Wish) -> str:
    if not wish.language or wish.language == "nl" or wish.language not in candidate.languages:
        return ""
    return f"spreekt {LANGUAGES.get(wish.language, wish.language)}"


def _free_words(candidate: Candidate, wish: Wish) -> str:
    if candidate.free is None:
        return ""
    moments = [say_moment(moment, wish.today) for moment in free_moments(candidate, wish)]
    return f"vrij {' en '.join(moments[:2])}" if moments else ""


def _distance_words(candidate: Candidate, wish: Wish) -> str:
    km = distance_km(candidate.location, wish.near)
    if km is None or km > FAR_KM:
        return ""
    return f"{round(km)} km" if km >= 1 else "minder dan 1 km"


def _load_words(candidate: Candidate) -> str:
    talks, maximum = candidate.talks_this_month, candidate.own_maximum
    if maximum is not None:
        return f"deze maand {talks} van {maximum} {'gesprek' if maximum == 1 else 'gesprekken'}"
    return "" if talks else "deze maand nog geen gesprek"


def _waited_words(candidate: Candidate, wish: Wish) -> str:
    if candidate.last_asked_on is None:
        return "nog niet eerder gevraagd"
    waited = (wish.today - candidate.last_asked_on).days
    return "al even niet gevraagd" if waited >= LONG_NOT_ASKED_DAYS else ""


def say_moment(moment: Moment, today: date) -> str:
    """A moment as one says it today: "vanmiddag", "morgenavond", "dinsdagnamiddag"."""
    days = (moment.on - today).days
    if days == 0:
        return TODAY_WORDS[moment.part]
    if days == 1:
        return "morgenmiddag" if moment.part == "afternoon" else f"morgen{PART_WORDS[moment.part]}"
    weekday = f"{WEEKDAYS[moment.on.weekday()]}{PART_WORDS[moment.part]}"
    return weekday if 0 < days < 7 else f"{weekday} {moment.on.day}/{moment.on.month}"
