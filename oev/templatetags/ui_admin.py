"""What the admin's own templates need to look like the rest of the house: `{% load ui_admin %}`."""

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

register = template.Library()

ICON = re.compile(r'<img src="[^"]*icon-(yes|no|unknown)[^"]*"[^>]*>')
WORDS = {"yes": "ja", "no": "nee", "unknown": "–"}


@register.filter
def in_words(html: Any) -> SafeString:
    """What the admin shows, with 'ja' and 'nee' for its icons, whose alternative text is English."""
    safe = conditional_escape(html)
    return mark_safe(ICON.sub(lambda found: WORDS[found[1]], safe))  # noqa: S308 - escaped just above


@register.simple_tag
def labelled_cells(cells: Iterable[str], headers: Iterable[dict[str, Any]]) -> SafeString:
    """The cells of one row of a change list, each told its heading: on a phone the row is a card."""
    row = [_labelled(str(in_words(cell)), str(head["text"])) for cell, head in zip(cells, headers, strict=True)]
    return mark_safe("".join(row))  # noqa: S308 - the admin itself made these cells


def _labelled(cell: str, heading: str) -> str:
    start = format_html('data-label="{}"', capfirst(strip_tags(heading)))
    if strip_tags(cell).strip() == "–":
        cell = cell.replace('<td class="', '<td class="none ', 1)
    for name in ("<td", "<th"):
        cell = cell.replace(name, f"{name} {start}", 1) if cell.startswith(name) else cell
    return cell


@register.filter
def readonly_fields(fieldset: Any) -> list[Any]:
    """Fields of a fieldset that are shown, not asked: a list of facts."""
    return [field for line in fieldset for field in line if field.is_readonly]


@register.filter
def editable_fields(fieldset: Any) -> list[Any]:
    """Bound fields of a fieldset that are asked; ours render them (bootstrap5/field.html)."""
    return [field.field for line in fieldset for field in line if not field.is_readonly]


@register.filter
def stored_forms(inline: Any) -> list[Any]:
    """Forms of an inline without the empty one that only script could copy."""
    forms = list(inline)
    return forms[:-1] if inline.has_add_permission else forms
