"""Nobody is told the same thing twice: reminders over generated years, whatever nights were missed (R042, Q19)."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.volunteers.histories import histories
from tests.volunteers.test_standing_oracle import HISTORIES, Oracle, days_of, thorough
from volunteers.reminding import FRESH, due_reminder
from volunteers.standing import standing_on
from volunteers.states import Status

some = settings(thorough, max_examples=max(40, HISTORIES // 40))  # a thousand nights each


def told(facts, every):
    """What the nights post, run every so many days: (night, reminder), each key once as the outbox keeps them."""
    first = min(one.candidate_on for one in facts.engagements)
    last = days_of(facts)[-1] + timedelta(days=20)
    posted, keys, night = [], set(), first
    while night <= last:
        due = due_reminder(facts, night)
        if due is not None and night - due.on <= FRESH and (due.code, due.on) not in keys:
            keys.add((due.code, due.on))
            posted.append((night, due))
        night += timedelta(days=every)
    return posted


@some
@given(facts=histories(most=8), every=st.sampled_from([1, 2, 5]))
def test_each_reminder_speaks_of_a_limit_once_and_never_to_whoever_rests(facts, every):
    said = set()
    for night, due in told(facts, every):
        assert (due.code, due.last_day) not in said
        said.add((due.code, due.last_day))
        standing = standing_on(facts, night)
        assert (standing.status, standing.last_day) == (Status.ACTIVE, due.last_day)
        assert due.last_day >= night


@some
@given(facts=histories(most=8))
def test_nobody_lapses_without_a_word_unless_it_came_too_fast(facts):
    """Whoever was active during the whole last month of a year, and lapsed, was told."""
    oracle, statuses = Oracle(facts), {}
    posted = [due.last_day for _, due in told(facts, 1)]
    day = min(one.candidate_on for one in facts.engagements)
    while day < date(2030, 1, 1) and len(statuses) < 1500:
        statuses[day] = oracle.evening(day)
        day += timedelta(days=1)
    for day, status in statuses.items():
        month = [statuses.get(day - timedelta(days=n)) for n in range(1, 34)]
        if status is Status.INACTIVE and set(month) == {Status.ACTIVE} and not facts.postponements:
            assert day - timedelta(days=1) in posted
