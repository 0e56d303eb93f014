"""docs/domein.md shows what the code's own table says."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command

from volunteers.diagram import state_diagram, with_blocks
from volunteers.states import TRANSITIONS

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "domein.md"


def test_document_shows_the_table_of_the_code():
    text = DOCUMENT.read_text()
    assert with_blocks(text) == text, "run: manage.py state_diagram docs/domein.md"


def test_drawing_has_an_arrow_for_each_way():
    drawn = state_diagram()
    for one in TRANSITIONS:
        source = one.source.value if one.source else "[*]"
        (arrow,) = [line for line in drawn.splitlines() if line.startswith(f"    {source} --> {one.target.value}:")]
        assert one.name in arrow


def test_command_prints_the_drawing():
    out = StringIO()
    call_command("state_diagram", stdout=out)
    assert "stateDiagram-v2" in out.getvalue()
