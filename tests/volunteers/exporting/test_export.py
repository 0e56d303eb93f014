"""A list of people leaves: after a fresh proof, with a purpose, noted, harmless, and without a standing (P51)."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from oev.audit.models import AccessLog
from oev.clock import now, today
from oev.errors import Refused
from tests.cast import LONG_AGO, volunteer
from volunteers.exporting.columns import FORMULA_STARTS, as_typed, harmless
from volunteers.exporting.files import write_csv, write_xlsx
from volunteers.models import PeopleExport, Rest, RoleHolding, Volunteer
from volunteers.services import exports
from volunteers.spans import rebuild_spans

PAGE = "/mensen/lijsten/nieuw/"
WANTED = {"purpose": "adressen nakijken", "ending": "csv"}


@pytest.fixture
def laila(cast, actor_of):
    return actor_of(cast.users["laila"], "coordinator")


@pytest.fixture
def client(cast, sign_in):
    return fresh(sign_in(cast.users["laila"], "coordinator"))


def fresh(client, seconds: int = 0):
    """The session's last proof is so many seconds old."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] = now().timestamp() - seconds
    session.save()
    return client


def table(file) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.read().decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize(("age", "status"), [(0, 200), (299, 200), (301, 302)])
def test_list_needs_a_proof_of_the_last_five_minutes(cast, sign_in, age, status):
    client = fresh(sign_in(cast.users["laila"], "coordinator"), age)
    assert client.get(PAGE).status_code == status


def test_old_proof_leads_to_a_new_one_and_back_with_what_was_typed(cast, sign_in):
    laila = cast.users["laila"]
    laila.set_password("een-lang-wachtwoord")
    laila.save()
    client = fresh(sign_in(laila, "coordinator"), 3000)
    asked = client.post(PAGE, WANTED)
    assert asked["Location"] == (
        "/account/reauthenticate/?next=%2Fmensen%2Flijsten%2Fnieuw%2F%3Fpurpose%3Dadressen%2Bnakijken"
    )
    assert PeopleExport.objects.count() == 0
    wrong = client.post(asked["Location"], {"password": "iets-anders"})
    assert wrong.status_code == 200
    assert client.get(PAGE).status_code == 302
    proved = client.post(asked["Location"], {"password": "een-lang-wachtwoord"})
    page = client.get(proved["Location"])
    assert page.status_code == 200
    assert "adressen nakijken" in page.content.decode()


def test_one_click_of_the_demo_counts(cast, sign_in, settings):
    settings.DEMO = True
    client = fresh(sign_in(cast.users["laila"], "coordinator"), 3000)
    assert client.get(PAGE).status_code == 302
    session = client.session
    session["demo_sign_in"] = True
    session.save()
    assert client.get(PAGE).status_code == 200


def test_purpose_is_required(client, laila):
    page = client.post(PAGE, {"purpose": " ", "ending": "csv"})
    assert "Schrijf waarvoor je de lijst nodig hebt." in page.content.decode()
    assert PeopleExport.objects.count() == 0
    with pytest.raises(Refused, match="waarvoor"):
        exports.make_export(by=laila, purpose="  ", ending="csv")


def test_list_that_left_is_noted_with_who_and_why(client, cast):
    answer = client.post(PAGE, WANTED)
    assert answer["Content-Disposition"] == 'attachment; filename="lijst-2026-03-07.csv"'
    rows = table(io.BytesIO(b"".join(answer.streaming_content)))
    export = PeopleExport.objects.get()
    assert (export.purpose, export.rows, export.made_by) == ("adressen nakijken", 8, cast.users["laila"])
    assert len(rows) == 9
    assert {row[0].split("-")[0] for row in rows[1:]} == {export.key}
    page = client.get("/mensen/lijsten/").content.decode()
    assert "adressen nakijken" in page
    assert "Laila Proef · 8 mensen" in page
    assert AccessLog.objects.filter(subject="export", object_id=export.pk).count() == 1


def test_person_on_the_list_reads_who_took_it(client, cast, sign_in):
    client.post(PAGE, WANTED)
    page = sign_in(cast.users["els"], "volunteer").get("/ik/gegevens/").content.decode()
    assert "Laila Proef, op 7 maart 2026: een lijst met iedereen" in page


def test_who_stopped_is_not_on_the_list_and_reads_nothing_of_it(laila, cast):
    gone = volunteer(cast, "Kim", account=False)
    gone.engagements.update(stopped_on=today())
    rebuild_spans(gone.pk)
    _, file = exports.make_export(by=laila, purpose="x", ending="csv")
    assert "Kim" not in {row[1] for row in table(file)}
    els = cast.volunteers["els"]
    assert [exports.exports_of(who.created_at, who.pk).count() for who in (gone, els)] == [0, 1]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_standing_is_in_no_list(laila, cast, ending):
    """Nothing changes in the file whatever somebody's standing is, but who stopped."""
    before = words(exports.make_export(by=laila, purpose="x", ending=ending)[1], ending)
    Rest.objects.create(volunteer=cast.volunteers["els"], kind="sleep", from_on=LONG_AGO, needs_return=True)
    Rest.objects.create(volunteer=cast.volunteers["jan"], kind="pause", from_on=today())
    rebuild_spans(cast.volunteers["els"].pk, cast.volunteers["jan"].pk)
    RoleHolding.objects.filter(volunteer=cast.volunteers["els"]).update(reserve_since=today())
    after = words(exports.make_export(by=laila, purpose="x", ending=ending)[1], ending)
    assert after == before
    assert not [word for word in after for bad in ("slap", "pauz", "actief", "reserve", "oproepbaar") if bad in word]


def words(file, ending: str) -> list[str]:
    if ending == "csv":
        return [cell for row in table(file) for cell in row[1:]]
    book = openpyxl.load_workbook(file)
    return [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True, min_col=2) for cell in row]


def test_workbook_has_a_sheet_for_what_somebody_has_several_of(laila, cast):
    _, file = exports.make_export(by=laila, purpose="x", ending="xlsx")
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["Mensen", "Rollen", "Intervisie", "Vormingen"]
    els = [row for row in book["Intervisie"].iter_rows(values_only=True) if row[1] == "Els Proef"]
    assert [row[3:] for row in els] == [
        ("20/05/2025", "aanwezig", "ja"),
        ("09/12/2025", "aanwezig", "ja"),
    ]
    role = next(row for row in book["Rollen"].iter_rows(values_only=True) if row[1] == "Els Proef")
    assert role[3:] == ("gids voor individuele gesprekken", "01/06/2024", None)


def test_somebody_with_two_roles_has_both_in_one_cell(laila, cast):
    begin = dt.date(2026, 1, 5)
    RoleHolding.objects.create(volunteer=cast.volunteers["els"], role="reader", from_on=begin, until_on=today())
    _, file = exports.make_export(by=laila, purpose="x", ending="csv")
    els = next(row for row in table(file) if row[1:3] == ["Els", "Proef"])
    assert "lezer vanaf 05/01/2026 tot 07/03/2026, gids voor individuele gesprekken vanaf 01/06/2024" in els


def test_what_a_list_said_stands_encrypted_and_is_forgotten_after_ninety_days(laila, clock, settings):
    assert settings.PEOPLE_LIST_DAYS == 90
    exports.make_export(by=laila, purpose="x", ending="csv")
    with connection.cursor() as cursor:
        cursor.execute("select content from volunteers_peopleexport")
        assert cursor.fetchone()[0].startswith("gAAAA")
    clock.shift(dt.timedelta(days=90))
    assert exports.forget_exports(today()) == 0
    clock.shift(dt.timedelta(days=1))
    assert exports.forget_exports(today(), dry_run=True) == 1
    assert exports.forget_exports_job(today(), False) == ["Van 1 lijst vergeten we de inhoud."]
    export = PeopleExport.objects.get()
    assert (export.content, export.purpose, export.rows) == ("", "x", 8)


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
ODD = st.builds(str.__add__, st.sampled_from([*FORMULA_STARTS, "'", "'=", "''", "#N/A", ""]), CELLS)


@given(ODD)
def test_no_cell_of_a_csv_is_a_formula_and_each_comes_back_as_it_was(words):
    assert not harmless(words).startswith(FORMULA_STARTS)
    assert as_typed(harmless(words)) == words


@settings(deadline=None)
@given(st.lists(ODD, min_size=3, max_size=3))
def test_no_cell_of_a_workbook_is_a_formula(words):
    from volunteers.exporting.columns import Column, SheetKind

    kind = SheetKind("m", "Mensen", tuple(Column(str(n), f"k{n}") for n in range(3)))
    book = openpyxl.load_workbook(write_xlsx("abc", [(kind, [(1, words)])]))
    cells = next(iter(book["Mensen"].iter_rows(min_row=2)))[1:]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "inlineStr"}
    assert [cell.value or "" for cell in cells] == [word.replace("\r", "\n") for word in words]


@settings(deadline=None)
@given(st.lists(ODD, min_size=18, max_size=18))
def test_no_row_of_a_csv_holds_a_formula(words):
    from volunteers.exporting.columns import PEOPLE

    (row,) = table(write_csv("abc", PEOPLE, [(1, words)]))[1:]
    assert not [cell for cell in row if cell.startswith(FORMULA_STARTS)]
    assert [as_typed(cell) for cell in row[1:]] == words


def test_csv_is_read_by_a_spreadsheet_with_semicolons():
    from volunteers.exporting.columns import PEOPLE

    file = write_csv("abc", PEOPLE, [(7, ["Zoë", "=1+1", *[""] * 16])])
    assert table(file)[1][:3] == ["abc-m7", "Zoë", "'=1+1"]


def test_list_takes_the_same_queries_whatever_the_number_of_people(laila, cast):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            exports.make_export(by=laila, purpose="x", ending="xlsx")
        return len(queries)

    few = asked()
    for number in range(12):
        volunteer(cast, f"Nieuw{number}", account=False)
    assert asked() == few


def test_only_the_coordinator_takes_a_list(cast, actor_of):
    with pytest.raises(Refused, match="coördinator"):
        exports.make_export(by=actor_of(cast.users["victor"], "representative"), purpose="x", ending="csv")
    assert Volunteer.objects.count() == 8
