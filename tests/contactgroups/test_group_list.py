"""The list for everybody: no sign-in, the nearest groups (A16), a contact who shows a name (A04, R142)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contactgroups import services
from contactgroups.nearest import distance_km
from contactgroups.states import GroupState
from oev import clock as oev_clock
from tests.contactgroups.scene import agreement, day, group, meeting, role, weeks_ahead
from volunteers.services.rests import put_to_rest
from volunteers.states import RestKind

LIST = "/groepen/"


@pytest.fixture
def groups(cast):
    """Groups in Turnhout and Olen, a contact point in Mol, a group that stopped in Geel."""
    return {
        "Turnhout": group(cast, "Turnhout", town="Turnhout", weekday=0),
        "Olen": group(cast, "Olen"),
        "Mol": group(cast, "Mol", town="Mol", state=GroupState.CONTACT_POINT),
        "Geel": group(cast, "Geel", town="Geel", state=GroupState.STOPPED),
    }


def shown(response):
    return [one.name for one in response.context["groups"]]


def test_everybody_reads_the_list_without_signing_in(groups):
    answer = Client().get(LIST)
    assert shown(answer) == ["Groep Mol", "Groep Olen", "Groep Turnhout"]
    assert "Elke dinsdag om 19.30 uur · Zaal 1, Olen" in answer.text


def test_search_gives_the_nearest_active_groups_with_their_next_meeting(groups, cast):
    """A16: whoever asks near Mol hears of Olen first, with day and hour; the contact point itself does not meet."""
    for name in ("Turnhout", "Olen"):
        weeks_ahead(groups[name])
    for query in ("mol", "MOL", "2400", "mo"):
        answer = Client().get(LIST, {"q": query})
        assert shown(answer) == ["Groep Olen", "Groep Turnhout"]
        assert "Volgende keer: dinsdag 10 maart om 19.30 uur" in answer.text
    assert distance_km(cast.towns["Mol"], cast.towns["Olen"]) == pytest.approx(19, abs=1)


def test_search_for_an_unknown_place_says_so_and_shows_all(groups):
    answer = Client().get(LIST, {"q": "<b>nergens"})
    assert "Deze gemeente vinden we niet." in answer.text
    assert shown(answer) == ["Groep Mol", "Groep Olen", "Groep Turnhout"]
    assert "<b>nergens" not in answer.text


def test_page_of_a_contact_point_shows_the_nearest_groups(groups):
    answer = Client().get(reverse("contactgroups:group_detail", args=[groups["Mol"].pk]))
    assert [one.name for one in answer.context["near"]] == ["Groep Olen", "Groep Turnhout"]
    assert "Een groep is er nog niet." in answer.text


def test_page_shows_which_week_not_and_a_stopped_group_points_on(groups, cast, actor_of):
    laila = actor_of(cast.users["laila"], "coordinator")
    first = weeks_ahead(groups["Olen"])[0]
    services.cancel_meeting(by=laila, meeting=first, text="De zaal is bezet.")
    answer = Client().get(reverse("contactgroups:group_detail", args=[groups["Olen"].pk]))
    assert [(m.cancelled, m.text) for m in answer.context["meetings"]][:2] == [(True, "De zaal is bezet."), (False, "")]
    stopped = Client().get(reverse("contactgroups:group_detail", args=[groups["Geel"].pk]))
    assert "Deze groep is gestopt." in stopped.text
    assert Client().get("/groepen/999999/").status_code == 404


def test_second_trekker_becomes_contact_at_once_and_nothing_else_changes(groups, cast, actor_of):
    """A04: Bart sleeps, Carla is the public contact; without her the coordinator is. Neither name says why."""
    olen, bart, carla = groups["Olen"], cast.volunteers["bart"], cast.volunteers["carla"]
    for who in (bart, carla):
        who.name_for_public = "first"
        who.save()
    role(olen, bart, "organiser", public=True)
    address = reverse("contactgroups:group_detail", args=[olen.pk])
    second = role(olen, carla, "organiser")
    assert Client().get(address).context["group"].contact == "Bart"
    put_to_rest(
        by=actor_of(cast.users["victor"], "representative"),
        volunteer=bart,
        kind=RestKind.SLEEP,
        from_on=oev_clock.today(),
    )
    assert Client().get(address).context["group"].contact == "Carla"
    second.delete()
    assert "de coördinator" in Client().get(address).text


def test_contact_without_a_public_name_stays_unnamed(groups, cast):
    role(groups["Olen"], cast.volunteers["els"], "organiser", public=True)
    answer = Client().get(LIST)
    assert "Els" not in answer.text
    assert "Aanspreekpunt" not in answer.text


def test_list_asks_as_many_queries_for_three_groups_as_for_thirty(cast):
    def count(groups, **query):
        while len(made) < groups:
            made.append(group(cast, f"nr {len(made)}", agreement=agreement(cast)))
            role(made[-1], cast.volunteers["bart"], "organiser")
            meeting(made[-1], day("2026-03-10"), leader=cast.volunteers["els"])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert Client().get(LIST, query).status_code == 200
        return len(queries)

    made = []
    assert [count(3), count(3, q="mol")] == [count(30), count(30, q="mol")]
