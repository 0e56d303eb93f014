"""A standing in plain Dutch, for each reader in one sentence (3.1, 6.0, 6.1, 6.5, Q22)."""

from datetime import date

from volunteers.standing_facts import Need, NeedKind, Standing
from volunteers.states import LABELS, Audience, Status

# As in oev.clock, which knows Django and so cannot be used by a pure calculation.
_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def _say(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def label(standing: Standing, audience: Audience) -> str:
    """The few words of 3.1 for a list or a badge; only staff read since when there was no intervisie."""
    if audience is Audience.STAFF and standing.status is Status.INACTIVE and standing.last_intervision:
        return f"geen intervisie sinds {_say(standing.last_intervision)}"
    return LABELS[audience][standing.status]


def sentence(standing: Standing, needs: tuple[Need, ...], audience: Audience) -> str:
    """One sentence that explains the standing and what is still needed; `needs` come from `still_needed`.

    Everybody but the person, coordinator and vertegenwoordiger reads one of two sentences and no date (Q10,
    Q12).
    """
    if audience is Audience.OTHERS:
        return f"{_capital(LABELS[audience][standing.status])}."
    if audience is Audience.PERSON:
        return f"{_to_person(standing, needs)}."
    return f"{_to_staff(standing, needs)}."


def needs_sentence(needs: tuple[Need, ...]) -> str:
    """'Nog nodig: een intervisie na 12 mei 2026, en samen bespreken met de vertegenwoordiger.' (6.1, A05).

    Empty when nothing is needed.
    """
    return f"Nog nodig: {_list(needs)}." if needs else ""


def _to_person(standing: Standing, needs: tuple[Need, ...]) -> str:
    base = LABELS[Audience.PERSON][standing.status]
    match standing.status:
        case Status.CANDIDATE:
            return f"{base}. We bekijken samen wanneer je start"
        case Status.ACTIVE if standing.last_day:
            return f"{base}, en met een intervisie ten laatste op {_say(standing.last_day)} blijf je dat"
        case Status.INACTIVE:
            return f"{base}. Eén telefoontje volstaat om weer oproepbaar te zijn"
        case Status.SLEEPING | Status.PAUSED if standing.needs_return:
            return f"{base}. {_return_for_person(needs)}"
        case Status.PAUSED if needs:
            return f"{base}. Wil je weer meedoen? Dan praten we eerst even samen"
        case Status.PAUSED:
            return f"{base} en kiest zelf wanneer je weer meedoet"
        case Status.STOPPED:
            return f"{base}. Je bent altijd welkom om weer te beginnen"
    return base


def _return_for_person(needs: tuple[Need, ...]) -> str:
    if needs:
        return f"Wil je terugkomen? Nog nodig: {_list(needs)}"
    return "Wil je terugkomen? Dan maken we je weer oproepbaar"


def _to_staff(standing: Standing, needs: tuple[Need, ...]) -> str:
    since = _say(standing.since)
    match standing.status:
        case Status.ACTIVE:
            base = _active_for_staff(standing)
        case Status.INACTIVE:
            base = _inactive_for_staff(standing)
        case _:
            base = f"{_capital(LABELS[Audience.STAFF][standing.status])} sinds {since}"
    if needs:
        return f"{base}. Nog nodig: {_list(needs)}"
    return f"{base}. Alles is rond om weer oproepbaar te maken" if standing.needs_return else base


def _active_for_staff(standing: Standing) -> str:
    if standing.last_day is None:
        return f"Actief sinds {_say(standing.since)}"
    last = _say(standing.last_day)
    if standing.after_contact and standing.clock_on:
        return f"Actief na contact op {_say(standing.clock_on)}, zonder intervisie tot en met {last}"
    return f"Actief, zonder nieuwe intervisie tot en met {last}"


def _inactive_for_staff(standing: Standing) -> str:
    seen = standing.last_intervision
    if seen is None:
        return f"Nog geen intervisie, niet oproepbaar sinds {_say(standing.since)}"
    if seen >= standing.since:
        return f"Niet oproepbaar sinds {_say(standing.since)}, wel op de intervisie van {_say(seen)}"
    return f"Geen intervisie sinds {_say(seen)}"


def _list(needs: tuple[Need, ...]) -> str:
    words = [_need(need) for need in needs]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])}, en {words[-1]}"


def _need(need: Need) -> str:
    match need.kind:
        case NeedKind.INTERVISION:
            return f"een intervisie na {_say(need.after)}" if need.after else "een intervisie"
        case NeedKind.COORDINATOR_CONTACT:
            return "een gesprek met de coördinator"
        case NeedKind.AGREEMENT if need.talk:
            return "een gesprek met drie" + (f" op {_say(need.talk_on)}" if need.talk_on else "")
        case NeedKind.AGREEMENT:
            return "samen bespreken met de vertegenwoordiger"
        case NeedKind.CONTACT:
            return "contact met de coördinator of de vertegenwoordiger"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
