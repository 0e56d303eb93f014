"""Buttons and forms of the component library; loaded with `{% load ui %}`."""

from collections.abc import Iterable
from typing import Any

from django import forms, template
from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

LABELS = {"E-mailadres": "Mailadres", "Wachtwoord (bevestigen)": "Nog eens hetzelfde wachtwoord"}
BUTTONS = {"main": "btn btn-primary", "plain": "btn", "quiet": "btn btn-quiet", "danger": "btn btn-danger"}


def button_class(kind: str) -> str:
    """Class names of a button: main (one a screen), plain, quiet, danger; ' large', ' block' may follow."""
    name, *sizes = kind.split()
    return " ".join([BUTTONS[name], *(f"btn-{size}" for size in sizes)])


def about_words(words: str) -> SafeString:
    """What a button is about, read aloud only: ten buttons 'Bel' in a list each name their row."""
    return format_html('<span class="visually-hidden">: {}</span>', words) if words else mark_safe("")


@register.simple_tag
def button(text: str, kind: str = "main", name: str = "", value: str = "") -> SafeString:
    """`{% button "Bewaar" %}`: the button that sends the form it stands in."""
    sends = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button type="submit" class="{}"{}>{}</button>', button_class(kind), sends, text)


@register.simple_tag
def link_button(text: str, url: str, kind: str = "plain", about: str = "") -> SafeString:
    """`{% link_button "Bekijk" url %}`: an address that looks like a button (also tel: and mailto:).

    `about` is read aloud after the text, for a list where many buttons say the same.
    """
    return format_html('<a class="{}" href="{}">{}{}</a>', button_class(kind), url, text, about_words(about))


@register.simple_tag(takes_context=True)
def post_button(
    context: Context, text: str, url: str, kind: str = "plain", name: str = "", value: str = "", about: str = ""
) -> SafeString:
    """`{% post_button "Ik heb gebeld" url kind="quiet" %}`: a form of one button, with its CSRF token."""
    return post_form(context.get("csrf_token"), text, url, kind, name, value, about=about)


def post_form(
    token: Any, text: str, url: str, kind: str, name: str = "", value: str = "", *, about: str = ""
) -> SafeString:
    """The form of `post_button`, where the token is at hand."""
    proof = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token) if token else ""
    sends = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html(
        '<form class="one-button" method="post" action="{}">{}<button type="submit" class="{}"{}>{}{}</button></form>',
        url, proof, button_class(kind), sends, text, about_words(about),
    )  # fmt: skip


@register.inclusion_tag("ui/error_summary.html")
def error_summary(*forms: "BaseForm | BaseFormSet[Any]") -> dict[str, Any]:
    """`{% error_summary form %}` on top of a form: each sentence links to its field."""
    return {"errors": [error for form in forms for error in _errors(form)]}


def _errors(form: Any) -> Iterable[dict[str, Any]]:
    if isinstance(form, BaseFormSet):
        if form.is_bound:
            yield from ({"text": text, "url": ""} for text in form.non_form_errors())
        for part in form:
            yield from _errors(part)
        return
    if not form or not form.is_bound:
        return
    yield from ({"text": text, "url": ""} for text in form.non_field_errors())
    for field in form:
        target = field.subwidgets[0].id_for_label if field.use_fieldset and field.subwidgets else field.id_for_label
        yield from ({"text": _told(field, text), "url": f"#{target or field.auto_id}"} for text in field.errors)


def _told(field: BoundField, text: str) -> str:
    """A sentence that names no field says in a list which one it means: 'Polis: dit veld is verplicht.'"""
    if text != str(forms.Field.default_error_messages["required"]):
        return text
    return f"{field.label.rstrip('?')}: {text[0].lower()}{text[1:]}"


@register.inclusion_tag("ui/form_page.html")
def form_page(
    form: BaseForm,
    verb: str,
    action: str = "",
    back_url: str = "",
    back_label: str = "Toch niet",
    kind: str = "main",
    upload: bool = False,
) -> dict[str, Any]:
    """`{% form_page form "Bewaar" back_url=url %}`: summary of errors, fields, verb, way back."""
    return {
        "form": form, "verb": verb, "action": action, "back_url": back_url, "back_label": back_label,
        "css": button_class(kind), "upload": upload or form.is_multipart(),
    }  # fmt: skip


@register.inclusion_tag("ui/filter_form.html", takes_context=True)
def filter_form(context: Context, form: BaseForm, verb: str = "Toon") -> dict[str, Any]:
    """`{% filter_form filterset.form %}`: a GET form; 'Alles tonen' when the address filters."""
    return {
        "form": form,
        "verb": verb,
        "request": context["request"],
        "filtered": bool(context["request"].GET),
    }


@register.inclusion_tag("ui/search_box.html")
def search_box(label: str, value: str = "", name: str = "q", action: str = "", hint: str = "") -> dict[str, Any]:
    """`{% search_box "Zoek op naam" value=query %}`: one field, one button, by GET."""
    return {"label": label, "value": value, "name": name, "action": action, "hint": hint}


@register.filter
def in_our_words(form: BaseForm) -> BaseForm:
    """A form of allauth as ours are: 'je', our words for a label, no placeholder that says the label again."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        bound = form[name]
        bound.label = LABELS.get(str(bound.label), bound.label)
        if "wachtwoord" in str(bound.help_text).lower() and "<li>" in str(bound.help_text):
            bound.help_text = "Minstens 12 tekens. Kies niet wat veel mensen gebruiken."
    return form


@register.filter
def choices_layout(field: BoundField) -> str:
    """Class names of the cards of a radio or tick list: short ones side by side, four of them two by two."""
    labels = [str(option.data["label"]) for option in field.subwidgets]
    fits, word = {2: (26, 22), 3: (20, 13), 4: (26, 22)}.get(len(labels), (0, 0))
    short = all(len(label) <= fits and max(map(len, label.split())) <= word for label in labels)
    return f"choices choices-{2 if len(labels) == 4 else len(labels)}" if short else "choices"


@register.filter
def is_optional(field: BoundField) -> bool:
    """Whether '(mag leeg)' belongs behind the label: not required, not a tick box, not yet said there."""
    return not field.field.required and "leeg" not in str(field.label) and field.widget_type != "checkbox"


@register.filter
def has_class(field: BoundField, name: str) -> bool:
    """Whether the field's widget was given this class name, such as 'counter'."""
    return name in str(field.field.widget.attrs.get("class", "")).split()
