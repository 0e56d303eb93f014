"""The first real day (Q39): people come in from a spreadsheet, on the page and by command."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from openpyxl import Workbook

from oev.clock import today
from oev.outbox.models import Outgoing
from volunteers.models import ImportBatch, StandingSpan, Volunteer
from volunteers.services import imports

HEADINGS = ["Voornaam", "Achternaam", "E-mail", "GSM", "Gemeente", "Ervaring", "Laatste intervisie", "Status"]
GOOD = [
    ["Wout", "Nieuw", "wout@voorbeeld.be", "0470 11 11 11", "Geel", "eigen", "3 februari 2026", "slapend"],
    ["Zoë", "Nieuw", "", "0470 22 22 22", "Mol", "naaste", "", ""],
    ["Ivo", "Nieuw", "ivo@voorbeeld.be", "", "", "beide", "1/2/2024", "actief"],
]
BAD = [
    ["", "Naamloos", "leeg@voorbeeld.be", "", "", "eigen", "", ""],
    ["Ria", "Fout", "geen-mail", "", "Parijs", "eigen", "feb 2025", ""],
    ["Kim", "Stil", "", "", "", "eigen", "", ""],
]


def csv_of(rows) -> bytes:
    return "\n".join(";".join(row) for row in [HEADINGS, *rows]).encode("utf-8-sig")


def xlsx_of(rows) -> bytes:
    book = Workbook()
    for row in [HEADINGS, *rows]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def laila(cast, actor_of):
    return actor_of(cast.users["laila"], "coordinator")


def status_of(name, day=None):
    return StandingSpan.objects.on(day or today()).get(volunteer__first_name=name).status


@pytest.mark.parametrize(("name", "make"), [("mensen.csv", csv_of), ("mensen.xlsx", xlsx_of)])
def test_rows_with_problems_wait_and_the_others_go_in(laila, name, make):
    batch = imports.begin_import(by=laila, name=name, content=make([*GOOD, *BAD]))
    count, waiting = imports.bring_in(by=laila, batch=batch)
    assert count == 3
    assert [draft.line for draft in waiting] == [5, 6, 7]
    assert waiting[1].problems == [
        "‘geen-mail’ is geen mailadres.",
        "Gemeente ‘Parijs’ kennen we niet.",
        "‘feb 2025’ is geen volledige datum. Schrijf dag, maand en jaar.",
    ]
    assert Volunteer.objects.get(first_name="Zoë").municipality.name == "Mol"


def test_unknown_intervisie_starts_the_clock_on_import_day(laila):
    imports.bring_in(by=laila, batch=imports.begin_import(by=laila, name="m.csv", content=csv_of(GOOD)))
    assert status_of("Zoë") == "active"
    assert status_of("Zoë", today() + dt.timedelta(days=365)) == "active"
    assert status_of("Zoë", today() + dt.timedelta(days=366)) == "inactive"


def test_known_intervisie_decides_the_standing(laila):
    imports.bring_in(by=laila, batch=imports.begin_import(by=laila, name="m.csv", content=csv_of(GOOD)))
    assert status_of("Wout") == "active"
    assert status_of("Wout", dt.date(2027, 2, 4)) == "inactive"
    assert status_of("Ivo") == "inactive"


def test_slapend_is_not_read_from_a_file(laila):
    imports.bring_in(by=laila, batch=imports.begin_import(by=laila, name="m.csv", content=csv_of(GOOD)))
    assert not StandingSpan.objects.filter(volunteer__first_name="Wout", status="sleeping").exists()


def test_second_import_brings_nothing_in_twice(laila):
    for _ in range(2):
        imports.bring_in(by=laila, batch=imports.begin_import(by=laila, name="m.csv", content=csv_of(GOOD)))
    assert Volunteer.objects.filter(last_name="Nieuw").count() == 3


def test_corrected_row_goes_in_afterwards(laila):
    imports.bring_in(by=laila, batch=imports.begin_import(by=laila, name="m.csv", content=csv_of([*GOOD, *BAD])))
    mended = [*GOOD, ["Ria", "Fout", "ria@voorbeeld.be", "", "Geel", "eigen", "3/2/2025", ""]]
    count, waiting = imports.bring_in(
        by=laila, batch=imports.begin_import(by=laila, name="m.csv", content=csv_of(mended))
    )
    assert (count, waiting) == (1, [])


def test_same_person_twice_in_a_file_goes_in_once(laila):
    batch = imports.begin_import(by=laila, name="m.csv", content=csv_of([GOOD[0], GOOD[0]]))
    count, (second,) = imports.bring_in(by=laila, batch=batch)
    assert count == 1
    assert second.problems == ["Deze persoon staat ook op rij 2."]


def test_no_letter_leaves(laila):
    before = Outgoing.objects.count()
    imports.bring_in(by=laila, batch=imports.begin_import(by=laila, name="m.csv", content=csv_of(GOOD)))
    assert Outgoing.objects.count() == before


def test_file_stands_encrypted_and_is_forgotten(laila, clock):
    imports.begin_import(by=laila, name="m.csv", content=csv_of(GOOD))
    with connection.cursor() as cursor:
        cursor.execute("select content from volunteers_importbatch")
        assert "Wout" not in cursor.fetchone()[0]
    assert imports.forget_old_imports() == 0
    clock.shift(dt.timedelta(days=31))
    assert imports.forget_old_imports(dry_run=True) == 1
    assert imports.forget_old_imports() == 1


def test_page_goes_from_file_to_people(cast, sign_in):
    client = sign_in(cast.users["laila"], "coordinator")
    file = SimpleUploadedFile("mensen.csv", csv_of([*GOOD, *BAD]))
    response = client.post("/mensen/binnenbrengen/", {"file": file}, follow=True)
    text = response.content.decode()
    assert "3 mensen kunnen binnen" in text
    assert "3 rijen wachten" in text
    assert "De kolom Status lezen we niet" in text
    batch = ImportBatch.objects.get()
    text = client.post(f"/mensen/binnenbrengen/{batch.pk}/", follow=True).content.decode()
    assert "3 mensen zijn binnen. 3 rijen wachten nog." in text
    assert Volunteer.objects.filter(last_name="Nieuw").count() == 3


def test_page_asks_for_columns_that_it_does_not_know(cast, sign_in):
    client = sign_in(cast.users["laila"], "coordinator")
    content = b"Wie;Bereik;Ervaring\nWout Nieuw;0470 11 11 11;eigen\n"
    response = client.post("/mensen/binnenbrengen/", {"file": SimpleUploadedFile("m.csv", content)})
    assert response["Location"].endswith("/kolommen/")
    page = client.post(response["Location"], {"name": "0"}).content.decode()
    assert "Zeg in welke kolom het mailadres of het telefoonnummer staat." in page
    assert "<title>Fout: " in page
    done = client.post(response["Location"], {"name": "0", "phone": "1", "experience": "2"}, follow=True)
    assert "1 persoon kan binnen" in done.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("mensen.pdf", b"%PDF", "Kies een bestand dat eindigt op .xlsx of .csv."),
        ("mensen.xlsx", b"geen rekenblad", "We kunnen dit bestand niet lezen."),
        ("mensen.csv", b"Voornaam;E-mail\n", "In dit bestand staat niets om binnen te brengen"),
    ],
)
def test_file_that_cannot_be_read_says_why(cast, sign_in, name, content, said):
    client = sign_in(cast.users["laila"], "coordinator")
    page = client.post("/mensen/binnenbrengen/", {"file": SimpleUploadedFile(name, content)}).content.decode()
    assert said in page


@pytest.mark.parametrize(
    ("name", "hat"), [("victor", "representative"), ("els", "volunteer"), ("nora", "professional")]
)
def test_import_is_for_the_coordinator(cast, sign_in, name, hat):
    assert sign_in(cast.users[name], hat).get("/mensen/binnenbrengen/").status_code == 404


@pytest.mark.parametrize("kind", ["", "roles", "attendance", "policies", "training"])
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("leeg.csv", b"", "Dit bestand is leeg."),
        ("kop.csv", b"Naam;Rol\n", "In dit bestand staat niets om binnen te brengen"),
        ("stuk.xlsx", b"PK\x03\x04 en dan niets", "We kunnen dit bestand niet lezen."),
        ("oud.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "heeft een wachtwoord of een oude vorm (.xls)"),
    ],
)
def test_page_refuses_a_file_of_any_kind_and_keeps_nothing(cast, sign_in, kind, name, content, said):
    client = sign_in(cast.users["laila"], "coordinator")
    page = client.post("/mensen/binnenbrengen/", {"file": SimpleUploadedFile(name, content), "kind": kind})
    assert said in page.text
    assert "<title>Fout: " in page.text
    assert ImportBatch.objects.count() == 0


def test_page_says_what_it_does_not_read_and_shows_the_first_rows_of_many(cast, sign_in):
    client = sign_in(cast.users["laila"], "coordinator")
    book = Workbook()
    book.active.append(["Naam", "GSM", "Ervaring", "Opmerking", "Status"])
    for number in range(250):
        book.active.append([f"Nieuw {number}", f"0470 11 {number:04}", "eigen", "belt graag", "slapend"])
    book.create_sheet("Vorig jaar").append(["Naam", "GSM"])
    book["Vorig jaar"].append(["Wout", "0470 11 11 11"])
    file = io.BytesIO()
    book.save(file)
    upload = SimpleUploadedFile("mensen.xlsx", file.getvalue())
    page = client.post("/mensen/binnenbrengen/", {"file": upload}, follow=True)
    assert "Deze kolommen lezen we niet: Opmerking." in page.text
    assert "Deze bladen lezen we niet: Vorig jaar. Bewaar elk blad apart." in page.text
    assert "250 mensen kunnen binnen" in page.text
    assert "We tonen de eerste 200 van 250 rijen." in page.text
    assert "Rij 201 ·" in page.text
    assert "Rij 202 ·" not in page.text


def test_formula_of_a_file_waits_and_is_nobodys_name(laila):
    rows = ["Naam;E-mail;Ervaring", "=A1&B1;w@voorbeeld.be;eigen", "#N/A;e@voorbeeld.be;eigen"]
    batch = imports.begin_import(by=laila, name="m.csv", content="\n".join(rows).encode())
    count, waiting = imports.bring_in(by=laila, batch=batch)
    assert (count, [draft.problems for draft in waiting]) == (
        0,
        [
            ["‘=A1&B1’ is een formule. Zet er de uitkomst."],
            ["‘#N/A’ is een fout uit het rekenblad. Verbeter dat vakje."],
        ],
    )
