"""Whoever looks round in the demo finds something on every list, on whatever day it was made."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.urls import URLResolver, get_resolver

from oev import clock
from oev.accounts.models import Absence, User
from oev.accounts.querysets import hats_of
from oev.clock import BRUSSELS
from oev.demo_people import demo_people
from oev.registry import registry
from oev.worklist import sections_of
from referrals.models import Assignment, Conversation
from tests.people import sign_in
from volunteers.models import InsurancePolicy, ReturnTalk, Volunteer
from volunteers.spans import differing

# A leap day, the last day of a year, the first, summer time, and a Thursday: two days after the evening of intervisie.
DAYS = [dt.date(2028, 2, 29), dt.date(2026, 12, 31), dt.date(2027, 1, 1), dt.date(2026, 3, 29), dt.date(2026, 11, 26)]
MORNING = dt.time(9, 0)
CARE = {
    "insurance", "returns", "second_voice", "asked_roles", "calls", "representative_load", "candidates", "by_phone",
    "open_lists", "open_training_lists", "running_out", "near_limit", "plans_again", "papers", "doubles", "goodbyes",
    "growth_talks",
}  # fmt: skip
BOARD_OF_THE_REPRESENTATIVE = {
    "returns", "second_voice", "calls", "representative_load", "candidates", "by_phone", "open_lists", "long_unheard",
    "goodbyes", "growth_talks",
}  # fmt: skip
EMPTY_WITH_A_REASON = {
    "/huisstijl/",  # shows what an empty list looks like
    "/account/2fa/webauthn/",  # a key is of a device
}


@pytest.fixture(params=DAYS[:2], ids=str)
def house(db, request):
    """The demo of that morning, which it still is."""
    with time_machine.travel(dt.datetime.combine(request.param, MORNING, BRUSSELS), tick=False):
        call_command("load_demo")
        yield request.param


def actor(name, hat):
    user = User.objects.get(name__startswith=f"{name} ")
    return next(one.actor for one in hats_of(user.pk, clock.today()) if one.actor.hat.value == hat)


def filled(provider, who):
    return {one.key for one in sections_of(getattr(registry, provider), who, clock.today()) if one.rows}


def plain_paths(resolver, before="/"):
    """Every address that needs nothing filled in."""
    for one in resolver.url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from plain_paths(one, path)
        elif not set("<(\\") & set(path):
            yield path.replace("^", "").replace("$", "")


def empty_pages(name, hat):
    client = sign_in(User.objects.get(name__startswith=f"{name} "), hat)
    pages = {path: client.get(path) for path in sorted(set(plain_paths(get_resolver())) - EMPTY_WITH_A_REASON)}
    return [path for path, page in pages.items() if page.status_code == 200 and b'class="empty"' in page.content]


@pytest.mark.parametrize("house", DAYS, ids=str, indirect=True)
def test_every_list_of_the_pool_has_something_on_whatever_day_the_demo_is_made(house):
    assert differing(Volunteer.objects.values_list("pk", flat=True)) == []
    assert filled("today", actor("Laila", "coordinator")) >= CARE
    assert filled("dashboard", actor("Victor", "representative")) >= BOARD_OF_THE_REPRESENTATIVE
    assert filled("volunteer_home", actor("Carla", "volunteer")) >= {"talks", "talks_noted", "my_newcomers"}


def test_no_page_of_staff_and_of_a_volunteer_is_empty_without_a_reason(house):
    assert empty_pages("Laila", "coordinator") == []
    assert empty_pages("Victor", "representative") == []
    assert empty_pages("Carla", "volunteer") == []


def test_demo_shows_absences_that_were_that_run_and_that_come(house):
    absences = Absence.objects.select_related("office__user", "stand_in")
    assert [one.office.user.name for one in absences.filter(until_on__lte=house)] == ["Victor Aerts"]
    assert [(one.office.user.name, one.stand_in.name) for one in absences.running_on(house)] == [
        ("Wilma Nijs", "Carla Vleugels")
    ]
    coming = absences.filter(from_on__gt=house).order_by("from_on")
    assert [one.office.kind for one in coming] == ["representative", "coordinator"]
    hats = {(one.name.split(" ")[0], one.hat_key.split(":")[0]) for one in demo_people()}
    assert {("Carla", "representative"), ("Carla", "volunteer"), ("Victor", "representative")} <= hats
    assert "Wilma" not in {name for name, _ in hats}


def test_demo_shows_a_duo_that_runs_and_talks_of_two_in_the_past(house):
    carla = Volunteer.objects.get(user__name__startswith="Carla ")
    second = Assignment.objects.open().talks().get(lead=False)
    assert (second.volunteer, second.state) == (carla, "planned")
    assert second.agreed_at.astimezone(BRUSSELS).date() == house + dt.timedelta(days=1)
    assert 60 <= Conversation.objects.exclude(second=None).count() <= 200
    assert ReturnTalk.objects.filter(closed_at=None, starts_at__gt=clock.now()).count() == 1
    assert InsurancePolicy.objects.filter(until_on__lt=house).count() == 1
