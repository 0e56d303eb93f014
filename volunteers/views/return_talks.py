"""The talk of three before a return: asking for it, choosing the moment, and what the three agreed (R067)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from oev import clock
from oev.access import allow
from oev.errors import Refused
from oev.forms import attempt, bound
from oev.http import Request
from volunteers import rules, services
from volunteers.checks import why_no_outcome
from volunteers.forms.standing import MeetingForm
from volunteers.models import ReturnTalk
from volunteers.views.common import act, person_or_404, person_url, said


@allow(rules.may_open_person)
@require_POST
def return_talk_ask(request: Request, pk: int | None = None) -> HttpResponse:
    """'Ik wil eerst nog praten', or 'Vraag een gesprek met drie': it is planned; nobody says why."""
    person = person_or_404(request, pk)
    own = rules.is_self(request.actor, person)
    if own or request.actor.is_representative:
        back = "volunteers:me" if own else reverse("volunteers:volunteer_return", args=[person.pk])
        return act(request, back, "We plannen een gesprek met drie.", services.ask_return_talk, volunteer=person)
    try:
        talk = services.ask_return_talk(by=request.actor, volunteer=person)
    except Refused as refusal:
        return said(request, refusal.sentences[0], person_url(request.actor, person))
    return redirect("volunteers:return_talk", talk.pk)


def _talk_or_404(request: Request, pk: int) -> ReturnTalk:
    rows = ReturnTalk.objects.visible_to(request.actor).select_related("rest")
    talk: ReturnTalk = get_object_or_404(rows, pk=pk)
    return talk


@allow(rules.is_staff)
def return_talk(request: Request, pk: int) -> HttpResponse:
    """When and where; and once it was held, how the three go on."""
    talk = _talk_or_404(request, pk)
    person = person_or_404(request, talk.volunteer_id)
    form, back = bound(MeetingForm, request, initial=MeetingForm.of(talk)), person_url(request.actor, person)
    if request.method == "POST" and form.is_valid():
        planned = attempt(form, services.plan_return_talk, by=request.actor, talk=talk, **form.values())
        if planned:
            return said(request, "Afgesproken. De anderen krijgen een bericht.", back)
    context = {
        "form": form, "talk": talk, "person": person, "back": back,
        "when": clock.say_moment(talk.starts_at) if talk.starts_at else "",
        "may_close": not why_no_outcome(talk, request.actor, clock.today()),
    }  # fmt: skip
    return render(request, "volunteers/return_talk.html", context)


@allow(rules.is_staff)
@require_POST
def return_talk_close(request: Request, pk: int) -> HttpResponse:
    """'We starten terug' or 'Nog niet': of the day on which it was planned, or of today."""
    talk = _talk_or_404(request, pk)
    person = person_or_404(request, talk.volunteer_id)
    day = clock.today()
    on = talk.day if talk.day and talk.day < day else day
    go_on = request.POST.get("answer") == "go_on"
    back = reverse("volunteers:volunteer_return", args=[person.pk]) if go_on else person_url(request.actor, person)
    done = "Genoteerd: jullie starten terug." if go_on else "Genoteerd. Jullie kijken later opnieuw."
    return act(request, back, done, services.close_return_talk, talk=talk, go_on=go_on, on=on)
