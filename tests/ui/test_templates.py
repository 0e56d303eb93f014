"""All templates and stylesheets together: what the strict CSP, the words and the contrast ask of them."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
TOKENS = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")
EXECUTABLE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE)
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|javascript:|hx-on", re.IGNORECASE)
COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_template_carries_nothing_inline(path):
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))

    assert EXECUTABLE.findall(text) + INLINE.findall(text) == []


@pytest.mark.parametrize("path", sorted((ROOT / "static/css").glob("*.css")), ids=lambda path: path.name)
def test_stylesheet_writes_no_colour_outside_the_tokens(path):
    rules = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", rules))
    allowed = {"tokens.css": found, "print.css": {"#fff", "#000", "#333", "#666", "#999"}}

    assert found - allowed.get(path.name, {"#fff"}) == set()


def tokens(dark: bool) -> dict[str, str]:
    """The colours of one theme by name; dark takes what it does not set itself from light."""
    light, night = TOKENS.split("@media (prefers-color-scheme: dark)")
    pattern = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{6})")
    return dict(pattern.findall(light)) | (dict(pattern.findall(night)) if dark else {})


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXT = [
    ("ink", "paper", 7), ("ink", "card", 7), ("ink", "sand", 7), ("ink-2", "paper", 4.5), ("ink-2", "card", 4.5),
    ("ink-2", "sand", 4.5), ("den", "paper", 4.5), ("den", "card", 4.5), ("den", "den-ground", 4.5),
    ("on-den", "den", 7), ("on-den", "den-strong", 7), ("heide-text", "heide-ground", 7), ("ink", "heide-ground", 7),
    ("zon", "zon-ground", 4.5), ("ink", "zon-ground", 7), ("steen", "steen-ground", 4.5), ("steen", "card", 4.5),
    ("steen", "paper", 4.5), ("ink", "den-ground", 7), ("ink-2", "den-ground", 4.5), ("ink-2", "zon-ground", 4.5),
]  # fmt: skip
EDGES = [("field-line", "card", 3), ("field-line", "paper", 3), ("focus", "paper", 3), ("focus", "card", 3)]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), TEXT + EDGES)
def test_token_keeps_its_contrast(front, ground, least, dark):
    colours = tokens(dark)

    assert contrast(colours[front], colours[ground]) >= least
