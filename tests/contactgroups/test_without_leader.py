"""Who leads a meeting, asked of the database, is who leads it by the rule (Q40)."""

import datetime as dt
import itertools

import pytest

from contactgroups.models import Meeting, RosterTurn
from contactgroups.reads import meeting_lines
from oev import clock
from tests.contactgroups.scene import group, meeting
from volunteers.models import StandingSpan
from volunteers.states import Status

TODAY = dt.date(2026, 3, 7)
NEAR_MIDNIGHT = dt.time(0, 1), dt.time(23, 15)  # the day in Brussels decides, not the one in London


@pytest.fixture
def standings(cast):
    """A group, and one person in each standing since each of these days; and nobody, and somebody without standing."""
    made, person, number = group(cast), cast.volunteers["els"], 0
    leaders = [None]
    for status in Status:
        for since in (
            TODAY,
            TODAY - dt.timedelta(days=13),
            TODAY - dt.timedelta(days=14),
            TODAY - dt.timedelta(days=40),
        ):
            number += 1
            other = type(person).objects.create(first_name=f"Nummer {number}", experience_kind="own", search_name="n")
            StandingSpan.objects.create(
                volunteer=other, from_on=since, status=status, is_callable=status == Status.ACTIVE
            )
            leaders.append(other)
    leaders.append(type(person).objects.create(first_name="Zonder stand", experience_kind="own", search_name="n"))
    return made, leaders


def test_meetings_without_leader_are_those_of_the_rule(cast, actor_of, standings):
    made, leaders = standings
    for ahead, hour in itertools.product((1, 13, 14, 15, 27), NEAR_MIDNIGHT):
        for minute, leader in enumerate(leaders):
            meeting(
                made, TODAY + dt.timedelta(days=ahead), leader=leader, hour=hour.replace(minute=hour.minute + minute)
            )
    laila = actor_of(cast.users["laila"], "coordinator")
    coming = Meeting.objects.coming(clock.now())
    by_rule = {line.pk for line in meeting_lines(coming, laila) if line.gap and line.turn_pk}
    assert 0 < len(by_rule) < RosterTurn.objects.count()
    assert set(coming.without_leader(TODAY).values_list("pk", flat=True)) == by_rule
