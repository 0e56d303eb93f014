"""Tables of dates for the year of a volunteer: A01, A02, A03 and each case of Q16 and Q19."""

from dataclasses import replace

import pytest

from tests.volunteers.standing_cast import ACTIVE, INACTIVE, RITA, active_since, day, days, statuses, told
from volunteers.standing import (
    EngagementFact,
    Facts,
    Span,
    anniversary,
    contact_reminder_days,
    plus_months,
    reminder_days,
    reminders,
    standing_on,
    timeline,
)

# Q16: how long a year is


@pytest.mark.parametrize(
    ("start", "last"),
    [
        ("2025-03-01", "2026-03-01"),
        ("2024-02-29", "2025-02-28"),
        ("2023-02-28", "2024-02-28"),
        ("2024-02-28", "2025-02-28"),
        ("2024-01-15", "2025-01-15"),
        ("2023-03-01", "2024-03-01"),
        ("2025-12-31", "2026-12-31"),
    ],
)
def test_anniversary_is_the_same_day_or_28_february(start, last):
    assert anniversary(day(start)) == day(last)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-03-05", 3, "2026-06-05"),
        ("2025-11-30", 3, "2026-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-10-31", 3, "2027-01-31"),
        ("2026-09-30", 3, "2026-12-30"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-05", -1, "2025-12-05"),
        ("2025-03-01", 0, "2025-03-01"),
        ("2024-02-29", 12, "2025-02-28"),
    ],
)
def test_months_are_added_and_cut_at_the_end_of_a_month(start, months, end):
    assert plus_months(day(start), months) == day(end)


# A02: leap days and the length of a year


@pytest.mark.parametrize(
    ("attended", "last_active", "first_inactive"),
    [
        ("2024-02-29", "2025-02-28", "2025-03-01"),
        ("2023-02-28", "2024-02-28", "2024-02-29"),
        ("2024-01-15", "2025-01-15", "2025-01-16"),
        ("2025-03-01", "2026-03-01", "2026-03-02"),
    ],
)
def test_a02_active_up_to_the_anniversary_and_inactive_the_next_day(attended, last_active, first_inactive):
    facts = active_since(f"{attended[:4]}-01-01", attendances=days(attended))
    assert statuses(facts, last_active, first_inactive) == [ACTIVE, INACTIVE]
    assert standing_on(facts, day(attended)).last_day == day(last_active)


def test_a02_clock_of_a_new_volunteer_starts_on_the_day_of_activation():
    facts = Facts((EngagementFact(day("2025-04-01"), day("2025-06-10")),))
    assert told(facts) == [("2025-04-01", "candidate"), ("2025-06-10", "active"), ("2026-06-11", "inactive")]


def test_intervisie_attended_as_a_candidate_does_not_start_the_year():
    facts = Facts((EngagementFact(day("2025-04-01"), day("2025-06-10")),), attendances=days("2025-05-05"))
    assert standing_on(facts, day("2025-06-10")).last_day == day("2026-06-10")


# A01: one year without intervisie


def test_a01_active_on_the_last_day_and_inactive_the_day_after():
    before, after = standing_on(RITA, day("2026-03-01")), standing_on(RITA, day("2026-03-02"))
    assert (before.status, before.callable, before.last_day) == (ACTIVE, True, day("2026-03-01"))
    assert (after.status, after.callable, after.since) == (INACTIVE, False, day("2026-03-02"))
    assert (after.last_day, after.last_intervision) == (None, day("2025-03-01"))


def test_a01_timeline_holds_the_lapse_that_lies_ahead():
    assert timeline(RITA) == (
        Span(
            day("2024-09-01"), day("2026-03-02"), ACTIVE, callable=True, last_day=day("2026-03-01"),
            reminders=days("2025-12-01", "2026-02-01", "2026-02-22"),
        ),
        Span(day("2026-03-02"), None, INACTIVE, callable=False, last_day=None),
    )  # fmt: skip


def test_a01_contact_after_the_lapse_is_good_for_three_months():
    rita = replace(RITA, contacts=days("2026-03-05"))
    assert told(rita)[1:] == [
        ("2026-03-02", "inactive"),
        ("2026-03-05", "active"),
        ("2026-06-06", "inactive"),
    ]
    assert standing_on(rita, day("2026-03-05")).last_day == day("2026-06-05")
    assert standing_on(rita, day("2026-03-05")).after_contact is True


def test_a01_intervisie_within_the_three_months_gives_a_year():
    rita = replace(RITA, contacts=days("2026-03-05"), attendances=days("2025-03-01", "2026-04-14"))
    assert told(rita)[2:] == [("2026-03-05", "active"), ("2027-04-15", "inactive")]
    assert standing_on(rita, day("2026-04-13")).last_day == day("2026-06-05")
    assert standing_on(rita, day("2026-04-14")).last_day == day("2027-04-14")


def test_a01_reminders_are_due_at_nine_and_eleven_months_and_a_week_before():
    assert reminder_days(day("2025-03-01")) == days("2025-12-01", "2026-02-01", "2026-02-22")
    due = reminders(RITA, day("2026-01-10"))
    assert tuple(one.on for one in due) == days("2025-12-01", "2026-02-01", "2026-02-22")
    assert {one.last_day for one in due} == {day("2026-03-01")}
    assert reminders(RITA, day("2026-03-02")) == ()


def test_three_months_after_contact_have_their_own_reminders():
    rita = replace(RITA, contacts=days("2026-03-05"))
    assert contact_reminder_days(day("2026-06-05")) == days("2026-05-05", "2026-05-29")
    assert [(one.on, one.after_contact) for one in reminders(rita, day("2026-03-05"))] == [
        (day("2026-05-05"), True),
        (day("2026-05-29"), True),
    ]


# A03: registered late


def test_a03_intervisie_registered_late_makes_it_as_if_never_inactive():
    rita = replace(RITA, attendances=days("2025-03-01", "2026-02-20"))
    assert told(rita) == [("2024-09-01", "active"), ("2027-02-21", "inactive")]


@pytest.mark.parametrize(
    ("attended", "status"),
    [("2026-03-01", ACTIVE), ("2026-03-02", INACTIVE), ("2026-03-03", INACTIVE)],
)
def test_a03_only_a_day_that_keeps_the_year_unbroken_corrects(attended, status):
    rita = replace(RITA, attendances=days("2025-03-01", attended))
    assert statuses(rita, "2026-03-06") == [status]


# Q19: return from niet-actief


@pytest.mark.parametrize(
    ("attended", "contact", "last_day"),
    [
        ([], "2026-03-05", "2026-06-05"),
        (["2026-04-14"], "2026-03-05", "2027-04-14"),  # contact first
        (["2026-04-14"], "2026-05-20", "2027-04-14"),  # intervisie first
        (["2026-04-14"], "2027-03-01", "2027-06-01"),  # the later of the two
        (["2026-04-14"], "2026-04-14", "2027-04-14"),  # on one day
        (["2026-06-05"], "2026-03-05", "2027-06-05"),  # on the last day
        (["2026-06-06"], "2026-03-05", None),  # a day late
        ([], "2026-03-02", "2026-06-02"),  # on the very day of the lapse
        ([], "2026-11-30", "2027-02-28"),
    ],
)
def test_contact_is_good_until_the_later_of_three_months_and_the_intervisie_year(attended, contact, last_day):
    rita = replace(RITA, attendances=days("2025-03-01", *attended), contacts=days(contact))
    assert standing_on(rita, day(contact)).status is ACTIVE
    seen = standing_on(rita, max(days(contact, *attended)))
    assert seen.last_day == (last_day and day(last_day))


def test_attending_alone_never_ends_a_lapse():
    rita = replace(RITA, attendances=days("2025-03-01", "2026-03-10", "2026-06-10", "2027-06-01"))
    assert told(rita)[1:] == [("2026-03-02", "inactive")]


def test_contact_on_the_day_of_the_lapse_leaves_no_day_inactive():
    rita = replace(RITA, contacts=days("2026-03-02"))
    assert told(rita) == [("2024-09-01", "active"), ("2026-06-03", "inactive")]


@pytest.mark.parametrize("contact", ["2025-03-01", "2026-02-28", "2026-03-01"])
def test_contact_while_active_neither_gives_nor_takes(contact):
    assert timeline(replace(RITA, contacts=days(contact))) == timeline(RITA)


def test_second_contact_within_the_three_months_gives_nothing():
    once, twice = replace(RITA, contacts=days("2026-03-05")), days("2026-03-05", "2026-05-05", "2026-06-05")
    assert timeline(replace(RITA, contacts=twice)) == timeline(once)


def test_each_lapse_needs_its_own_contact():
    rita = replace(RITA, contacts=days("2026-03-05", "2026-07-01"))
    assert told(rita)[2:] == [
        ("2026-03-05", "active"),
        ("2026-06-06", "inactive"),
        ("2026-07-01", "active"),
        ("2026-10-02", "inactive"),
    ]


def test_months_after_contact_are_a_setting():
    rita = replace(RITA, contacts=days("2026-03-05"), months_after_contact=1)
    assert standing_on(rita, day("2026-03-05")).last_day == day("2026-04-05")
