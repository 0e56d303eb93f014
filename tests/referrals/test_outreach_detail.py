"""The page of who calls once more, and that of the coordinator who asks (R091, P24, P31, A10)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oev.audit.models import AccessLog
from referrals.models import Assignment, OutreachAttempt, Referral
from referrals.services import offer_outreach, wish_team
from tests.referrals.chain import accepted, at, calls_again, flying_team, receive, stayed_away
from tests.referrals.pages import title, words
from volunteers.services import put_to_rest
from volunteers.states import RestKind

SECRET = ("Zonnebloem", "0499", "na 17 uur")


@pytest.fixture
def laila(cast, actor_of):
    return actor_of(cast.users["laila"], "coordinator")


@pytest.fixture
def mia(cast):
    flying_team(cast.volunteers["mia"], cast.volunteers["tom"])
    return cast.volunteers["mia"]


@pytest.fixture
def missed(cast, laila, mia):
    """Els could not reach the person: (aanmelding, lead)."""
    return stayed_away(
        cast, laila, cast.volunteers["els"], display_name="Zonnebloem", phone="0499 98 76 54",
        safe_hours="na 17 uur", practical_note="Bel twee keer aan.", via="tante",
    )  # fmt: skip


@pytest.fixture
def call(missed, laila, mia):
    return calls_again(laila, missed[0], mia)


@pytest.fixture
def by_mia(cast, sign_in):
    return sign_in(cast.users["mia"], "volunteer")


@pytest.fixture
def coordinator(cast, sign_in):
    return sign_in(cast.users["laila"], "coordinator")


def page(name, pk, *more):
    return reverse(f"referrals:{name}", args=[pk, *more])


# --- the member -------------------------------------------------------------------------------------------


def test_before_the_yes_nothing_of_the_person_is_on_any_page(missed, laila, mia, by_mia, client):
    offer = offer_outreach(by=laila, referral=missed[0], volunteer=mia)
    for answer in (client.get(page("offer_answer", offer.secret)), by_mia.get("/gesprekken/"), by_mia.get("/ik/")):
        text = words(answer)
        assert [word for word in (*SECRET, "Herselt", missed[0].number) if word in text] == []
    assert "Bel jij?" in words(by_mia.get("/gesprekken/"))
    assert AccessLog.objects.filter(subject="referral").count() == 0


def test_one_tap_says_yes_without_signing_in_and_the_number_stands_behind_signing_in(missed, laila, mia, client):
    offer = offer_outreach(by=laila, referral=missed[0], volunteer=mia)
    answer = client.post(page("offer_answer", offer.secret), {"answer": "yes"}, follow=True)
    call = Assignment.objects.get(outreach=True)
    assert "Dank je. Jij belt." in words(answer)
    assert page("outreach_detail", call.pk) in answer.content.decode()
    assert [word for word in SECRET if word in answer.content.decode()] == []
    assert client.get(page("outreach_detail", call.pk)).status_code == 302


def test_page_of_the_call_tells_how_to_reach_the_person_and_nothing_more(call, missed, mia, by_mia):
    answer = by_mia.get(page("outreach_detail", call.pk))
    text = words(answer)
    assert title(answer) == "Opnieuw bellen · OEV"
    for word in (*SECRET, "Bel op 8 maart 2026, en anders nog eens op 14 maart 2026."):
        assert word in text
    for word in ("Herselt", "Bel twee keer aan", "tante", "Els", "Sociale dienst"):
        assert word not in text
    assert "no-store" in answer["Cache-Control"]
    assert AccessLog.objects.filter(subject="referral", object_id=missed[0].pk, reader=mia.user).count() == 1


def test_page_costs_the_same_number_of_queries_whatever_happened_before(call, missed, by_mia, clock):
    def queries():
        with CaptureQueriesContext(connection) as found:
            by_mia.get(page("outreach_detail", call.pk))
        return len(found)

    queries()
    before = queries()
    for day in (1, 2, 3):
        OutreachAttempt.objects.create(assignment=missed[1], on_day=f"2026-02-0{day}")
    assert queries() == before


def test_the_talk_itself_and_the_aanmelding_stay_closed_for_who_only_calls(call, missed, by_mia, cast, actor_of):
    for name in ("assignment_detail", "talk_plan", "talk_after", "talk_record", "talk_hand_back"):
        assert by_mia.get(page(name, call.pk)).status_code == 404
        assert by_mia.get(page(name, missed[1].pk)).status_code == 404
    for name in ("talk_not_reached", "talk_stop", "talk_pass_on"):
        assert by_mia.post(page(name, call.pk)).status_code == 404
        assert by_mia.post(page(name, missed[1].pk)).status_code == 404
    assert not Referral.objects.visible_to(actor_of(cast.users["mia"], "volunteer")).exists()


@pytest.mark.parametrize(
    ("said", "goes_to", "state"),
    [("reached", "talk_done", "running"), ("not_reached", "talk_list", "not_reached"),
     ("rather_not", "talk_list", "closed")],
)  # fmt: skip
def test_each_answer_is_one_tap_and_a_second_tap_is_no_error(call, missed, by_mia, said, goes_to, state):
    address = page("outreach_record", call.pk)
    for _ in range(2):
        answer = by_mia.post(address, {"said": said})
        assert answer["Location"] == reverse(f"referrals:{goes_to}")
    missed[0].refresh_from_db()
    assert missed[0].state == state


def test_number_is_gone_as_soon_as_the_call_is_noted(call, by_mia):
    by_mia.post(page("outreach_record", call.pk), {"said": "reached"})
    assert by_mia.get(page("outreach_detail", call.pk)).status_code == 404
    assert "Iemand opnieuw bellen" not in words(by_mia.get("/gesprekken/"))


def test_number_stays_until_the_second_attempt(call, by_mia, clock, sign_in, cast):
    for day, status in ((8, 200), (14, 404)):
        clock.move_to(at(day, 17))
        again = sign_in(cast.users["mia"], "volunteer")
        again.post(page("outreach_record", call.pk), {"said": "not_reached"})
        assert again.get(page("outreach_detail", call.pk)).status_code == status


def test_member_gives_it_back_with_one_tap(call, by_mia):
    answer = by_mia.post(page("outreach_give_back", call.pk), follow=True)
    assert "De coördinator neemt het over." in words(answer)
    assert by_mia.get(page("outreach_detail", call.pk)).status_code == 404


def test_slapend_member_sees_nothing_any_more(call, laila, mia, by_mia):
    put_to_rest(by=laila, volunteer=mia, kind=RestKind.SLEEP, from_on=at(7, 9).date())
    assert by_mia.get(page("outreach_detail", call.pk)).status_code == 404
    answer = by_mia.post(page("outreach_record", call.pk), {"said": "reached"}, follow=True)
    assert "Dit is niet meer nodig. Dank je." in words(answer)


def test_another_member_and_who_leads_do_not_see_the_call(call, sign_in, cast):
    for name in ("tom", "els"):
        other = sign_in(cast.users[name], "volunteer")
        assert other.get(page("outreach_detail", call.pk)).status_code == 404
        for act in ("outreach_record", "outreach_give_back"):
            assert other.post(page(act, call.pk), {"said": "reached"}).status_code == 404


# --- who leads --------------------------------------------------------------------------------------------


def test_who_leads_passes_it_on_and_reads_that_it_is_passed_on(missed, laila, mia, sign_in, cast):
    els = sign_in(cast.users["els"], "volunteer")
    detail = page("assignment_detail", missed[1].pk)
    assert "Laat de vliegende ploeg bellen" in words(els.get(detail))
    answer = els.post(page("talk_pass_on", missed[1].pk), follow=True)
    assert "De coördinator vraagt het aan de vliegende ploeg." in words(answer)
    assert "De vliegende ploeg is gevraagd om te bellen." in words(answer)
    assert "Laat de vliegende ploeg bellen" not in words(answer)
    calls_again(laila, missed[0], mia)
    text = words(els.get(detail))
    assert "Iemand van de vliegende ploeg belt de persoon." in text
    assert "Mia" not in text


def test_on_the_ward_nobody_can_be_asked_to_call(cast, laila, mia, sign_in, coordinator):
    referral, lead = accepted(cast, laila, cast.volunteers["els"], referral=receive(cast))
    OutreachAttempt.objects.create(assignment=lead, on_day="2026-03-07")
    Referral.objects.filter(pk=referral.pk).update(state="not_reached")
    els = sign_in(cast.users["els"], "volunteer")
    assert "Laat de vliegende ploeg bellen" not in words(els.get(page("assignment_detail", lead.pk)))
    text = words(coordinator.get(page("referral_outreach", referral.pk)))
    assert "De persoon zei geen ja op een telefoontje." in text
    assert "Noteer een nummer" in text
    assert "Mia" not in text


# --- the coordinator --------------------------------------------------------------------------------------


def test_coordinator_asks_sees_who_has_it_takes_it_back_and_asks_another(missed, laila, mia, cast, coordinator):
    referral, lead = missed
    wish_team(by=laila, assignment=lead)
    admin = reverse("admin:referrals_referral_change", args=[referral.pk])
    team = page("referral_outreach", referral.pk)
    assert team in coordinator.get(admin).content.decode()
    text = words(coordinator.get(team))
    assert ("Vraag aan Mia" in text, "Vraag aan Tom" in text, "Vraag aan Els" in text) == (True, True, False)
    answer = coordinator.post(page("referral_ask_to_call", referral.pk, mia.pk), follow=True)
    assert "Mia is gevraagd om te bellen." in words(answer)
    assert "Gevraagd om te bellen. Antwoorden kan tot" in words(answer)
    offer = referral.offers.get(outreach=True)
    answer = coordinator.post(page("offer_by_phone", offer.pk), {"answer": "yes"}, follow=True)
    assert "Mia belt." in words(answer)
    assert "Mia belt de persoon." in words(coordinator.get(admin))
    assert "Vraag de vliegende ploeg" not in words(coordinator.get(admin))
    call = referral.assignments.get(outreach=True)
    answer = coordinator.post(page("outreach_give_back", call.pk), follow=True)
    assert "Teruggenomen. Je kan iemand anders vragen." in words(answer)
    assert ("Vraag aan Tom" in words(answer), "Vraag aan Mia" in words(answer)) == (True, False)
    assert "Mia belt niet meer" in words(coordinator.get(admin))


def test_coordinator_notes_by_phone_how_the_call_went(call, missed, mia, coordinator):
    coordinator.post(page("outreach_record", call.pk), {"said": "not_reached"})
    admin = reverse("admin:referrals_referral_change", args=[missed[0].pk])
    coordinator.post(page("outreach_record", call.pk), {"said": "reached"})
    text = words(coordinator.get(admin))
    assert "Mia had contact: telefoon" in text
    assert "Els en de persoon spreken nog af." in text


def test_who_may_be_asked_takes_the_same_number_of_queries_for_many(missed, cast, coordinator):
    def queries():
        with CaptureQueriesContext(connection) as found:
            coordinator.get(page("referral_outreach", missed[0].pk))
        return len(found)

    queries()
    before = queries()
    flying_team(*(cast.volunteers[name] for name in ("jan", "rita", "bart", "carla")))
    assert queries() == before
