"""My own page: where I stand, what is asked, what comes, my pace, my name, my data."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oev import clock as days
from oev.registry import WorkRow, WorkSection, registry
from tests.volunteers.test_volunteer_detail import title
from tests.words import NEVER, TELLING, found, visible_text
from volunteers import services
from volunteers.models import Availability, BlockedPeriod, CallTask
from volunteers.states import RestKind

HOME = "/ik/"


@pytest.fixture
def me(els, sign_in):
    return sign_in(els.user, "volunteer")


def text_of(client, address=HOME):
    return visible_text(client.get(address).content.decode())


def test_page_says_where_i_stand_in_one_sentence(me):
    text = text_of(me)

    assert "Dag Els Je bent oproepbaar, en met een intervisie ten laatste op 9 december 2026 blijf je dat." in text
    assert found(text, [*TELLING, *NEVER]) == []
    assert title(me.get(HOME)) == "Mijn pagina · OEV"


@pytest.mark.parametrize("kind", [RestKind.PAUSE, RestKind.SLEEP])
def test_page_of_who_rests_has_no_telling_word(me, els, who, kind):
    services.put_to_rest(by=who("els"), volunteer=els, kind=kind, from_on=days.today())
    for address in (HOME, "/ik/gegevens/", "/ik/wie-belt/"):
        assert found(text_of(me, address), [*TELLING, *NEVER]) == []


def test_pause_ends_with_one_button(me, els, who):
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.PAUSE, from_on=dt.date(2026, 3, 1))
    assert "Ik doe weer mee" in text_of(me)
    me.post("/ik/weer-meedoen/")

    assert "Je bent oproepbaar" in text_of(me)


def test_open_questions_of_the_floors_above_come_first(me, monkeypatch):
    asked = WorkSection(
        "offers", "Een vraag voor jou", [WorkRow("Past dit voor jou?", action_label="Bekijk", action_url="/x/")]
    )
    nothing = WorkSection("turns", "Beurten", [])
    monkeypatch.setattr(registry, "volunteer_home", [lambda actor, day: nothing, lambda actor, day: asked])
    text = text_of(me)

    assert text.index("Een vraag voor jou") < text.index("Intervisie Er is nog")
    assert "Beurten" not in text


def test_asking_for_a_talk_reaches_the_representative_alone(me, els, cast, sign_in):
    me.post("/ik/praten/")

    call = CallTask.objects.get(volunteer=els)
    assert (call.kind, call.for_office) == ("please_call", "representative")
    assert "Wil even praten" in text_of(sign_in(cast.victor, "representative"), "/dashboard/")
    assert "Wil even praten" not in text_of(sign_in(cast.laila, "coordinator"), "/beheer/")


def test_availability_and_pace_are_kept(me, els):
    data = {"slots": ["0-evening", "5-morning"], "max_per_month": "2", "from_0": "2026-04-01", "until_0": "2026-04-10"}
    response = me.post("/ik/wanneer/", data)

    els.refresh_from_db()
    assert (response.url, els.max_per_month) == (HOME, 2)
    slots = Availability.objects.filter(volunteer=els).values_list("weekday", "part")
    assert sorted(slots) == [(0, "evening"), (5, "morning")]
    assert list(BlockedPeriod.objects.values_list("from_on", "until_on")) == [
        (dt.date(2026, 4, 1), dt.date(2026, 4, 10))
    ]
    assert 'value="0-evening" checked' in me.get("/ik/wanneer/").content.decode()


def test_availability_that_is_wrong_keeps_every_tick(me, els):
    data = {"slots": ["0-evening"], "max_per_month": "200", "from_0": "2026-04-10", "until_0": "2026-04-01"}
    response = me.post("/ik/wanneer/", data)
    html = response.content.decode()

    assert set(response.context["form"].errors) == {"max_per_month", "until_0"}
    kept = ['value="0-evening" checked', 'value="200"', 'value="2026-04-10"', "<title>Fout: "]
    assert [part in html for part in kept] == [True] * 4
    assert not Availability.objects.exists()


def test_name_is_shown_as_each_audience_reads_it(me, els):
    me.post("/ik/naam/", {
        "name_for_peers": "full", "name_for_partners": "alias", "name_for_public": "alias", "alias": "Zon",
    })  # fmt: skip

    assert me.get(HOME).context["names"] == {"peers": "Els Proef", "partners": "Zon", "public": "Zon"}


def test_name_is_the_persons_own_choice_and_written_down_for_whoever_has_no_account(cast, els, sign_in):
    laila, address = sign_in(cast.laila, "coordinator"), reverse("volunteers:volunteer_visibility", args=[els.pk])
    data = {"name_for_peers": "full", "name_for_partners": "full", "name_for_public": "full", "alias": "Zon"}
    assert (laila.get(address).status_code, laila.post(address, data).status_code) == (404, 404)

    els.user = None
    els.save(update_fields=["user"])
    assert address in laila.get(reverse("admin:volunteers_volunteer_change", args=[els.pk])).content.decode()
    laila.post(address, data)
    els.refresh_from_db()
    assert (els.name_for_public, els.alias) == ("full", "Zon")


def test_role_stops_after_a_question(me, els):
    holding = els.roles.get()
    address = reverse("volunteers:role_end", args=[holding.pk])
    assert "Je hoeft geen reden te geven." in text_of(me, address)
    me.post(address)

    holding.refresh_from_db()
    assert holding.until_on == days.today()


def test_my_data_tells_what_is_kept_and_who_looked(me, els, cast, sign_in):
    sign_in(cast.victor, "representative").get(reverse("volunteers:volunteer_detail", args=[els.pk]))
    text = text_of(me, "/ik/gegevens/")

    assert "Telefoon 0470 00 00 00" in text
    assert "9 december 2025 · Intervisie: aanwezig" in text
    assert "Victor Proef, vertegenwoordiger, op 7 maart 2026" in text


def test_my_data_is_a_file_with_my_rows_alone(me, els):
    response = me.get("/ik/gegevens/bestand/")
    data = {part["title"]: part["rows"] for part in json.loads(response.content)}

    assert response.headers["Content-Disposition"] == 'attachment; filename="mijn-gegevens.json"'
    assert data["Wie je bent en hoe je heet"][0]["mailadres"] == "els@voorbeeld.be"
    assert data["Wat er gebeurde"][0] == {"dag": "2025-12-09", "wat": "Intervisie: aanwezig", "opmerking": ""}
    assert b"jan@voorbeeld.be" not in response.content


def test_own_page_is_no_inzage(me, els):
    from oev.audit.models import AccessLog

    me.get(HOME)
    assert AccessLog.objects.count() == 0


def test_page_takes_as_many_queries_for_4_intervisies_as_for_1(me, who):
    def count():
        with CaptureQueriesContext(connection) as seen:
            me.get(HOME)
        return len(seen)

    def plan(day):
        services.plan_session(by=who("victor"), starts_at=days.local(day, dt.time(19, 30)))

    plan(dt.date(2026, 4, 1))
    count()
    before = count()
    for number in range(3):
        plan(dt.date(2026, 5, 1 + number))
    assert count() == before


def test_dashboard_tells_that_nobody_waits(cast, sign_in, monkeypatch):
    monkeypatch.setattr(registry, "dashboard", [])

    assert "Niemand wacht op je. Fijn." in text_of(sign_in(cast.victor, "representative"), "/dashboard/")


def test_dashboard_counts_what_waits_and_not_who_was_quiet(cast, sign_in, els, who):
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.SLEEP, from_on=days.today())
    text = text_of(sign_in(cast.victor, "representative"), "/dashboard/")

    assert "Zaterdag 7 maart. 1 ding wacht op je." in text
    assert "Lang niet gehoord" in text


@pytest.mark.parametrize(("name", "hat", "home", "labels"), [
    ("laila", "coordinator", "/beheer/", ["Vandaag", "Mensen", "Intervisie"]),
    ("victor", "representative", "/dashboard/", ["Dashboard", "Mensen", "Intervisie"]),
    ("els", "volunteer", "/ik/", ["Mijn pagina", "Intervisie"]),
])  # fmt: skip
def test_each_hat_has_its_first_page_and_its_way_around(cast, sign_in, name, hat, home, labels):
    client = sign_in(cast.users[name], hat)
    assert client.get("/thuis/").url == home
    menu = [entry["label"] for entry in client.get(home).context["navigation"]]

    assert [label for label in menu if label in labels] == labels


def test_coordinator_gives_and_ends_a_role(cast, sign_in, els):
    laila = sign_in(cast.laila, "coordinator")
    address = reverse("volunteers:role_give", args=[els.pk])
    refused = laila.post(address, {"role": "starter", "from_on": "2026-09-01"})
    assert refused.context["form"].errors == {"role": [
        "Voor de rol starter is geen verzekering gevonden vanaf 1 september. Leg eerst de polis vast."
    ]}  # fmt: skip
    assert 'value="2026-09-01"' in refused.content.decode()

    laila.post(address, {"role": "leader", "from_on": "2026-03-07"})
    holding = els.roles.get(role="leader")
    laila.post(reverse("volunteers:role_end", args=[holding.pk]))
    holding.refresh_from_db()
    assert (holding.from_on, holding.until_on) == (days.today(), days.today())
