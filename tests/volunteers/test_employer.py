"""Somebody of the pool who also works at a partner: said where a role is given, forbidden to nobody (R057, Q48)."""

import datetime as dt

import pytest

from partners.models import PartnerContact
from tests.words import visible_text

WORDS = "Zuiverder is het als een gids enkel ervaringsdrager is."


@pytest.fixture
def at_work(cast, els):
    """Els also works at the organisation of Herselt."""
    return PartnerContact.objects.create(
        partner=cast.partners["Herselt"], name="Els Proef", user=els.user, from_on=dt.date(2025, 1, 1)
    )


@pytest.mark.parametrize(
    ("name", "hat", "page"),
    [
        ("laila", "coordinator", "rol"),
        ("laila", "coordinator", "starten"),
        ("victor", "representative", "rol-vragen"),
    ],
)
def test_page_of_a_role_says_where_somebody_works_too(cast, els, sign_in, at_work, name, hat, page):
    client, address = sign_in(cast.users[name], hat), f"/mensen/{els.pk}/{page}/"
    shown = visible_text(client.get(address).content.decode())
    assert f"Els werkt ook bij {at_work.partner.name}." in shown
    assert WORDS in shown

    PartnerContact.objects.filter(pk=at_work.pk).update(until_on=dt.date(2026, 3, 7))
    assert WORDS not in client.get(address).content.decode()


def test_whoever_has_no_account_or_works_nowhere_else_gets_no_warning(cast, sign_in, at_work):
    client = sign_in(cast.laila, "coordinator")
    for name in ("jan", "lien"):
        assert WORDS not in client.get(f"/mensen/{cast.volunteers[name].pk}/rol/").content.decode()
