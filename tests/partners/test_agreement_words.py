"""Reminders and sentences of agreements, as tables."""

import datetime as dt

import pytest

from partners.agreement_words import reminder_days, reminder_due, reminder_horizon, say_dependents

D = dt.date


@pytest.mark.parametrize(
    ("until", "days"),
    [
        (D(2025, 12, 31), [D(2025, 6, 30), D(2025, 9, 30), D(2025, 11, 30)]),
        (D(2026, 8, 31), [D(2026, 2, 28), D(2026, 5, 31), D(2026, 7, 31)]),
        (D(2024, 8, 31), [D(2024, 2, 29), D(2024, 5, 31), D(2024, 7, 31)]),
        (D(2026, 3, 31), [D(2025, 9, 30), D(2025, 12, 31), D(2026, 2, 28)]),
    ],
)
def test_reminder_days_are_clamped_to_the_end_of_a_month(until, days):
    assert reminder_days(until) == days
    assert all(until <= reminder_horizon(remind) for remind in days)


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (D(2025, 6, 29), None),
        (D(2025, 6, 30), D(2025, 6, 30)),
        (D(2025, 7, 4), D(2025, 6, 30)),  # the worker was away for some nights
        (D(2025, 10, 1), D(2025, 9, 30)),
        (D(2025, 12, 31), D(2025, 11, 30)),
        (D(2026, 1, 1), None),
    ],
)
def test_reminder_due_is_the_latest_whose_day_has_come(day, due):
    assert reminder_due(D(2025, 12, 31), day) == due


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ([], ""),
        (["1 dienst"], "1 dienst hangt hieraan vast."),
        (["2 diensten"], "2 diensten hangen hieraan vast."),
        (["1 groep", "2 diensten"], "1 groep en 2 diensten hangen hieraan vast."),
        (["1 groep", "1 contactpunt", "1 dienst"], "1 groep, 1 contactpunt en 1 dienst hangen hieraan vast."),
    ],
)
def test_dependents_are_said_in_one_sentence(parts, sentence):
    assert say_dependents(parts) == sentence
