"""The cast stands: everybody has the hats that the facts give."""

import pytest

from oev import clock as day
from oev.accounts.querysets import hats_of


@pytest.mark.parametrize(
    ("name", "hats"),
    [
        ("laila", ["coordinator"]),
        ("victor", ["representative"]),
        ("bea", ["admin"]),
        ("bruno", ["board"]),
        ("nora", ["professional"]),
        ("stan", []),
    ],
)
def test_hats_follow_from_offices_contacts_and_mandates(cast, name, hats):
    assert [option.actor.hat.value for option in hats_of(cast.users[name].pk, day.today())] == hats


def test_hats_take_one_query(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        hats_of(cast.users["els"].pk, day.today())


def test_page_without_account_asks_to_sign_in(client, cast):
    response = client.get("/thuis/")
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


def test_coordinator_lands_on_the_first_page_of_the_admin(cast, sign_in):
    response = sign_in(cast.users["laila"], "coordinator").get("/beheer/")
    assert response.status_code == 200
    assert "Vandaag" in response.content.decode()
