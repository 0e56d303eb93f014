"""Coming back and keeping in touch: contact, agreement, confirmation, and roles that are offered back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from oev import clock
from oev.access import allow
from oev.audit.models import Subject
from oev.audit.services import log_access
from oev.forms import attempt, bound
from oev.http import Request
from volunteers import rules, services
from volunteers.forms.standing import ContactForm, ReturnForm
from volunteers.kinds import Channel
from volunteers.models import CallTask, RoleHolding
from volunteers.pages.person import person_page
from volunteers.standing import NeedKind
from volunteers.views.common import act, person_or_404, person_url, said


@allow(rules.may_confirm_return)
def volunteer_return(request: Request, pk: int) -> HttpResponse:
    """'Weer oproepbaar maken': the three records, what is still needed, and the pace (Q11, A05)."""
    person = person_or_404(request, pk)
    form = bound(ReturnForm, request, initial={"max_per_month": person.max_per_month})
    back = person_url(request.actor, person)
    if request.method == "POST" and form.is_valid():
        values = {"by": request.actor, "volunteer": person, **form.cleaned_data}
        if attempt(form, services.confirm_return, **values):
            return said(request, f"{person.first_name} is weer oproepbaar.", back)
    log_access(request.actor, Subject.STANDING, person.pk)
    page = person_page(request.actor, person)
    context = {
        "form": form, "person": person, "page": page, "back": back,
        "asks_agreement": any(need.kind is NeedKind.AGREEMENT for need in page.needs),
        "asks_talk": request.actor.is_coordinator
        and any(need.kind is NeedKind.COORDINATOR_CONTACT for need in page.needs),
        "may_agree": rules.may_agree_to_return(request.actor),
    }  # fmt: skip
    return render(request, "volunteers/volunteer_return.html", context)


@allow(rules.may_agree_to_return)
@require_POST
def volunteer_agree(request: Request, pk: int) -> HttpResponse:
    """'Besproken, goed voor mij' (R067)."""
    person = person_or_404(request, pk)
    back = reverse("volunteers:volunteer_return", args=[person.pk])
    done = "Genoteerd: besproken, goed voor jou."
    return act(request, back, done, services.agree_to_return, volunteer=person, on=clock.today())


@allow(rules.is_volunteer)
@require_POST
def volunteer_ask_back(request: Request) -> HttpResponse:
    """'Ik wil graag terug meedoen' (R043)."""
    person = person_or_404(request, None)
    done = "Fijn om te horen. We bellen je."
    return act(request, "volunteers:me", done, services.ask_to_return, volunteer=person)


@allow(rules.may_open_person)
@require_POST
def role_answer(request: Request, pk: int) -> HttpResponse:
    """Yes or no to a role that was offered back, one by one (Q12)."""
    holding = get_object_or_404(RoleHolding.objects.visible_to(request.actor).standing(), pk=pk)
    yes = request.POST.get("answer") == "yes"
    service = services.accept_role_back if yes else services.decline_role_back
    done = "Fijn. Deze rol is van jou." if yes else "Goed. Je hoeft geen reden te geven."
    if not rules.is_self(request.actor, holding.volunteer):
        done = "Genoteerd."
    return act(request, person_url(request.actor, holding.volunteer), done, service, holding=holding)


@allow(rules.may_record_contact)
def volunteer_contact(request: Request, pk: int) -> HttpResponse:
    """Write down that you spoke: the date and how, never what was said (P10)."""
    person = person_or_404(request, pk)
    form, back = bound(ContactForm, request), person_url(request.actor, person)
    if request.method == "POST" and form.is_valid():
        day, channel = form.cleaned_data["on"], Channel(form.cleaned_data["channel"])
        if attempt(form, services.record_contact, by=request.actor, volunteer=person, on=day, channel=channel):
            return said(request, "Contact genoteerd.", back)
    return render(request, "volunteers/volunteer_contact.html", {"form": form, "person": person, "back": back})


@allow(rules.may_record_contact)
@require_POST
def volunteer_called(request: Request, pk: int) -> HttpResponse:
    """'Ik heb gebeld': one tap, today."""
    person = person_or_404(request, pk)
    values = {"volunteer": person, "on": clock.today(), "channel": Channel.PHONE}
    return act(request, _back(request, person_url(request.actor, person)), "Contact van vandaag genoteerd.",
               services.record_contact, **values)  # fmt: skip


@allow(rules.may_record_contact)
@require_POST
def volunteer_talked(request: Request, pk: int) -> HttpResponse:
    """'Ik sprak met …' (Q41)."""
    person = person_or_404(request, pk)
    done = "Genoteerd. Het bericht vertrekt nu."
    return act(
        request, person_url(request.actor, person), done, services.record_talk, volunteer=person, on=clock.today()
    )


@allow(rules.may_see_calls)
@require_POST
def call_close(request: Request, pk: int) -> HttpResponse:
    """A call is done, with today's date."""
    task = get_object_or_404(CallTask.objects.visible_to(request.actor), pk=pk)
    return act(request, _back(request, "home"), "Opgevolgd.", services.close_call, task=task, on=clock.today())


def _back(request: Request, otherwise: str) -> str:
    """The page of this house that the button stood on, or another."""
    came_from = request.headers.get("Referer", "")
    here = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return came_from if here else otherwise
