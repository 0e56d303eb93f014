"""Tables of dates for pause, slapend and what is needed to come back: A05, A06, Q11, Q17, Q41, Q42."""

from dataclasses import replace

import pytest

from tests.volunteers.standing_cast import (
    ACTIVE,
    BART,
    INACTIVE,
    LIEN,
    PAUSED,
    RITA,
    SLEEPING,
    day,
    days,
    pause,
    sleep,
    statuses,
    told,
)
from volunteers.standing import (
    Need,
    NeedKind,
    RestFact,
    ReturnRecords,
    anniversary,
    needs_sentence,
    reminders,
    standing_on,
    still_needed,
    timeline,
)
from volunteers.states import RestKind

CONTACT = (Need(NeedKind.CONTACT),)


# A06, Q17: pause


def test_a06_pause_ends_within_the_year():
    lien = replace(LIEN, rests=(pause("2026-01-10", "2026-04-01"),))
    assert told(lien) == [
        ("2024-10-01", "active"),
        ("2026-01-10", "paused"),
        ("2026-04-01", "active"),
        ("2026-09-17", "inactive"),
    ]
    assert standing_on(lien, day("2026-04-01")).last_day == day("2026-09-16")


def test_a06_pause_ends_after_the_year():
    lien = replace(LIEN, rests=(pause("2026-01-10", "2026-10-01"),))
    assert told(lien)[1:] == [("2026-01-10", "paused"), ("2026-10-01", "inactive")]
    lien = replace(lien, contacts=days("2026-10-08"))
    assert told(lien)[2:] == [
        ("2026-10-01", "inactive"),
        ("2026-10-08", "active"),
        ("2027-01-09", "inactive"),
    ]


def test_a06_no_reminders_during_a_pause():
    lien = replace(LIEN, rests=(pause("2026-06-01", "2026-07-01"),))
    assert tuple(one.on for one in reminders(lien, day("2026-07-01"))) == days("2026-08-16", "2026-09-09")
    assert reminders(lien, day("2026-06-20")) == ()


@pytest.mark.parametrize(
    ("until", "status"), [("2026-09-16", ACTIVE), ("2026-09-17", INACTIVE), ("2026-09-18", INACTIVE)]
)
def test_pause_that_ends_around_the_end_of_the_year(until, status):
    lien = replace(LIEN, rests=(pause("2026-01-10", until),))
    assert statuses(lien, until) == [status]


@pytest.mark.parametrize(
    ("attended", "status"),
    [
        ("2026-05-05", ACTIVE),
        ("2026-09-30", ACTIVE),
        ("2026-10-01", ACTIVE),  # on the day she is back
        ("2026-10-02", INACTIVE),
    ],
)
def test_intervisie_during_a_pause_counts_when_it_ends(attended, status):
    lien = replace(LIEN, rests=(pause("2026-01-10", "2026-10-01"),), attendances=days("2025-09-16", attended))
    assert statuses(lien, "2026-05-05", "2026-10-01") == [PAUSED, status]
    if status is ACTIVE:
        assert standing_on(lien, day("2026-10-01")).last_day == anniversary(day(attended))


def test_contact_during_a_pause_is_not_contact_after_it():
    lien = replace(LIEN, rests=(pause("2026-01-10", "2026-10-01"),))
    assert timeline(replace(lien, contacts=days("2026-09-30"))) == timeline(lien)
    assert statuses(replace(lien, contacts=days("2026-10-01")), "2026-10-01") == [ACTIVE]


def test_pause_without_end_goes_on_for_ever():
    lien = replace(LIEN, rests=(pause("2026-01-10"),))
    assert told(lien)[1:] == [("2026-01-10", "paused")]
    assert standing_on(lien, day("2040-01-01")).status is PAUSED


def test_pause_begun_on_the_day_of_the_lapse_goes_before_it():
    rita = replace(RITA, rests=(pause("2026-03-02", "2026-04-01"),))
    assert told(rita)[1:] == [("2026-03-02", "paused"), ("2026-04-01", "inactive")]


def test_rest_does_not_end_a_lapse_even_with_an_intervisie_in_it():
    rita = replace(RITA, rests=(pause("2026-03-10", "2026-05-01"),), attendances=days("2025-03-01", "2026-04-14"))
    assert told(rita)[1:] == [
        ("2026-03-02", "inactive"),
        ("2026-03-10", "paused"),
        ("2026-05-01", "inactive"),
    ]
    rita = replace(rita, contacts=days("2026-05-04"))
    assert standing_on(rita, day("2026-05-04")).last_day == day("2027-04-14")


def test_three_months_run_on_during_a_pause():
    rita = replace(RITA, contacts=days("2026-03-05"), rests=(pause("2026-04-01", "2026-06-06"),))
    assert told(rita)[2:] == [("2026-03-05", "active"), ("2026-04-01", "paused"), ("2026-06-06", "inactive")]


# A05, Q11: slapend and the three records


def test_a05_slapend_from_the_day_of_the_signal():
    assert told(BART) == [("2025-06-01", "active"), ("2026-05-12", "sleeping")]
    assert standing_on(BART, day("2026-05-12")).needs_return is True


@pytest.mark.parametrize(
    ("attended", "contact", "agreement", "missing"),
    [
        (None, None, None, ["intervision", "coordinator_contact", "agreement"]),
        ("2026-05-12", "2026-06-04", "2026-06-08", ["intervision"]),
        ("2026-05-13", "2026-05-12", "2026-05-12", []),
        ("2026-06-02", "2026-06-04", None, ["agreement"]),
        ("2026-06-02", None, "2026-06-08", ["coordinator_contact"]),
        ("2026-06-02", "2026-05-11", "2026-06-08", ["coordinator_contact"]),  # before the start
        ("2026-06-02", "2026-06-04", "2026-05-11", ["agreement"]),
        ("2026-06-10", "2026-06-10", "2026-06-10", ["intervision", "coordinator_contact", "agreement"]),
        ("2026-06-02", "2026-06-04", "2026-06-08", []),
    ],
)
def test_a05_return_needs_three_records_in_any_order(attended, contact, agreement, missing):
    bart = replace(BART, attendances=BART.attendances + (days(attended) if attended else ()))
    records = ReturnRecords(contact and day(contact), agreement and day(agreement))
    needs = still_needed(bart, day("2026-06-09"), records)
    assert [need.kind.value for need in needs] == missing
    assert [need.after for need in needs if need.kind is NeedKind.INTERVISION] == [
        day("2026-05-12") for kind in missing if kind == "intervision"
    ]


def test_a05_what_is_missing_is_said_in_words():
    bart = replace(BART, attendances=(*BART.attendances, day("2026-06-02")))
    needs = still_needed(bart, day("2026-06-05"), ReturnRecords(contact_on=day("2026-06-04")))
    assert needs_sentence(needs) == "Nog nodig: samen bespreken met de vertegenwoordiger."
    needs = still_needed(BART, day("2026-06-05"), ReturnRecords(contact_on=day("2026-06-04")))
    assert needs_sentence(needs) == (
        "Nog nodig: een intervisie na 12 mei 2026, en samen bespreken met de vertegenwoordiger."
    )
    assert needs_sentence(()) == ""


def test_a05_complete_records_change_nothing_until_somebody_confirms():
    bart = replace(BART, attendances=(*BART.attendances, day("2026-06-02")), contacts=days("2026-06-04"))
    assert statuses(bart, "2026-06-09") == [SLEEPING]


def test_a05_confirmed_return_is_callable_from_that_day_with_a_full_year():
    bart = replace(
        BART,
        attendances=(*BART.attendances, day("2026-06-02")),
        rests=(sleep("2026-05-12", "2026-06-09"),),
        returns=days("2026-06-09"),
    )
    assert told(bart)[1:] == [
        ("2026-05-12", "sleeping"),
        ("2026-06-09", "active"),
        ("2027-06-10", "inactive"),
    ]
    standing = standing_on(bart, day("2026-06-09"))
    assert (standing.callable, standing.last_day, standing.needs_return) == (True, day("2027-06-09"), False)


def test_return_ends_a_lapse_that_was_there_before_slapend():
    rita = replace(RITA, rests=(sleep("2026-04-01", "2026-07-01"),), returns=days("2026-07-01"))
    assert told(rita)[1:] == [
        ("2026-03-02", "inactive"),
        ("2026-04-01", "sleeping"),
        ("2026-07-01", "active"),
        ("2027-07-02", "inactive"),
    ]


def test_pause_after_slapend_still_needs_the_three_records():
    bart = replace(
        BART,
        rests=(sleep("2026-05-12", "2026-06-20"), pause("2026-06-20", needs_return=True)),
        attendances=(*BART.attendances, day("2026-06-02")),
    )
    assert statuses(bart, "2026-06-19", "2026-06-20", "2026-07-01") == [SLEEPING, PAUSED, PAUSED]
    assert standing_on(bart, day("2026-07-01")).needs_return is True
    # The intervisie of 2 June was after the start of slapend, and still counts.
    assert still_needed(bart, day("2026-07-01")) == (
        Need(NeedKind.COORDINATOR_CONTACT),
        Need(NeedKind.AGREEMENT),
    )
    records = ReturnRecords(contact_on=day("2026-06-15"), agreement_on=day("2026-06-30"))
    assert still_needed(bart, day("2026-07-01"), records) == ()


def test_pause_that_became_slapend_counts_from_the_start_of_slapend():
    bart = replace(
        LIEN,
        rests=(pause("2026-01-10", "2026-02-01"), sleep("2026-02-01")),
        attendances=days("2025-09-16", "2026-01-20"),
    )
    assert told(bart)[1:] == [("2026-01-10", "paused"), ("2026-02-01", "sleeping")]
    assert still_needed(bart, day("2026-03-01"))[0] == Need(NeedKind.INTERVISION, after=day("2026-02-01"))


def test_q41_withdrawn_slapend_vanishes():
    assert told(replace(BART, rests=())) == [("2025-06-01", "active"), ("2027-05-13", "inactive")]


def test_q42_neutral_rest_keeps_the_dates():
    awake = replace(BART, rests=(sleep("2026-05-12", "2026-06-09"),), returns=days("2026-06-09"))
    neutral = replace(awake, rests=(RestFact(RestKind.NEUTRAL, day("2026-05-12"), day("2026-06-09")),))
    assert [span.from_on for span in timeline(neutral)] == [span.from_on for span in timeline(awake)]
    assert SLEEPING not in {span.status for span in timeline(neutral)}


# What is still needed in the other standings


def test_needs_contact_after_a_lapse_and_nothing_while_active():
    assert still_needed(RITA, day("2026-03-01")) == ()
    assert still_needed(RITA, day("2026-03-02")) == CONTACT
    assert still_needed(replace(RITA, contacts=days("2026-03-05")), day("2026-03-05")) == ()


def test_needs_contact_after_a_pause_only_when_the_year_is_over():
    lien = replace(LIEN, rests=(pause("2026-01-10"),))
    assert still_needed(lien, day("2026-09-16")) == ()
    assert still_needed(lien, day("2026-09-17")) == CONTACT
    planned = replace(LIEN, rests=(pause("2026-01-10", "2026-12-01"),))
    assert still_needed(planned, day("2026-09-17")) == CONTACT
    lien = replace(lien, attendances=days("2025-09-16", "2026-08-01"))
    assert still_needed(lien, day("2026-09-17")) == ()
