"""Words: on every page that somebody may open, in every title, address, file name, template and form (6.0, Q22)."""

import re
from pathlib import Path

import pytest
from django import forms
from django.apps import apps

from tests.house.access_table import TABLE
from tests.house.pages import READERS, look, title_of
from tests.house.test_access import ROUTES
from tests.house.walk import address
from tests.words import NEVER, TELLING, found, visible_text

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(p for p in (ROOT / "templates").rglob("*") if p.is_file())
FOR_OFFICES_ONLY = ["slapend", "herval", "gestabiliseerd", "terugval"]  # Q22
ENGLISH = re.compile(
    r"\b(?:this field|select a valid|enter a (?:valid|whole|number)|please|required\.|ensure (?:this|that)|"
    r"is not a valid|currently|unknown|none of|sign in|log in|your|submit|cancel|save and|add another|delete\b)|-{5,}",
    re.IGNORECASE,
)


@pytest.fixture
def _django_db_helper(walker):
    """The one transaction of the file is the database of every test in it."""


@pytest.fixture(scope="module")
def seen(walker):
    """Every page that each kind of reader may open."""
    return [page for page in look(walker) if page.answer.text and page.answer.status == 200]


def test_every_kind_of_reader_opened_pages(seen):
    assert {page.who for page in seen} == set(READERS)


def test_no_page_holds_a_word_that_hurts(seen):
    assert {str(page): words for page in seen if (words := found(visible_text(page.answer.text), NEVER))} == {}


def test_no_title_tells_anything(seen):
    assert {str(page): words for page in seen if (words := found(title_of(page.answer.text), TELLING + NEVER))} == {}
    pages = [page for page in seen if not page.answer.text.startswith("BEGIN:VCALENDAR")]
    assert [str(page) for page in pages if len(title_of(page.answer.text)) < 4] == []


def test_no_title_names_a_person_or_a_place(seen, walker):
    names = [one.first_name for one in walker.world.cast.volunteers.values()] + ["Ziekenhuis", "Nora", "Piet"]
    told = {str(page): words for page in seen if (words := found(title_of(page.answer.text), names))}

    assert told == {}


def test_words_of_offices_stay_with_coordinator_and_vertegenwoordiger(seen):
    others = [page for page in seen if page.who not in {"laila", "victor"}]

    assert {str(p): words for p in others if (words := found(p.answer.text, FOR_OFFICES_ONLY))} == {}


def test_no_page_speaks_english(seen):
    spoken = {
        str(page): ENGLISH.findall(text) for page in seen if ENGLISH.search(text := visible_text(page.answer.text))
    }

    assert spoken == {}


def test_no_form_that_was_sent_empty_speaks_english(walker):
    spoken = {}
    for row in TABLE.values():
        with walker.undone():
            for label in sorted(row.who("POST", "own") & set(READERS) - {"anonymous"})[:1]:
                answer = walker.ask(label, "POST", address(row.path, row.kwargs(walker.world)["own"]), {})
                if words := ENGLISH.findall(visible_text(answer.text)):
                    spoken[f"{label} {row.path}"] = words

    assert spoken == {}


def test_no_address_tells_anything():
    telling = {path: words for path, _, _ in ROUTES if (words := found(path.replace("/", " "), TELLING + NEVER))}

    assert telling == {}


def test_no_name_of_a_file_tells_anything(walker):
    names = {}
    for page in look(walker):
        name = (page.answer.headers or {}).get("Content-Disposition", "")
        if found(name.replace("-", " ").replace("_", " "), TELLING + NEVER):
            names[str(page)] = name

    assert names == {}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_template_holds_no_word_that_hurts(path):
    text = re.sub(r"(?s){#.*?#}|{% comment.*?endcomment %}", " ", path.read_text(encoding="utf-8"))

    assert found(visible_text(text), NEVER) == []


def all_forms(base=forms.BaseForm):
    for form in base.__subclasses__():
        yield form
        yield from all_forms(form)


def test_no_form_holds_a_word_that_hurts():
    for config in apps.get_app_configs():
        assert config.name
    wrong = {}
    for form in all_forms():
        if form.__module__.split(".")[0] in {
            "oev",
            "partners",
            "volunteers",
            "contactgroups",
            "referrals",
            "reporting",
        }:
            for name, field in getattr(form, "base_fields", {}).items():
                choices = (
                    [str(label) for _, label in getattr(field, "choices", []) or []]
                    if not hasattr(field, "queryset")
                    else []
                )
                said = " ".join(
                    [str(field.label), str(field.help_text), *map(str, field.error_messages.values()), *choices]
                )
                if found(said, NEVER) or ENGLISH.search(said):
                    wrong[f"{form.__qualname__}.{name}"] = said
    assert wrong == {}
