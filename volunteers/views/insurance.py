"""How roles are insured: to read for everybody whom it concerns, to renew for the coordinator (P20, A15)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from oev import clock
from oev.access import allow
from oev.forms import attempt, bound
from oev.http import Request
from volunteers import rules, services
from volunteers.forms.insurance import RenewForm
from volunteers.models import InsurancePolicy
from volunteers.pages import insurance
from volunteers.standing import plus_months
from volunteers.views.common import said


@allow(rules.may_see_insurance)
def policy_list(request: Request) -> HttpResponse:
    """The policies; for staff and bestuur also whom it touches when a role runs without (A15)."""
    day = clock.today()
    policies = InsurancePolicy.objects.visible_to(request.actor).select_related("holder").order_by("-until_on", "name")
    context = {
        "lines": insurance.policy_lines(policies, day),
        "touched": [] if rules.is_volunteer(request.actor) else insurance.touched(day),
        "names": rules.may_see_who_is_touched(request.actor),
        "keeps": rules.may_keep_policies(request.actor),
        "own": rules.is_volunteer(request.actor),
    }
    return render(request, "volunteers/policy_list.html", context)


@allow(rules.may_keep_policies)
def policy_renew(request: Request, pk: int) -> HttpResponse:
    """The next period, filled in: a year longer under the same number."""
    policy = get_object_or_404(InsurancePolicy.objects.visible_to(request.actor), pk=pk)
    initial = {"until_on": plus_months(policy.until_on, 12), "number": policy.number}
    form = bound(RenewForm, request, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {"by": request.actor, "policy": policy, **form.cleaned_data}
        if attempt(form, services.renew_policy, **values):
            return said(request, "De verzekering is verlengd.", "volunteers:policy_list")
    return render(request, "volunteers/policy_renew.html", {"form": form, "policy": policy})
