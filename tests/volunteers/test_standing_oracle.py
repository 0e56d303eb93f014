"""The timeline compared with a slow and obvious calculation, day after day, over generated histories.

About 1,500 histories by default, the same on each run; `OEV_HISTORIES=20000` takes that many new ones.
The oracle shares no code with the module but the shapes of facts and the names of states.
"""

import os
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.volunteers.histories import histories
from volunteers.standing import Facts, ReturnRecords, Status, standing_on, still_needed, timeline
from volunteers.states import PRECEDENCE, RestKind

HISTORIES = int(os.environ.get("OEV_HISTORIES", "1500"))
thorough = settings(
    max_examples=HISTORIES,
    deadline=None,
    database=None,
    derandomize="OEV_HISTORIES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
quick = settings(thorough, max_examples=max(100, HISTORIES // 6))
ANY_HISTORY = st.booleans().flatmap(lambda lawful: histories(lawful=lawful))
TOMORROW = timedelta(days=1)


def a_year_after(day: date) -> date:
    """Q16, spelled out: same day and month next year, 28 February when there is no such day."""
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 2, 28)
    return date(day.year + 1, day.month, day.day)


def months_after(day: date, months: int) -> date:
    """Same day of the month, or the last one the month has."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


class Oracle:
    """Somebody who keeps a calendar and writes down every evening how it stands with one person."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.engagement = None
        self.forget()

    def forget(self) -> None:
        """A new engagement starts afresh."""
        self.year_ends = None  # last day on which the clock still runs
        self.lapsed = False
        self.rested_yesterday = False
        self.last_attended = None

    def evening(self, day: date) -> Status | None:
        """The status of this day; called for each day in order."""
        begin_today = [one for one in self.facts.engagements if one.candidate_on == day]
        if begin_today:
            self.engagement = max(begin_today, key=lambda one: one.stopped_on or date.max)
            self.forget()
        latest = self.engagement
        if latest is None:
            return None
        true_today = {Status.CANDIDATE}
        if latest.stopped_on and latest.stopped_on <= day:
            true_today.add(Status.STOPPED)
        rests = [
            rest
            for rest in self.facts.rests
            if latest.candidate_on <= rest.from_on <= day and (rest.until_on is None or day < rest.until_on)
        ]
        for rest in rests:
            true_today.add(Status.SLEEPING if rest.kind is RestKind.SLEEP else Status.PAUSED)
        if latest.activated_on and latest.activated_on <= day:
            self.run_the_clock(day, resting=bool(rests))
            true_today.add(Status.ACTIVE)
            if self.lapsed:
                true_today.add(Status.INACTIVE)
        self.rested_yesterday = bool(rests)
        return next(status for status in PRECEDENCE if status in true_today)

    def run_the_clock(self, day: date, *, resting: bool) -> None:
        facts = self.facts
        if self.year_ends is None:
            self.year_ends = a_year_after(self.start_of_clock(day))
        if day in facts.attendances and (resting or self.rested_yesterday):
            self.attend(day)
        if not resting and self.year_ends < day and facts.yearly and not self.postponed(day):
            self.lapsed = True
        if day in facts.attendances:
            self.attend(day)
        if day in facts.returns:
            self.lapsed = False
            self.year_ends = max(self.year_ends, a_year_after(day))
        if day in facts.contacts and self.lapsed and not resting:
            self.lapsed = False
            self.year_ends = months_after(day, facts.months_after_contact)
            if self.last_attended:
                self.year_ends = max(self.year_ends, a_year_after(self.last_attended))

    def start_of_clock(self, activated_on: date) -> date:
        """The day of activation, or the first import day after it within this engagement."""
        after = [one.candidate_on for one in self.facts.engagements if one.candidate_on > self.engagement.candidate_on]
        end = min([*after, self.engagement.stopped_on or date.max])
        return min((day for day in self.facts.clock_starts if activated_on <= day < end), default=activated_on)

    def attend(self, day: date) -> None:
        self.last_attended = day
        if not self.lapsed:
            self.year_ends = max(self.year_ends, a_year_after(day))

    def postponed(self, day: date) -> bool:
        return any(one.decided_on <= day < one.until_on for one in self.facts.postponements)


def days_of(facts: Facts) -> list[date]:
    """From a day before the first candidacy to well after everything that can follow from the last fact."""
    known = [day for one in facts.engagements for day in (one.candidate_on, one.activated_on, one.stopped_on)]
    known += [day for rest in facts.rests for day in (rest.from_on, rest.until_on)]
    known += [*facts.attendances, *facts.contacts, *facts.returns, *facts.clock_starts]
    known += [one.until_on for one in facts.postponements]
    last = max(day for day in known if day) + timedelta(days=400)
    first = min(one.candidate_on for one in facts.engagements) - TOMORROW
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def calendar(facts: Facts) -> dict[date, Status | None]:
    oracle = Oracle(facts)
    return {day: oracle.evening(day) for day in days_of(facts)}


@thorough
@given(facts=ANY_HISTORY)
def test_timeline_says_of_each_day_what_the_oracle_says(facts):
    spans = timeline(facts)
    days = days_of(facts)
    told = [None]  # of the day before the first candidacy
    for span in spans:
        until_on = min(span.until_on or date.max, days[-1] + TOMORROW)
        told += [span.status] * (until_on - span.from_on).days
    assert dict(zip(days, told, strict=True)) == calendar(facts)


@quick
@given(facts=ANY_HISTORY)
def test_timeline_is_one_unbroken_line(facts):
    spans = timeline(facts)
    assert spans[0].from_on == min(one.candidate_on for one in facts.engagements)
    assert spans[-1].until_on is None
    for span, following in pairwise(spans):
        assert span.until_on == following.from_on
        assert span.from_on < following.from_on
        assert span.status != following.status
    for span in spans:
        assert span.callable == (span.status is Status.ACTIVE)
        assert (span.last_day is not None) == (span.callable and facts.yearly)


@quick
@given(facts=ANY_HISTORY, data=st.data())
def test_standing_on_a_day_follows_from_what_had_happened_by_then(facts, data):
    day = data.draw(st.sampled_from(days_of(facts)[1:]))
    standing = standing_on(facts, day)
    past = calendar(facts)
    assert standing.status == past[day]
    assert standing.callable == (past[day] is Status.ACTIVE)
    assert past[standing.since] == standing.status
    assert past[standing.since - TOMORROW] != standing.status
    assert {past[standing.since + TOMORROW * n] for n in range((day - standing.since).days)} <= {standing.status}


def if_nothing_happens(facts: Facts, day: date) -> Facts:
    """The facts without all that is dated after the day; an import in the same engagement is known in hindsight."""
    edges = [on for one in facts.engagements for on in (one.candidate_on, one.stopped_on) if on and on > day]
    return replace(
        facts,
        engagements=tuple(
            replace(one, stopped_on=None if (one.stopped_on or day) > day else one.stopped_on)
            for one in facts.engagements
            if one.candidate_on <= day
        ),
        rests=tuple(rest for rest in facts.rests if rest.from_on <= day),
        attendances=tuple(on for on in facts.attendances if on <= day),
        contacts=tuple(on for on in facts.contacts if on <= day),
        returns=tuple(on for on in facts.returns if on <= day),
        clock_starts=tuple(on for on in facts.clock_starts if on < min(edges, default=date.max)),
        postponements=tuple(one for one in facts.postponements if one.decided_on <= day),
    )


@quick
@given(facts=histories(), data=st.data())
def test_last_day_is_the_last_one_active_if_nothing_happens(facts, data):
    active = [day for day, status in calendar(facts).items() if status is Status.ACTIVE]
    if not active:
        return
    day = data.draw(st.sampled_from(active))
    oracle = Oracle(if_nothing_happens(facts, day))
    evening = facts.engagements[0].candidate_on
    while oracle.evening(evening) is Status.ACTIVE or evening <= day:
        evening += TOMORROW
    assert standing_on(facts, day).last_day == evening - TOMORROW


@quick
@given(facts=ANY_HISTORY, data=st.data())
def test_facts_in_another_order_give_the_same_timeline(facts, data):
    shuffled = replace(
        facts,
        **{
            name: tuple(data.draw(st.permutations(getattr(facts, name))))
            for name in ("engagements", "rests", "attendances", "contacts", "returns", "postponements")
        },
    )
    assert timeline(shuffled) == timeline(facts)


@quick
@given(facts=ANY_HISTORY, data=st.data())
def test_contact_changes_nothing_on_a_day_that_is_not_inactive(facts, data):
    days = [day for day, status in calendar(facts).items() if status is not Status.INACTIVE]
    contact = data.draw(st.sampled_from(days))
    assert timeline(replace(facts, contacts=(*facts.contacts, contact))) == timeline(facts)


@quick
@given(facts=ANY_HISTORY, kind=st.sampled_from(RestKind))
def test_neutral_rests_keep_the_dates_of_a_timeline(facts, kind):
    """Q42: rewriting the kind of all rests moves no day on which somebody is callable."""
    rewritten = replace(facts, rests=tuple(replace(rest, kind=kind) for rest in facts.rests))
    callable_days = [(span.from_on, span.until_on, span.last_day) for span in timeline(facts) if span.callable]
    assert [
        (span.from_on, span.until_on, span.last_day) for span in timeline(rewritten) if span.callable
    ] == callable_days


SINCE = st.none() | st.integers(-40, 400)  # days after the harder period began
RECORDS = st.tuples(SINCE, SINCE, st.booleans(), st.booleans())


@quick
@given(facts=histories(), records=RECORDS, data=st.data())
def test_still_needed_says_what_three_notes_on_paper_say(facts, records, data):
    """Q11: an intervisie strictly after the harder period began, the other two on or after it."""
    days = [day for day, status in calendar(facts).items() if status in {Status.SLEEPING, Status.PAUSED}]
    if not days:
        return
    day = data.draw(st.sampled_from(days))
    begun = max(one.candidate_on for one in facts.engagements if one.candidate_on <= day)
    began = [one.from_on for one in facts.rests if one.kind is RestKind.SLEEP and begun <= one.from_on <= day]
    rest = max((one for one in facts.rests if begun <= one.from_on <= day), key=lambda one: one.from_on)
    if not rest.needs_return:
        return
    slept_from = max(began)
    contact, agreement = (None if n is None else slept_from + timedelta(days=n) for n in records[:2])
    missing = []
    if not any(slept_from < seen <= day for seen in facts.attendances if seen >= begun):
        missing.append("intervision")
    if contact is None or not slept_from <= contact <= day:
        missing.append("coordinator_contact")
    if agreement is None or not slept_from <= agreement <= day:
        missing.append("agreement")
    talk, talk_on = records[2], day if records[2] and records[3] else None
    needs = still_needed(facts, day, ReturnRecords(contact, agreement, talk, talk_on))
    assert [need.kind.value for need in needs] == missing
    assert all((need.talk, need.talk_on) == (talk, talk_on) for need in needs if need.kind == "agreement")
    assert all(need.after == (slept_from if need.kind == "intervision" else None) for need in needs)
