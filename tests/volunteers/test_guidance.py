"""Whom somebody who rests may ring at a partner, and a group to go to: a choice that leaves no trace (R034, R035)."""

import datetime as dt

import pytest
from django.apps import apps

from partners.models import PartnerContact
from partners.services import people
from tests.words import visible_text

TODAY = dt.date(2026, 3, 7)
PAGE = "/ik/wie-belt/"


@pytest.fixture
def me(els, sign_in):
    client = sign_in(els.user, "volunteer")
    client.post("/ik/even-niet/", {"kind": "sleep"})
    return client


@pytest.fixture
def gerda(cast, actor_of):
    """Somebody at a partner who said that people may ring."""
    laila = actor_of(cast.laila, "coordinator")
    contact, _ = people.add_contact(
        by=laila, partner=cast.partners["Herselt"], name="Gerda Steun", function="begeleider", phone="014 11 22 33",
        from_on=dt.date(2026, 3, 1), offers_guidance=True,
    )  # fmt: skip
    return contact


def test_page_names_who_offers_guidance_and_leads_to_the_groups(me, gerda, cast):
    page = me.get(PAGE).content.decode()
    for words in ("Gerda Steun", "begeleider · " + gerda.partner.name, 'href="tel:', 'href="/groepen/"'):
        assert words in page
    assert "Nora" not in visible_text(page)


def test_whoever_cannot_be_reached_or_left_is_not_named(me, gerda, cast, actor_of):
    PartnerContact.objects.filter(pk=gerda.pk).update(phone="")
    assert "Gerda" not in me.get(PAGE).content.decode()
    PartnerContact.objects.filter(pk=gerda.pk).update(email="gerda@voorbeeld.be")
    assert "mailto:gerda@voorbeeld.be" in me.get(PAGE).content.decode()
    PartnerContact.objects.filter(pk=gerda.pk).update(until_on=TODAY)
    page = me.get(PAGE).content.decode()
    assert "Gerda" not in page
    assert "Naar een groep" in page


def test_professional_says_so_and_takes_it_back(me, cast, sign_in):
    nora = sign_in(cast.users["nora"], "professional")
    mine = {"name": "Nora Proef", "function": "spoed", "phone": "014 11"}
    nora.post("/mijn-organisatie/gegevens/", {**mine, "offers_guidance": "on"})
    assert "Nora Proef" in me.get(PAGE).content.decode()
    nora.post("/mijn-organisatie/gegevens/", mine)
    assert "Nora Proef" not in me.get(PAGE).content.decode()


def test_looking_leaves_no_trace(me, gerda):
    def rows():
        ours = [
            one
            for app in ("volunteers", "partners", "audit", "outbox")
            for one in apps.get_app_config(app).get_models()
        ]
        return {one._meta.label: one._base_manager.count() for one in ours}

    before = rows()
    me.get(PAGE)
    assert rows() == before


def test_coordinator_does_not_read_the_list_on_the_page_of_somebody_else(me, gerda, els, sign_in, cast):
    page = sign_in(cast.laila, "coordinator").get(f"/mensen/{els.pk}/wie-belt/").content.decode()
    assert "Gerda" not in page
