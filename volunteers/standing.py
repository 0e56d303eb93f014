"""Standing of a volunteer: a person's dated facts in, a timeline out (R042, R066–R071, Q10–Q19, 3.1).

Pure: no framework, no database, no clock. The only implementation of what follows from the facts, for any
day.

Of all engagements the latest begun by a day decides; a new one starts afresh, and facts dated before it say
nothing about it. Within one engagement gestopt goes before slapend, slapend before gepauzeerd, that before
niet-actief, actief and kandidaat. What is left to work out is the year's clock:
`volunteers/standing_clock.py`.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise, zip_longest

from volunteers.standing_clock import FOREVER, Clock, Stay, add_stay
from volunteers.standing_facts import (
    EngagementFact,
    Facts,
    Need,
    NeedKind,
    Postponement,
    Reminder,
    RestFact,
    ReturnRecords,
    Span,
    Standing,
    anniversary,
    contact_reminder_days,
    plus_months,
    reminder_days,
)
from volunteers.standing_reminders import reminded_on
from volunteers.standing_words import label, needs_sentence, sentence
from volunteers.states import Audience, RestKind, Status

__all__ = [
    "Audience",
    "EngagementFact",
    "Facts",
    "Need",
    "NeedKind",
    "Postponement",
    "Reminder",
    "RestFact",
    "ReturnRecords",
    "Span",
    "Standing",
    "anniversary",
    "contact_reminder_days",
    "label",
    "needs_sentence",
    "plus_months",
    "reminder_days",
    "reminders",
    "sentence",
    "standing_on",
    "still_needed",
    "timeline",
]

_REST_STATUS = {
    RestKind.SLEEP: Status.SLEEPING,
    RestKind.PAUSE: Status.PAUSED,
    RestKind.NEUTRAL: Status.PAUSED,
}


def _rests(facts: Facts, start: date, stop: date) -> list[tuple[date, date, Status]]:
    """The rests of one engagement in order, cut at its end, no overlap: slapend goes before gepauzeerd."""
    found = []
    for rest in facts.rests:
        if start <= rest.from_on < stop:
            until = min(rest.until_on or FOREVER, stop)
            if rest.from_on < until:
                found.append((rest.from_on, until, _REST_STATUS[rest.kind]))
    if len(found) < 2:
        return found
    edges = sorted({edge for rest in found for edge in rest[:2]})
    pieces = []
    for from_on, until_on in pairwise(edges):
        kinds = {status for begin, end, status in found if begin <= from_on < end}
        if kinds:
            pieces.append((from_on, until_on, Status.SLEEPING if Status.SLEEPING in kinds else Status.PAUSED))
    return pieces


def _walk(facts: Facts, engagement: EngagementFact, end: date, stays: list[Stay]) -> None:
    """Add the stays of one engagement, from its candidacy to `end`, where the next begins."""
    start = engagement.candidate_on
    stop = max(start, min(engagement.stopped_on or FOREVER, end))
    activated = min(max(engagement.activated_on or FOREVER, start), stop)
    clock = Clock(facts, activated, stop, stays) if activated < stop else None

    def wake(from_on: date, until_on: date) -> None:
        if from_on < min(until_on, activated):
            add_stay(stays, Stay(from_on, Status.CANDIDATE))
        if clock and max(from_on, activated) < until_on:
            clock.wake(max(from_on, activated), until_on)

    day = start
    for from_on, until_on, status in _rests(facts, start, stop):
        wake(day, from_on)
        add_stay(stays, Stay(from_on, status))
        if clock:
            clock.rest(until_on)
        day = until_on
    wake(day, stop)
    if stop < end:
        add_stay(stays, Stay(stop, Status.STOPPED))


def _stays(facts: Facts) -> list[Stay]:
    """All stays of a person in order, engagement after engagement."""
    stays: list[Stay] = []
    engagements = sorted(facts.engagements, key=_order)
    for number, engagement in enumerate(engagements, start=1):
        end = engagements[number].candidate_on if number < len(engagements) else FOREVER
        if engagement.candidate_on < end:
            _walk(facts, engagement, end, stays)
    return stays


def _order(engagement: EngagementFact) -> tuple[date, date]:
    """By first day; of two begun on one day the one that ends last decides."""
    return engagement.candidate_on, engagement.stopped_on or FOREVER


def timeline(facts: Facts) -> tuple[Span, ...]:
    """Every span since the first candidacy: no gap, no overlap, no two equal neighbours, the last one open.

    The lapse that lies ahead is in it, as if nothing else will happen. Empty for a person without engagement.
    """
    stays = _stays(facts)
    ends = [stay.from_on for stay in stays[1:]]
    return tuple(_span(stay, until_on, stays) for stay, until_on in zip_longest(stays, ends))


def _span(stay: Stay, until_on: date | None, stays: list[Stay]) -> Span:
    active = stay.status is Status.ACTIVE
    reminders = reminded_on(stay, stays)
    return Span(stay.from_on, until_on, stay.status, active, stay.last_day, stay.after_contact, reminders)


def _known_on(facts: Facts, day: date) -> Facts:
    """What had happened by the end of the day; an import speaks of the days before it, so it stays (Q39)."""
    next_begun = min((one.candidate_on for one in facts.engagements if one.candidate_on > day), default=FOREVER)
    return replace(
        facts,
        engagements=tuple(one for one in facts.engagements if one.candidate_on <= day),
        rests=tuple(rest for rest in facts.rests if rest.from_on <= day),
        attendances=tuple(on for on in facts.attendances if on <= day),
        contacts=tuple(on for on in facts.contacts if on <= day),
        returns=tuple(on for on in facts.returns if on <= day),
        clock_starts=tuple(on for on in facts.clock_starts if on < next_begun),
        postponements=tuple(one for one in facts.postponements if one.decided_on <= day),
    )


def standing_on(facts: Facts, day: date) -> Standing:
    """The standing on a day, past or future; facts dated after it change nothing about it.

    Raises LookupError for a day before the first candidacy: somebody who is not there yet has no standing.
    """
    known = _known_on(facts, day)
    stay = _stay_on(_stays(known), day)
    begun = _begun(known)
    rest = _rest_in_force(known, day) if stay.status in {Status.SLEEPING, Status.PAUSED} else None
    return Standing(
        status=stay.status,
        since=stay.from_on,
        last_day=stay.last_day,
        callable=stay.status is Status.ACTIVE,
        clock_on=stay.clock_on,
        after_contact=stay.after_contact,
        last_intervision=max((on for on in known.attendances if on >= begun), default=None),
        needs_return=rest is not None and _needs_return(rest),
    )


def _stay_on(stays: list[Stay], day: date) -> Stay:
    """The stay that holds the day."""
    stay = next((one for one in reversed(stays) if one.from_on <= day), None)
    if stay is None:
        raise LookupError("no engagement has begun on this day")
    return stay


def _begun(known: Facts) -> date:
    """First day of the engagement that decides: the latest of those known."""
    return max(one.candidate_on for one in known.engagements)


def _needs_return(rest: RestFact) -> bool:
    return rest.needs_return or rest.kind is RestKind.SLEEP


def _rest_in_force(known: Facts, day: date) -> RestFact:
    """The rest that holds on the day; of several the one that asks most, then the latest."""
    begun = _begun(known)
    holding = [one for one in known.rests if begun <= one.from_on <= day < (one.until_on or FOREVER)]
    return max(holding, key=lambda one: (one.kind is RestKind.SLEEP, _needs_return(one), one.from_on))


def _slept_from(known: Facts, rest: RestFact) -> date:
    """The start of slapend, also when a pause took its place: an intervisie must be later (Q11)."""
    while rest.kind is not RestKind.SLEEP:
        before = [one for one in known.rests if one.until_on == rest.from_on and _needs_return(one)]
        if not before:
            break
        rest = before[0]
    return rest.from_on


def still_needed(facts: Facts, day: date, records: ReturnRecords | None = None) -> tuple[Need, ...]:
    """What must still happen before this person can be callable; () when nothing is missing.

    The person's own word that a pause is over, the confirmation of C or V of a return, and an intake are not
    in it. Slapend, or a pause with `needs_return`: the three records of Q11, in the order intervisie,
    coordinator, vertegenwoordiger; the intervisie strictly after the start of slapend, the other two on or
    after it. Niet-actief: contact (Q19). A pause that outlasts the year: contact once it is over (Q17).
    """
    standing = standing_on(facts, day)
    known = _known_on(facts, day)
    if standing.needs_return:
        slept_from = _slept_from(known, _rest_in_force(known, day))
        return tuple(_return_needs(slept_from, standing.last_intervision, records or ReturnRecords(), day))
    if standing.status is Status.PAUSED:
        rests = tuple(replace(one, until_on=min(one.until_on or day, day)) for one in known.rests)
        standing = standing_on(replace(known, rests=rests), day)
    return (Need(NeedKind.CONTACT),) if standing.status is Status.INACTIVE else ()


def _return_needs(slept_from: date, seen: date | None, records: ReturnRecords, day: date) -> Iterator[Need]:
    if seen is None or seen <= slept_from:
        yield Need(NeedKind.INTERVISION, after=slept_from)
    if records.contact_on is None or not slept_from <= records.contact_on <= day:
        yield Need(NeedKind.COORDINATOR_CONTACT)
    if records.agreement_on is None or not slept_from <= records.agreement_on <= day:
        yield Need(NeedKind.AGREEMENT, talk=records.talk, talk_on=records.talk_on)


def reminders(facts: Facts, day: date) -> tuple[Reminder, ...]:
    """Reminders of the term running on the day, past ones too; () when not actief (Q17) or without a year.

    What the day did not know yet counts for nothing: a rest that begins later takes no reminder away.
    """
    stays = _stays(_known_on(facts, day))
    term = _stay_on(stays, day)
    if term.last_day is None:
        return ()
    return tuple(
        Reminder(on, number, term.last_day, term.after_contact)
        for number, on in enumerate(reminded_on(term, stays))
        if on is not None
    )
