"""My dates in my own calendar: neutral, secret, and right at the change of the clocks."""

import datetime as dt

import pytest
from django.urls import reverse
from icalendar import Calendar

from oev.accounts.actor import Hat
from oev.clock import BRUSSELS
from tests.words import TELLING, found
from volunteers import services
from volunteers.models import CalendarFeed, IntervisionSession, IntervisionSignUp
from volunteers.states import RestKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def els(cast, clock, actor_of):
    """Els with a calendar; she comes to the intervisie after the clocks went forward."""
    person = cast.volunteers["els"]
    services.make_calendar_feed(by=actor_of(cast.els, Hat.VOLUNTEER), volunteer=person)
    for day, answer in ((31, "yes"), (24, "no")):
        session = IntervisionSession.objects.create(
            starts_at=dt.datetime(2026, 3, day, 19, 30, tzinfo=BRUSSELS), place="Zaal in Geel"
        )
        IntervisionSignUp.objects.create(session=session, volunteer=person, answer=answer)
    return person


def address(person):
    return reverse("volunteers:calendar_feed", args=[person.calendar_feed.secret])


def events(client, person):
    response = client.get(address(person))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def test_feed_gives_what_i_said_yes_to_at_the_right_hour(client, els):
    """Half past seven in Brussels is half past five in London's winter time: summer time began on 29 March."""
    (event,) = events(client, els)
    assert event["dtstart"].dt == dt.datetime(2026, 3, 31, 17, 30, tzinfo=dt.UTC)
    assert event["summary"] == "Afspraak OEV"


def test_feed_holds_no_name_no_place_and_no_telling_word(client, els):
    text = client.get(address(els)).content.decode()
    assert "Geel" not in text
    assert "Els" not in text
    assert "LOCATION" not in text
    assert found(text, TELLING) == []


def test_feed_says_the_same_key_at_every_reading(client, els):
    assert [one["uid"] for one in events(client, els)] == [one["uid"] for one in events(client, els)]


def test_feed_of_somebody_who_rests_is_no_other_than_before(client, els, cast, actor_of):
    """Standing does not show in it, only the dates."""
    before = client.get(address(els)).content
    services.put_to_rest(
        by=actor_of(cast.els, Hat.VOLUNTEER), volunteer=els, kind=RestKind.SLEEP, from_on=dt.date(2026, 3, 7)
    )
    assert client.get(address(els)).content == before


def test_new_address_ends_the_old_one(client, els, cast, sign_in):
    old = address(els)
    me = sign_in(cast.els, Hat.VOLUNTEER)
    page = me.get(reverse("volunteers:my_calendar")).content.decode()
    assert old in page
    assert "webcal://" in page
    me.post(reverse("volunteers:my_calendar"))
    els.calendar_feed.refresh_from_db()
    assert client.get(old).status_code == 404
    assert client.get(address(els)).status_code == 200
    me.post(reverse("volunteers:my_calendar"), {"stop": "1"})
    assert not CalendarFeed.objects.exists()


def test_address_of_a_closed_account_ends(client, els, cast):
    cast.els.is_active = False
    cast.els.save()
    assert client.get(address(els)).status_code == 404


def test_secret_stands_encrypted(els):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT secret, digest FROM volunteers_calendarfeed")
        (stored, digest) = cursor.fetchone()
    assert els.calendar_feed.secret not in (stored, digest)
