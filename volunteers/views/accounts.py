"""An account for somebody of the pool: a page that says what happens, and the address once."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from oev.access import allow
from oev.errors import Refused
from oev.http import Request
from volunteers import rules_doing, services
from volunteers.views.common import person_or_404, person_url, said


@allow(rules_doing.may_invite_people)
def volunteer_invite(request: Request, pk: int) -> HttpResponse:
    """Give somebody a way in; an earlier address that was not used stops working."""
    person = person_or_404(request, pk)
    back = person_url(request.actor, person)
    if request.method == "POST":
        try:
            token = services.invite_volunteer(by=request.actor, volunteer=person)
        except Refused as refusal:
            messages.error(request, refusal.sentences[0])
            return redirect(back)
        if not token:
            return said(request, f"{person.first_name} kan aanmelden met het eigen mailadres.", back)
        address = settings.SITE_URL + reverse("accounts:invitation_accept", args=[token])
        return render(
            request, "volunteers/volunteer_invited.html", {"person": person, "address": address, "back": back}
        )
    return render(request, "volunteers/volunteer_invite.html", {"person": person, "back": back})
