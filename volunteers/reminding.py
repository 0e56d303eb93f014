"""Which reminder of the intervisie a person is at (R042, Q19): their names, of one person and of everybody.

The days come from the pure timeline. Of one person they are worked out from the facts, of everybody they are read from
the spans, where the timeline left them.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from oev.prepared import Prepared
from volunteers.expected import expected_in_time
from volunteers.models import StandingSpan
from volunteers.standing import Facts, reminders

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


# By whether it is the term after contact: the first, the second and the last reminder.
CODES = {
    False: ("reminder_9", "reminder_11", "reminder_last"),
    True: ("reminder_contact_month", "", "reminder_contact_week"),
}
DAYS = ("first_reminder_on", "second_reminder_on", "last_reminder_on")


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
    return DueReminder(CODES[latest.after_contact][latest.number], latest.on, latest.last_day)


def due_reminders(day: date, now: datetime) -> QuerySet[Any, Any]:
    """The fresh reminder of each active person who is at one: rows of code, person, 0 and the day it is for.

    As `due_reminder` says of each of them, with all that is known now. Whoever said yes to a session from `now` on and
    before the limit is left alone (R042).
    """
    fresh = {name: Q(**{f"{name}__range": (day - FRESH, day)}) for name in DAYS}
    codes = [
        When(fresh[name], after_contact=after_contact, then=Value(code))
        for after_contact, named in CODES.items()
        for name, code in zip(DAYS, named, strict=True)
    ]
    on = Case(*(When(holds, then=name) for name, holds in fresh.items()))
    spans = StandingSpan.objects.on(day).callable().filter(reduce(or_, fresh.values()))
    rows: QuerySet[Any, Any] = spans.exclude(expected_in_time(now)).order_by()
    return rows.values_list(Case(*codes), "volunteer_id", Value(0), on)


DUE_REMINDERS = Prepared(due_reminders, day=date, now=datetime)
