"""Files as people have them: each is read for certain, or refused with a sentence that says what to do."""

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook

from oev.errors import Refused
from volunteers.importing import files
from volunteers.importing.files import read_tables, sheet_from
from volunteers.importing.values import odd_cells, read_date

WORDS = "Naam;E-mail\r\nZoë Nieuw;zoe@voorbeeld.be\r\n"
TABLE = [["Naam", "E-mail"], ["Zoë Nieuw", "zoe@voorbeeld.be"]]
TODAY = dt.date(2026, 3, 7)


def book(*rows, change=None) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    if change:
        change(made.active)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_sheet(content: bytes, change) -> bytes:
    """The same workbook with the text of its first sheet changed, as another program would have written it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            new.writestr(part, change(text) if part.filename == "xl/worksheets/sheet1.xml" else text)
    return out.getvalue()


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        sheet_from(read_tables(name, content)[0][1])
    assert refused.value.field == "file"
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("excel.csv", WORDS.encode("cp1252")),
        ("utf8.csv", WORDS.encode()),
        ("merk.csv", WORDS.encode("utf-8-sig")),
        ("komma.csv", WORDS.replace(";", ",").encode()),
        ("tab.txt", WORDS.replace(";", "\t").encode("utf-16")),
        ("groot.csv", b"\xfe\xff" + WORDS.encode("utf-16-be")),
        ("zonder-merk.csv", WORDS.encode("utf-16-le")),
        ("sep.csv", f"sep=;\r\n{WORDS}".encode()),
        ("aanhalingstekens.csv", '"Naam";"E-mail"\r\n"Zoë Nieuw";"zoe@voorbeeld.be"\r\n'.encode()),
        ("mensen.xlsx", book(*TABLE)),
        ("eigenlijk-xlsx.csv", book(*TABLE)),
    ],
)
def test_file_is_read_whatever_wrote_it(name, content):
    assert read_tables(name, content)[0][1] == TABLE


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("leeg.csv", b"", "In dit bestand staat niets om binnen te brengen: we zien hooguit één rij."),
        ("leeg.xlsx", book(), "In dit bestand staat niets om binnen te brengen: we zien hooguit één rij."),
        ("kop.xlsx", book(["Naam"]), "In dit bestand staat niets om binnen te brengen: we zien hooguit één rij."),
        ("oud.xls", files.OLD_OR_LOCKED + b"\0" * 600, files.LOCKED),
        ("slot.xlsx", files.OLD_OR_LOCKED + b"\0" * 600, files.LOCKED),
        ("half.xlsx", book(*TABLE)[:900], files.UNREADABLE),
        ("stuk.xlsx", with_sheet(book(*TABLE), lambda text: text[:200]), files.UNREADABLE),
        ("foto.csv", bytes(range(256)) * 4, files.UNREADABLE),
        ("pdf.csv", b"%PDF-1.7\n\x00\x01\x02 obj", files.UNREADABLE),
        ("brief.docx", book(*TABLE), "Kies een bestand dat eindigt op .xlsx of .csv."),
        ("breed.csv", b"Naam,E-mail\nNieuw, Wout,w@voorbeeld.be\n", files.TOO_WIDE.format(2, "komma")),
        ("open.csv", b'Naam;E-mail\n"Wout;w@voorbeeld.be\nEls;e@voorbeeld.be\n', files.QUOTES.format(3)),
        ("lang.csv", b"Naam\n" + b"x\n" * 5_001, "Dit bestand heeft meer dan 5000 rijen. Splits het in stukken."),
        ("som.xlsx", book(["Naam", "Gsm"], ["Wout", '="04"&"70"']), files.NO_OUTCOME.format("B2")),
    ],
)
def test_file_that_cannot_be_read_for_certain_is_refused(name, content, said):
    assert refusal(name, content) == said


def test_formula_with_an_outcome_is_read_as_that_outcome():
    def counted(text: bytes) -> bytes:
        return text.replace(b"<v></v>", b"<v>470</v>", 1).replace(b"<v />", b"<v>470</v>", 1).replace(
            b"<v/>", b"<v>470</v>", 1)  # fmt: skip

    def empty_word(text: bytes) -> bytes:
        return text.replace(b'<c r="B2">', b'<c r="B2" t="str">')

    content = book(["Naam", "Gsm"], ["Wout", "=235*2"])
    assert read_tables("s.xlsx", with_sheet(content, counted))[0][1] == [["Naam", "Gsm"], ["Wout", "470"]]
    assert read_tables("s.xlsx", with_sheet(content, empty_word))[0][1][1] == ["Wout", ""]


@pytest.mark.parametrize("name", ["m.csv", "m.xlsx"])
def test_row_has_the_number_that_it_has_in_the_spreadsheet(name):
    rows = [[], ["Naam", "Dag"], ["Wout", "x"], [], [], ["Els", "y"], []]
    content = book(*rows) if name == "m.xlsx" else "\n".join(";".join(row) for row in rows).encode()
    sheet = sheet_from(read_tables(name, content)[0][1])
    assert (sheet.headings, sheet.lines) == (["Naam", "Dag"], [3, 6])
    assert sheet.rows == [["Wout", "x"], ["Els", "y"]]


def test_workbook_that_unpacks_to_far_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MAX_UNPACKED", 1_000)
    assert refusal("bom.xlsx", book(*TABLE)) == files.TOO_LARGE


def test_day_of_a_spreadsheet_is_a_day():
    content = book(["Naam", "Dag"], ["Wout", dt.datetime(2025, 2, 3, 19, 30)], ["Els", dt.date(2024, 2, 29)])
    assert [row[1] for row in read_tables("d.xlsx", content)[0][1]] == ["Dag", "2025-02-03", "2024-02-29"]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("29/02/2024", dt.date(2024, 2, 29)),
        ("2025-2-3", dt.date(2025, 2, 3)),
        ("2025/02/03", dt.date(2025, 2, 3)),
        ("2025-02-03 00:00:00", dt.date(2025, 2, 3)),
        ("2025-02-03T19:30", dt.date(2025, 2, 3)),
        ("3/02/2025 0:00", dt.date(2025, 2, 3)),
        ("di 4.2.25", dt.date(2025, 2, 4)),
        ("dinsdag 4 februari 2025 om 19u30", dt.date(2025, 2, 4)),
    ],
)
def test_day_is_never_read_the_other_way_round(typed, day):
    assert read_date(typed, today=TODAY) == day


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("29-02-2025", "‘29-02-2025’ bestaat niet als datum. Schrijf dag, maand en jaar."),
        ("12/13/2025", "‘12/13/2025’ bestaat niet als datum. Schrijf dag, maand en jaar."),
        ("02/29/2024", "‘02/29/2024’ bestaat niet als datum. Schrijf dag, maand en jaar."),
        ("45691", "‘45691’ is geen volledige datum. Schrijf dag, maand en jaar."),
        ("3/2/2025?", "‘3/2/2025?’ lezen we niet als datum. Schrijf bijvoorbeeld 3/2/2025."),
        ("3/2/202", "‘3/2/202’ lezen we niet als datum. Schrijf bijvoorbeeld 3/2/2025."),
        ("3 smurf 2025", "‘3 smurf 2025’ lezen we niet als datum. Schrijf bijvoorbeeld 3/2/2025."),
        ("feb maart 2025", "‘feb maart 2025’ lezen we niet als datum. Schrijf bijvoorbeeld 3/2/2025."),
    ],
)
def test_day_that_is_not_certain_is_a_problem(typed, said):
    with pytest.raises(ValueError, match="‘") as problem:
        read_date(typed, today=TODAY)
    assert str(problem.value) == said


def test_formula_and_error_are_nobodys_words():
    assert odd_cells(["Wout", "=A2&B2", "#N/A", "#VERW!", "#NAAM?", "# 12", "-", "+32 470", "=A2&B2"]) == [
        "‘=A2&B2’ is een formule. Zet er de uitkomst.",
        "‘#N/A’ is een fout uit het rekenblad. Verbeter dat vakje.",
        "‘#VERW!’ is een fout uit het rekenblad. Verbeter dat vakje.",
        "‘#NAAM?’ is een fout uit het rekenblad. Verbeter dat vakje.",
    ]
