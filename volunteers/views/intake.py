"""On the way in, for coordinator and vertegenwoordiger: one tap a point, the talk, papers, and the start (P12)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from oev import clock
from oev.access import allow
from oev.audit.models import Subject
from oev.audit.services import log_access
from oev.forms import attempt, bound
from oev.http import Request
from volunteers import rules, rules_doing, services
from volunteers.forms.intake import PlanTalkForm, SignForm, StartForm, TalkHeldForm, TickForm
from volunteers.kinds import SignedHow
from volunteers.models import Document, IntakeTalk, Volunteer
from volunteers.pages.companions import companions_for, first_roles
from volunteers.pages.employer import works_at
from volunteers.pages.intake import intake_page
from volunteers.views.common import act, person_or_404, person_url, said

HERE = "#intake"
NOT_UNDERSTOOD = "Dat kwam niet goed over. Probeer het nog eens."


def _again(request: Request, back: str) -> HttpResponse:
    messages.error(request, NOT_UNDERSTOOD)
    return redirect(back)


def _to_list(request: Request, person: Volunteer) -> str:
    return person_url(request.actor, person) + HERE


@allow(rules_doing.may_keep_intake)
@require_POST
def intake_tick(request: Request, pk: int) -> HttpResponse:
    """'Afvinken': one point."""
    person = person_or_404(request, pk)
    form, back = bound(TickForm, request), _to_list(request, person)
    if not form.is_valid():
        return _again(request, back)
    return act(request, back, "Genoteerd.", services.tick_item, volunteer=person, **form.cleaned_data)


@allow(rules_doing.may_keep_intake)
@require_POST
def intake_talked(request: Request, pk: int) -> HttpResponse:
    """'Alles besproken': the points of the talk at once."""
    person = person_or_404(request, pk)
    return act(request, _to_list(request, person), "Genoteerd.", services.tick_talked, volunteer=person)


@allow(rules_doing.may_keep_intake)
@require_POST
def intake_untick(request: Request, pk: int) -> HttpResponse:
    """'Terugzetten': a point is open again."""
    person = person_or_404(request, pk)
    form, back = bound(TickForm, request), _to_list(request, person)
    if not form.is_valid():
        return _again(request, back)
    item = form.cleaned_data["item"]
    return act(request, back, "Teruggezet.", services.untick_item, volunteer=person, item=item)


@allow(rules_doing.may_keep_intake)
@require_POST
def intake_sign(request: Request, pk: int) -> HttpResponse:
    """Somebody signed, or was handed, a text: in a letter, on paper, by hand (Q39)."""
    person = person_or_404(request, pk)
    form = bound(SignForm, request, documents=Document.objects.visible_to(request.actor))
    anchor = HERE if intake_page(request.actor, person) else "#papieren"
    back = person_url(request.actor, person) + anchor
    if not form.is_valid():
        return _again(request, back)
    values = {**form.cleaned_data, "how": SignedHow(form.cleaned_data["how"])}
    return act(request, back, "Genoteerd.", services.sign_document, volunteer=person, **values)


@allow(rules_doing.may_keep_intake)
def intake_talk_plan(request: Request, pk: int) -> HttpResponse:
    """A moment and a place for the talk."""
    person = person_or_404(request, pk)
    known = IntakeTalk.objects.visible_to(request.actor).filter(engagement__volunteer=person, held_on=None).first()
    form, back = bound(PlanTalkForm, request, initial=PlanTalkForm.of(known)), _to_list(request, person)
    if request.method == "POST" and form.is_valid():
        attempt(form, services.plan_intake_talk, by=request.actor, volunteer=person, **form.facts())
        if not form.errors:
            return said(request, "Gepland.", back)
    context = {"form": form, "person": person, "back": back, "known": known}
    return render(request, "volunteers/intake_talk_plan.html", context)


@allow(rules_doing.may_keep_intake)
def intake_talk_held(request: Request, pk: int) -> HttpResponse:
    """The talk took place: what was agreed, never what was said."""
    person = person_or_404(request, pk)
    form, back = bound(TalkHeldForm, request), _to_list(request, person)
    if request.method == "POST" and form.is_valid():
        attempt(form, services.record_intake_talk, by=request.actor, volunteer=person, **form.cleaned_data)
        if not form.errors:
            return said(request, "Genoteerd.", back)
    return render(request, "volunteers/intake_talk_held.html", {"form": form, "person": person, "back": back})


@allow(rules_doing.may_keep_intake)
@require_POST
def intake_talk_cancel(request: Request, pk: int) -> HttpResponse:
    """The talk that was planned does not take place."""
    person = person_or_404(request, pk)
    return act(request, _to_list(request, person), "Het gesprek staat er niet meer.",
               services.cancel_intake_talk, volunteer=person)  # fmt: skip


@allow(rules.may_activate)
def volunteer_activate(request: Request, pk: int) -> HttpResponse:
    """A candidate starts; whatever is still missing is said at once."""
    person, day = person_or_404(request, pk), clock.today()
    log_access(request.actor, Subject.STANDING, person.pk)
    form = bound(StartForm, request, roles=first_roles(person), companions=companions_for(request.actor, person, day))
    back = person_url(request.actor, person)
    if request.method == "POST" and form.is_valid():
        attempt(form, services.activate_volunteer, by=request.actor, volunteer=person, **form.cleaned_data)
        if not form.errors:
            return said(request, f"{person.first_name} is gestart.", back)
    intake = intake_page(request.actor, person)
    context = {
        "form": form, "person": person, "back": back, "missing": intake.checklist.missing if intake else [],
        "works_at": works_at(request.actor, person, day),
    }  # fmt: skip
    return render(request, "volunteers/volunteer_activate.html", context)
