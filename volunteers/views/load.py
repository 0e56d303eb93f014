"""The coordinator makes some of the vertegenwoordiger's calls when there are many (Q43)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from oev import clock
from oev.access import allow
from oev.errors import Refused
from oev.http import Request
from volunteers import rules, services
from volunteers.models import CallTask
from volunteers.views.common import act, said
from volunteers.work.load import call_rows, open_for_representative


@allow(rules.may_take_over_calls)
def call_help(request: Request) -> HttpResponse:
    """Calls of the vertegenwoordiger that the coordinator can make as well, one tap each."""
    day = clock.today()
    rows, count = call_rows(day), open_for_representative(day).count()
    return render(request, "volunteers/call_help.html", {"rows": rows, "stays": count - len(rows)})


@allow(rules.may_take_over_calls)
@require_POST
def call_take_over(request: Request, pk: int) -> HttpResponse:
    """'Neem over': the call stands on the coordinator's list; it can be given back at once."""
    task = get_object_or_404(CallTask.objects.visible_to(request.actor).select_related("volunteer"), pk=pk)
    back = reverse("volunteers:call_help")
    try:
        services.take_over_call(by=request.actor, task=task)
    except Refused as refusal:
        messages.error(request, refusal.sentences[0])
        return redirect(back)
    undo = reverse("volunteers:call_give_back", args=[pk])
    return said(request, f"Jij belt {task.volunteer.full_name}.", back, undo)


@allow(rules.may_take_over_calls)
@require_POST
def call_give_back(request: Request, pk: int) -> HttpResponse:
    """'Ongedaan maken': the vertegenwoordiger calls after all."""
    task = get_object_or_404(CallTask.objects.visible_to(request.actor), pk=pk)
    back = reverse("volunteers:call_help")
    return act(request, back, "De vertegenwoordiger belt.", services.give_back_call, task=task)
