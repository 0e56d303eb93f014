"""The days on which somebody is reminded of the intervisie (R042, A01, Q17, Q19, Q40).

Pure: no framework, no database, no clock.
"""

from collections.abc import Sequence
from datetime import date

from volunteers.standing_clock import Stay
from volunteers.standing_facts import NO_REMINDERS, ONE_WEEK, ReminderDays, contact_reminder_days, reminder_days
from volunteers.states import Status


def reminded_on(term: Stay, stays: Sequence[Stay]) -> ReminderDays:
    """First, second and last reminder of the term that a stay is in, past ones too; None for one that is not there.

    Nine and eleven months after the start of the year and a week before its last day; after contact a month and a
    week before, with none in between. Uitstel moves the last one. A day on which somebody rests has no reminder, and
    without a year there is none (Q17).
    """
    if term.last_day is None or term.clock_on is None:
        return NO_REMINDERS
    if term.after_contact:
        month, week = contact_reminder_days(term.last_day)
        return _if_active(stays, month), None, _if_active(stays, week)
    nine, eleven, _ = reminder_days(term.clock_on)
    return _if_active(stays, nine), _if_active(stays, eleven), _if_active(stays, term.last_day - ONE_WEEK)


def _if_active(stays: Sequence[Stay], day: date) -> date | None:
    stay = next((one for one in reversed(stays) if one.from_on <= day), None)
    return day if stay is not None and stay.status is Status.ACTIVE else None
