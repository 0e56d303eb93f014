"""What people type, and what we make of it."""

import datetime as dt

import pytest

from volunteers.importing import values
from volunteers.importing.kinds import PEOPLE, guess_fields, missing_of

TODAY = dt.date(2026, 3, 7)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2025-02-03", dt.date(2025, 2, 3)),
        ("3/2/2025", dt.date(2025, 2, 3)),
        ("3-2-25", dt.date(2025, 2, 3)),
        ("03.02.2025", dt.date(2025, 2, 3)),
        ("3 februari 2025", dt.date(2025, 2, 3)),
        ("3 feb 25", dt.date(2025, 2, 3)),
        ("ma 3 maart 2025", dt.date(2025, 3, 3)),
        ("12/11/2025", dt.date(2025, 11, 12)),
        ("", None),
        ("?", None),
        ("onbekend", None),
    ],
)
def test_date_is_read_as_people_type_it(typed, day):
    assert values.read_date(typed, today=TODAY) == day


@pytest.mark.parametrize("typed", ["feb 2025", "2025", "vorig jaar", "31/2/2025", "2025-02-30", "3/2/2027", "3/2/1925"])
def test_date_that_would_be_a_guess_is_a_problem(typed):
    with pytest.raises(ValueError, match="‘"):
        values.read_date(typed, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "phone"),
    [("0470 00 00 01", "0470 00 00 01"), ("470000001", "0470000001"), ("+32 470 00 00 01", "+32 470 00 00 01")],
)  # fmt: skip
def test_phone_is_kept_and_its_lost_zero_returns(typed, phone):
    assert values.read_phone(typed) == phone


def test_headings_are_recognised_without_marks_and_case():
    found = guess_fields(["VOORNAAM", "Familienaam", "E-mail", "Laatste intervisie", "Opmerking"], PEOPLE.fields)
    assert found == {"first_name": 0, "last_name": 1, "email": 2, "last_intervision": 3}


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"name": 0, "phone": 1}, ""),
        ({"phone": 1}, "Zeg in welke kolom de naam staat."),
        ({"name": 0}, "Zeg in welke kolom het mailadres"),
    ],
)  # fmt: skip
def test_mapping_says_what_it_misses(mapping, said):
    assert missing_of(PEOPLE, mapping).startswith(said)
