"""Erasing: the person asks, the coordinator does it (P54)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from oev import clock
from oev.access import allow
from oev.errors import Refused
from oev.http import Request
from volunteers import rules, services
from volunteers.views.common import act, person_or_404, person_url


@allow(rules.may_open_person)
def erasure_ask(request: Request, pk: int | None = None) -> HttpResponse:
    """What goes, what stays without a name, and one button."""
    person = person_or_404(request, pk)
    own, back = rules.is_self(request.actor, person), person_url(request.actor, person)
    if request.method == "POST":
        done = "We wissen je gegevens. Dank je voor alles." if own else "Genoteerd. De coördinator doet dit."
        back = reverse("start") if own else back
        return act(request, back, done, services.ask_erasure, volunteer=person, on=clock.today())
    return render(request, "volunteers/erasure_ask.html", {"person": person, "own": own, "back": back})


@allow(rules.may_erase)
def volunteer_erase(request: Request, pk: int) -> HttpResponse:
    """'Wis de gegevens': the effects, and a confirmation."""
    person = person_or_404(request, pk)
    back = person_url(request.actor, person)
    if request.method == "POST":
        try:
            services.erase_person(by=request.actor, volunteer=person)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(back)
        messages.success(request, "De gegevens zijn gewist.")
        return redirect("admin:volunteers_volunteer_changelist")
    return render(request, "volunteers/volunteer_erase.html", {"person": person, "back": back})
