"""What every page asks is put into SQL once and asked anew each time: the same rows as the query, never old ones."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from oev.accounts.models import Office, User
from oev.accounts.querysets import HATS, _every_hat, hats_of
from oev.clock import today
from oev.prepared import Prepared
from partners.models import Organisation
from partners.work import house_facts

DAYS = [dt.date(2020, 1, 1), dt.date(2025, 12, 31), dt.date(2026, 3, 7), dt.date(2030, 2, 28)]


def test_hats_are_those_of_the_query_itself_for_everybody_on_every_day(cast):
    people = [*User.objects.values_list("pk", flat=True), -1]
    for day in DAYS:
        for pk in people:
            assert sorted(HATS.rows(user_id=pk, day=day)) == sorted(_every_hat(pk, day))
    assert any(hats_of(pk, DAYS[2]) for pk in people)


def test_right_that_ends_is_gone_at_the_next_question(cast):
    laila = cast.users["laila"]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert [option.actor.is_coordinator for option in hats_of(laila.pk, today())] == [True]
    assert len(queries) == 1
    Office.objects.filter(user=laila).update(until_on=today())
    assert hats_of(laila.pk, today()) == []


def test_house_is_reached_as_it_says_now(cast):
    ours = Organisation.objects.ours() or Organisation.objects.create(name="Huis")
    Organisation.objects.filter(pk=ours.pk).update(phone="014 11 11 11", email="huis@voorbeeld.be")
    assert house_facts() == {"help_phone": "014 11 11 11", "help_email": "huis@voorbeeld.be"}
    Organisation.objects.filter(pk=ours.pk).update(phone="014 22 22 22")
    assert house_facts()["help_phone"] == "014 22 22 22"


@pytest.mark.parametrize(
    "build",
    [
        lambda day: Office.objects.filter(from_on__lte=day + dt.timedelta(days=1)).values_list("pk"),
        lambda day: Office.objects.filter(from_on__lte=F("until_on")).values_list("pk"),
    ],
)
def test_query_that_calculates_with_a_value_is_not_prepared(db, build):
    with pytest.raises(ValueError, match="must hold its values as they are"):
        Prepared(build, day=dt.date).rows(day=today())
