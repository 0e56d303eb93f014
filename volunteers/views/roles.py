"""Who does what: giving, asking for and ending a role, the overview, and the vliegende ploeg."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from oev import clock
from oev.access import allow
from oev.audit.models import Subject
from oev.audit.services import log_access
from oev.forms import attempt, bound
from oev.http import Request
from volunteers import rules, services
from volunteers.forms.roles import RoleAskForm, RoleForm
from volunteers.kinds import Role
from volunteers.models import RoleHolding, RoleRequest
from volunteers.pages import who_does_what
from volunteers.pages.employer import works_at
from volunteers.views.common import act, person_or_404, person_url, said


@allow(rules.may_give_roles)
def role_give(request: Request, pk: int) -> HttpResponse:
    """Give a role; whatever stands in the way is said at once (P19, A15)."""
    person = person_or_404(request, pk)
    asked = request.GET.get("rol", "")
    form = bound(RoleForm, request, person=person, initial={"role": asked} if asked in Role.values else None)
    back = person_url(request.actor, person)
    if request.method == "POST" and form.is_valid():
        values = {"by": request.actor, "volunteer": person, **form.cleaned_data}
        if attempt(form, services.give_role, **values):
            waits = form.cleaned_data.get("ask")
            words = "De vraag staat klaar op de eigen pagina." if waits else f"{person.first_name} heeft deze rol nu."
            return said(request, words, back)
    context = {"form": form, "person": person, "back": back, "works_at": works_at(request.actor, person, clock.today())}
    return render(request, "volunteers/role_give.html", context)


@allow(rules.may_ask_for_role)
def role_ask(request: Request, pk: int) -> HttpResponse:
    """The vertegenwoordiger asks the coordinator to give this person a role (P19)."""
    person = person_or_404(request, pk)
    form, back = bound(RoleAskForm, request, person=person), person_url(request.actor, person)
    if request.method == "POST" and form.is_valid():
        role = Role(form.cleaned_data["role"])
        if attempt(form, services.ask_for_role, by=request.actor, volunteer=person, role=role):
            return said(request, "Gevraagd aan de coördinator.", back)
    context = {"form": form, "person": person, "back": back, "works_at": works_at(request.actor, person, clock.today())}
    return render(request, "volunteers/role_ask.html", context)


@allow(rules.is_staff)
@require_POST
def role_request_close(request: Request, pk: int) -> HttpResponse:
    """'Nu niet', or the vertegenwoordiger takes it back."""
    asked = get_object_or_404(RoleRequest.objects.visible_to(request.actor).select_related("volunteer"), pk=pk)
    back = "admin:index" if request.actor.is_coordinator else person_url(request.actor, asked.volunteer)
    return act(request, back, "De vraag is weg.", services.close_role_request, role_request=asked)


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


@allow(rules.may_see_roles)
def role_list(request: Request) -> HttpResponse:
    """Wie doet wat: per role, per group, per task; on paper too."""
    day = clock.today()
    groups = who_does_what.groups(request.actor, day)
    context = {
        "day": clock.say_day(day),
        "roles": who_does_what.roles(request.actor, day, groups),
        "groups": groups,
        "tasks": who_does_what.tasks(request.actor, day),
        "keeps": rules.may_keep_seats(request.actor),
    }
    log_access(request.actor, Subject.PEOPLE_LIST)
    return render(request, "volunteers/role_list.html", context)


@allow(rules.may_see_roles)
def flying_team(request: Request) -> HttpResponse:
    """The vliegende ploeg: who may be called, when it suits, and at which number (R090)."""
    context = {"team": who_does_what.flying_team(request.actor, clock.today())}
    log_access(request.actor, Subject.PEOPLE_LIST)
    return render(request, "volunteers/flying_team.html", context)
