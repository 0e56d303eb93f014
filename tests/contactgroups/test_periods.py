"""A group's states are kept with their dates."""

import datetime as dt

import pytest

from contactgroups.models import ContactGroup, GroupPeriod
from contactgroups.periods import begin_period


@pytest.fixture
def group(cast):
    return ContactGroup.objects.create(name="Groep Olen", municipality=cast.towns["Olen"], search_name="groep olen")


def periods(group):
    return list(GroupPeriod.objects.filter(group=group).values_list("state", "from_on", "until_on"))


def test_period_ends_where_the_next_begins(group):
    begin_period(group, dt.date(2026, 1, 5))
    group.state = "active"
    begin_period(group, dt.date(2026, 3, 7))
    assert periods(group) == [
        ("contact_point", dt.date(2026, 1, 5), dt.date(2026, 3, 7)),
        ("active", dt.date(2026, 3, 7), None),
    ]


def test_two_moves_on_one_day_leave_the_last(group):
    begin_period(group, dt.date(2026, 3, 7))
    group.state = "active"
    begin_period(group, dt.date(2026, 3, 7))
    assert periods(group) == [("active", dt.date(2026, 3, 7), None)]
