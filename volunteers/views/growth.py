"""Growth talks: noted in two taps, offered later, taken away (P18)."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from oev.access import allow
from oev.forms import attempt, bound
from oev.http import Request
from volunteers import rules, rules_doing, services
from volunteers.forms.growth import GrowthTalkForm
from volunteers.kinds import GrowthTalkKind
from volunteers.models import GrowthTalk
from volunteers.views.common import act, person_or_404, person_url, said


@allow(rules_doing.may_record_growth_talk)
def growth_talk_add(request: Request, pk: int) -> HttpResponse:
    """'Het groeigesprek was vandaag': the day alone."""
    person = person_or_404(request, pk)
    form, back = bound(GrowthTalkForm, request), person_url(request.actor, person)
    if request.method == "POST" and form.is_valid():
        values = {"on": form.cleaned_data["on"], "kind": GrowthTalkKind(form.cleaned_data["kind"])}
        talk = attempt(form, services.record_growth_talk, by=request.actor, volunteer=person, **values)
        if talk:
            undo = reverse("volunteers:growth_talk_forget", args=[talk.pk])
            return said(request, "Genoteerd.", back, undo)
    return render(request, "volunteers/growth_talk_add.html", {"form": form, "person": person, "back": back})


@allow(rules_doing.may_record_growth_talk)
@require_POST
def growth_talk_later(request: Request, pk: int) -> HttpResponse:
    """'Nu niet': offered again in a year."""
    talk = get_object_or_404(GrowthTalk.objects.visible_to(request.actor).standing(), pk=pk)
    back = "admin:index" if request.actor.is_coordinator else "volunteers:dashboard"
    return act(request, back, "Goed. We bieden het volgend jaar weer aan.", services.offer_growth_talk_later, talk=talk)


@allow(rules.may_open_person)
@require_POST
def growth_talk_forget(request: Request, pk: int) -> HttpResponse:
    """The person takes it away; staff put right what they wrote."""
    rows = GrowthTalk.objects.visible_to(request.actor).standing().select_related("volunteer")
    talk = get_object_or_404(rows, pk=pk)
    if not rules_doing.may_withdraw_growth_talk(request.actor, talk.volunteer):
        raise Http404
    back = person_url(request.actor, talk.volunteer)
    return act(request, back, "Weggehaald.", services.forget_growth_talk, talk=talk)
