"""What views of this app share: finding a person, going back to where a hat belongs, and acts of one button."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.http import Request
from partners.models import Organisation
from volunteers import rules
from volunteers.models import Volunteer


def person_or_404(request: Request, pk: int | None) -> Volunteer:
    """The person of the address, or the reader when the address names nobody (`ik/…`).

    An entry that was merged is the person who was kept, so that old addresses lead somewhere.
    """
    people = Volunteer.objects.visible_to(request.actor).of_others(request.actor).select_related("municipality", "user")
    wanted = request.actor.volunteer_id if pk is None else pk
    found: Volunteer | None = people.filter(pk=wanted).first()
    return found or get_object_or_404(people, merges__gone_id=wanted or 0)


def person_url(actor: Actor, person: Volunteer) -> str:
    """Where this hat looks at this person: the admin, the page of the vertegenwoordiger, or my own page."""
    if rules.is_self(actor, person):
        return reverse("volunteers:me")
    if actor.is_coordinator:
        return reverse("admin:volunteers_volunteer_change", args=[person.pk])
    return reverse("volunteers:volunteer_detail", args=[person.pk])


def act(request: Request, back: str, done: str, service: Callable[..., Any], **arguments: Any) -> HttpResponse:
    """Call a service for a button, say what happened, and go back; a refusal is said as it is."""
    try:
        service(by=request.actor, **arguments)
    except Refused as refusal:
        for sentence in refusal.sentences:
            messages.error(request, sentence)
    else:
        messages.success(request, done)
    return redirect(back)


def said(request: Request, sentence: str, back: str, undo: str = "") -> HttpResponse:
    """Say what happened and go on; `undo` is the address of 'Ongedaan maken'."""
    messages.success(request, sentence, extra_tags=undo)
    return redirect(back)


def crisis_lines() -> list[dict[str, str]]:
    """Numbers to call now, as the organisation keeps them."""
    ours = Organisation.objects.ours()
    return list(ours.crisis_lines) if ours else []


def house_phone() -> str:
    """The number of the house."""
    ours = Organisation.objects.ours()
    return ours.phone if ours else ""
