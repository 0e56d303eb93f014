"""Which reminder of the intervisie a person is at (R042, Q19): the names of the reminders and when they are due."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta

from volunteers.standing import Facts, contact_reminder_days, plus_months, reminder_days, reminders

# A reminder that could not be posted on its day is posted as long as it is this fresh.
FRESH = timedelta(days=6)
LONGEST_AHEAD = 100  # days from the first reminder, after nine months, to the last day of the year

# Code: title, when, subject.
REMINDERS: dict[str, tuple[str, str, str]] = {
    "reminder_9": (
        "Intervisie: eerste herinnering", "Negen maanden na de laatste intervisie.", "Kom je nog eens langs?"
    ),
    "reminder_11": (
        "Intervisie: tweede herinnering", "Elf maanden na de laatste intervisie.", "Zien we je binnenkort?"
    ),
    "reminder_last": ("Intervisie: laatste herinnering", "Een week voor het jaar om is.", "Zien we je nog?"),
    "reminder_contact_month": (
        "Na contact: eerste herinnering", "Een maand voor de drie maanden na contact om zijn.", "Zien we je binnenkort?"
    ),
    "reminder_contact_week": (
        "Na contact: laatste herinnering", "Een week voor de drie maanden na contact om zijn.", "Zien we je nog?"
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DueReminder:
    """The reminder that a day is at: its letter, the day it is for, and the last day it speaks of."""

    code: str
    on: date
    last_day: date


def due_reminder(facts: Facts, day: date) -> DueReminder | None:
    """The latest reminder of the running term on or before the day; None when there is none, or nobody is active."""
    past = [one for one in reminders(facts, day) if one.on <= day]
    if not past:
        return None
    latest = max(past, key=lambda one: one.on)
    if latest.after_contact:
        month_before = plus_months(latest.last_day, -1)
        code = "reminder_contact_month" if latest.on == month_before else "reminder_contact_week"
    elif latest.on == latest.last_day - timedelta(days=7):
        code = "reminder_last"
    else:
        code = "reminder_9" if latest.on == plus_months(latest.clock_on, 9) else "reminder_11"
    return DueReminder(code, latest.on, latest.last_day)


def last_days_reminded(day: date) -> list[date]:
    """Every last day of which a reminder is fresh on this day, when nobody has uitstel."""
    ahead = (day + timedelta(days=days) for days in range(LONGEST_AHEAD))
    return [last_day for last_day in ahead if any(day - FRESH <= on <= day for on in _may_be_reminded_on(last_day))]


def _may_be_reminded_on(last_day: date) -> set[date]:
    return {*contact_reminder_days(last_day)}.union(*map(reminder_days, _starts(last_day)))


def _starts(last_day: date) -> tuple[date, ...]:
    """Days on which a year begins that ends on this day."""
    begun = plus_months(last_day, -12)
    leap = (begun.month, begun.day) == (2, 28) and isleap(begun.year)
    return (begun, begun + timedelta(days=1)) if leap else (begun,)
