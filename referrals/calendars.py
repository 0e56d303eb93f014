"""Talks in somebody's own calendar: the hour, and nothing that tells anything (Q50)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse

from oev.calendars import oldest
from oev.registry import CalendarEntry
from referrals.models import Assignment
from referrals.states import OPEN_ASSIGNMENTS

HOUR = timedelta(hours=1)


def own_talks(volunteer_id: int, now: datetime) -> Iterable[CalendarEntry]:
    """Talks with a moment that this person does, alone or as the second part."""
    talks = Assignment.objects.filter(volunteer_id=volunteer_id, state__in=OPEN_ASSIGNMENTS, agreed_at__gte=oldest(now))
    for talk in talks:
        if talk.agreed_at:
            path = reverse("referrals:assignment_detail", args=[talk.pk])
            yield CalendarEntry(f"g{talk.pk}", talk.agreed_at, talk.agreed_at + HOUR, path)
