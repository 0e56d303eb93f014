"""What goes into a standing and what comes out: dated facts, spans, and the arithmetic of days (3.1, Q16).

Pure: no framework, no database, no clock. All pairs of days are half-open: `from_on` is in, `until_on` is
out. The caller leaves withdrawn facts out. Everybody imports these names from `volunteers.standing`.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from volunteers.states import RestKind, Status

ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(days=7)
# The first, the second and the last reminder of a term (R042); None for one that is not there.
ReminderDays = tuple[date | None, date | None, date | None]
NO_REMINDERS: ReminderDays = (None, None, None)


@dataclass(frozen=True, slots=True)
class EngagementFact:
    """From candidacy to goodbye. `stopped_on` is the first day somebody is gestopt."""

    candidate_on: date
    activated_on: date | None = None
    stopped_on: date | None = None


@dataclass(frozen=True, slots=True)
class RestFact:
    """A pause or slapend, from a day until the person is back; `until_on` None goes on for ever.

    `needs_return`: only the three records of Q11 end it. Checks hold people to that; here the dates decide.
    """

    kind: RestKind
    from_on: date
    until_on: date | None = None
    needs_return: bool = False


@dataclass(frozen=True, slots=True)
class Postponement:
    """Uitstel for everybody (Q40): no lapse falls from `decided_on` to before `until_on`."""

    decided_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class Facts:
    """All that happened to one person, in any order; a day belongs to the latest engagement begun by then.

    `attendances` are counted intervisies (Q18), `returns` confirmed returns, a neutral fact (Q42),
    `clock_starts` the import day of somebody whose last intervisie is unknown (Q39). `yearly` is False for an
    organisatievrijwilliger, for whom the rules of the intervisie do not hold. `months_after_contact` is the
    setting of Q19.
    """

    engagements: tuple[EngagementFact, ...]
    rests: tuple[RestFact, ...] = ()
    attendances: tuple[date, ...] = ()
    contacts: tuple[date, ...] = ()
    returns: tuple[date, ...] = ()
    clock_starts: tuple[date, ...] = ()
    postponements: tuple[Postponement, ...] = ()
    yearly: bool = True
    months_after_contact: int = 3


@dataclass(frozen=True, slots=True)
class Span:
    """A stay in one status; the last one of a timeline has `until_on` None.

    `last_day` of an active span is the last day its year runs, were nothing else to happen: the day before a
    lapse, or a later day when something else (a pause, a goodbye) comes first. None for other statuses and
    without a year. `after_contact`: it is the shorter term of Q19; `reminders`: those of the term.
    """

    from_on: date
    until_on: date | None
    status: Status
    callable: bool
    last_day: date | None
    after_contact: bool = False
    reminders: ReminderDays = NO_REMINDERS


@dataclass(frozen=True, slots=True)
class Standing:
    """The standing on one day, as it looked with all that had happened by that day.

    `since`: first day of the unbroken stay. `last_day`: last day active if nothing happens, None when not
    active. `clock_on`: the day `last_day` is counted from (activation, intervisie, return, import or
    contact); `after_contact`: it is the shorter term of Q19. `last_intervision`: in this engagement, counted,
    on or before the day. `needs_return`: a rest holds that only the three records end.
    """

    status: Status
    since: date
    last_day: date | None
    callable: bool
    clock_on: date | None = None
    after_contact: bool = False
    last_intervision: date | None = None
    needs_return: bool = False


class NeedKind(StrEnum):
    """What may still be missing before somebody is callable."""

    INTERVISION = "intervision"  # attended after `Need.after` (Q11)
    COORDINATOR_CONTACT = "coordinator_contact"  # coordinator's contact since the start of slapend (Q11)
    AGREEMENT = "agreement"  # vertegenwoordiger's agreement (R067)
    CONTACT = "contact"  # contact with coordinator or vertegenwoordiger, ends a lapse (Q19)


@dataclass(frozen=True, slots=True)
class Need:
    """One missing thing; `after` is set for an intervisie: it must be strictly later.

    `talk`: the agreement is looked for in a talk of three, on `talk_on` when a day was chosen (R067).
    """

    kind: NeedKind
    after: date | None = None
    talk: bool = False
    talk_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReturnRecords:
    """The two records of a return that are no fact of the timeline: contact C, agreement V (Q11).

    `talk`: a talk of three was asked for and is not over; `talk_on` its day, when there is one.
    """

    contact_on: date | None = None
    agreement_on: date | None = None
    talk: bool = False
    talk_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """A day on which to remind somebody of an intervisie, and the last day that it is about.

    `number`: 0 is the first, 1 the second, 2 the last of the term; `after_contact` is that of the term (see
    `Standing`).
    """

    on: date
    number: int
    last_day: date
    after_contact: bool


def anniversary(day: date) -> date:
    """Last day of the year that starts on the day: same day and month, 28 February if there is none (Q16)."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 2, 28)


def plus_months(day: date, months: int) -> date:
    """The same day of the month so many months on (or back), the last of that month when it is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def reminder_days(clock_on: date) -> tuple[date, date, date]:
    """Nine and eleven months after the clock started, and a week before its year ends (R042, A01)."""
    return plus_months(clock_on, 9), plus_months(clock_on, 11), anniversary(clock_on) - ONE_WEEK


def contact_reminder_days(last_day: date) -> tuple[date, date]:
    """A month and a week before the months after contact end (Q19)."""
    return plus_months(last_day, -1), last_day - ONE_WEEK
