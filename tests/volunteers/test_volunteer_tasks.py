"""Tasks without a call: chosen by the person or by staff; no standing touches them (P09, Q42)."""

import datetime as dt

import pytest
from django.urls import reverse

from oev.errors import Refused
from tests.volunteers.scene import at
from volunteers import services
from volunteers.models import TaskHolding, TaskKind
from volunteers.reference import load_reference
from volunteers.states import RestKind

TODAY = dt.date(2026, 3, 7)
MINE = "/ik/taken/"


@pytest.fixture
def kinds(cast):
    load_reference()
    return {kind.code: kind for kind in TaskKind.objects.all()}


def held(person):
    rows = TaskHolding.objects.filter(volunteer=person).order_by("kind__code")
    return list(rows.values_list("kind__code", "from_on", "until_on"))


def test_catalogue_is_loaded_once_and_what_was_changed_stays(kinds):
    kinds["koffie"].name = "Koffie zetten"
    kinds["koffie"].save()
    assert load_reference() == ["0 taken zonder oproep nieuw.", "0 vormingen nieuw."]
    assert TaskKind.objects.get(code="koffie").name == "Koffie zetten"
    assert list(TaskKind.objects.filter(outside=True).values_list("code", flat=True)) == [
        "bij-een-partner", "in-de-gemeente",
    ]  # fmt: skip


def test_person_ticks_and_unticks(cast, els, sign_in, kinds, clock):
    me = sign_in(cast.els, "volunteer")
    me.post(MINE, {"kinds": [kinds["koffie"].pk, kinds["website"].pk]})
    clock.move_to(at("2026-04-01 09:00"))
    assert me.get(MINE).context["form"]["kinds"].value() == [kinds["koffie"].pk, kinds["website"].pk]
    me.post(MINE, {"kinds": [kinds["website"].pk, kinds["netwerkdag"].pk]})

    assert held(els) == [
        ("koffie", TODAY, dt.date(2026, 4, 1)),
        ("netwerkdag", dt.date(2026, 4, 1), None),
        ("website", TODAY, None),
    ]


def test_task_of_today_that_goes_away_today_ends_today(els, who, kinds):
    services.choose_tasks(by=who("els"), volunteer=els, kinds=[kinds["koffie"]])
    services.choose_tasks(by=who("els"), volunteer=els, kinds=[])
    assert held(els) == [("koffie", TODAY, TODAY)]


@pytest.mark.parametrize("kind", [RestKind.PAUSE, RestKind.SLEEP])
def test_task_goes_on_through_a_rest_and_says_nothing_of_it(els, who, kinds, kind):
    services.choose_tasks(by=who("els"), volunteer=els, kinds=[kinds["nieuwsbrief"]])
    services.put_to_rest(by=who("els"), volunteer=els, kind=kind, from_on=TODAY)
    services.choose_tasks(by=who("victor"), volunteer=els, kinds=[kinds["nieuwsbrief"], kinds["koffie"]])
    assert held(els) == [("koffie", TODAY, None), ("nieuwsbrief", TODAY, None)]
    assert {field.name for field in TaskHolding._meta.concrete_fields} == {
        "id", "volunteer", "kind", "from_on", "until_on", "recorded_at", "recorded_by", "withdrawn_at", "withdrawn_by",
    }  # fmt: skip


def test_task_ends_with_the_goodbye(els, who, kinds):
    services.choose_tasks(by=who("els"), volunteer=els, kinds=[kinds["nieuwsbrief"]])
    services.stop_engagement(by=who("els"), volunteer=els, on=TODAY)
    assert held(els) == [("nieuwsbrief", TODAY, TODAY)]


@pytest.mark.parametrize("name", ["jan", "bruno", "nora", "bea"])
def test_task_of_somebody_else_is_not_chosen(els, who, kinds, name):
    with pytest.raises(Refused):
        services.choose_tasks(by=who(name), volunteer=els, kinds=[kinds["koffie"]])
    services.choose_tasks(by=who("laila"), volunteer=els, kinds=[kinds["koffie"]])
    assert held(els) == [("koffie", TODAY, None)]


def test_task_that_is_no_longer_offered_stays_with_who_does_it(cast, els, who, sign_in, kinds):
    services.choose_tasks(by=who("els"), volunteer=els, kinds=[kinds["koffie"]])
    TaskKind.objects.filter(code__in=["koffie", "website"]).update(ended_on=TODAY)
    page = sign_in(cast.laila, "coordinator").get(reverse("volunteers:volunteer_tasks", args=[els.pk]))
    offered = [str(kind) for kind in page.context["form"].fields["kinds"].queryset]
    assert ("Koffie en ontvangst" in offered, "Website" in offered) == (True, False)
