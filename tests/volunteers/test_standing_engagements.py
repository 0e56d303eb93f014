"""Tables of dates for precedence, a second engagement, the first real day (Q39) and uitstel (Q40)."""

from dataclasses import replace

import pytest

from tests.volunteers.standing_cast import RITA, active_since, day, days, pause, sleep, told
from volunteers.standing import (
    EngagementFact,
    Facts,
    Need,
    NeedKind,
    Postponement,
    reminders,
    standing_on,
    still_needed,
    timeline,
)

# Precedence and engagements


def test_gestopt_goes_before_everything():
    facts = Facts(
        (EngagementFact(day("2024-01-01"), day("2024-02-01"), day("2025-06-01")),),
        rests=(sleep("2025-01-10"),),
        attendances=days("2025-07-01"),
        contacts=days("2025-07-01"),
        returns=days("2025-07-02"),
    )
    assert told(facts) == [
        ("2024-01-01", "candidate"),
        ("2024-02-01", "active"),
        ("2025-01-10", "sleeping"),
        ("2025-06-01", "stopped"),
    ]


def test_slapend_goes_before_a_pause_on_the_same_days():
    facts = active_since("2026-01-01", rests=(pause("2026-02-01", "2026-06-01"), sleep("2026-03-01", "2026-04-01")))
    assert told(facts)[1:5] == [
        ("2026-02-01", "paused"),
        ("2026-03-01", "sleeping"),
        ("2026-04-01", "paused"),
        ("2026-06-01", "active"),
    ]


def test_candidate_stays_candidate_and_can_stop():
    facts = Facts((EngagementFact(day("2026-01-01"), None, day("2026-03-01")),), attendances=days("2026-02-01"))
    assert told(facts) == [("2026-01-01", "candidate"), ("2026-03-01", "stopped")]
    assert told(Facts((EngagementFact(day("2026-01-01")),))) == [("2026-01-01", "candidate")]


def test_new_engagement_starts_afresh():
    facts = Facts(
        (
            EngagementFact(day("2024-01-01"), day("2024-02-01"), day("2025-01-10")),
            EngagementFact(day("2025-05-01"), day("2025-06-01")),
        ),
        rests=(sleep("2025-01-05"),),
        attendances=days("2024-12-15"),
        contacts=days("2025-02-20"),
    )
    assert told(facts) == [
        ("2024-01-01", "candidate"),
        ("2024-02-01", "active"),
        ("2025-01-05", "sleeping"),
        ("2025-01-10", "stopped"),
        ("2025-05-01", "candidate"),
        ("2025-06-01", "active"),
        ("2026-06-02", "inactive"),
    ]
    assert standing_on(facts, day("2025-06-01")).last_intervision is None
    assert still_needed(facts, day("2025-01-06"))[0] == Need(NeedKind.INTERVISION, after=day("2025-01-05"))


def test_new_candidacy_on_the_day_of_stopping_leaves_no_day_stopped():
    first = EngagementFact(day("2026-01-01"), None, day("2026-02-01"))
    for second in (EngagementFact(day("2026-02-01")), EngagementFact(day("2026-01-01"))):
        assert told(Facts((second, first))) == [("2026-01-01", "candidate")]


def test_days_that_contradict_each_other_still_give_one_line():
    stopped_before_it_began = EngagementFact(day("2026-02-01"), None, day("2026-01-01"))
    assert told(Facts((stopped_before_it_began,))) == [("2026-02-01", "stopped")]
    active_before_it_began = EngagementFact(day("2026-02-01"), day("2026-01-01"))
    assert told(Facts((active_before_it_began,))) == [("2026-02-01", "active"), ("2027-02-02", "inactive")]


def test_import_of_a_later_engagement_says_nothing_of_the_one_before():
    first, second = (EngagementFact(day(text), day(text)) for text in ("2024-01-01", "2026-05-01"))
    facts = Facts((first, second), clock_starts=days("2026-06-01"))
    assert standing_on(facts, day("2024-06-01")).last_day == day("2025-01-01")
    assert standing_on(facts, day("2026-05-01")).last_day == day("2027-06-01")


def test_nobody_has_a_standing_before_the_first_candidacy():
    with pytest.raises(LookupError):
        standing_on(RITA, day("2024-08-31"))
    assert timeline(Facts(())) == ()


def test_later_facts_do_not_change_how_a_day_looked():
    rita = replace(RITA, attendances=days("2025-03-01", "2026-02-20"))
    assert standing_on(rita, day("2026-02-19")).last_day == day("2026-03-01")
    assert standing_on(rita, day("2026-02-20")).last_day == day("2027-02-20")
    assert standing_on(rita, day("2026-02-20")).since == day("2024-09-01")


# Q39: the first day; Q40: uitstel; volunteers without a year


def test_q39_clock_starts_on_the_day_of_import():
    facts = active_since("2019-05-01", clock_starts=days("2026-11-22"))
    assert told(facts) == [("2019-05-01", "active"), ("2027-11-23", "inactive")]
    assert standing_on(facts, day("2026-11-22")).last_day == day("2027-11-22")


def test_q39_second_import_starts_nothing():
    facts = active_since("2019-05-01", clock_starts=days("2027-01-10", "2026-11-22"))
    assert standing_on(facts, day("2027-01-10")).last_day == day("2027-11-22")


@pytest.mark.parametrize(
    ("decided", "until", "first_inactive"),
    [
        ("2026-02-20", "2026-04-01", "2026-04-01"),
        ("2026-03-02", "2026-04-01", "2026-04-01"),  # decided on the day of the lapse
        ("2026-03-03", "2026-04-01", "2026-03-02"),  # too late
        ("2026-02-20", "2026-03-02", "2026-03-02"),  # over before the lapse
        ("2026-02-20", "2026-03-03", "2026-03-03"),
    ],
)
def test_q40_uitstel_moves_a_lapse_that_falls_within_it(decided, until, first_inactive):
    rita = replace(RITA, postponements=(Postponement(day(decided), day(until)),))
    assert told(rita)[1:] == [(first_inactive, "inactive")]


def test_q40_uitstel_holds_for_each_kind_of_lapse_and_one_may_follow_another():
    both = (
        Postponement(day("2026-05-20"), day("2026-07-01")),
        Postponement(day("2026-06-25"), day("2026-08-01")),
    )
    rita = replace(RITA, contacts=days("2026-03-05"), postponements=both)
    assert told(rita)[3:] == [("2026-08-01", "inactive")]
    rita = replace(RITA, rests=(pause("2026-01-10", "2026-06-01"),), postponements=both)
    assert told(rita)[2:] == [("2026-06-01", "active"), ("2026-08-01", "inactive")]


def test_q40_uitstel_moves_the_last_reminder_and_counts_from_the_day_it_was_decided():
    rita = replace(RITA, postponements=(Postponement(day("2026-02-20"), day("2026-04-01")),))
    assert standing_on(rita, day("2026-02-19")).last_day == day("2026-03-01")
    assert standing_on(rita, day("2026-02-20")).last_day == day("2026-03-31")
    assert [one.on for one in reminders(rita, day("2026-02-20"))][-1] == day("2026-03-24")


def test_organisatievrijwilliger_has_no_year():
    facts = active_since("2019-05-01", yearly=False, rests=(pause("2020-01-01", "2022-01-01"),))
    assert told(facts)[1:] == [("2020-01-01", "paused"), ("2022-01-01", "active")]
    assert standing_on(facts, day("2026-01-01")).last_day is None
    assert reminders(facts, day("2026-01-01")) == ()
