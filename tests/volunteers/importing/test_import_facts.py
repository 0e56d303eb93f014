"""Roles, attendance, policies and trainings come in from a spreadsheet: nothing twice, no letter, no standing (Q39)."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oev.clock import today
from oev.outbox.models import Outgoing
from tests.cast import volunteer
from volunteers.models import (
    ImportBatch,
    InsurancePolicy,
    IntervisionAttendance,
    IntervisionSession,
    RoleHolding,
    StandingSpan,
    TrainingEnrolment,
    Volunteer,
)
from volunteers.services.import_facts import bring_in_facts, fact_drafts_of
from volunteers.services.imports import begin_import
from volunteers.spans import differing

FILES = {
    "roles": [
        ["Naam", "E-mail", "Rol", "Vanaf", "Tot", "Status"],
        ["Els Proef", "", "Trekker", "3 februari 2025", "", "slapend"],
        ["", "jan@voorbeeld.be", "getuigenissen", "1/1/2025", "1/6/2025", ""],
        ["Mia Proef", "", "tovenaar", "1/1/2025", "", ""],
        ["Niemand Hier", "", "trekker", "1/1/2025", "", ""],
        ["Tom Proef", "", "lezer", "feb 2025", "", ""],
        ["Rita Proef", "", "lezer", "1/6/2025", "1/1/2025", ""],
        ["Els Proef", "", "trekker", "4 februari 2025", "", ""],
    ],
    "attendance": [
        ["Naam", "Datum", "Aanwezig", "Telt mee"],
        ["Els Proef", "4/2/2026", "", ""],
        ["Jan Proef", "4/2/2026", "verontschuldigd", ""],
        ["Mia Proef", "9/12/2025", "ja", ""],
        ["Tom Proef", "1/2/2027", "", ""],
        ["Els Proef", "2026-02-04", "", ""],
    ],
    "policies": [
        ["Polis", "Verzekeraar", "Polisnummer", "Rollen", "Van", "Tot en met", "Stilzwijgend"],
        ["Polis B", "Zeker NV", "12/34", "trekker, gids", "1/1/2026", "31/12/2026", "ja"],
        ["Polis C", "", "", "tovenaar", "1/1/2026", "31/12/2026", ""],
        ["Polis D", "", "", "lezer", "1/1/2026", "31/12/2025", ""],
    ],
    "training": [
        ["Naam", "Vorming", "Datum"],
        ["Els Proef", "Basisopleiding", "10 januari 2026"],
        ["Jan Proef", "basisopleiding", "10/1/2026"],
        ["Mia Proef", "", "10/1/2026"],
    ],
}
WRONG = {
    "roles": {
        4: ["‘tovenaar’ kennen we niet als rol."],
        5: ["‘Niemand Hier’ kennen we niet. Breng eerst de mensen binnen."],
        6: ["‘feb 2025’ is geen volledige datum. Schrijf dag, maand en jaar."],
        7: ["De laatste dag ligt voor de eerste."],
        8: ["Deze rol loopt al in die periode."],
    },
    "attendance": {5: ["‘1/2/2027’ ligt in de toekomst."], 6: ["Dit staat ook op rij 2."]},
    "policies": {3: ["‘tovenaar’ kennen we niet als rol."], 4: ["De laatste dag ligt voor de eerste."]},
    "training": {4: ["Er staat geen vorming."]},
}


@pytest.fixture
def laila(cast, actor_of):
    return actor_of(cast.users["laila"], "coordinator")


def csv_of(rows) -> bytes:
    return "\n".join(";".join(row) for row in rows).encode("utf-8-sig")


def load(laila, kind, rows=None) -> ImportBatch:
    return begin_import(by=laila, name="b.csv", content=csv_of(rows or FILES[kind]), kind=kind)


def go(laila, batch):
    return bring_in_facts(by=laila, batch=batch)


@pytest.mark.parametrize("kind", sorted(FILES))
def test_rows_with_problems_wait_the_others_go_in_and_nothing_goes_in_twice(laila, kind):
    letters = Outgoing.objects.count()
    batch = load(laila, kind)
    drafts = fact_drafts_of(batch)
    assert {draft.line: draft.problems for draft in drafts if draft.problems} == WRONG[kind]
    ready = sum(draft.ready for draft in drafts)
    assert go(laila, batch) == (ready, len(WRONG[kind]))
    again = load(laila, kind)
    assert go(laila, again)[0] == 0
    assert Outgoing.objects.count() == letters
    assert differing(Volunteer.objects.values_list("pk", flat=True)) == []


def test_roles_are_dated(laila, cast):
    go(laila, load(laila, "roles"))
    els = RoleHolding.objects.get(volunteer=cast.volunteers["els"], role="organiser")
    jan = RoleHolding.objects.get(volunteer=cast.volunteers["jan"], role="testimony")
    assert (els.from_on, els.until_on, els.reserve_since) == (dt.date(2025, 2, 3), None, None)
    assert (jan.from_on, jan.until_on) == (dt.date(2025, 1, 1), dt.date(2025, 6, 1))
    assert StandingSpan.objects.on(today()).get(volunteer=els.volunteer).status == "active"


def test_attendance_finds_the_session_of_the_day_or_makes_one(laila, cast):
    before = IntervisionSession.objects.count()
    go(laila, load(laila, "attendance"))
    assert IntervisionSession.objects.count() == before + 1
    els, jan = (
        IntervisionAttendance.objects.standing().get(volunteer=cast.volunteers[name], day=dt.date(2026, 2, 4))
        for name in ("els", "jan")
    )
    assert els.session == jan.session
    assert (els.presence, jan.presence) == ("attended", "excused")
    assert (els.session.kind, els.session.counts_for_activity, els.session.closed_at is None) == ("intern", True, False)
    mia = IntervisionAttendance.objects.standing().filter(volunteer=cast.volunteers["mia"])
    assert mia.count() == 2
    assert StandingSpan.objects.on(today()).get(volunteer=els.volunteer).last_day == dt.date(2027, 2, 4)


def test_attendance_that_does_not_count_moves_no_clock(laila, cast):
    rows = [["Naam", "Datum", "Telt mee"], ["Els Proef", "4/2/2026", "nee"]]
    go(laila, load(laila, "attendance", rows))
    els = cast.volunteers["els"]
    assert StandingSpan.objects.on(today()).get(volunteer=els).last_day == dt.date(2026, 12, 9)


def test_policies_and_trainings_are_there(laila, cast):
    go(laila, load(laila, "policies"))
    go(laila, load(laila, "training"))
    policy = InsurancePolicy.objects.get(name="Polis B")
    assert (policy.carrier, policy.number, policy.roles) == ("Zeker NV", "12/34", ["organiser", "talks"])
    assert (policy.until_on, policy.tacit_renewal) == (dt.date(2026, 12, 31), True)
    followed = TrainingEnrolment.objects.get(volunteer=cast.volunteers["els"])
    assert (followed.session.training.title, followed.session.day) == ("Basisopleiding", dt.date(2026, 1, 10))
    assert followed.session == TrainingEnrolment.objects.get(volunteer=cast.volunteers["jan"]).session


def test_name_of_two_people_is_not_guessed(laila, cast):
    other = volunteer(cast, "Els2", account=False)
    Volunteer.objects.filter(pk=other.pk).update(first_name="Els")
    batch = load(laila, "attendance")
    draft = fact_drafts_of(batch)[0]
    assert draft.problems == ["Er zijn meerdere mensen die ‘Els Proef’ kunnen zijn. Zet het mailadres erbij."]


def test_page_goes_from_file_to_roles(cast, sign_in):
    client = sign_in(cast.users["laila"], "coordinator")
    file = SimpleUploadedFile("rollen.csv", csv_of(FILES["roles"]))
    page = client.post("/mensen/binnenbrengen/", {"file": file, "kind": "roles"}, follow=True).content.decode()
    assert "2 rollen kunnen binnen" in page
    assert "5 rijen wachten" in page
    assert "De kolom Status lezen we niet" in page
    batch = ImportBatch.objects.get()
    done = client.post(f"/mensen/binnenbrengen/{batch.pk}/", follow=True).content.decode()
    assert "2 rollen zijn binnen. 5 rijen wachten nog." in done


def test_page_asks_for_columns_that_it_does_not_know(cast, sign_in):
    client = sign_in(cast.users["laila"], "coordinator")
    content = csv_of([["Wie", "Wat", "Eerste dag"], ["Els Proef", "trekker", "3/2/2025"]])
    file = SimpleUploadedFile("r.csv", content)
    answer = client.post("/mensen/binnenbrengen/", {"file": file, "kind": "roles"})
    assert answer["Location"].endswith("/kolommen/")
    assert "Zeg in welke kolom de naam of het mailadres staat." in client.get(answer["Location"]).text
    page = client.post(answer["Location"], {"name": "0", "role": "1"}).content.decode()
    assert "Zeg in welke kolom de eerste dag staat." in page
    done = client.post(answer["Location"], {"name": "0", "role": "1", "from_on": "2"}, follow=True)
    assert "1 rol kan binnen" in done.content.decode()


NAMES = ("Els", "Jan", "Mia", "Tom", "Rita", "Bart")
MANY = {
    "roles": lambda name: [f"{name} Proef", "lezer", "3/2/2025"],
    "attendance": lambda name: [f"{name} Proef", "4/2/2026"],
    "training": lambda name: [f"{name} Proef", "Nieuwe vorming", "10/1/2026"],
}


@pytest.mark.parametrize("kind", sorted(MANY))
def test_file_with_more_rows_asks_no_more_of_the_database(laila, kind):
    headings = {
        "roles": ["Naam", "Rol", "Vanaf"], "attendance": ["Naam", "Datum"], "training": ["Naam", "Vorming", "Datum"],
    }[kind]  # fmt: skip
    one = load(laila, kind, [headings, MANY[kind]("Lien")])
    with CaptureQueriesContext(connection) as first:
        assert go(laila, one) == (1, 0)
    many = load(laila, kind, [headings, *(MANY[kind](name) for name in NAMES)])
    with CaptureQueriesContext(connection) as second:
        assert go(laila, many)[0] >= len(NAMES) - 1
    assert len(second) <= len(first)
