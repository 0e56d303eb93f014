"""Uitstel for everybody because sessions were cancelled (Q40)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from oev import clock
from oev.access import allow
from oev.forms import attempt, bound
from oev.http import Request
from volunteers import rules, services
from volunteers.forms.care import PostponeForm
from volunteers.models import Postponement
from volunteers.views.common import act, said


@allow(rules.may_postpone_lapses)
def postponement_list(request: Request) -> HttpResponse:
    """Give uitstel until a day, and take back what was a mistake."""
    form, here = bound(PostponeForm, request), reverse("volunteers:postponement_list")
    if request.method == "POST" and form.is_valid():
        given = attempt(form, services.postpone_lapses, by=request.actor, **form.cleaned_data)
        if given:
            undo = reverse("volunteers:postponement_withdraw", args=[given.pk])
            return said(request, f"Iedereen heeft uitstel tot {clock.say_day(given.until_on)}.", here, undo)
    running = Postponement.objects.standing().filter(until_on__gt=clock.today()).order_by("until_on")
    return render(request, "volunteers/postponement_list.html", {"form": form, "running": running})


@allow(rules.may_postpone_lapses)
@require_POST
def postponement_withdraw(request: Request, pk: int) -> HttpResponse:
    """'Zet recht', and 'Ongedaan maken'."""
    given = get_object_or_404(Postponement.objects.standing(), pk=pk)
    done = "Het uitstel is weg."
    return act(request, "volunteers:postponement_list", done, services.withdraw_postponement, postponement=given)
