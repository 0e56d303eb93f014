"""The nightly round of the groups writes each letter once, in as many questions for one group as for many."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contactgroups.nightly import nightly_round
from oev.outbox.models import Outgoing
from tests.contactgroups.scene import group, meeting, role

TODAY = dt.date(2026, 3, 7)
IN_A_WEEK = dt.date(2026, 3, 14)
LAST_WEEK = dt.date(2026, 3, 3)


def fill(cast, names):
    for name in names:
        made = group(cast, name)
        role(made, cast.volunteers["mia"], "organiser")
        meeting(made, LAST_WEEK, leader=cast.volunteers["els"])
        meeting(made, IN_A_WEEK)


def keys():
    return list(Outgoing.objects.order_by("key").values_list("key", flat=True))


def queries_of(act):
    with CaptureQueriesContext(connection) as seen:
        act()
    return len(seen)


def test_trekker_and_leader_hear_of_a_meeting_without_count_and_the_trekker_of_one_without_leader(cast):
    made = group(cast)
    role(made, cast.volunteers["mia"], "organiser")
    role(made, cast.volunteers["jan"], "organiser")
    held = meeting(made, LAST_WEEK, leader=cast.volunteers["jan"])
    hidden = meeting(made, dt.date(2026, 3, 4), leader=cast.volunteers["els"], published=False)
    meeting(made, dt.date(2026, 2, 20), leader=cast.volunteers["els"])
    assert nightly_round(TODAY, dry_run=True) == ["4 brieven “Even invullen”."]
    assert keys() == []
    assert nightly_round(TODAY, dry_run=False) == ["4 brieven “Even invullen”."]
    two = {cast.volunteers[name].pk for name in ("mia", "jan")}
    assert set(keys()) == {f"meeting_count:{one.pk}:{pk}" for one in (held, hidden) for pk in two}
    assert nightly_round(TODAY, dry_run=False) == []


@pytest.mark.parametrize("dry_run", [True, False])
def test_second_round_takes_the_same_queries_for_1_and_for_6_groups(cast, dry_run):
    fill(cast, ["A"])
    nightly_round(TODAY, dry_run=False)
    few = queries_of(lambda: nightly_round(TODAY, dry_run=dry_run))
    fill(cast, "BCDEF")
    nightly_round(TODAY, dry_run=False)
    before = keys()
    assert len([key for key in before if key.startswith("turn_empty")]) == 6
    assert queries_of(lambda: nightly_round(TODAY, dry_run=dry_run)) == few
    assert keys() == before
