"""Rows of a list, and the lists of work that wait; loaded with `{% load ui %}`.

A row is made here and not in a template: a long day holds a hundred of them.
"""

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from oev.templatetags.ui_forms import link_button, post_form

register = template.Library()

PHONE = re.compile(r"(?<!\d)0\d{1,3}(?: \d{2,3}){2,3}(?!\d)")
KINDS = {"den", "heide", "zon", "steen"}
ROWS_OPEN, ROWS_SHOWN = 8, 5  # of a work list: rows that stand open, and of these in one section
ROW_FIELDS = {
    "line": "", "url": "", "tag": "", "tag_kind": "neutral", "action_label": "", "action_url": "", "method": "get",
    "second_label": "", "second_url": "", "second_method": "get",
}  # fmt: skip
NOTHING = mark_safe("")


@register.simple_tag
def tag(text: str, kind: str = "neutral") -> SafeString:
    """`{% tag "nu niet oproepbaar" "heide" %}`: a dot and a word; nothing for an empty text."""
    if not text:
        return NOTHING
    return format_html('<span class="tag{}">{}</span>', f" tag-{kind}" if kind in KINDS else "", text)


def unbroken(line: str) -> str:
    """The line with its phone numbers kept whole at the end of a line."""
    return PHONE.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), str(line))


@register.simple_tag(takes_context=True)
def row(
    context: Context,
    title: str,
    line: str = "",
    url: str = "",
    tag: str = "",
    tag_kind: str = "neutral",
    action_label: str = "",
    action_url: str = "",
    method: str = "get",
    second_label: str = "",
    second_url: str = "",
    second_method: str = "get",
    main: bool = False,
) -> SafeString:
    """One `<li>` inside `<ul class="rows">`: a name, one line of what matters now, a button, a quiet second.

    `main=True` makes the button the green one: at most one on a screen. `url` makes the name a link.
    """
    token = context.get("csrf_token")
    buttons = [
        post_form(token, label, where, kind, about=title) if how == "post" else link_button(label, where, kind, title)
        for label, where, how, kind in (
            (action_label, action_url, method, "main" if main else "plain"),
            (second_label, second_url, second_method, "quiet"),
        )
        if label
    ]
    return format_html(
        '<li class="row"><div class="row-text"><p class="row-title">{} {}</p>{}</div>{}</li>',
        format_html('<a href="{}">{}</a>', url, title) if url else title,
        _tag(tag, tag_kind),
        format_html('<p class="row-line">{}</p>', unbroken(line)) if line else "",
        format_html('<div class="row-actions">{}</div>', _joined(buttons)) if buttons else "",
    )


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


_tag = tag  # `row` has an argument of that name


@register.simple_tag(takes_context=True)
def work_row(context: Context, item: Any, main: bool = False) -> SafeString:
    """`{% work_row item main=forloop.first %}`: the row of a WorkRow (oev/registry.py)."""
    given = {name: getattr(item, name, otherwise) for name, otherwise in ROW_FIELDS.items()}
    return row(context, item.title, main=main, **given)


@register.simple_tag(takes_context=True)
def work_rows(context: Context, rows: Iterable[Any], main: bool = False) -> SafeString:
    """`{% work_rows section.rows %}`: the list of these WorkRows; main: its first button green."""
    made = (work_row(context, item, main=main and not number) for number, item in enumerate(rows))
    return format_html('<ul class="rows">{}</ul>', _joined(made))


@register.inclusion_tag("ui/work_list.html")
def work_list(sections: Iterable[Any]) -> dict[str, Any]:
    """`{% work_list sections %}`: the WorkSections of 'Vandaag' or a dashboard, the very first row green.

    What comes first stands open. Once ROWS_OPEN rows do, a section is its title, how many wait and the first
    names, to open with one tap: a long day stays one screen, and nothing of it is out of sight.
    """
    cards, left = [], ROWS_OPEN
    for item in sections:
        cards.append({"section": item, "folded": left <= 0})
        left -= min(len(item.rows), ROWS_SHOWN)
    return {"cards": cards}


@register.inclusion_tag("ui/work_section.html")
def work_section(item: Any, main: bool = False, counted: bool = False, folded: bool = False) -> dict[str, Any]:
    """`{% work_section section main=forloop.first %}`: card of a WorkSection; main: first row green.

    `counted` says how many wait, also where the section itself gives no total, and folds what comes after the
    first ROWS_SHOWN rows. `folded` leaves the title, the number and the first names.
    """
    shown = ROWS_SHOWN if counted and not folded and len(item.rows) > ROWS_SHOWN + 1 else len(item.rows)
    return {
        "section": item,
        "rows": item.rows[:shown],
        "more": item.rows[shown:],
        "first_names": ", ".join(str(row.title).rstrip(".") for row in item.rows[:4]) if folded else "",
        "total": getattr(item, "total", None) or (len(item.rows) if counted else None),
        "empty": getattr(item, "empty", ""),
        "main": main,
        "folded": folded,
    }
