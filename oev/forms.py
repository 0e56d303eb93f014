"""Pieces of forms that every app uses."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest
from django.utils.text import capfirst

from oev.errors import Refused

T = TypeVar("T")


class DateInput(forms.DateInput):
    """A native date picker."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """A native time picker."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class PhoneInput(forms.TextInput):
    """Opens the keypad of a phone."""

    input_type = "tel"


def spoken(choices: Iterable[tuple[Any, str]]) -> list[tuple[Any, str]]:
    """Choices as the words on a card begin: with a capital, the rest as it is ('CAW')."""
    return [(value, capfirst(label)) for value, label in choices]


def bound(form: type[forms.BaseForm], request: HttpRequest, **kwargs: Any) -> Any:
    """The form with what was posted, or empty on a GET."""
    return form(request.POST if request.method == "POST" else None, **kwargs)


def attempt(form: forms.BaseForm, service: Callable[..., T], **arguments: Any) -> T | None:
    """Call a service; a refusal becomes an error of the form, beside its field, and gives None."""
    try:
        return service(**arguments)
    except Refused as refusal:
        for sentence in refusal.sentences:
            form.add_error(refusal.field if refusal.field in form.fields else None, sentence)
        return None
