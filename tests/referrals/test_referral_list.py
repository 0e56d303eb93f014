"""The professional's own aanmeldingen: number and state, never the person in a list (6.3.3, P24, P25)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oev.audit.models import AccessLog
from referrals.models import Referral
from referrals.services import offer_to, withdraw_referral
from tests.referrals.chain import receive
from tests.referrals.pages import FILLED, key_of, title, words

LIST = "referrals:referral_list"


@pytest.fixture
def nora(cast, sign_in):
    return sign_in(cast.nora, "professional")


def detail(referral) -> str:
    return reverse("referrals:referral_detail", args=[referral.pk])


def test_home_of_a_professional_is_the_own_list(cast, nora):
    assert nora.get(reverse("home"))["Location"] == reverse(LIST)


def test_list_shows_number_and_words(cast, nora):
    receive(cast, contact=cast.nora_contact, display_name="Mireille")
    page = nora.get(reverse(LIST))

    assert "26-0001 Ontvangen" in " ".join(words(page).split())
    assert "Mireille" not in words(page)
    assert "no-store" in page["Cache-Control"]


def test_empty_list_says_what_to_do(cast, nora):
    assert "Je meldde nog niemand aan." in words(nora.get(reverse(LIST)))


@pytest.mark.parametrize("colleagues_see", [False, True])
def test_colleague_sees_it_only_where_the_place_wants_that(cast, sign_in, colleagues_see):
    site = cast.sites["Turnhout"]
    site.colleagues_see = colleagues_see
    site.save()
    referral = receive(cast, contact=cast.nora_contact, display_name="Mireille")
    noor = sign_in(cast.noor, "professional")

    assert ("26-0001" in words(noor.get(reverse(LIST)))) == colleagues_see
    assert noor.post(reverse("referrals:referral_withdraw", args=[referral.pk])).status_code == 404
    assert noor.get(reverse("referrals:referral_left", args=[referral.pk])).status_code == 404
    page = noor.get(detail(referral))
    assert "Trek de aanmelding in" not in page.content.decode()
    assert page.status_code == (200 if colleagues_see else 404)
    assert "Mireille" not in page.content.decode()


def test_own_person_is_seen_until_it_is_handed_on_and_that_is_written_down(cast, nora, actor_of):
    referral = receive(cast, contact=cast.nora_contact, display_name="Mireille")

    assert "Het gaat om Mireille " in words(nora.get(detail(referral)))
    assert AccessLog.objects.filter(subject="referral", object_id=referral.pk, reader=cast.nora).count() == 1
    offer_to(by=actor_of(cast.laila, "coordinator"), referral=referral, volunteer=cast.volunteers["els"])
    after = words(nora.get(detail(referral)))
    assert "Mireille" not in after
    assert "We zoeken iemand" in after


@pytest.mark.parametrize("hat", ["volunteer", "coordinator", "representative", "board", "admin"])
def test_list_is_of_professionals_alone(cast, sign_in, hat):
    who = {
        "volunteer": cast.users["els"],
        "coordinator": cast.laila,
        "representative": cast.victor,
        "board": cast.bruno,
        "admin": cast.bea,
    }
    referral = receive(cast, contact=cast.nora_contact)
    client = sign_in(who[hat], hat)

    assert [client.get(page).status_code for page in (reverse(LIST), detail(referral))] == [404, 404]


def test_new_aanmelding_is_for_the_own_place_at_once(cast, nora):
    answer = nora.get(reverse("referrals:referral_new"))

    assert answer["Location"] == reverse("referrals:referral_new_at", args=[cast.sites["Turnhout"].pk])
    assert nora.get(reverse("referrals:referral_new_at", args=[cast.sites["Herselt"].pk])).status_code == 404


def test_new_aanmelding_knows_who_made_it_and_asks_no_number_for_via_mij(cast, nora):
    address = reverse("referrals:referral_new_at", args=[cast.sites["Turnhout"].pk])
    key = key_of(nora.get(address))
    filled = FILLED | {"reach_kind": "via", "idempotency_key": key}
    first, second = nora.post(address, filled), nora.post(address, filled)

    referral = Referral.objects.get()
    assert (referral.contact, referral.by_actor) == (cast.nora_contact, cast.nora)
    assert first["Location"] == second["Location"] == detail(referral)


def test_not_yet_with_an_account_reports_nothing(cast, nora):
    page = nora.post(reverse("referrals:referral_new_at", args=[cast.sites["Turnhout"].pk]), {"consent": "no"})

    assert "Dan melden we niets." in words(page)
    assert Referral.objects.count() == 0


def test_person_left_and_we_may_call(cast, nora):
    referral = receive(cast, contact=cast.nora_contact)
    address = reverse("referrals:referral_left", args=[referral.pk])

    wrong = nora.post(address, {"may_call": "yes", "safe_hours": "na 18 uur"})
    assert "Vul het nummer in waarop we kunnen bellen." in words(wrong)
    assert 'value="na 18 uur"' in wrong.content.decode()
    assert "Kies ‘Ja’ of ‘Nee’." in words(nora.post(address))
    assert "Onze gids belt." in words(nora.post(address, {"may_call": "yes", "phone": "0470 99 88 77"}, follow=True))
    referral.refresh_from_db()
    assert (referral.reach_kind, referral.person.phone) == ("phone", "0470 99 88 77")


def test_withdraw_is_for_the_own_ones(cast, nora, sign_in):
    referral = receive(cast, contact=cast.nora_contact)
    address = reverse("referrals:referral_withdraw", args=[referral.pk])

    assert sign_in(cast.piet, "professional").post(address).status_code == 404
    nora.post(address)
    referral.refresh_from_db()
    assert referral.state == "withdrawn"
    assert "Afgerond" in words(nora.get(detail(referral)))


def test_titles_say_nothing(cast, nora):
    referral = receive(cast, contact=cast.nora_contact)

    assert title(nora.get(reverse(LIST))) == "Mijn aanmeldingen · OEV"
    assert title(nora.get(detail(referral))) == "26-0001 · OEV"


def test_list_takes_the_same_number_of_queries_with_3_and_30_rows(cast, nora, actor_of):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            nora.get(reverse(LIST))
        return len(found)

    made = [receive(cast, contact=cast.nora_contact) for _ in range(3)]
    withdraw_referral(by=actor_of(cast.laila, "coordinator"), referral=made[0])
    offer_to(by=actor_of(cast.laila, "coordinator"), referral=made[1], volunteer=cast.volunteers["els"])
    nora.get(reverse(LIST))
    few = queries()
    for _ in range(22):
        receive(cast, contact=cast.nora_contact)
    assert queries() == few
    for _ in range(5):
        receive(cast, contact=cast.nora_contact)
    assert queries() == few
