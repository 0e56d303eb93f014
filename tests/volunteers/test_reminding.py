"""Whom the nightly round reads for a reminder: never too few (R042, Q16, Q19)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.volunteers.histories import histories
from volunteers.reminding import FRESH, due_reminder, last_days_reminded
from volunteers.standing import timeline

AHEAD = 100


@settings(
    max_examples=150,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(st.booleans().flatmap(lambda lawful: histories(lawful=lawful)), st.integers(0, FRESH.days))
def test_everybody_with_a_fresh_reminder_is_read(facts, offset):
    facts = replace(facts, postponements=())
    ends = {span.last_day for span in timeline(facts) if span.last_day is not None}
    for last_day in ends:
        for back in range(offset, AHEAD, FRESH.days + 1):
            day = last_day - timedelta(days=back)
            if day < facts.engagements[0].candidate_on or all(one.candidate_on > day for one in facts.engagements):
                continue
            due = due_reminder(facts, day)
            if due is not None and day - due.on <= FRESH:
                assert due.last_day in last_days_reminded(day), due


@pytest.mark.parametrize(
    ("day", "last_day", "read"),
    [
        ("2026-11-22", "2026-11-29", True),
        ("2026-11-28", "2026-11-29", True),
        ("2026-11-29", "2026-11-29", False),
        ("2026-11-22", "2026-11-30", False),
        ("2026-11-22", "2026-12-22", True),
        ("2026-11-22", "2026-12-23", False),
        ("2026-11-28", "2027-02-28", True),
        ("2026-11-27", "2027-02-28", False),
        ("2024-12-05", "2025-02-28", True),  # whoever began on 29 February 2024: nine months are over on 29 November
        ("2024-12-06", "2025-02-28", False),
    ],
)
def test_last_days_that_are_read_are_those_of_seven_days_of_reminders(day, last_day, read):
    assert (date.fromisoformat(last_day) in last_days_reminded(date.fromisoformat(day))) is read
