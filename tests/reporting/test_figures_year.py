"""The page of figures: who reads it, what it shows, and its files."""

import io

import openpyxl
import pytest

from tests.words import visible_text

READERS = [("laila", "coordinator"), ("victor", "representative"), ("bruno", "board")]
OTHERS = [("nora", "professional"), ("els", "volunteer"), ("bea", "admin")]


@pytest.mark.parametrize(("name", "hat"), READERS)
def test_figures_are_read_by(cast, sign_in, name, hat):
    client = sign_in(cast.users[name], hat)
    response = client.get("/cijfers/2026/")
    assert response.status_code == 200
    text = visible_text(response.content.decode())
    assert "Jaarverslag 2026" in text
    assert "Aanmeldingen naar soort aanmelder" in text


@pytest.mark.parametrize(("name", "hat"), OTHERS)
@pytest.mark.parametrize("path", ["/cijfers/", "/cijfers/2026/", "/cijfers/2026/csv/"])
def test_figures_are_not_there_for(cast, sign_in, name, hat, path):
    assert sign_in(cast.users[name], hat).get(path).status_code == 404


def test_figures_name_nobody(cast, sign_in):
    client = sign_in(cast.users["bruno"], "board")
    everything = [client.get(f"/cijfers/2026/{form}").content for form in ("", "csv/")]
    for volunteer in cast.volunteers.values():
        for content in everything:
            assert volunteer.first_name not in visible_text(content.decode())


@pytest.mark.parametrize("form", ["pdf", "xlsx", "csv"])
def test_file_is_downloaded(cast, sign_in, form):
    response = sign_in(cast.users["bruno"], "board").get(f"/cijfers/2026/{form}/")
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert response.content.startswith({"pdf": b"%PDF", "xlsx": b"PK", "csv": b"\xef\xbb\xbf"}[form])
    if form == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(response.content)).sheetnames


@pytest.mark.parametrize("path", ["/cijfers/2017/", "/cijfers/2027/", "/cijfers/2026/docx/"])
def test_year_or_form_that_does_not_exist_is_missing(cast, sign_in, path):
    assert sign_in(cast.users["bruno"], "board").get(path).status_code == 404


def test_january_opens_the_year_that_ended(cast, sign_in, clock):
    import datetime as dt

    clock.move_to(dt.datetime(2026, 1, 15, 10, 0, tzinfo=dt.UTC))
    assert sign_in(cast.users["bruno"], "board").get("/cijfers/")["Location"] == "/cijfers/2025/"
