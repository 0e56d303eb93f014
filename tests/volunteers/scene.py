"""Short forms for tests of what happens with people: days, hours, standings, letters."""

import datetime as dt

from oev.clock import BRUSSELS
from oev.outbox.models import LetterSwitch, Outgoing
from tests.cast import attend
from volunteers import nightly
from volunteers.models import CallTask, IntervisionAttendance, StandingSpan
from volunteers.spans import rebuild_spans


def day(text):
    return dt.date.fromisoformat(text)


def at(text):
    """'2026-05-12 20:15' on a wall clock in Brussels."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


def days_between(first, last):
    return [day(first) + dt.timedelta(days=n) for n in range((day(last) - day(first)).days + 1)]


def status(person, *texts):
    found = [StandingSpan.objects.on(day(text)).get(volunteer=person).status for text in texts]
    return found[0] if len(found) == 1 else found


def last_seen(person, *texts):
    """The person's only intervisies were on these days."""
    IntervisionAttendance.objects.filter(volunteer=person).delete()
    for text in texts:
        attend(person, day(text))
    rebuild_spans(person.pk)


def calls(person):
    """Open calls as (kind, office)."""
    rows = CallTask.objects.filter(volunteer=person, done_on=None).order_by("kind", "for_office")
    return list(rows.values_list("kind", "for_office"))


def open_letters(*codes):
    for code in codes:
        LetterSwitch.objects.get_or_create(code=code, defaults={"is_open": True})


def letters(*codes):
    """Keys of letters, in the order in which they were written."""
    rows = Outgoing.objects.order_by("pk")
    return list((rows.filter(code__in=codes) if codes else rows).values_list("key", flat=True))


def nights(clock, first, last):
    """Run the nightly round of each day at three o'clock; what it said, by day, where it said something."""
    said = {}
    for one in days_between(first, last):
        clock.move_to(at(f"{one} 03:00"))
        if lines := nightly.run(one, dry_run=False):
            said[one.isoformat()] = lines
    return said
