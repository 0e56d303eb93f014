"""How much somebody carries, and what is asked beside who can be asked (R081, R082)."""

import datetime as dt

import pytest

from oev import clock as days
from referrals.load import capacity_tiles, load_facts
from referrals.models import Conversation
from tests.house.world import TODAY
from tests.referrals.chain import by_phone
from tests.volunteers.test_volunteer_detail import admin_page
from tests.words import visible_text
from volunteers import services
from volunteers.states import RestKind


@pytest.fixture
def facts(actor_of, cast):
    hats = {"laila": "coordinator", "victor": "representative"}

    def made(name, person):
        return dict(load_facts(actor_of(cast.users[name], hats.get(name, "volunteer")), person.pk, TODAY))

    return made


def test_open_talks_and_those_of_thirty_days_are_counted(cast, clock, facts):
    els = cast.volunteers["els"]
    for back in (1, 30, 31):
        Conversation.objects.create(
            volunteer=els, happened_at=days.local(TODAY - dt.timedelta(days=back), dt.time(10)), channel="phone"
        )
    for name in ("laila", "victor"):
        assert facts(name, els) == {"Gesprekken die lopen": "0", "Gesprekken in 30 dagen": "2"}
    assert facts("els", els) == {}


def test_page_of_a_person_shows_maximum_and_load(cast, clock, sign_in):
    els = cast.volunteers["els"]
    type(els).objects.filter(pk=els.pk).update(max_per_month=2)
    text = visible_text(sign_in(cast.laila, "coordinator").get(admin_page(els)).content.decode())
    assert "Hooguit per maand 2" in text
    assert "Gesprekken die lopen 0" in text


def test_week_shows_what_is_asked_beside_who_can_be_asked(cast, clock, actor_of):
    assert [(tile.value, tile.label) for tile in capacity_tiles(TODAY)] == [
        ("0", "aanmeldingen deze week"), ("8", "gidsen oproepbaar vandaag")
    ]  # fmt: skip
    by_phone(cast, site="Turnhout", contact=cast.contacts["nora_contact"])
    services.put_to_rest(
        by=actor_of(cast.laila, "coordinator"), volunteer=cast.volunteers["els"], kind=RestKind.PAUSE, from_on=TODAY
    )
    assert [tile.value for tile in capacity_tiles(TODAY)] == ["1", "7"]
