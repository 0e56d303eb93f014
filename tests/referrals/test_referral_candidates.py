"""The coordinator finds somebody: the best with reasons, who cannot be asked, answers by phone (6.1.2, A08, Q45)."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oev.audit.models import AccessLog
from referrals.models import Assignment, Conversation, Offer, Referral
from referrals.services import answer_yes, offer_to
from referrals.states import OfferState, ReferralState
from tests.cast import volunteer
from tests.referrals.chain import at, by_phone, receive
from tests.referrals.pages import send, words


def people(referral) -> str:
    return reverse("referrals:referral_candidates", args=[referral.pk])


def page_of(referral) -> str:
    return reverse("admin:referrals_referral_change", args=[referral.pk])


def ask(client, referral, who, **more):
    return client.post(reverse("referrals:referral_ask", args=[referral.pk, who.pk]), more, follow=True)


def by_phone_answer(client, offer, answer):
    return client.post(reverse("referrals:offer_by_phone", args=[offer.pk]), {"answer": answer}, follow=True)


@pytest.fixture
def laila(cast, sign_in):
    return sign_in(cast.laila, "coordinator")


def test_a08_over_the_pages(cast, clock, sign_in, laila):
    for name in ("rita", "bart", "carla", "lien"):
        cast.volunteers[name].roles.update(until_on=dt.date(2026, 1, 1))
    cast.volunteers["jan"].max_per_month = 2
    cast.volunteers["jan"].save()
    for day in (2, 4):
        Conversation.objects.create(volunteer=cast.volunteers["jan"], happened_at=at(day, 15), channel="phone")
    nora = sign_in(cast.nora, "professional")

    # Saturday 02:10: the nurse sends the form with an account, so that she can follow it
    clock.move_to(at(7, 2, 10))
    nora = sign_in(cast.nora, "professional")
    sent = nora.post(
        reverse("referrals:referral_new_at", args=[cast.sites["Turnhout"].pk]),
        {"subject_kind": "self", "consent": "yes", "display_name": "M.", "reach_kind": "ward",
         "reachable_until_0": "2026-03-07", "reachable_until_1": "18", "feedback_level": "0"},
        follow=True,
    )  # fmt: skip
    referral = Referral.objects.get()
    assert "De coördinator bekijkt dit zaterdag voor 10 uur . We beloven geen bezoek deze nacht." in words(sent)

    # 08:50: C opens the list
    clock.move_to(at(7, 8, 50))
    laila = sign_in(cast.laila, "coordinator")
    page = laila.get(people(referral)).content.decode()
    best, aside = page.split("Nu niet te vragen", 1)
    assert [name in best for name in ("Vraag aan Els", "Vraag aan Mia", "Vraag aan Jan", "Vraag aan Tom")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert "Eigen maximum bereikt" in aside
    assert "Geen toegang tot deze plaats" in aside
    assert aside.count("Vraag toch") == 1

    # Els and Mia say "nu niet" on the phone and by the link; nobody is left
    clock.move_to(at(7, 9, 5))
    ask(laila, referral, cast.volunteers["els"])
    by_phone_answer(laila, Offer.objects.get(), "not_now")
    clock.move_to(at(7, 9, 25))
    ask(laila, referral, cast.volunteers["mia"])
    secret = Offer.objects.get(volunteer=cast.volunteers["mia"]).secret
    laila.post(reverse("referrals:offer_answer", args=[secret]), {"answer": "not_now"})
    assert "Er is nu niemand meer om te vragen." in words(laila.get(people(referral)))

    # C asks Jan anyway; he says yes and plans
    assert "eigen maximum bereikt" in words(ask(laila, referral, cast.volunteers["jan"]))
    assert not Offer.objects.filter(volunteer=cast.volunteers["jan"]).exists()
    ask(laila, referral, cast.volunteers["jan"], over="1")
    clock.move_to(at(7, 10, 10))
    jan = sign_in(cast.users["jan"], "volunteer")
    jan.post(
        reverse("referrals:offer_answer", args=[Offer.objects.get(volunteer=cast.volunteers["jan"]).secret]),
        {"answer": "yes"},
    )
    assignment = Assignment.objects.get()
    jan.post(reverse("referrals:talk_plan", args=[assignment.pk]), {"day": "2026-03-07", "hour": "15:00"})

    # The nurse sees the hour and who comes, never the declines
    nora = sign_in(cast.nora, "professional")
    seen = words(nora.get(reverse("referrals:referral_detail", args=[referral.pk])))
    assert "Iemand komt vandaag om 15 uur" in seen
    assert "Jan komt praten." in seen
    assert [name for name in ("Els", "Mia", "nu niet") if name in seen] == []
    listed = words(nora.get(reverse("referrals:referral_list")))
    assert "Iemand komt vandaag om 15 uur" in listed
    assert "M." not in listed


@pytest.mark.parametrize(
    ("answer", "state", "assignments"),
    [
        ("yes", OfferState.YES, 1),
        ("not_now", OfferState.NOT_NOW, 0),
        ("later", OfferState.OPEN, 0),
        ("x", OfferState.OPEN, 0),
    ],
)
def test_answer_by_phone(cast, laila, actor_of, answer, state, assignments):
    offer = offer_to(by=actor_of(cast.laila, "coordinator"), referral=receive(cast), volunteer=cast.volunteers["els"])
    by_phone_answer(laila, offer, answer)

    assert (Offer.objects.get().state, Assignment.objects.count()) == (state, assignments)


def test_asking_twice_is_one_question(cast, laila):
    referral = receive(cast)
    ask(laila, referral, cast.volunteers["els"])
    page = ask(laila, referral, cast.volunteers["els"])

    assert Offer.objects.count() == 1
    assert "Els: al gevraagd." in words(page)


def test_question_can_be_taken_back(cast, laila):
    referral = receive(cast)
    ask(laila, referral, cast.volunteers["els"])
    laila.post(reverse("referrals:offer_withdraw", args=[Offer.objects.get().pk]))

    assert Offer.objects.get().state == OfferState.WITHDRAWN


def test_page_of_an_aanmelding_shows_the_person_and_writes_down_who_looked(cast, laila):
    referral = receive(cast, practical_note="Bel eerst de post.")
    page = laila.get(page_of(referral))

    assert "Wacht op jou. We beloofden te kijken zaterdag voor 10 uur." in words(page)
    assert "Bel eerst de post." in words(page)
    assert "no-store" in page["Cache-Control"]
    assert page.content.decode().count("btn-primary") == 1
    assert AccessLog.objects.filter(subject="referral", object_id=referral.pk, reader=cast.laila).count() == 1


def test_list_shows_number_place_and_state_and_no_person(cast, laila):
    receive(cast, display_name="Mireille")
    text = words(laila.get(reverse("admin:referrals_referral_changelist")))

    for part in ("26-0001", "Ziekenhuis Turnhout", "ontvangen", "vandaag", "zaterdag voor 10 uur"):
        assert part in text
    assert "Mireille" not in text
    assert AccessLog.objects.filter(subject="referral").count() == 0


@pytest.mark.parametrize(
    ("query", "count"), [("26-0002", 1), ("2026-2", 1), ("2", 1), ("25-0002", 0), ("Mireille", 0), ("", 3)]
)
def test_list_is_searched_by_number(cast, laila, query, count):
    for _ in range(3):
        receive(cast, display_name="Mireille")
    page = laila.get(reverse("admin:referrals_referral_changelist"), {"q": query})

    assert page.context["cl"].result_count == count


@pytest.mark.parametrize(("answer", "count"), [("ja", 1), ("nee", 1)])
def test_list_is_filtered_in_the_address(cast, laila, actor_of, answer, count):
    from referrals.services import withdraw_referral

    receive(cast)
    withdraw_referral(by=actor_of(cast.laila, "coordinator"), referral=receive(cast))
    page = laila.get(reverse("admin:referrals_referral_changelist"), {"loopt": answer})

    assert page.context["cl"].result_count == count


def test_coordinator_asks_the_aanmelder_and_notes_the_answer(cast, laila):
    referral = receive(cast, contact=cast.nora_contact)
    address = reverse("referrals:referral_question", args=[referral.pk])

    laila.post(address)
    assert Referral.objects.get().state == ReferralState.QUESTION
    assert "De vraag is beantwoord" in words(laila.get(page_of(referral)))
    laila.post(address, {"answered": "1"})
    assert Referral.objects.get().state == ReferralState.RECEIVED


def test_hand_over_needs_the_person_to_agree(cast, laila):
    referral = receive(cast)
    address = reverse("referrals:referral_hand_over", args=[referral.pk])
    partner = cast.partners["Herselt"]

    assert "Vraag het eerst aan de persoon." in words(laila.post(address, {"partner": partner.pk}))
    assert laila.post(address, {"partner": partner.pk, "agreed": "on"}).status_code == 302
    assert Referral.objects.get().handed_over_to == partner


def test_close_asks_how_it_ended_and_forgets_who_was_asked(cast, laila):
    referral = receive(cast)
    ask(laila, referral, cast.volunteers["els"])
    address = reverse("referrals:referral_close", args=[referral.pk])

    assert "Kies hoe het afliep." in words(laila.post(address))
    assert "Na twee pogingen" in words(laila.post(address, {"outcome": "not_reached"}))
    assert laila.post(address, {"outcome": "nothing_now"}).status_code == 302
    after = words(laila.get(page_of(referral)))
    assert "Afgerond: niets nodig nu." in after
    assert "Els" not in after


def test_withdraw_names_its_effects_first(cast, laila):
    referral = receive(cast)
    address = reverse("referrals:referral_withdraw", args=[referral.pk])

    assert "De gegevens van de persoon worden binnen een dag gewist." in words(laila.get(address))
    assert Referral.objects.get().state == ReferralState.RECEIVED
    laila.post(address)
    assert Referral.objects.get().state == ReferralState.WITHDRAWN


def test_aanmelding_by_phone_is_written_down_by_the_coordinator(cast, laila):
    site = cast.sites["Herselt"]
    assert "Ziekenhuis Turnhout" in words(laila.get(reverse("referrals:referral_new")))
    answer = laila.post(
        reverse("referrals:referral_new_at", args=[site.pk]),
        {
            "subject_kind": "self",
            "consent": "yes",
            "display_name": "M.",
            "reach_kind": "phone",
            "phone": "0470 11 22 33",
        },
    )
    assert answer["Location"] == page_of(Referral.objects.get())


@pytest.mark.parametrize("hat", ["volunteer", "professional", "representative", "board", "admin"])
def test_pages_of_the_coordinator_are_hidden_from_others(cast, sign_in, hat):
    referral = receive(cast, contact=cast.nora_contact)
    who = {
        "volunteer": cast.users["els"],
        "professional": cast.nora,
        "representative": cast.victor,
        "board": cast.bruno,
        "admin": cast.bea,
    }
    client = sign_in(who[hat], hat)
    pages = [people(referral), page_of(referral), reverse("referrals:referral_close", args=[referral.pk]),
             reverse("referrals:referral_hand_over", args=[referral.pk])]  # fmt: skip

    assert [client.get(page).status_code for page in pages] == [404] * 4
    assert ask(client, referral, cast.volunteers["els"]).status_code == 404
    assert client.post(reverse("referrals:referral_close", args=[referral.pk]), {"outcome": "group"}).status_code == 404


def _queries(client, address) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_list_and_people_take_the_same_number_of_queries_with_3_and_30_rows(cast, laila):
    first = by_phone(cast)
    pages = [reverse("admin:referrals_referral_changelist"), people(first), page_of(first)]
    for _ in range(2):
        by_phone(cast)
    for page in pages:
        laila.get(page)
    few = [_queries(laila, page) for page in pages]
    for number in range(27):
        by_phone(cast)
        volunteer(cast, f"Extra{number}", account=False)

    assert [_queries(laila, page) for page in pages] == few


def test_history_takes_the_same_number_of_queries_with_more_that_happened(cast, laila, actor_of):
    by = actor_of(cast.laila, "coordinator")
    referral = receive(cast)
    offer_to(by=by, referral=referral, volunteer=cast.volunteers["els"])
    laila.get(page_of(referral))
    few = _queries(laila, page_of(referral))
    offer_to(by=by, referral=referral, volunteer=cast.volunteers["mia"])
    offer_to(by=by, referral=referral, volunteer=cast.volunteers["jan"])
    more = _queries(laila, page_of(referral))
    assert more == few
    answer_yes(by=None, offer=Offer.objects.get(volunteer=cast.volunteers["els"]))
    assert "Els doet dit." in words(laila.get(page_of(referral)))


def test_referral_by_link_lands_on_the_list_of_the_coordinator(cast, laila):
    send(cast.sites["Turnhout"])

    assert "26-0001" in words(laila.get(reverse("admin:index")))


def test_call_instead_of_a_visit_lets_people_be_asked_who_may_not_come_to_the_ward(cast, laila):
    referral = receive(cast)
    address = reverse("referrals:referral_by_phone", args=[referral.pk])
    assert "Vraag aan Tom" not in words(laila.get(people(referral)))

    assert "Vraag het eerst aan de persoon." in words(laila.post(address, {"phone": "0470 99 88 77"}))
    wrong = laila.post(address, {"phone": "", "safe_hours": "na 18 uur", "agreed": "on"})
    assert "Vul het nummer in waarop we kunnen bellen." in words(wrong)
    assert 'value="na 18 uur"' in wrong.content.decode()
    page = laila.post(address, {"phone": "0470 99 88 77", "agreed": "on"}, follow=True)
    assert "Tom" in words(page)
    ask(laila, referral, cast.volunteers["tom"])
    assert Offer.objects.get().volunteer == cast.volunteers["tom"]
    assert Referral.objects.get().person.reachable_until is None


def test_nobody_left_names_the_choices(cast, laila):
    for person in cast.volunteers.values():
        person.roles.update(until_on=dt.date(2026, 1, 1))
    text = words(laila.get(people(receive(cast))))

    for choice in (
        "Bellen in plaats van langsgaan",
        "Ga met twee",
        "Doe het zelf",
        "Kijk later opnieuw",
        "Geef door aan een partner",
    ):
        assert choice in text


def test_person_who_takes_the_yes_back_is_written_down_as_such(cast, laila):
    referral = receive(cast)
    laila.post(reverse("referrals:referral_withdraw", args=[referral.pk]), {"by_person": "on"})

    referral.refresh_from_db()
    assert referral.state == ReferralState.WITHDRAWN
    assert referral.consent.withdrawn_at is not None
