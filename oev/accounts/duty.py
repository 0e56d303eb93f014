"""Who is there for an office (Q43): what decides is pure and knows no clock, what reads takes two queries.

An office is there on its weekdays, through its holder or, while the holder is away, through the stand-in. An absence
without a stand-in leaves the office empty; so does a stand-in whose account is closed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q

from oev.accounts.models import EVERY_DAY, Absence, Office, OfficeKind
from oev.prepared import Prepared

MONTH = 31
Days = tuple[date, date | None]  # half-open: the second is the first day back, None when nobody knows


@dataclass(frozen=True, slots=True)
class Post:
    """One office in time: half-open, with the weekdays on which it is there (0 is Monday) and its empty days."""

    from_on: date
    until_on: date | None = None
    weekdays: frozenset[int] = frozenset(EVERY_DAY)
    empty: tuple[Days, ...] = ()

    def is_there(self, day: date) -> bool:
        """Somebody does this office on this day."""
        begun = self.from_on <= day and (self.until_on is None or day < self.until_on)
        return begun and day.weekday() in self.weekdays and self._gap(day) is None

    def first_day(self, day: date) -> date | None:
        """First day, this one included, on which somebody does this office; None when nobody ever will."""
        day = max(day, self.from_on)
        while self.weekdays and (self.until_on is None or day < self.until_on):
            gap = self._gap(day)
            if gap is None and day.weekday() in self.weekdays:
                return day
            if gap is not None and gap[1] is None:
                return None
            day = gap[1] if gap and gap[1] else day + timedelta(days=1)
        return None

    def _gap(self, day: date) -> Days | None:
        return next((one for one in self.empty if one[0] <= day and (one[1] is None or day < one[1])), None)


def first_day_of(posts: tuple[Post, ...], day: date) -> date | None:
    """First day, this one included, on which one of these posts is there."""
    days = [first for post in posts if (first := post.first_day(day)) is not None]
    return min(days, default=None)


def coordinator_posts(day: date) -> tuple[Post, ...]:
    """The coordinators' posts from this day on, with absences that run or lie ahead."""
    ahead = Q(until_on=None) | Q(until_on__gt=day)
    gone = Absence.objects.filter(ahead).filter(Q(stand_in=None) | Q(stand_in__is_active=False)).order_by("from_on")
    offices = Office.objects.filter(ahead, kind=OfficeKind.COORDINATOR, user__is_active=True)
    return tuple(
        Post(
            office.from_on,
            office.until_on,
            frozenset(office.weekdays),
            tuple((one.from_on, one.until_on) for one in office.empty_days),
        )
        for office in offices.prefetch_related(Prefetch("absences", gone, to_attr="empty_days"))
    )


def first_empty_day(absence: Absence) -> date | None:
    """First day of an absence on which its office would be there and no coordinator is; looked for a month ahead."""
    if absence.stand_in_id or absence.office.kind != OfficeKind.COORDINATOR:
        return None
    posts = coordinator_posts(absence.from_on)
    length = (absence.until_on - absence.from_on).days if absence.until_on else MONTH
    days = (absence.from_on + timedelta(days=number) for number in range(min(length, MONTH)))
    mine = (day for day in days if day.weekday() in absence.office.weekdays)
    return next((day for day in mine if not any(post.is_there(day) for post in posts)), None)


def holders(kind: str, day: date) -> list[int]:
    """Users who do an office on a day: who holds it and is not away, and who stands in (Q43)."""
    return _once(_holders(kind).rows(day=day))


@cache
def _holders(kind: str) -> Prepared:
    return Prepared(lambda day: _doing(Office.objects.held_on(day).filter(kind=kind), day), day=date)


def on_duty(kind: str, day: date) -> list[int]:
    """As `holders`, of the offices that are there on this weekday."""
    return _once(_doing(Office.objects.held_on(day).filter(kind=kind, weekdays__contains=[day.weekday()]), day))


def stand_ins(kind: str, day: date) -> list[int]:
    """Users who stand in for an office on a day."""
    running = Absence.objects.running_on(day).filter(office__in=Office.objects.held_on(day).filter(kind=kind))
    return sorted(set(running.filter(stand_in__is_active=True).values_list("stand_in_id", flat=True)))


def whom_to_alarm(day: date) -> list[int]:
    """Users who hear that something waits longer than was promised (Q43).

    Whoever coordinates that day, standing in or not. Somebody who is alone in it may be the very one who did not see
    it: then the other coordinators hear it too, and without any the vertegenwoordiger.
    """
    there = on_duty(OfficeKind.COORDINATOR, day)
    if len(there) > 1 or stand_ins(OfficeKind.COORDINATOR, day):
        return there
    everybody = holders(OfficeKind.COORDINATOR, day)
    return everybody if len(everybody) > 1 else sorted({*everybody, *holders(OfficeKind.REPRESENTATIVE, day)})


def _once(users: Iterable[tuple[int]]) -> list[int]:
    return sorted({pk for (pk,) in users})


def _doing(offices: Any, day: date) -> Any:
    away = Absence.objects.running_on(day)
    here = offices.filter(~Exists(away.filter(office=OuterRef("pk"))), user__is_active=True)
    standing_in = away.filter(office__in=offices, stand_in__is_active=True)
    return here.order_by().values_list("user_id").union(standing_in.order_by().values_list("stand_in_id"))
