"""The demo is an organisation as it really looks, and everything in it holds."""

import datetime as dt
from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from contactgroups.models import ContactGroup
from oev import clock
from oev.accounts.actor import Hat
from oev.demo_people import demo_people
from partners.models import Municipality, Site
from reporting.reads import read_years
from volunteers.models import StandingSpan, Volunteer
from volunteers.spans import differing


@pytest.fixture
def demo(db):
    call_command("load_demo")


def test_demo_looks_like_the_organisation_and_holds(demo):
    today = clock.today()
    people = Volunteer.objects.values_list("pk", flat=True)
    standing = Counter(StandingSpan.objects.on(today).values_list("status", flat=True))
    assert 55 <= len(people) <= 65
    assert set(standing) == {"candidate", "active", "sleeping", "paused", "inactive", "stopped"}
    assert differing(people) == []
    assert ContactGroup.objects.count() == 12
    assert Site.objects.filter(kind="hospital").count() == 4
    assert Municipality.objects.count() == 27
    last_year = read_years(today.year - 1, today=today)[today.year - 1]
    contacts = last_year.heads["own"] + last_year.heads["context"] + last_year.talks.total()
    assert 3_500 <= contacts <= 6_000
    assert not last_year.referrals.total() < 300


def test_demo_offers_every_hat_on_its_sign_in_page(demo, client, settings):
    settings.DEMO = True
    assert {person.hat_key.split(":")[0] for person in demo_people()} == {hat.value for hat in Hat}
    page = client.get("/account/login/").content.decode()
    for person in demo_people():
        assert person.name in page


def test_demo_does_not_move_into_a_house_where_people_live(cast):
    with pytest.raises(CommandError, match="Er zijn al mensen"):
        call_command("load_demo")
    call_command("load_demo", "--if-empty")
    assert Volunteer.objects.count() == 8


def test_demo_is_the_same_each_time(db):
    from oev.demo_world import DemoWorld

    first, second = DemoWorld(day=dt.date(2026, 3, 7)), DemoWorld(day=dt.date(2026, 3, 7))
    assert [first.random.random() for _ in range(5)] == [second.random.random() for _ in range(5)]
