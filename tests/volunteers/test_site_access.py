"""Who may come by at a place: kept by the coordinator, and at once what asking goes by (R163, P34)."""

import datetime as dt

import pytest
from django.urls import reverse

from oev.errors import Refused
from volunteers.models import SiteAccess
from volunteers.services.site_access import end_site_access, give_site_access

TODAY = dt.date(2026, 3, 7)


@pytest.fixture
def coordinator(cast, sign_in):
    return sign_in(cast.users["laila"], "coordinator")


def site_page(cast):
    return reverse("admin:partners_site_change", args=[cast.sites["Turnhout"].pk])


def test_page_of_the_place_names_who_may_come_by(cast, coordinator):
    text = coordinator.get(site_page(cast)).content.decode()
    assert "Els Proef, afgesproken op 1 juni 2024" in text
    assert "Tom Proef" not in text


def test_coordinator_adds_somebody_and_it_shows(cast, coordinator):
    url = reverse("volunteers:site_access_add", args=[cast.sites["Turnhout"].pk])
    filled = {"volunteer": cast.volunteers["tom"].pk, "display_name": "Tommy", "agreed_on": "2026-03-07"}
    assert coordinator.post(url, filled)["Location"] == site_page(cast)
    assert "Tommy" in coordinator.get(site_page(cast)).content.decode()


def test_coordinator_ends_an_access_and_the_row_stays_for_the_past(cast, coordinator):
    access = SiteAccess.objects.get(volunteer=cast.volunteers["els"])
    url = reverse("volunteers:site_access_end", args=[access.pk])
    assert "Wat al afgesproken is, blijft afgesproken." in coordinator.get(url).content.decode()
    coordinator.post(url)
    access.refresh_from_db()
    assert access.valid_until == TODAY - dt.timedelta(days=1)
    assert "Els Proef" not in coordinator.get(site_page(cast)).content.decode()


def test_access_given_again_renews_the_one_row(cast, actor_of):
    laila = actor_of(cast.users["laila"], "coordinator")
    els, site = cast.volunteers["els"], cast.sites["Turnhout"]
    end_site_access(by=laila, access=SiteAccess.objects.get(volunteer=els))
    give_site_access(by=laila, site=site, volunteer=els, display_name="Elsje", agreed_on=TODAY)
    access = SiteAccess.objects.get(volunteer=els, site=site)
    assert (access.display_name, access.agreed_on, access.valid_until) == ("Elsje", TODAY, None)


@pytest.mark.parametrize(("who", "hat"), [("victor", "representative"), ("els", "volunteer")])
def test_access_is_given_by_the_coordinator_alone(cast, actor_of, who, hat):
    tom = cast.volunteers["tom"]
    given = {"site": cast.sites["Turnhout"], "volunteer": tom, "display_name": "Tom", "agreed_on": TODAY}
    with pytest.raises(Refused, match="Dit doet de coördinator"):
        give_site_access(by=actor_of(cast.users[who], hat), **given)
    assert not SiteAccess.objects.filter(volunteer=tom).exists()


def test_access_is_not_agreed_on_a_day_ahead(cast, actor_of):
    given = {"site": cast.sites["Turnhout"], "volunteer": cast.volunteers["tom"], "display_name": "Tom"}
    with pytest.raises(Refused) as caught:
        give_site_access(by=actor_of(cast.users["laila"], "coordinator"), agreed_on=dt.date(2026, 3, 8), **given)
    assert caught.value.field == "agreed_on"
