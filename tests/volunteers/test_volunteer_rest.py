"""Even niet: one page for both kinds, its effects by name, who may call, and the way to put it right."""

import datetime as dt

import pytest
from django.urls import reverse

from oev.registry import registry
from partners.models import Organisation
from tests.volunteers.test_volunteer_detail import admin_page, title
from tests.words import NEVER, TELLING, found, visible_text
from volunteers import services
from volunteers.models import CallTask, Proposal, Rest, TaskHolding, TaskKind
from volunteers.states import RestKind

TODAY = dt.date(2026, 3, 7)
MINE = "/ik/even-niet/"


@pytest.fixture
def me(els, sign_in):
    return sign_in(els.user, "volunteer")


@pytest.fixture
def laila(cast, sign_in):
    return sign_in(cast.laila, "coordinator")


@pytest.fixture
def victor(cast, sign_in):
    return sign_in(cast.victor, "representative")


def rests(person):
    return list(Rest.objects.filter(volunteer=person).values_list("kind", "from_on", "until_on", "signalled_by"))


def test_page_has_two_choices_in_the_words_of_the_reader(me, victor, els):
    own = visible_text(me.get(MINE).content.decode())
    theirs = visible_text(victor.get(reverse("volunteers:volunteer_rest", args=[els.pk])).content.decode())

    assert "Ik neem pauze" in own
    assert "Het gaat even moeilijker" in own
    assert "Els neemt pauze" in theirs
    assert "Het gaat even moeilijker voor Els" in theirs
    assert found(own, [*TELLING, *NEVER]) == []


def test_page_names_the_effects(me, els, monkeypatch):
    monkeypatch.setattr(registry, "rest_effects", [lambda pk, day: ["3 afspraken zoeken vervanging."]])
    newsletter = TaskKind.objects.create(code="nieuwsbrief", name="Nieuwsbrief")
    TaskHolding.objects.create(volunteer=els, kind=newsletter, from_on=TODAY)

    assert me.get(MINE).context["effects"] == [
        "3 afspraken zoeken vervanging.",
        "Je afspraken nemen anderen over. Je hoeft niets te doen.",
        "We bewaren je rol: gids voor individuele gesprekken.",
        "Dit mag blijven, als je dat wil: nieuwsbrief.",
        "Je blijft welkom op de groep en op de intervisie.",
    ]


@pytest.mark.parametrize("kind", ["pause", "sleep"])
def test_no_address_or_title_says_which_kind(me, els, kind):
    response = me.post(MINE, {"kind": kind})

    assert rests(els) == [(kind, TODAY, None, "person")]
    assert (response.status_code, response.url) == (302, "/ik/wie-belt/")
    after = me.get(response.url)
    assert (title(me.get(MINE)), title(after)) == ("Even bevestigen · OEV", "Even bellen · OEV")


def test_person_chooses_who_may_call_and_reads_the_numbers(me, els):
    Organisation.objects.update(crisis_lines=[{"name": "Tele-Onthaal", "number": "106"}])
    me.post(MINE, {"kind": "sleep"})
    page = visible_text(me.get("/ik/wie-belt/").content.decode())
    assert "Wil je dat iemand belt?" in page
    assert "106 Tele-Onthaal" in page

    me.post("/ik/wie-belt/", {"may_call": "coordinator", "every_days": "14", "wants_invitations": "no"})
    rest = Rest.objects.get(volunteer=els)
    assert (rest.may_call, rest.call_every_days) == ("coordinator", 14)
    open_calls = CallTask.objects.filter(volunteer=els, done_on=None).values_list("kind", "for_office")
    assert sorted(open_calls) == [("stay_in_touch", "coordinator"), ("talk", "representative")]


def test_choosing_nothing_keeps_the_page_and_says_so(me, els):
    response = me.post(MINE, {"ask_again_on": "2026-06-01"})
    html = response.content.decode()

    assert response.context["form"].errors == {"kind": ["Kies wat nu het best past."]}
    assert (title(response), 'value="2026-06-01"' in html, html.count("Kies wat nu het best past.")) == (
        "Fout: Even bevestigen · OEV", True, 2,
    )  # fmt: skip
    assert rests(els) == []


def test_staff_may_name_an_earlier_day_and_keeps_what_was_typed(laila, els):
    address = reverse("volunteers:volunteer_rest", args=[els.pk])
    refused = laila.post(address, {"kind": "sleep", "from_on": "2026-03-09"})
    assert refused.context["form"].errors == {"from_on": ["Kies vandaag of een dag die voorbij is."]}
    assert 'value="2026-03-09"' in refused.content.decode()
    assert "checked" in refused.content.decode()

    assert laila.post(address, {"kind": "sleep", "from_on": "2026-03-05"}).url == admin_page(els)
    assert rests(els) == [("sleep", dt.date(2026, 3, 5), None, "coordinator")]


def test_pause_can_be_undone_at_once(victor, els):
    address = reverse("volunteers:volunteer_rest", args=[els.pk])
    page = victor.post(address, {"kind": "pause"}, follow=True).content.decode()
    undo = reverse("volunteers:volunteer_pause_end", args=[els.pk])
    assert ("Ongedaan maken" in page, undo in page) == (True, True)

    victor.post(undo)
    assert els.spans.get(from_on__lte=TODAY, until_on__gt=TODAY).status == "active"


def test_rechtzetting_is_done_by_both_offices_together(laila, victor, els, who):
    rest = services.put_to_rest(by=who("victor"), volunteer=els, kind=RestKind.SLEEP, from_on=TODAY)
    address = reverse("volunteers:fact_withdraw", args=["periode", rest.pk])
    assert address in laila.get(reverse("volunteers:volunteer_corrections", args=[els.pk])).content.decode()
    laila.post(address)
    rest.refresh_from_db()
    assert (rest.withdrawn_at, Proposal.objects.get().office) == (None, "coordinator")
    assert address in victor.get(reverse("volunteers:volunteer_detail", args=[els.pk])).content.decode()

    victor.post(address)
    rest.refresh_from_db()
    assert rest.withdrawn_at is not None
    assert els.spans.get(from_on__lte=TODAY, until_on__gt=TODAY).status == "active"


def test_proposal_can_be_taken_away(laila, els, who):
    rest = services.put_to_rest(by=who("victor"), volunteer=els, kind=RestKind.SLEEP, from_on=TODAY)
    services.rectify_rest(by=who("victor"), rest=rest)
    laila.post(reverse("volunteers:proposal_take_back", args=[Proposal.objects.get().pk]))

    assert Proposal.objects.get().taken_back is True


def test_fact_of_another_kind_or_person_is_404(laila, victor, els, sign_in, cast):
    attended = els.attendances.first()
    address = reverse("volunteers:fact_withdraw", args=["intervisie", attended.pk])
    assert victor.get(reverse("volunteers:fact_withdraw", args=["rol", 1])).status_code == 404
    assert sign_in(els.user, "volunteer").post(address).status_code == 404
    laila.post(address)
    attended.refresh_from_db()
    assert attended.withdrawn_by == cast.laila
    assert laila.get(address).status_code == 404


def test_whoever_is_slapend_finds_the_way_to_a_pause_that_still_asks_the_return(me, victor, els):
    """3.1: slapend to gepauzeerd is the person's own, by phone written down by an office."""
    me.post(MINE, {"kind": "sleep"})
    assert f'href="{MINE}"' in me.get("/ik/").content.decode()
    me.post(MINE, {"kind": "pause"})
    rest = Rest.objects.get(volunteer=els, until_on=None)
    assert (rest.kind, rest.needs_return) == ("pause", True)
    assert f'href="{MINE}"' in me.get("/ik/").content.decode()
    theirs = reverse("volunteers:volunteer_rest", args=[els.pk])
    assert theirs in victor.get(reverse("volunteers:volunteer_detail", args=[els.pk])).content.decode()
