"""Where somebody goes after an act: each hat to its own page of the group."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from contactgroups.models import ContactGroup
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.http import Request


def home_url(actor: Actor, group: ContactGroup) -> str:
    """The coordinator's page of the group, the vertegenwoordiger's roster, a volunteer's own groups."""
    if actor.is_coordinator:
        return reverse("admin:contactgroups_contactgroup_change", args=[group.pk])
    if actor.is_representative:
        return reverse("contactgroups:roster", args=[group.pk])
    return reverse("contactgroups:my_groups")


def back(request: Request, group: ContactGroup, said: str = "", *, undo: str = "") -> HttpResponse:
    """To the actor's page of this group, with a quiet line of what happened."""
    if said:
        messages.success(request, said, extra_tags=undo)
    return redirect(home_url(request.actor, group))


def refused(request: Request, refusal: Refused) -> None:
    """A refusal of a one-button form, as a quiet line."""
    for sentence in refusal.sentences:
        messages.warning(request, sentence)
