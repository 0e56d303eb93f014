"""PDF, XLSX and CSV: the same numbers in all three, harmless words, and limits on what may be asked."""

import csv
import re
from io import BytesIO, StringIO

import openpyxl
import pytest
from pypdf import PdfReader

from oev.errors import Refused
from reporting.charts.scale import ticks, top_of
from reporting.documents import file_name
from reporting.documents.csv import make_csv
from reporting.documents.pdf import make_pdf
from reporting.documents.xlsx import make_xlsx
from tests.reporting.sample import per_year, sample_report

NASTY = ('=HYPERLINK("x")', "+1", "-1", "@som", "\t=1", "#panic(1)")


@pytest.fixture(scope="module")
def pdf():
    return PdfReader(BytesIO(make_pdf(sample_report())))


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(BytesIO(make_xlsx(sample_report())))


def csv_rows(report):
    return list(csv.DictReader(StringIO(make_csv(report).decode("utf-8-sig")), delimiter=";"))


def text_of(pdf):
    return "\n".join(page.extract_text() for page in pdf.pages)


def all_cells(report):
    """Every value of the report in the order of the page, row names apart."""
    for figure in report.figures:
        if figure.registration_rate:
            yield figure.registration_rate
        yield from (tile.value for tile in figure.tiles)
        for table in figure.data_tables:
            yield from (cell for row in table.all_rows for cell in row[1:])


def lines_on_paper(report):
    """Each table row as it should stand on one line; a chart's months or years run across the page."""
    for figure in report.figures:
        drawn = [chart.as_table() for chart in figure.charts]
        for table in figure.data_tables:
            rows = [table.columns, *([cell.display for cell in row] for row in table.all_rows)]
            lying = table in drawn and 4 < len(table.rows) <= 12
            yield from (" ".join(row) for row in (zip(*rows, strict=True) if lying else rows))


def structure(pdf):
    """Every node of the PDF's structure tree."""
    todo = [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while todo:
        node = todo.pop().get_object()
        if isinstance(node, list):
            todo += node
        elif isinstance(node, dict):
            yield node
            todo += [node["/K"]] if "/K" in node else []


def test_pdf_holds_every_row_of_every_table(pdf):
    lines = text_of(pdf).split("\n")

    assert [row for row in lines_on_paper(sample_report()) if row not in lines] == []


def test_pdf_holds_every_tile_and_registration_rate(pdf):
    text = text_of(pdf)

    assert "5\u00a0200\nvrijwilligers op 31 december\n<5\nnaaste\n" in text
    assert "7,5\u00a0uur\nmediaan" in text
    assert "F01 · personen · registratiegraad 96\u00a0%" in text


def test_pdf_holds_no_number_that_the_report_does_not_have(pdf):
    report = sample_report()
    shown = {re.sub(r"\u00a0(uur|%)", "", cell.display) for cell in all_cells(report)}
    months = report.figures[1].charts[0].series
    sums = {str(a.value + b.value) for a, b in zip(*(one.values for one in months), strict=True) if b.is_number}
    frame = {f"{int(step):,d}".replace(",", "\u00a0") for step in ticks(top_of(per_year()))}
    years = {str(year) for year in range(2022, 2028)}

    found = set(re.findall(r"\d{1,3}(?:\u00a0\d{3})+|\d+,\d+|\d{3,}", text_of(pdf)))

    assert found - years == {one for one in shown | sums | frame if re.search(r"\d{3}|,", one)}


def test_workbook_holds_every_number_as_a_number(book):
    report = sample_report()
    found = [
        cell.value
        for sheet in book.worksheets[1:]
        for row in sheet.iter_rows(min_col=2)
        for cell in row
        if cell.value is not None
    ]

    heads = [head for figure in report.figures for table in figure.data_tables for head in table.columns[1:]]
    words = heads + [cell.value for cell in all_cells(report) if not cell.is_number]
    assert sorted(one for one in found if isinstance(one, str)) == sorted(words)
    assert sorted(one for one in found if not isinstance(one, str)) == sorted(
        float(cell.value) for cell in all_cells(report) if cell.is_number
    )


def test_workbook_shows_units_and_decimals(book):
    formats = {
        row[0].value: row[1].number_format for sheet in book for row in sheet.iter_rows(max_col=2) if row[1].value
    }

    assert formats["registratiegraad"] == '#,##0" %"'
    assert formats["mediaan"] == '#,##0.0" uur"'
    assert formats["vrijwilligers op 31 december"] == "#,##0"
    assert formats["naaste"] == "General"


def test_workbook_begins_with_how_to_read_it(book):
    assert book.sheetnames == ["Leeswijzer", "Mensen", "Aanmeldingen en gesprekken"]
    guide = [cell.value for row in book["Leeswijzer"].iter_rows() for cell in row if cell.value]

    assert guide[:2] == ["Jaarverslag 2026", "OEV Kempen. Voorlopige versie van 3 februari 2027."]
    assert [rule for rule in sample_report().how_we_count if rule not in guide] == []
    assert [one.id for one in sample_report().figures if one.id not in guide] == []


def test_csv_holds_every_number():
    rows = csv_rows(sample_report())

    values = [str(cell.value).replace(".", ",") for cell in all_cells(sample_report())]
    assert [row["Waarde"] for row in rows if row["Onderdeel"] != "Opmerking"] == values


def test_csv_says_what_each_number_is():
    report = sample_report()
    rows = [tuple(row.values()) for row in csv_rows(report)]

    start = ("Mensen", "F01", "Vrijwilligers")
    assert rows[0] == (*start, "Registratiegraad", "", "", "96", "%")
    assert rows[1] == (*start, "Kerncijfer", "vrijwilligers op 31 december", "", "5200", "personen")
    assert rows[3] == (*start, "Vrijwilligers", "Vrijwilligers", "Aantal", "307", "personen")
    assert (*start, "Opmerking", "De groep van Retie startte in maart.", "", "", "") in rows


def test_csv_opens_in_a_belgian_spreadsheet():
    raw = make_csv(sample_report())

    assert raw.startswith(b"\xef\xbb\xbfHoofdstuk;Nummer;Cijfer;")
    assert b";7,5;uur\r\n" in raw


@pytest.mark.parametrize("words", NASTY)
def test_words_never_become_a_formula_in_csv(words):
    rows = csv_rows(sample_report(words=words))

    starts = {value[0] for row in rows for value in row.values() if value}
    assert starts & set("=+-@\t\r") == set()
    assert rows[0]["Cijfer"].removeprefix("'") == words


@pytest.mark.parametrize("words", [*NASTY, "#N/A"])
def test_words_never_become_a_formula_in_the_workbook(words):
    book = openpyxl.load_workbook(BytesIO(make_xlsx(sample_report(words=words))))

    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert types - {"n"} <= {"s", "inlineStr"}
    assert book["Mensen"]["A3"].value is None
    found = [row[0] for row in book["Mensen"].iter_rows() if row[0].value == words]
    assert len(found) == 3
    assert {cell.quotePrefix for cell in found} == {words[0] in "=+-@\t"}


def test_workbook_survives_sheet_names_that_excel_forbids():
    report = sample_report(copies=2)

    book = openpyxl.load_workbook(BytesIO(make_xlsx(report)))

    assert book.sheetnames[1:] == [
        "Mensen",
        "Aanmeldingen en gesprekken",
        "Mensen 2",
        "Aanmeldingen en gesprekken 2",
    ]


@pytest.mark.parametrize("words", ['#panic("x") *vet* $x$', "<b>&amp;</b>", "= kop \\ @how"])
def test_words_stay_words_in_the_pdf(words):
    text = text_of(PdfReader(BytesIO(make_pdf(sample_report(words=words)))))

    assert f"{words} 307" in text


def test_pdf_is_accessible(pdf):
    assert "<pdfuaid:part>1</pdfuaid:part>" in pdf.xmp_metadata.stream.get_data().decode()
    assert pdf.trailer["/Root"]["/Lang"] == "nl-BE"
    nodes = list(structure(pdf))
    kinds = [node["/S"] for node in nodes if "/S" in node]
    assert kinds.count("/Table") == kinds.count("/THead") == len(
        [table for figure in sample_report().figures for table in figure.data_tables]
    ) + 1  # fmt: skip
    assert {"/H1", "/H2", "/TOC", "/TH", "/Caption", "/Title"} <= set(kinds)
    alternatives = {str(node["/Alt"]) for node in nodes if "/Alt" in node}
    assert alternatives == {chart.alternative for figure in sample_report().figures for chart in figure.charts}


def test_pdf_tells_how_we_count(pdf):
    text = " ".join(text_of(pdf).split())

    assert "Inhoud" in text
    assert "Hoe we tellen" in text
    assert [rule for rule in sample_report().how_we_count if rule not in text] == []
    assert "Van aanmelding tot eerste ja." in text


def test_pdf_numbers_its_pages(pdf):
    last = len(pdf.pages)

    assert [f"blz.\u00a0{place} van {last}" in page.extract_text() for place, page in enumerate(pdf.pages, 1)] == [
        True
    ] * last


def test_pdf_names_nothing_but_the_report(pdf):
    assert pdf.metadata.title == "Jaarverslag 2026"
    assert pdf.metadata.author == "OEV Kempen"
    assert file_name(sample_report(), "pdf") == "jaarverslag-2026.pdf"


def test_same_report_gives_the_same_bytes():
    assert make_pdf(sample_report()) == make_pdf(sample_report())
    assert make_csv(sample_report()) == make_csv(sample_report())


def test_pdf_is_refused_when_it_has_too_many_pages(pdf):
    pages = len(pdf.pages)

    assert make_pdf(sample_report(), max_pages=pages).startswith(b"%PDF-1.7")
    with pytest.raises(Refused, match=rf"^Dit verslag is langer dan {pages - 1} bladzijden\."):
        make_pdf(sample_report(), max_pages=pages - 1)


@pytest.mark.parametrize("limit", [{"seconds": 0}, {"memory": 80 * 1024**2}])
def test_pdf_is_refused_when_it_takes_too_much(limit):
    with pytest.raises(Refused, match=r"^Dit verslag is te groot voor een PDF\."):
        make_pdf(sample_report(), **limit)
