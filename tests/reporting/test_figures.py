"""The figures against a slow count in Python, and what no output may tell."""

import datetime as dt
import random
from collections import Counter

import pytest

from contactgroups.models import AttendanceCount, ContactGroup, Meeting
from oev import clock as day
from referrals.models import Assignment, Conversation, Referral
from reporting.documents import csv
from reporting.figures import build_report
from reporting.reads import read_years
from tests.cast import attend
from volunteers.models import Rest
from volunteers.spans import rebuild_spans


@pytest.fixture
def year(cast):
    """A year of work in 2025, drawn from a fixed seed."""
    rng = random.Random(7)
    group = ContactGroup.objects.create(
        name="Groep Olen",
        municipality=cast.towns["Olen"],
        state="active",
        search_name="groep olen",
        started_on=dt.date(2024, 1, 8),
        state_since=dt.date(2024, 1, 8),
    )
    for week in range(60):
        start = day.local(dt.date(2025, 1, 7) + dt.timedelta(weeks=week), dt.time(19, 30))
        meeting = Meeting.objects.create(
            group=group, starts_at=start, state="cancelled" if week % 13 == 0 else "planned"
        )
        if meeting.state == "planned" and week % 7:
            AttendanceCount.objects.create(
                meeting=meeting,
                own_experience=rng.randint(0, 9),
                context=rng.randint(0, 4),
                professionals=rng.randint(0, 1),
            )
    for number in range(120):
        at = day.local(dt.date(2025, 1, 1) + dt.timedelta(days=rng.randint(0, 364)), dt.time(rng.randint(0, 23), 5))
        site = cast.sites["Turnhout" if number % 4 else "Herselt"]
        referral = Referral.objects.create(
            year=2025,
            sequence=number + 1,
            site=site,
            subject_kind="self",
            reach_kind="ward",
            received_at=at,
            promised_at=at,
            state="closed",
            closed_at=at + dt.timedelta(days=9),
            outcome="group",
        )
        if number % 3:
            who = cast.volunteers[rng.choice(["els", "jan", "mia"])]
            assignment = Assignment.objects.create(
                referral=referral,
                volunteer=who,
                state="closed",
                accepted_at=at + dt.timedelta(hours=rng.randint(1, 30)),
                ended_at=at + dt.timedelta(days=9),
            )
            Conversation.objects.create(
                assignment=assignment,
                volunteer=who,
                site=site,
                happened_at=at + dt.timedelta(days=rng.randint(1, 5)),
                channel=rng.choice(["bedside", "phone"]),
                duration="short",
            )
    return cast


def test_counts_agree_with_a_slow_count(year):
    found = read_years(2024, 2025, today=dt.date(2026, 3, 7))[2025]
    meetings = [m for m in Meeting.objects.all() if day.BRUSSELS and m.starts_at.astimezone(day.BRUSSELS).year == 2025]
    held = [m for m in meetings if m.state == "planned"]
    counted = [m.count for m in held if hasattr(m, "count")]
    assert found.held.total() == len(held)
    assert found.cancelled.total() == len(meetings) - len(held)
    assert found.registered == len(counted)
    assert found.heads.total() == sum(c.total for c in counted)
    received = [r for r in Referral.objects.all() if r.received_at.astimezone(day.BRUSSELS).year == 2025]
    assert found.referrals.total() == len(received) == 120
    talks = [c for c in Conversation.objects.all() if c.happened_at.astimezone(day.BRUSSELS).year == 2025]
    assert found.talks.total() == len(talks)
    waits = sorted(
        (a.accepted_at - a.referral.received_at).total_seconds() / 3600
        for a in Assignment.objects.select_related("referral")
    )
    middle = len(waits) // 2
    median = waits[middle] if len(waits) % 2 else (waits[middle - 1] + waits[middle]) / 2
    assert found.waits == len(waits)
    assert found.wait_median_hours == pytest.approx(median)
    place = 0.9 * (len(waits) - 1)
    below = waits[int(place)]
    assert found.wait_p90_hours == pytest.approx(below + (waits[int(place) + 1] - below) * (place % 1))
    by_month = Counter(r.received_at.astimezone(day.BRUSSELS).month for r in received)
    assert {month: sum(n for (at, _), n in found.referrals.items() if at == month) for month in by_month} == by_month
    assert found.talks_by_month == Counter(c.happened_at.astimezone(day.BRUSSELS).month for c in talks)


def test_wait_ends_with_the_first_yes_whoever_takes_over(year):
    before = read_years(2024, 2025, today=dt.date(2026, 3, 7))[2025]
    for first in list(Assignment.objects.all()):
        for hours in (0, 0, 40):
            first.pk, first.state = None, "cancelled"
            first.accepted_at += dt.timedelta(hours=hours)
            first.save(force_insert=True)
    assert Assignment.objects.count() == 4 * before.waits
    assert read_years(2024, 2025, today=dt.date(2026, 3, 7))[2025] == before


@pytest.mark.parametrize(
    ("moment", "month"),
    [("2025-06-30 23:59", 6), ("2025-07-01 00:00", 7), ("2025-10-31 23:59", 10), ("2025-11-01 00:30", 11)],
)
def test_talk_belongs_to_the_month_of_its_own_date_in_brussels(cast, moment, month):
    at = dt.datetime.fromisoformat(moment).replace(tzinfo=day.BRUSSELS)
    Conversation.objects.create(volunteer=cast.volunteers["els"], happened_at=at, channel="phone")
    found = read_years(2024, 2025, today=dt.date(2026, 3, 7))
    assert (found[2025].talks_by_month, found[2024].talks_by_month) == ({month: 1}, {})


def test_year_takes_six_queries_for_facts(year, django_assert_num_queries):
    with django_assert_num_queries(6):
        read_years(2024, 2025, today=dt.date(2026, 3, 7))


def test_event_belongs_to_the_year_of_its_own_date_in_brussels(cast):
    """Half past midnight on 1 January in Brussels is still 31 December in Greenwich."""
    at = day.local(dt.date(2026, 1, 1), dt.time(0, 30))
    Referral.objects.create(
        year=2026,
        sequence=1,
        site=cast.sites["Turnhout"],
        subject_kind="self",
        reach_kind="ward",
        received_at=at,
        promised_at=at,
    )
    counts = read_years(2025, 2026, today=dt.date(2026, 3, 7))
    assert (counts[2025].referrals.total(), counts[2026].referrals.total()) == (0, 1)


def test_not_callable_is_one_figure(cast):
    """A14: slapend, gepauzeerd and niet-actief are counted together, and the kinds stand in no output."""
    for name, kind in (("bart", "sleep"), ("carla", "pause")):
        Rest.objects.create(volunteer=cast.volunteers[name], kind=kind, from_on=dt.date(2026, 2, 1))
        rebuild_spans(cast.volunteers[name].pk)
    found = read_years(2025, 2026, today=dt.date(2026, 3, 7))[2026]
    assert (found.callable_people, found.other_people) == (6, 2)
    text = csv.make_csv(build_report(2026, today=dt.date(2026, 3, 7))).decode()
    assert "slapend" not in text.lower()
    assert "gepauzeerd" not in text.lower()
    assert ";2;" not in next(line for line in text.splitlines() if "nu niet oproepbaar" in line)


def test_attendance_counts_on_the_day_of_the_session(cast):
    before = read_years(2025, 2026, today=dt.date(2026, 3, 7))
    attend(cast.volunteers["els"], dt.date(2026, 2, 3))
    attend(cast.volunteers["jan"], dt.date(2026, 2, 3), presence="excused")
    after = read_years(2025, 2026, today=dt.date(2026, 3, 7))
    assert after[2026].attendances - before[2026].attendances == 1
    assert after[2025].attendances == before[2025].attendances == 16


def test_report_of_an_empty_house_says_zero(db, clock):
    report = build_report(2026, today=dt.date(2026, 3, 7))
    assert [figure.id for figure in report.figures] == [
        "F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08", "F09", "F11",
        "F13", "F15", "F16", "F22", "F23", "F26", "F29", "F35", "F36", "F37", "F38",
    ]  # fmt: skip
    assert report.figures[0].tiles[0].value.display == "0"


def test_group_counts_where_it_was_on_31_december(cast):
    """A group that stopped since then is still in the figures of that year; one on its summer break is not."""
    from contactgroups.models import GroupPeriod

    spans = {
        "Groep Olen": [("active", dt.date(2024, 1, 8), dt.date(2026, 2, 1)), ("stopped", dt.date(2026, 2, 1), None)],
        "Groep Geel": [("active", dt.date(2026, 1, 5), None)],
        "Groep Mol": [
            ("active", dt.date(2024, 1, 8), dt.date(2025, 12, 20)),
            ("on_break", dt.date(2025, 12, 20), None),
        ],
    }
    for name, periods in spans.items():
        town = cast.towns[name.split(" ")[1]]
        group = ContactGroup.objects.create(
            name=name, municipality=town, state=periods[-1][0], search_name=name.lower()
        )
        for state, begin, end in periods:
            GroupPeriod.objects.create(group=group, state=state, from_on=begin, until_on=end)
    found = read_years(2025, 2026, today=dt.date(2026, 3, 7))
    assert found[2025].groups == [("Groep Olen", "Olen")]
    assert found[2026].groups == [("Groep Geel", "Geel")]
