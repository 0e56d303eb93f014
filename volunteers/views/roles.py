"""Who does what: giving and ending a role."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from oev.access import allow
from oev.forms import attempt, bound
from oev.http import Request
from volunteers import rules, services
from volunteers.forms.people import RoleForm
from volunteers.kinds import Role
from volunteers.models import RoleHolding
from volunteers.views.common import act, person_or_404, person_url, said


@allow(rules.may_give_roles)
def role_give(request: Request, pk: int) -> HttpResponse:
    """Give a role; whatever stands in the way is said at once (P19, A15)."""
    person = person_or_404(request, pk)
    form, back = bound(RoleForm, request), person_url(request.actor, person)
    if request.method == "POST" and form.is_valid():
        role, day = Role(form.cleaned_data["role"]), form.cleaned_data["from_on"]
        if attempt(form, services.give_role, by=request.actor, volunteer=person, role=role, from_on=day):
            return said(request, f"{person.first_name} heeft deze rol nu.", back)
    return render(request, "volunteers/role_give.html", {"form": form, "person": person, "back": back})


@allow(rules.may_open_person)
def role_end(request: Request, pk: int) -> HttpResponse:
    """A role ends today: by the coordinator or the person."""
    holding = get_object_or_404(RoleHolding.objects.visible_to(request.actor).standing(), pk=pk)
    if not rules.may_end_role(request.actor, holding.volunteer):
        raise Http404
    back = person_url(request.actor, holding.volunteer)
    if request.method == "POST":
        return act(request, back, "Deze rol is gestopt.", services.end_role, holding=holding)
    context = {
        "holding": holding, "name": Role(holding.role).label, "back": back,
        "own": rules.is_self(request.actor, holding.volunteer),
    }  # fmt: skip
    return render(request, "volunteers/role_end.html", context)
