"""Meetings twelve weeks ahead on the wall clock, through summer time, never twice (R116, R117)."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from contactgroups import services
from contactgroups.models import Meeting, RosterTurn
from contactgroups.states import GroupState
from oev.clock import BRUSSELS
from oev.errors import Refused
from oev.jobs import run_job
from tests.contactgroups.scene import day, group, meeting, weeks_ahead


def wall(meetings):
    return [f"{m.starts_at.astimezone(BRUSSELS):%m-%d %H:%M}" for m in meetings]


@pytest.mark.parametrize(
    ("today", "before", "after"),
    [
        ("2026-03-23", "2026-03-24T18:30", "2026-03-31T17:30"),  # summer time begins on 29 March
        ("2026-10-19", "2026-10-20T17:30", "2026-10-27T18:30"),  # and ends on 25 October
    ],
)
def test_meetings_keep_their_hour_through_summer_time(cast, clock, today, before, after):
    clock.move_to(dt.datetime.combine(day(today), dt.time(9), BRUSSELS))
    planned = weeks_ahead(group(cast))
    assert {f"{m.starts_at.astimezone(BRUSSELS):%H:%M}" for m in planned} == {"19:30"}
    assert [f"{m.starts_at.astimezone(dt.UTC):%Y-%m-%dT%H:%M}" for m in planned[:2]] == [before, after]


def test_meeting_in_the_skipped_hour_moves_on_an_hour(cast, clock):
    clock.move_to(dt.datetime(2026, 3, 23, 9, tzinfo=BRUSSELS))
    planned = weeks_ahead(group(cast, weekday=6, hour=dt.time(2, 30)))
    assert wall(planned[:2]) == ["03-29 03:30", "04-05 02:30"]


def test_generating_twice_makes_nothing_twice(cast):
    made = group(cast)
    assert services.generate_meetings(day=day("2026-03-07")) == 12
    assert services.generate_meetings(day=day("2026-03-07")) == 0
    assert services.generate_meetings(day=day("2026-03-14")) == 1
    assert RosterTurn.objects.filter(meeting__group=made).count() == 13


def test_generating_leaves_a_called_off_meeting_off(cast, actor_of):
    first = weeks_ahead(group(cast))[0]
    laila = actor_of(cast.users["laila"], "coordinator")
    services.cancel_meeting(by=laila, meeting=first, text="Deze week niet.")
    assert services.generate_meetings(day=day("2026-03-07")) == 0
    first.refresh_from_db()
    assert first.state == "cancelled"


def test_generating_skips_a_break_and_groups_that_do_not_meet(cast):
    group(cast, "Olen", state=GroupState.ON_BREAK, break_until=day("2026-03-24"))
    group(cast, "Geel", town="Geel", state=GroupState.CONTACT_POINT)
    group(cast, "Mol", town="Mol", state=GroupState.STOPPED)
    services.generate_meetings(day=day("2026-03-07"))
    assert wall(Meeting.objects.order_by("starts_at"))[:2] == ["03-31 19:30", "04-07 19:30"]


def test_job_says_in_a_dry_run_what_it_would_do(cast):
    group(cast)
    assert run_job("bijeenkomsten", day("2026-03-07"), dry_run=True) == ["12 bijeenkomsten gepland."]
    assert not Meeting.objects.exists()
    assert run_job("bijeenkomsten", day("2026-03-07")) == ["12 bijeenkomsten gepland."]
    assert run_job("bijeenkomsten", day("2026-03-07")) == []


def test_job_ends_a_break_that_is_over(cast):
    made = group(cast, state=GroupState.ON_BREAK, break_until=day("2026-03-06"))
    assert run_job("bijeenkomsten", day("2026-03-07")) == ["1 groep komt terug uit pauze.", "12 bijeenkomsten gepland."]
    made.refresh_from_db()
    assert made.state == GroupState.ACTIVE


def test_new_hour_keeps_who_leads_and_another_day_makes_room(cast, actor_of):
    laila = actor_of(cast.users["laila"], "coordinator")
    made = group(cast)
    led = meeting(made, day("2026-03-17"), leader=cast.volunteers["els"])
    services.generate_meetings(day=day("2026-03-07"))
    change = {"by": laila, "group": made, "from_on": day("2026-03-14")}
    services.set_series(**change, weekday=1, starts_at=dt.time(20))
    led.refresh_from_db()
    coming = list(Meeting.objects.filter(group=made).order_by("starts_at"))
    assert wall(coming[:2]) == ["03-10 19:30", "03-17 20:00"]
    assert (wall([led]), led.turn.volunteer) == (["03-17 20:00"], cast.volunteers["els"])
    services.set_series(**change, weekday=3, starts_at=dt.time(20))
    coming = list(Meeting.objects.filter(group=made).order_by("starts_at"))
    assert wall(coming[:3]) == ["03-10 19:30", "03-19 20:00", "03-26 20:00"]
    with pytest.raises(Refused, match="latere dag"):
        services.set_series(by=laila, group=made, from_on=day("2026-03-06"), weekday=3, starts_at=dt.time(20))


def test_database_refuses_a_rhythm_that_ends_before_it_begins(cast):
    made = group(cast)
    series = made.series.get()
    series.until_on = series.from_on
    series.save()
    series.until_on = series.from_on - dt.timedelta(days=1)
    with pytest.raises(IntegrityError, match="series_ends_after_start"), transaction.atomic():
        series.save()
    with pytest.raises(ValidationError, match=r"De laatste dag ligt voor de eerste\."):
        series.full_clean()
