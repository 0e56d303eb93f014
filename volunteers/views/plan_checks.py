"""The personal plan: on which day it was talked about; for the coordinator, and read by the person (P08)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from oev.access import allow
from oev.forms import attempt, bound
from oev.http import Request
from volunteers import rules, services
from volunteers.forms.care import PlanCheckForm
from volunteers.models import RecoveryPlanCheck
from volunteers.views.common import act, person_or_404, person_url, said


@allow(rules.may_keep_plan_checks)
def plan_check(request: Request, pk: int) -> HttpResponse:
    """Two days, and what was written down before."""
    person = person_or_404(request, pk)
    form, back = bound(PlanCheckForm, request), person_url(request.actor, person)
    if request.method == "POST" and form.is_valid():
        values = {"by": request.actor, "volunteer": person, **form.cleaned_data}
        if kept := attempt(form, services.record_plan_check, **values):
            return said(request, "Genoteerd.", back, reverse("volunteers:plan_check_withdraw", args=[kept.pk]))
    checks = RecoveryPlanCheck.objects.visible_to(request.actor).standing().filter(volunteer=person)
    context = {"form": form, "person": person, "checks": checks, "back": back}
    return render(request, "volunteers/plan_check.html", context)


@allow(rules.may_keep_plan_checks)
@require_POST
def plan_check_withdraw(request: Request, pk: int) -> HttpResponse:
    """'Zet recht', and 'Ongedaan maken'."""
    check = get_object_or_404(RecoveryPlanCheck.objects.visible_to(request.actor), pk=pk)
    person = person_or_404(request, check.volunteer_id)
    return act(request, person_url(request.actor, person), "Rechtgezet.", services.withdraw_plan_check, check=check)
