"""What the coordinator chooses when asking one by one does not help: by phone, with two, self, later (3.2, A08)."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oev import clock as house_clock
from oev.errors import Refused
from referrals import briefing, work
from referrals.candidates import candidates_for, wish_of
from referrals.models import Assignment, Conversation, Offer, Referral
from referrals.services import (
    answer_not_now,
    answer_yes,
    go_with_two,
    hand_back,
    look_again,
    offer_second,
    offer_to,
    person_left,
    plan_talk,
    reach_by_phone,
    record_talk,
    take_on,
)
from referrals.words import question_text, state_words, who_comes
from tests.referrals.chain import accepted, at, by_phone, receive
from tests.referrals.pages import words

TODAY = dt.date(2026, 3, 7)


def address(name, *args):
    return reverse(f"referrals:{name}", args=args)


def page_of(referral):
    return reverse("admin:referrals_referral_change", args=[referral.pk])


@pytest.fixture
def client(cast, sign_in):
    """Laila at her desk."""
    return sign_in(cast.laila, "coordinator")


def say_not_now(cast, laila, referral, *names):
    for name in names:
        answer_not_now(by=None, offer=offer_to(by=laila, referral=referral, volunteer=cast.volunteers[name]))


# --- the page ---------------------------------------------------------------------------------------------


def test_choices_stand_open_after_three_without_a_yes_though_others_are_left(cast, laila, client):
    referral = by_phone(cast)
    page = client.get(address("referral_candidates", referral.pk)).content.decode()
    assert '<details class="fold"><summary>Iets anders kiezen' in page
    say_not_now(cast, laila, referral, "els", "mia", "jan")
    text = words(client.get(address("referral_candidates", referral.pk)))
    assert "3 vragen bleven zonder ja. Je kan kiezen:" in text
    assert [f"Vraag aan {name}" in text for name in ("Tom", "Els")] == [True, False]


@pytest.mark.parametrize("name", ["referral_by_phone", "referral_duo", "referral_later"])
def test_pages_of_the_choices_are_gone_once_it_is_closed(cast, laila, client, name):
    from referrals.services import close_referral

    referral = by_phone(cast)
    assert client.get(address(name, referral.pk)).status_code == 200
    close_referral(by=laila, referral=referral, outcome="nothing_now")
    assert client.get(address(name, referral.pk)).status_code == 404


# --- by phone ---------------------------------------------------------------------------------------------


def test_by_phone_asks_everybody_a_talk_by_phone_wherever_they_live(cast, clock, laila, client, els):
    referral = receive(cast)
    say_not_now(cast, laila, referral, "els")
    clock.shift(dt.timedelta(minutes=5))
    assert "Vraag het eerst aan de persoon." in words(
        client.post(address("referral_by_phone", referral.pk), {"phone": "0470 99 88 77"})
    )
    sent = {"phone": "0470 99 88 77", "agreed": "on"}
    assert client.post(address("referral_by_phone", referral.pk), sent).status_code == 302
    referral.refresh_from_db()
    found = candidates_for(referral, house_clock.now())
    assert els.pk not in {row.candidate.pk for row in found.set_aside}
    assert wish_of(referral, house_clock.now()).near is None
    tom = offer_to(by=laila, referral=referral, volunteer=cast.volunteers["tom"])
    assert question_text(tom) == (
        "Iemand in het ziekenhuis van Turnhout wil graag praten. Het is een gesprek aan de telefoon. "
        "Jullie kiezen samen een moment."
    )
    assert "aan de telefoon" in words(client.get(page_of(referral)))


def test_by_phone_keeps_the_number_that_is_known(cast, laila):
    referral = by_phone(cast, safe_hours="na 18 uur", may_leave_message=True)
    reach_by_phone(by=laila, referral=referral)
    person = Referral.objects.get().person
    assert (person.phone, person.safe_hours, person.may_leave_message) == ("0470 11 22 33", "na 18 uur", True)
    with pytest.raises(Refused, match="Vul het nummer in"):
        reach_by_phone(by=laila, referral=receive(cast))


# --- with two ---------------------------------------------------------------------------------------------


def test_two_of_us_over_the_pages(cast, laila, client, sign_in, els, mia):
    referral, lead = accepted(cast, laila, els)
    assert "Kies wie er meegaat." in words(client.post(address("referral_duo", referral.pk), {}))
    to_people = client.post(address("referral_duo", referral.pk), {"duo": "guide"})
    assert to_people["Location"] == address("referral_candidates", referral.pk)
    people = words(client.get(to_people["Location"]))
    assert "Wie gaat er mee?" in people
    assert "Vraag aan Els" not in people
    asked = client.post(address("referral_ask_along", referral.pk, mia.pk), follow=True)
    assert "Mia is gevraagd om mee te gaan." in asked.content.decode()
    assert "Gevraagd om mee te gaan. Antwoorden kan tot" in words(asked)

    mias = sign_in(mia.user, "volunteer")
    question = Offer.objects.get(volunteer=mia)
    page = words(mias.get(address("offer_answer", question.secret)))
    assert "Ja, ik ga mee" in page
    assert "Jij gaat mee, samen met iemand anders van ons." in page
    assert [name for name in ("Els", "M.") if name in page] == []
    assert "Dank je. Jij gaat mee." in words(
        mias.post(address("offer_answer", question.secret), {"answer": "yes"}, follow=True)
    )
    second = Assignment.objects.get(lead=False)

    elses = sign_in(els.user, "volunteer")
    elses.post(address("talk_plan", lead.pk), {"day": "2026-03-09", "hour": "15:00", "place": "Koffiehuis"})
    assert "Mia gaat mee." in words(elses.get(address("assignment_detail", lead.pk)))
    mias = sign_in(mia.user, "volunteer")
    brief = words(mias.get(address("assignment_detail", second.pk)))
    for said in ("Je gaat samen met Els.", "maandag 9 maart om 15 uur, Koffiehuis", "0470 11 22 33", "Geef door"):
        assert said in brief
    assert [button for button in ("Na het gesprek", "Noteer het moment", "Ander moment") if button in brief] == []
    assert "Je gaat mee." in words(mias.get(address("talk_list")))
    for name in ("talk_plan", "talk_after", "talk_record"):
        assert mias.get(address(name, second.pk)).status_code == 404
    for name in ("talk_not_reached", "talk_stop"):
        assert mias.post(address(name, second.pk), {"outcome": "rather_not"}).status_code == 404

    client = sign_in(cast.laila, "coordinator")
    page = words(client.get(page_of(referral)))
    for said in ("Mia gaat mee.", "Zoek een andere tweede", "Mia gevraagd om mee te gaan: ja", "Mia gaat mee"):
        assert said in page


def test_second_is_first_on_the_page_when_the_lead_hands_back(cast, clock, laila, client, els, mia):
    referral, lead = accepted(cast, laila, els)
    go_with_two(by=laila, referral=referral, duo="guide")
    answer_yes(by=None, offer=offer_second(by=laila, referral=referral, volunteer=mia))
    clock.shift(dt.timedelta(minutes=5))
    to_people = client.post(address("talk_hand_back", lead.pk))
    page = words(client.get(to_people["Location"]))
    assert page.split("Past het best", 1)[1].split()[:8] == "Mia Proef kent dit gesprek al Vraag aan".split()
    assert page.count("Mia Proef") == 1
    client.post(address("referral_ask", referral.pk, mia.pk))
    assert Offer.objects.filter(volunteer=mia, lead=True, state="open").count() == 1


def test_second_hands_back_on_the_own_page_and_the_coordinator_asks_another_with_one_button(
    cast, laila, client, sign_in, els, mia
):
    referral, _ = accepted(cast, laila, els)
    go_with_two(by=laila, referral=referral, duo="guide")
    second = answer_yes(by=None, offer=offer_second(by=laila, referral=referral, volunteer=mia))
    mias = sign_in(mia.user, "volunteer")
    assert "Het gesprek zelf gaat door." in words(mias.get(address("talk_hand_back", second.pk)))
    mias.post(address("talk_hand_back", second.pk))
    assert mias.get(address("assignment_detail", second.pk)).status_code == 404
    client = sign_in(cast.laila, "coordinator")
    today = words(client.get(reverse("admin:index")))
    assert "Zoekt iemand om mee te gaan" in today
    assert "Wie meeging, kan niet meer. Het gesprek gaat door." in today
    assert address("referral_candidates", referral.pk) in client.get(reverse("admin:index")).content.decode()


def test_with_the_coordinator_is_said_on_the_page_and_alone_after_all_too(cast, client, laila, els):
    referral, _ = accepted(cast, laila, els)
    sent = client.post(address("referral_duo", referral.pk), {"duo": "coordinator"})
    assert sent["Location"] == page_of(referral)
    assert "De coördinator gaat mee." in words(client.get(page_of(referral)))
    client.post(address("referral_duo", referral.pk), {"duo": "alone"})
    assert Referral.objects.get().duo == ""
    assert "Kies wie er meegaat" not in words(client.get(page_of(referral)))


# --- self -------------------------------------------------------------------------------------------------


def test_coordinator_does_it_herself_from_the_question_to_the_talk(cast, clock, laila, client, sign_in, els):
    referral = receive(cast, contact=cast.contacts["nora_contact"])
    asked = offer_to(by=laila, referral=referral, volunteer=els)
    assert client.post(address("referral_take_on", referral.pk))["Location"] == page_of(referral)
    lead = Assignment.objects.get()
    assert (lead.volunteer_id, lead.coordinator_id, lead.lead) == (None, cast.laila.pk, True)
    asked.refresh_from_db()
    assert asked.state == "withdrawn"
    client.post(address("talk_plan", lead.pk), {"day": "2026-03-07", "hour": "15:00", "place": ""})
    referral.refresh_from_db()
    assert state_words(referral) == "Iemand komt vandaag om 15 uur"
    assert who_comes(referral) == "De coördinator komt praten."
    page = words(client.get(page_of(referral)))
    assert "Laila doet dit. Afgesproken vandaag om 15 uur." in page
    clock.move_to(at(7, 16))
    client = sign_in(cast.laila, "coordinator")
    sent = {"outcome": "nothing_now", "day": "2026-03-07", "hour": "15:00", "channel": "bedside", "duration": ""}
    client.post(address("talk_record", lead.pk), sent)
    talk = Conversation.objects.get()
    assert (talk.volunteer_id, talk.coordinator_id) == (None, cast.laila.pk)
    referral.refresh_from_db()
    assert referral.state == "closed"


def test_coordinator_gives_it_on_and_somebody_else_takes_over(cast, laila, els):
    referral = by_phone(cast)
    own = take_on(by=laila, referral=referral)
    assert take_on(by=laila, referral=referral) == own
    hand_back(by=laila, assignment=own)
    assert answer_yes(by=None, offer=offer_to(by=laila, referral=referral, volunteer=els)).lead
    with pytest.raises(Refused, match="Iemand doet dit al"):
        take_on(by=laila, referral=referral)


def test_coordinator_does_not_go_along_with_herself(cast, laila):
    referral = by_phone(cast)
    go_with_two(by=laila, referral=referral, duo="coordinator")
    take_on(by=laila, referral=referral)
    referral.refresh_from_db()
    assert (referral.duo, who_comes(referral)) == ("", "De coördinator komt praten.")
    with pytest.raises(Refused, match="De coördinator doet dit gesprek al"):
        go_with_two(by=laila, referral=referral, duo="coordinator")


def test_somebody_of_us_goes_along_with_the_coordinator(cast, laila, mia):
    referral = by_phone(cast)
    take_on(by=laila, referral=referral)
    go_with_two(by=laila, referral=referral, duo="guide")
    second = answer_yes(by=None, offer=offer_second(by=laila, referral=referral, volunteer=mia))
    assert briefing.with_two(second)[0] == "Je gaat samen met de coördinator."


def test_extra_talk_of_the_coordinator_stays_with_the_coordinator(cast, laila):
    own = take_on(by=laila, referral=by_phone(cast))
    record_talk(by=laila, assignment=own, happened_at=at(7, 8, 30), channel="phone", duration="", outcome="extra_talk")
    assert [(one.coordinator_id, one.state) for one in Assignment.objects.order_by("pk")] == [
        (laila.user_id, "closed"), (laila.user_id, "accepted"),
    ]  # fmt: skip


def test_waiting_time_counts_from_the_yes_of_an_ervaringsdrager(cast, clock, laila, els):
    from reporting.reads import read_years

    referral = by_phone(cast)
    own = take_on(by=laila, referral=referral)
    counts = read_years(2026, today=TODAY)
    assert counts[2026].waits == 0
    hand_back(by=laila, assignment=own)
    clock.shift(dt.timedelta(hours=2))
    answer_yes(by=None, offer=offer_to(by=laila, referral=referral, volunteer=els))
    assert read_years(2026, today=TODAY)[2026].wait_median_hours == 2


# --- later ------------------------------------------------------------------------------------------------


def test_later_leaves_vandaag_and_returns_on_that_day(cast, clock, laila, sign_in):
    client = sign_in(cast.laila, "coordinator")
    referral = by_phone(cast)
    sent = client.post(address("referral_later", referral.pk), {"day": "2026-03-10", "hour": ""})
    assert sent["Location"] == page_of(referral)
    assert "Opnieuw bekijken: dinsdag 10 maart om 9 uur." in words(client.get(page_of(referral)))
    assert work.looked_for(laila, TODAY)[0].rows == work.new_referrals(laila, TODAY).rows == []
    clock.move_to(at(9, 23, 59))
    assert work.looked_for(laila, dt.date(2026, 3, 9))[0].rows == []
    clock.move_to(at(10, 0, 1))
    (row,) = work.looked_for(laila, dt.date(2026, 3, 10))[0].rows
    assert (row.tag, row.line) == ("kijk opnieuw", "Afgesproken om opnieuw te kijken: vandaag om 9 uur.")
    clock.move_to(at(12, 9))
    assert len(work.looked_for(laila, dt.date(2026, 3, 12))[0].rows) == 1


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (at(7, 8, 59), "Kies een moment in de komende maand."),
        (at(8, 9, month=4), "Kies een moment in de komende maand."),
        (at(7, 18), "De persoon is op de dienst tot vandaag om 18 uur."),
    ],
)
def test_later_is_refused_when_it_makes_no_sense(cast, laila, moment, said):
    referral = receive(cast)
    with pytest.raises(Refused, match=said) as refusal:
        look_again(by=laila, referral=referral, at=moment)
    assert refusal.value.field == "day"
    assert look_again(by=laila, referral=referral, at=at(7, 17)).look_again_at == at(7, 17)


def test_later_is_refused_when_somebody_does_it(cast, laila, els):
    referral, _ = accepted(cast, laila, els)
    with pytest.raises(Refused, match="Iemand doet dit al"):
        look_again(by=laila, referral=referral, at=at(8, 9))


@pytest.mark.parametrize("what", ["asked", "with two", "by phone", "self", "left"])
def test_whatever_happens_next_ends_the_waiting(cast, laila, els, what):
    referral = receive(cast)
    look_again(by=laila, referral=referral, at=at(7, 17))
    {
        "asked": lambda: offer_to(by=laila, referral=referral, volunteer=els),
        "with two": lambda: go_with_two(by=laila, referral=referral, duo="guide"),
        "by phone": lambda: reach_by_phone(by=laila, referral=referral, phone="0470 11 22 33"),
        "self": lambda: take_on(by=laila, referral=referral),
        "left": lambda: person_left(by=laila, referral=referral, may_call=True, phone="0470 11 22 33"),
    }[what]()
    assert Referral.objects.get().look_again_at is None


# --- what outsiders see, and the number of questions ---------------------------------------------------------


@pytest.mark.parametrize("part", ["lead", "second"])
def test_why_a_part_fell_away_shows_nowhere_to_the_other_part_and_the_ward(cast, laila, sign_in, els, mia, part):
    """Slapend and gepauzeerd: the same bytes for the other of the two and for the nurse (Q10, Q12)."""
    import re

    from django.db import transaction

    from volunteers.services import put_to_rest
    from volunteers.states import RestKind

    referral, lead = accepted(cast, laila, els, referral=receive(cast, contact=cast.contacts["nora_contact"]))
    go_with_two(by=laila, referral=referral, duo="guide")
    second = answer_yes(by=None, offer=offer_second(by=laila, referral=referral, volunteer=mia))
    plan_talk(by=laila, assignment=lead, agreed_at=at(7, 15))
    away, other, stays = (els, mia, second) if part == "lead" else (mia, els, lead)
    readers = [
        (sign_in(other.user, "volunteer"), address("assignment_detail", stays.pk)),
        (sign_in(other.user, "volunteer"), address("talk_list")),
        (sign_in(cast.nora, "professional"), address("referral_detail", referral.pk)),
        (sign_in(cast.nora, "professional"), address("referral_list")),
    ]
    seen = []
    for kind in (RestKind.SLEEP, RestKind.PAUSE):
        with transaction.atomic():
            put_to_rest(by=laila, volunteer=away, kind=kind, from_on=TODAY)
            pages = [client.get(page).content.decode() for client, page in readers]
            transaction.set_rollback(True)
        mask = r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"'
        seen.append([re.sub(mask, "*", page) for page in pages])
    assert seen[0] == seen[1]
    assert all(page.strip() for page in seen[0])


def test_lists_with_duos_take_the_same_queries_with_3_and_30_rows(cast, laila, client, sign_in, els, mia):
    mias = sign_in(mia.user, "volunteer")

    def make(number):
        for _ in range(number):
            referral, _ = accepted(cast, laila, els)
            go_with_two(by=laila, referral=referral, duo="guide")
            offer = offer_second(by=laila, referral=referral, volunteer=mia, over_maximum=True)
            if number % 2:
                answer_yes(by=None, offer=offer)

    def count():
        found = []
        for who, page in ((client, reverse("admin:index")), (mias, address("talk_list"))):
            who.get(page)
            with CaptureQueriesContext(connection) as queries:
                assert who.get(page).status_code == 200
            found.append(len([one for one in queries if 'COUNT(*) AS "__count"' not in one["sql"]]))
        return found

    make(3), make(2)
    few = count()
    make(13), make(12)
    assert count() == few
