"""Which reminder of the intervisie a person is at (R042, Q19): the names of the reminders and when they are due."""

from dataclasses import dataclass
from datetime import date, timedelta

from volunteers.standing import Facts, plus_months, reminders, standing_on

# A reminder that could not be posted on its day is posted as long as it is this fresh.
FRESH = timedelta(days=6)

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
    standing = standing_on(facts, day)
    past = [one for one in reminders(facts, day) if one.on <= day]
    if not past or standing.clock_on is None:
        return None
    latest = max(past, key=lambda one: one.on)
    if latest.after_contact:
        month_before = plus_months(latest.last_day, -1)
        code = "reminder_contact_month" if latest.on == month_before else "reminder_contact_week"
    elif latest.on == latest.last_day - timedelta(days=7):
        code = "reminder_last"
    else:
        code = "reminder_9" if latest.on == plus_months(standing.clock_on, 9) else "reminder_11"
    return DueReminder(code, latest.on, latest.last_day)
