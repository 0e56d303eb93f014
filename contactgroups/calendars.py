"""Turns of a gespreksleider in somebody's own calendar."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from contactgroups.models import RosterTurn
from contactgroups.states import MeetingState, TurnState
from oev.calendars import oldest
from oev.registry import CalendarEntry


def own_turns(volunteer_id: int, now: datetime) -> Iterable[CalendarEntry]:
    """Meetings that this person leads, as far as that was said to the group."""
    turns = RosterTurn.objects.filter(
        volunteer_id=volunteer_id, state__in=[TurnState.PROPOSED, TurnState.CONFIRMED], published=True,
        meeting__state=MeetingState.PLANNED, meeting__starts_at__gte=oldest(now),
    )  # fmt: skip
    for turn in turns.select_related("meeting"):
        meeting = turn.meeting
        yield CalendarEntry(f"b{meeting.pk}", meeting.starts_at, meeting.ends_at, reverse("contactgroups:my_groups"))
