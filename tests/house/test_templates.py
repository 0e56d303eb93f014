"""Every template compiles, loads only what exists, and prints nothing that nobody gave it."""

from pathlib import Path

import pytest
from django.template import engines
from django.template.base import TemplateSyntaxError
from django.template.loader import get_template

from tests.house.pages import look
from tests.house.strict_templates import noting_undefined

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2] / "templates"
NAMES = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if path.suffix in {".html", ".txt"})
ALLOWED: set[str] = set()


@pytest.fixture
def _django_db_helper(walker):
    """The one transaction of the file is the database of every test in it."""


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(name):
    assert get_template(name).origin.name.endswith(name)


def test_every_page_prints_only_what_it_was_given(walker):
    found: set[str] = set()
    with noting_undefined(found):
        pages = list(look(walker))

    assert [str(page) for page in pages if page.answer.status >= 500] == []
    assert sorted(found - ALLOWED) == []


def test_an_undefined_name_is_noted(tmp_path):
    """The guard itself can fail."""
    template = engines["django"].from_string("{{ nobody.gave_this }}{{ maybe|default:'-' }}{{ there }}")
    for node in template.template.nodelist:
        node.origin.name = str(ROOT / "x.html")
    found: set[str] = set()
    with noting_undefined(found):
        template.render({"there": 1})

    assert len(found) == 1
    assert "nobody.gave_this" in found.pop()


def test_a_broken_template_does_not_compile():
    with pytest.raises(TemplateSyntaxError):
        engines["django"].from_string("{% bestaat_niet %}")
