"""The year's clock of one engagement: when actief, when niet-actief (R042, R043, Q16–Q19, Q39, Q40).

- It starts on the day somebody becomes actief (Q17), or on the import day when the last intervisie is unknown
  (Q39): of the time before that day nothing is known, and what is unknown makes nobody niet-actief.
- While it runs, a counted intervisie gives a year from its day. The last day of a year is the anniversary
  (Q16); the next day is the lapse, and an intervisie attended on the day of the lapse itself is a day late.
- A confirmed return from slapend gives a full year from its day and ends a lapse (Q17, Q42).
- After a lapse attending alone changes nothing (Q19): the intervisie is remembered, no more.
- Contact while niet-actief ends the lapse (R043), from its own day on. It is good until the later of contact
  + three months and the last intervisie + a year, whichever of the two came first (Q19). Contact on any other
  day, so while somebody is actief or rests, gives nothing and takes nothing away: three calls a year would
  empty the rule. It follows that an intervisie which is registered late can turn the contact after a lapse
  into an ordinary call.
- During a rest the clock runs on, but nobody lapses (Q17). The day it ends is looked at with every intervisie
  up to and including that day: not more than a year ago is actief, else niet-actief until contact. Who had
  already lapsed before the rest still has: resting ends no lapse, only contact or a return does.
- Uitstel (Q40): a lapse that would fall on a day from `decided_on` to before `until_on` falls on `until_on`,
  whatever made it fall there; who had lapsed before it was decided stays so.
"""

from datetime import date
from typing import NamedTuple

from volunteers.standing_facts import ONE_DAY, Facts, Postponement, anniversary, plus_months
from volunteers.states import Status

FOREVER = date.max
_ATTENDED, _RESTARTED, _CONTACTED = range(3)


class Stay(NamedTuple):
    """A span in the making: it lasts until the next one begins."""

    from_on: date
    status: Status
    last_day: date | None = None
    clock_on: date | None = None
    after_contact: bool = False


def add_stay(stays: list[Stay], stay: Stay) -> None:
    """Put a stay at the end: one of no days gives way, of equal neighbours the later last day counts."""
    if stays and stays[-1].from_on == stay.from_on:
        stays.pop()
    if stays and stays[-1].status is stay.status:
        stay = stay._replace(from_on=stays.pop().from_on)
    stays.append(stay)


class Clock:
    """The year of one engagement, walked through from fact to fact; writes the stays (niet-)actief."""

    __slots__ = (
        "_active_from",
        "_attended_on",
        "_awake_from",
        "_events",
        "_facts",
        "_good_until",
        "_lapsed",
        "_stays",
        "after_contact",
        "clock_on",
    )

    def __init__(self, facts: Facts, activated: date, stop: date, stays: list[Stay]) -> None:
        """Set the clock on the day of activation, or on the import day if there is one (Q17, Q39)."""
        events = [(day, _ATTENDED) for day in facts.attendances if activated <= day < stop]
        events += [(day, _RESTARTED) for day in facts.returns if activated <= day < stop]
        events += [(day, _CONTACTED) for day in facts.contacts if activated <= day < stop]
        events.sort(reverse=True)
        self._events = events  # the next one is the last of the list
        self._facts, self._stays = facts, stays
        self._attended_on: date | None = None
        self._lapsed = False
        imports = [day for day in facts.clock_starts if activated <= day < stop]
        self.clock_on = min(imports, default=activated)
        self.after_contact = False
        self._good_until = anniversary(self.clock_on) if facts.yearly else FOREVER

    def wake(self, from_on: date, until_on: date) -> None:
        """Walk through days on which nothing goes before actief and niet-actief."""
        self._awake_from = self._active_from = from_on
        if self._lapsed:
            add_stay(self._stays, Stay(from_on, Status.INACTIVE))
        events = self._events
        while events and events[-1][0] < until_on:
            day, kind = events.pop()
            self._lapse_by(day)
            if kind == _CONTACTED:
                self._contacted(day)
            else:
                self._heard(day, kind)
        self._lapse_by(until_on - ONE_DAY)
        if not self._lapsed:
            self._write_active(self._lapse_day())

    def rest(self, until_on: date) -> None:
        """Walk through a rest, an intervisie on its `until_on` included; contact does nothing (Q17)."""
        events = self._events
        while events and (events[-1][0] < until_on or events[-1] == (until_on, _ATTENDED)):
            day, kind = events.pop()
            if kind != _CONTACTED:
                self._heard(day, kind)

    def _heard(self, day: date, kind: int) -> None:
        """An intervisie gives a year unless somebody lapsed; a return gives one in any case."""
        if kind == _ATTENDED:
            self._attended_on = day
        elif self._lapsed:
            self._lapsed = False
            self._active_from = day
        if not self._lapsed:
            self._run_from(day)

    def _contacted(self, day: date) -> None:
        """Contact ends a lapse: three months, or the year of the last intervisie if that is longer (Q19)."""
        if not self._lapsed:
            return
        self._lapsed = False
        self._active_from = self.clock_on = day
        self._good_until = plus_months(day, self._facts.months_after_contact)
        self.after_contact = True
        if self._attended_on:
            self._run_from(self._attended_on)

    def _run_from(self, day: date) -> None:
        """Let a year run from the day, unless what runs already is longer."""
        until = anniversary(day)
        if until >= self._good_until:
            self.clock_on, self._good_until, self.after_contact = day, until, False

    def _lapse_day(self) -> date:
        """First day niet-actief if nothing else happens, uitstel included (Q40)."""
        if self._good_until == FOREVER:
            return FOREVER
        return _postponed(max(self._good_until + ONE_DAY, self._awake_from), self._facts.postponements)

    def _lapse_by(self, day: date) -> None:
        """Lapse if the year is over on or before the day."""
        if self._lapsed:
            return
        lapse = self._lapse_day()
        if lapse <= day:
            self._write_active(lapse)
            add_stay(self._stays, Stay(lapse, Status.INACTIVE))
            self._lapsed = True

    def _write_active(self, lapse: date) -> None:
        last_day = None if lapse == FOREVER else lapse - ONE_DAY
        stay = Stay(self._active_from, Status.ACTIVE, last_day, self.clock_on, self.after_contact)
        add_stay(self._stays, stay)


def _postponed(day: date, postponements: tuple[Postponement, ...]) -> date:
    """The first day, on or after the one given, on which no uitstel holds."""
    for one in postponements:
        if one.decided_on <= day < one.until_on:
            return _postponed(one.until_on, postponements)
    return day
