"""One way to call a service behind a single button: it says what happened, or why not."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from oev.errors import Refused
from oev.http import Request
from referrals.models import Referral
from volunteers.models import Volunteer

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


def ask_somebody(request: Request, pk: int, volunteer_pk: int, service: Callable[..., object], done: str) -> Referral:
    """One tap beside a name; `done` has a place for it. `over` is 'vraag toch', beyond the own maximum."""
    referral: Referral = get_object_or_404(Referral.objects.visible_to(request.actor), pk=pk)
    person = get_object_or_404(Volunteer.objects.visible_to(request.actor), pk=volunteer_pk)
    act(
        request, service, done.format(person.first_name), by=request.actor, referral=referral, volunteer=person,
        over_maximum=request.POST.get("over") == "1",
    )  # fmt: skip
    return referral
