"""One way to call a service behind a single button: it says what happened, or why not."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.http import HttpRequest

from oev.errors import Refused

T = TypeVar("T")


def act(request: HttpRequest, service: Callable[..., T], done: str, *, undo: str = "", **arguments: object) -> T | None:
    """What the service gives, with a quiet line; a refusal becomes that line and gives None. `undo` is an address."""
    try:
        result = service(**arguments)
    except Refused as refusal:
        for sentence in refusal.sentences:
            messages.warning(request, sentence)
        return None
    messages.success(request, done, extra_tags=undo)
    return result
