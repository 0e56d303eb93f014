"""The components of every page: `{% load ui %}`; those of forms (ui_forms.py) and of rows (ui_rows.py) come along.

The living style guide (templates/ui/style_guide.html) shows them all. Small things are made here, larger
ones have a template in templates/ui/. Every argument that may be left out has a default, so no component
needs a variable that the page did not give. Kinds of colour are the tokens' names: den (do), heide (held),
zon (attention), steen (wrong), neutral.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from oev.templatetags import ui_forms, ui_rows
from oev.templatetags.ui_forms import button_class
from oev.templatetags.ui_rows import tag

register = template.Library()
register.tags.update(ui_forms.register.tags | ui_rows.register.tags)
register.filters.update(ui_forms.register.filters)


# --- head, cards, callouts ------------------------------------------------------------------


@register.inclusion_tag("ui/page_head.html", takes_context=True)
def page_head(
    context: Context,
    title: str,
    lede: str = "",
    back_url: str = "",
    back_label: str = "Terug",
    tag: str = "",
    kind: str = "neutral",
) -> dict[str, Any]:
    """`{% page_head "Vandaag" lede=today_line %}`: the one h1 of the page, its sentence and the way back.

    A way back that stands in the menu is called as the menu calls it.
    """
    menu = {item["url"]: item["label"] for item in context.get("navigation") or ()}
    return {
        "title": title,
        "lede": lede,
        "back_url": back_url,
        "back_label": menu.get(back_url, back_label),
        "tag_text": tag,
        "kind": kind,
    }


@register.simple_block_tag
def card(content: SafeString, title: str = "", tag: str = "", kind: str = "neutral", anchor: str = "") -> SafeString:
    """`{% card "Deze week" %}…{% endcard %}`: a card, with an h2 when it has a title."""
    return _section(content, title, tag, kind, anchor, "card")


@register.simple_block_tag
def section(content: SafeString, title: str, tag: str = "", kind: str = "neutral", anchor: str = "") -> SafeString:
    """`{% section "Wat komt" %}…{% endsection %}`: as a card, but straight on the paper."""
    return _section(content, title, tag, kind, anchor, "stack-s")


def _section(content: SafeString, title: str, label: str, kind: str, anchor: str, css: str) -> SafeString:
    place = format_html(' id="{}"', anchor) if anchor else ""
    if not title:
        return format_html('<div class="{}"{}>{}</div>', css, place, content)
    head = format_html('<div class="card-head"><h2>{}</h2>{}</div>', title, tag(label, kind))
    return format_html('<section class="{}"{}>{}{}</section>', css, place, head, content)


@register.simple_block_tag
def callout(content: SafeString, kind: str = "heide", title: str = "") -> SafeString:
    """`{% callout %}<p>Je hoeft geen reden te geven.</p>{% endcallout %}`: heide says "we houden je vast"."""
    head = format_html("<p><b>{}</b></p>", title) if title else ""
    return format_html('<div class="callout callout-{}">{}{}</div>', kind, head, content)


@register.simple_block_tag
def fold(content: SafeString, title: str, unfolded: bool = False) -> SafeString:
    """`{% fold "Nog iets? (mag leeg)" unfolded=form.errors %}…{% endfold %}`: folded without script."""
    return format_html(
        '<details class="fold"{}><summary>{}</summary>{}</details>',
        mark_safe(" open") if unfolded else "",
        title,
        content,
    )


# --- lists ------------------------------------------------------------------------------------------


@register.inclusion_tag("ui/tiles.html")
def tiles(items: Iterable[Any]) -> dict[str, Any]:
    """`{% tiles week %}`: figures with their word; each item has .value and .label."""
    return {"items": items}


@register.inclusion_tag("ui/empty.html")
def empty(text: str, line: str = "", action_label: str = "", action_url: str = "") -> dict[str, Any]:
    """`{% empty "Niemand wacht op je. Fijn." %}`: what an empty list means and what to do."""
    return {"text": text, "line": line, "action_label": action_label, "action_url": action_url}


@register.simple_tag
def fact(label: str, value: Any, none: str = "") -> SafeString:
    """`{% fact "Gemeente" place none="nog niet bekend" %}` inside `<dl class="facts">`; empty: nothing."""
    shown = none if value is None or value == "" else value
    if shown == "":
        return mark_safe("")
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", label, shown)


@register.inclusion_tag("ui/history.html")
def history(items: Iterable[Any]) -> dict[str, Any]:
    """`{% history entries %}`: what was, newest first; items have .when, .text, perhaps .who and .state.

    `state` is "coming" or "withdrawn"; objects and dicts both do.
    """
    names = ("when", "text", "who", "state")
    return {"items": [{name: _part(item, name) for name in names} for item in items]}


def _part(item: Any, name: str) -> Any:
    return item.get(name, "") if isinstance(item, Mapping) else getattr(item, name, "")


@register.inclusion_tag("ui/data_table.html")
def data_table(
    caption: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Any]],
    note: str = "",
    hide_caption: bool = False,
) -> dict[str, Any]:
    """`{% data_table "Naar soort" headings rows %}`: first column is the name, the others are figures.

    `rows` are sequences as long as `headings`. Below 640 px each row becomes a card with its headings beside.
    """
    body = [{"name": row[0], "cells": list(zip(headings[1:], row[1:], strict=True))} for row in rows]
    return {
        "caption": caption,
        "headings": headings,
        "rows": body,
        "note": note,
        "hide_caption": hide_caption,
    }


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], noun: str = "") -> dict[str, Any]:
    """`{% pagination page_obj noun="mensen" %}`: vorige and volgende; filters in the address stay."""
    return {"request": context["request"], "page": page, "noun": noun}


# --- the rest -----------------------------------------------------------------------------------------


@register.simple_tag
def progress(value: int, total: int, label: str) -> SafeString:
    """`{% progress 12 60 "12 van 60 rijen bekeken" %}`: a bar that is read aloud with its words."""
    return format_html(
        '<div class="progress"><p>{0}</p><progress max="{1}" value="{2}" aria-label="{0}"></progress></div>',
        label, max(total, 1), value,
    )  # fmt: skip


@register.inclusion_tag("ui/crisis_lines.html")
def crisis_lines(lines: Iterable[Any], title: str = "Nu iemand nodig?") -> dict[str, Any]:
    """`{% crisis_lines lines %}`: numbers to call now; each has .name and .number (editable data, 6.3)."""
    return {
        "lines": [{"name": _part(line, "name"), "number": _part(line, "number")} for line in lines],
        "title": title,
    }


@register.filter
def tel(number: str) -> str:
    """The tel: address of a number as people write it: `{{ "078 15 10 20"|tel }}`."""
    return "tel:" + "".join(sign for sign in str(number) if sign.isdigit() or sign == "+")


@register.inclusion_tag("ui/print_button.html")
def print_button(text: str = "Druk af", kind: str = "plain") -> dict[str, Any]:
    """`{% print_button %}`: shown only where script runs; the browser's own menu prints everywhere."""
    return {"text": text, "css": button_class(kind)}
