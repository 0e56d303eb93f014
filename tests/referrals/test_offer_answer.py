"""One tap on a question: looking changes nothing, answering spends the link (6.5.1)."""

import pytest
from django.test import Client
from django.urls import reverse

from referrals.models import Assignment, Offer
from referrals.services import offer_to
from referrals.states import OfferState
from tests.referrals.chain import at, receive
from tests.referrals.pages import title, words
from tests.words import TELLING, found


@pytest.fixture
def offer(cast, actor_of):
    referral = receive(cast, display_name="Mireille", practical_note="Bel eerst de post.")
    return offer_to(by=actor_of(cast.laila, "coordinator"), referral=referral, volunteer=cast.volunteers["els"])


def address(offer) -> str:
    return reverse("referrals:offer_answer", args=[offer.secret])


def test_question_shows_place_and_time_and_nothing_about_the_person(offer):
    page = Client().get(address(offer))

    assert "Iemand in het ziekenhuis van Turnhout wil graag praten." in words(page)
    assert "Vandaag tussen 10 en 18 uur." in words(page)
    assert [text for text in ("Mireille", "Bel eerst de post", offer.referral.number) if text in words(page)] == []
    assert title(page) == "Er is een vraag voor jou · OEV"
    assert found(title(page), TELLING) == []
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing(offer, method):
    before = Offer.objects.values().get()
    for query in ("", "?answer=yes", "?later"):
        getattr(Client(), method)(address(offer) + query)

    assert Offer.objects.values().get() == before
    assert Assignment.objects.count() == 0


def test_yes_thanks_and_leads_to_the_details_behind_sign_in(offer, cast, sign_in):
    page = Client().post(address(offer), {"answer": "yes"}, follow=True)
    assignment = Assignment.objects.get()
    detail = reverse("referrals:assignment_detail", args=[assignment.pk])

    assert "Dank je. Jij doet dit." in words(page)
    assert f'href="{detail}"' in page.content.decode()
    assert Client().get(detail).status_code == 302
    assert "Mireille" in words(sign_in(cast.users["els"], "volunteer").get(detail))


def test_yes_without_an_account_hears_that_the_coordinator_calls(offer, cast):
    cast.volunteers["els"].user = None
    cast.volunteers["els"].save()

    assert "De coördinator belt je." in words(Client().post(address(offer), {"answer": "yes"}, follow=True))


def test_not_now_thanks_and_asks_nothing(offer):
    page = Client().post(address(offer), {"answer": "not_now"}, follow=True)

    assert "Dank je om het te laten weten. We vragen iemand anders." in " ".join(words(page).split())
    assert Offer.objects.get().state == OfferState.NOT_NOW


def test_later_keeps_the_question_open(offer):
    page = Client().post(address(offer), {"answer": "later"}, follow=True)

    assert "Goed. Je kan antwoorden tot vandaag om 18 uur." in words(page)
    assert Offer.objects.get().expires_at == at(7, 18)
    assert "Ja, ik doe dit" in words(page)


def test_same_answer_twice_is_one_answer(offer):
    for _ in range(2):
        assert "Jij doet dit." in words(Client().post(address(offer), {"answer": "yes"}, follow=True))
    assert Assignment.objects.count() == 1


def test_link_is_spent_by_an_answer(offer):
    Client().post(address(offer), {"answer": "not_now"})
    page = Client().post(address(offer), {"answer": "yes"})

    assert "Je liet al weten dat het niet past. Dank je." in words(page)
    assert Assignment.objects.count() == 0


def test_somebody_else_was_first(offer, cast, actor_of):
    other = offer_to(by=actor_of(cast.laila, "coordinator"), referral=offer.referral, volunteer=cast.volunteers["mia"])
    Client().post(address(other), {"answer": "yes"})

    assert "Iemand anders doet dit al. Dank je." in words(Client().get(address(offer)))
    assert "Iemand anders doet dit al. Dank je." in words(Client().post(address(offer), {"answer": "yes"}))
    assert Assignment.objects.count() == 1


def test_question_whose_time_is_over_is_kind(offer, clock):
    clock.move_to(at(7, 12))

    assert "De tijd voor deze vraag is voorbij." in words(Client().get(address(offer)))
    assert "De tijd voor deze vraag is voorbij." in words(Client().post(address(offer), {"answer": "yes"}))


def test_unknown_link_is_kind(db):
    page = Client().get(reverse("referrals:offer_answer", args=["verzonnen"]))

    assert page.status_code == 404
    assert "Deze vraag is niet meer nodig. Dank je." in words(page)


@pytest.mark.parametrize("answer", ["", "misschien"])
def test_answer_that_is_none_of_three_changes_nothing(offer, answer):
    Client().post(address(offer), {"answer": answer})

    assert Offer.objects.get().state == OfferState.OPEN


def test_signed_in_person_finds_the_question_on_the_own_page(offer, cast, sign_in):
    page = sign_in(cast.users["els"], "volunteer").get(reverse("referrals:talk_list"))

    assert address(offer) in page.content.decode()
    assert (
        address(offer)
        not in sign_in(cast.users["mia"], "volunteer").get(reverse("referrals:talk_list")).content.decode()
    )
