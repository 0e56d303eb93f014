"""Another region gets its own data: no place, partner or number of this region stands in code or template (Q53)."""

import json
import re
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
FOLDERS = ("oev", "partners", "volunteers", "contactgroups", "referrals", "reporting", "templates")
# Words of the domain's own examples that docstrings may quote ('De overeenkomst met Olen …') are not in this list.
TELLING = re.compile(r"kempen|verslavingskoepel|welzijnszorg|014 57|turnhout|znk", re.IGNORECASE)


def files():
    for folder in FOLDERS:
        for path in sorted((TOP / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and not {"data", "migrations"} & set(path.parts):
                yield path


def without_words_for_developers(text, suffix):
    """Docstrings and comments quote the domain's examples; what runs or is shown may not."""
    if suffix == ".py":
        return re.sub(r'"""[\s\S]*?"""|#[^\n]*', "", text)
    return re.sub(r"\{#[\s\S]*?#\}|\{% comment %\}[\s\S]*?\{% endcomment %\}", "", text)


@pytest.mark.parametrize("folder", ["oev", "partners"])
def test_code_of_the_lower_floors_names_no_region(folder):
    found = [
        str(path.relative_to(TOP))
        for path in files()
        if path.relative_to(TOP).parts[0] == folder
        and TELLING.search(without_words_for_developers(path.read_text(encoding="utf-8"), path.suffix))
        and "demo" not in path.stem
    ]
    assert found == []


def test_templates_of_partners_name_no_region():
    mine = [path for path in (TOP / "templates").rglob("*.html") if "partners" in path.parts]
    assert mine
    found = [
        str(p.relative_to(TOP))
        for p in mine
        if TELLING.search(without_words_for_developers(p.read_text(encoding="utf-8"), p.suffix))
    ]
    assert found == []


def test_data_files_hold_no_person():
    """Only organisations, places and general numbers; no contact, no mandate, no name of somebody."""
    names = sorted(path.stem for path in (TOP / "partners" / "data").glob("*.json"))
    assert names == ["agreements", "municipalities", "organisation", "partners", "sites"]
    fields = set()
    for name in names:
        for row in json.loads((TOP / "partners" / "data" / f"{name}.json").read_text(encoding="utf-8")):
            fields |= set(row)
    assert not fields & {"person", "contact", "contacts", "user", "first_name", "last_name", "function"}
