"""Coming back: the three records as a list, agreement, confirmation with a pace, roles one by one; and contact."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.cast import attend
from tests.volunteers.test_volunteer_detail import admin_page
from tests.words import visible_text
from volunteers import services
from volunteers.kinds import CallKind, Channel, SignalledBy
from volunteers.models import CallTask, Contact, ReturnAgreement, StandingSpan
from volunteers.spans import rebuild_spans
from volunteers.states import RestKind

TODAY = dt.date(2026, 3, 7)


@pytest.fixture
def laila(cast, sign_in):
    return sign_in(cast.laila, "coordinator")


@pytest.fixture
def victor(cast, sign_in):
    return sign_in(cast.victor, "representative")


@pytest.fixture
def bart(cast, who):
    """Slapend since 1 February, at the intervisie of 3 March, spoken by the coordinator on 5 March."""
    bart = cast.volunteers["bart"]
    services.put_to_rest(by=who("victor"), volunteer=bart, kind=RestKind.SLEEP, from_on=dt.date(2026, 2, 1))
    attend(bart, dt.date(2026, 3, 3))
    rebuild_spans(bart.pk)
    services.record_contact(by=who("laila"), volunteer=bart, on=dt.date(2026, 3, 5), channel=Channel.PHONE)
    return bart


def status(person):
    return StandingSpan.objects.on(TODAY).get(volunteer=person).status


def page(person):
    return reverse("volunteers:volunteer_return", args=[person.pk])


def test_page_lists_what_is_there_and_what_is_needed(laila, bart):
    response = laila.get(page(bart))
    records = [(one.label, one.line) for one in response.context["page"].records]

    assert records == [
        ("Een intervisie", "3 maart 2026"),
        ("Een gesprek met de coördinator", "5 maart 2026"),
        ("Besproken met de vertegenwoordiger", "Nog nodig"),
    ]
    assert "disabled>Weer oproepbaar maken" in response.content.decode()
    assert "Besproken, goed voor mij" not in response.content.decode()


def test_representative_agrees_or_wants_to_talk_first(victor, bart):
    text = visible_text(victor.get(page(bart)).content.decode())
    assert "Besproken, goed voor mij" in text
    assert "Ik wil eerst nog praten" in text

    response = victor.post(reverse("volunteers:volunteer_agree", args=[bart.pk]))
    assert (response.url, ReturnAgreement.objects.get().on_day) == (page(bart), TODAY)


def test_confirmation_takes_the_pace_and_offers_roles_back_one_by_one(laila, victor, bart, sign_in):
    victor.post(reverse("volunteers:volunteer_agree", args=[bart.pk]))
    assert laila.post(page(bart), {"on": "2026-03-07", "max_per_month": "1"}).url == admin_page(bart)
    bart.refresh_from_db()
    holding = bart.roles.get()
    assert (status(bart), bart.max_per_month, holding.offered_back_at is not None) == ("active", 1, True)

    me = sign_in(bart.user, "volunteer")
    text = visible_text(me.get(reverse("volunteers:me")).content.decode())
    assert "Wil je deze rol weer doen? Gids voor individuele gesprekken" in text
    me.post(reverse("volunteers:role_answer", args=[holding.pk]), {"answer": "yes"})
    holding.refresh_from_db()
    assert (holding.reserve_since, holding.offered_back_at, holding.until_on) == (None, None, None)


def test_role_that_is_not_wanted_back_ends(laila, victor, bart, sign_in):
    victor.post(reverse("volunteers:volunteer_agree", args=[bart.pk]))
    laila.post(page(bart), {"on": "2026-03-07"})
    holding = bart.roles.get()
    sign_in(bart.user, "volunteer").post(reverse("volunteers:role_answer", args=[holding.pk]), {"answer": "no"})

    holding.refresh_from_db()
    assert holding.until_on == TODAY


def test_confirmation_is_refused_as_long_as_something_is_needed(laila, bart):
    response = laila.post(page(bart), {"on": "2026-03-07", "max_per_month": "1"})

    assert response.context["form"].non_field_errors() == ["Nog nodig: samen bespreken met de vertegenwoordiger."]
    assert response.content.decode().count("<title>Fout: ") == 1
    assert status(bart) == "sleeping"


def test_person_asks_to_join_in_again(bart, sign_in):
    me = sign_in(bart.user, "volunteer")
    assert "Ik wil graag terug meedoen" in me.get(reverse("volunteers:me")).content.decode()
    me.post(reverse("volunteers:volunteer_ask_back"))

    asked = CallTask.objects.filter(volunteer=bart, kind="asked_back").values_list("for_office", flat=True)
    assert sorted(asked) == ["coordinator", "representative"]


def test_one_tap_writes_a_contact_of_today(victor, els):
    back = reverse("volunteers:dashboard")
    response = victor.post(
        reverse("volunteers:volunteer_called", args=[els.pk]), headers={"referer": f"http://testserver{back}"}
    )

    assert response.url == f"http://testserver{back}"
    found = Contact.objects.get(volunteer=els)
    assert (found.on_day, found.hat, found.channel) == (TODAY, "representative", "phone")


def test_page_of_elsewhere_is_no_way_back(victor, els):
    address = reverse("volunteers:volunteer_called", args=[els.pk])
    response = victor.post(address, headers={"referer": "https://elders.example/"})

    assert response.url == reverse("volunteers:volunteer_detail", args=[els.pk])


def test_contact_form_takes_the_day_and_how(laila, els):
    address = reverse("volunteers:volunteer_contact", args=[els.pk])
    refused = laila.post(address, {"on": "2026-03-08", "channel": "in_person"})
    assert refused.context["form"].errors == {"on": ["Kies vandaag of een dag die voorbij is."]}
    assert 'value="2026-03-08"' in refused.content.decode()

    laila.post(address, {"on": "2026-03-02", "channel": "in_person"})
    found = Contact.objects.get(volunteer=els)
    assert (found.on_day, found.hat, found.channel) == (dt.date(2026, 3, 2), "coordinator", "in_person")


def test_call_is_closed_with_a_date(victor, els):
    call = CallTask.objects.create(
        volunteer=els, kind=CallKind.TALK, for_office=SignalledBy.REPRESENTATIVE, due_on=dt.date(2026, 3, 1)
    )
    victor.post(reverse("volunteers:call_close", args=[call.pk]))

    call.refresh_from_db()
    assert call.done_on == TODAY


def test_coordinator_does_not_see_who_wants_to_talk(laila, els):
    call = CallTask.objects.create(
        volunteer=els, kind=CallKind.PLEASE_CALL, for_office=SignalledBy.REPRESENTATIVE, due_on=TODAY
    )
    assert laila.post(reverse("volunteers:call_close", args=[call.pk])).status_code == 404
    assert "Wil even praten" not in laila.get(admin_page(els)).content.decode()


def test_talk_is_written_down_in_one_tap(victor, cast, who):
    mia = cast.volunteers["mia"]
    rest = services.put_to_rest(by=who("mia"), volunteer=mia, kind=RestKind.SLEEP, from_on=TODAY)
    victor.post(reverse("volunteers:volunteer_talked", args=[mia.pk]))

    rest.refresh_from_db()
    assert rest.talked_on == TODAY


def test_somebody_stops_by_both_offices_together(laila, victor, els):
    address = reverse("volunteers:volunteer_stop", args=[els.pk])
    victor.post(address, {"on": "2026-03-07"})
    assert status(els) == "active"
    laila.post(address, {"on": "2026-03-07"})
    assert els.engagements.get().stopped_on == TODAY


def test_person_stops_alone(els, sign_in):
    me = sign_in(els.user, "volunteer")
    assert "overleden" not in me.get("/ik/stoppen/").content.decode()
    assert me.post("/ik/stoppen/", {"on": "2026-03-07"}).url == reverse("start")
    assert els.engagements.get().stopped_on == TODAY


def test_who_stopped_begins_again_as_a_candidate(laila, els, who):
    services.stop_engagement(by=who("els"), volunteer=els, on=TODAY)
    laila.post(reverse("volunteers:volunteer_restart", args=[els.pk]))

    assert els.engagements.filter(stopped_on=None).get().candidate_on == TODAY
