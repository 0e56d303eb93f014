"""Somebody asks to be erased; the coordinator does it, and the figures stay as they were (P54)."""

import datetime as dt

import pytest
from django.urls import reverse

from oev.accounts.actor import Hat
from oev.errors import Refused
from volunteers import services
from volunteers.models import CallTask, IntervisionAttendance, StandingSpan, Volunteer
from volunteers.work import people_to_call

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 7)


def test_person_stops_and_asks_in_one_go(cast, clock, sign_in, actor_of):
    els = cast.volunteers["els"]
    me = sign_in(cast.els, Hat.VOLUNTEER)
    page = me.get(reverse("volunteers:erasure_ask")).content.decode()
    assert "Datums zonder naam blijven" in page
    me.post(reverse("volunteers:erasure_ask"))

    assert StandingSpan.objects.on(TODAY).get(volunteer=els).status == "stopped"
    rows = [(row.title, row.action_label) for row in people_to_call(actor_of(cast.laila, Hat.COORDINATOR), TODAY).rows]
    assert ("Els Proef", "Wis") in rows
    assert [
        r for r in people_to_call(actor_of(cast.victor, Hat.REPRESENTATIVE), TODAY).rows if r.title == "Els Proef"
    ] == []


def test_coordinator_erases_and_what_figures_need_stays(cast, clock, sign_in):
    els = cast.volunteers["els"]
    sign_in(cast.els, Hat.VOLUNTEER).post(reverse("volunteers:erasure_ask"))
    seen = IntervisionAttendance.objects.filter(volunteer=els).count()
    coordinator = sign_in(cast.laila, Hat.COORDINATOR)
    coordinator.post(reverse("volunteers:volunteer_erase", args=[els.pk]))

    gone = Volunteer.objects.get(pk=els.pk)
    assert (gone.first_name, gone.email, gone.phone, gone.user, gone.forgotten_on) == (
        "Vrijwilliger",
        "",
        "",
        None,
        TODAY,
    )
    assert IntervisionAttendance.objects.filter(volunteer=els).count() == seen
    assert not CallTask.objects.filter(volunteer=els).exists()
    cast.els.refresh_from_db()
    assert not cast.els.is_active


def test_nobody_is_erased_who_still_takes_part(cast, clock, actor_of):
    els = cast.volunteers["els"]
    with pytest.raises(Refused, match="nog niet gestopt"):
        services.erase_person(by=actor_of(cast.laila, Hat.COORDINATOR), volunteer=els)
    with pytest.raises(Refused):
        services.erase_person(by=actor_of(cast.victor, Hat.REPRESENTATIVE), volunteer=els)


def test_erasing_twice_is_once(cast, clock, actor_of):
    els, by = cast.volunteers["els"], actor_of(cast.laila, Hat.COORDINATOR)
    services.ask_erasure(by=actor_of(cast.els, Hat.VOLUNTEER), volunteer=els, on=TODAY)
    for _ in range(2):
        services.erase_person(by=by, volunteer=els)
    assert Volunteer.objects.get(pk=els.pk).forgotten_on == TODAY


def test_asked_on_the_phone_is_a_task_alone(cast, clock, actor_of):
    els = cast.volunteers["els"]
    services.ask_erasure(by=actor_of(cast.victor, Hat.REPRESENTATIVE), volunteer=els, on=TODAY)
    assert StandingSpan.objects.on(TODAY).get(volunteer=els).status == "active"
    assert CallTask.objects.get(volunteer=els, kind="erase").for_office == "coordinator"
