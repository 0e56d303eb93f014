"""Somebody's own dates as a calendar that a phone subscribes to: neutral titles, no names, no places (Q50, rule 7)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from icalendar import Calendar, Event

from oev import clock
from oev.registry import CalendarEntry

BEHIND = timedelta(days=30)
REFRESH = timedelta(hours=4)


def calendar_text(entries: Iterable[CalendarEntry]) -> bytes:
    """An iCalendar file (RFC 5545) in UTC; each entry is 'Afspraak OEV' with a link that asks to sign in."""
    found = Calendar()
    found.add("prodid", f"-//{settings.SITE_NAME}//agenda//NL")
    found.add("version", "2.0")
    found.add("x-wr-calname", settings.SITE_NAME)
    found.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    found.add("x-published-ttl", "PT4H")
    for entry in sorted(entries, key=lambda one: (one.starts_at, one.key)):
        found.add_component(_event(entry))
    return bytes(found.to_ical())


def _event(entry: CalendarEntry) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{settings.MAIL_DOMAIN}")
    event.add("summary", f"Afspraak {settings.SITE_NAME}")
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("dtstamp", clock.now().astimezone(UTC))
    event.add("url", settings.SITE_URL + entry.path)
    event.add("class", "PRIVATE")
    return event


def oldest(now: datetime) -> datetime:
    """From when on entries are given."""
    return now - BEHIND
