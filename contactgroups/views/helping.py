"""Who helps in a group: a trekker proposes somebody, the person answers, and the group of a task (P09, P19)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from contactgroups import services
from contactgroups.forms_helping import ProposeForm, TaskGroupsForm
from contactgroups.helping import groups_of, running_tasks
from contactgroups.models import ContactGroup, GroupRoleRequest
from contactgroups.reads import role_lines
from contactgroups.rules import (
    may_answer_request,
    may_close_request,
    may_give_roles,
    may_have_groups,
    may_propose_role,
    may_see_rosters,
)
from contactgroups.views.home import home_url
from oev import clock
from oev.access import allow
from oev.forms import attempt, bound
from oev.http import Request
from volunteers.rules import is_self, may_open_person
from volunteers.views.common import act, person_or_404, person_url, said


@allow(may_have_groups)
def role_propose(request: Request, pk: int) -> HttpResponse:
    """A trekker proposes somebody of the own group for a role."""
    group = get_object_or_404(ContactGroup.objects.visible_to(request.actor), pk=pk)
    if not may_propose_role(request.actor, group):
        raise Http404
    form = bound(ProposeForm, request, people=role_lines(group.pk, request.actor, clock.today()))
    back = home_url(request.actor, group)
    if request.method == "POST" and form.is_valid():
        values = {"volunteer_id": form.cleaned_data["who"], "kind": form.cleaned_data["kind"]}
        if attempt(form, services.propose_group_role, by=request.actor, group=group, **values):
            return said(request, "Voorgesteld. De coördinator bekijkt het.", back)
    return render(request, "contactgroups/role_propose.html", {"form": form, "group": group, "back_url": back})


def _asked(request: Request, pk: int) -> GroupRoleRequest:
    rows = GroupRoleRequest.objects.visible_to(request.actor).with_names()
    asked: GroupRoleRequest = get_object_or_404(rows, pk=pk)
    return asked


def _desk(request: Request, asked: GroupRoleRequest) -> str:
    """Where the question came from: 'Vandaag', the dashboard, or the groups of the trekker."""
    if request.actor.is_coordinator:
        return "admin:index"
    return "volunteers:dashboard" if request.actor.is_representative else home_url(request.actor, asked.group)


@allow(may_give_roles)
@require_POST
def role_request_pass_on(request: Request, pk: int) -> HttpResponse:
    """'Vraag het': the person is asked, and the role begins with the yes."""
    asked = _asked(request, pk)
    done = f"De vraag aan {asked.volunteer.first_name} staat klaar."
    return act(request, _desk(request, asked), done, services.pass_on_group_role, role_request=asked)


@allow(may_see_rosters)
@require_POST
def role_request_close(request: Request, pk: int) -> HttpResponse:
    """'Nu niet', or the trekker takes it back."""
    asked = _asked(request, pk)
    if not may_close_request(request.actor, asked):
        raise Http404
    back = _desk(request, asked)
    return act(request, back, "Het voorstel is weg.", services.close_group_role_request, role_request=asked)


@allow(may_see_rosters)
def role_request_answer(request: Request, pk: int) -> HttpResponse:
    """The question to the person, or what the person said on the phone."""
    asked = _asked(request, pk)
    if asked.passed_at is None or not may_answer_request(request.actor, asked):
        raise Http404
    own = is_self(request.actor, asked.volunteer)
    answer = request.POST.get("answer", "")
    if request.method == "POST" and answer in {"yes", "not_now"}:
        done = "Genoteerd."
        if own:
            done = "Fijn dat je dit doet." if answer == "yes" else "Dank je om het te laten weten."
        back = "volunteers:me" if own else _desk(request, asked)
        return act(request, back, done, services.answer_group_role, role_request=asked, yes=answer == "yes")
    back_url = person_url(request.actor, asked.volunteer)
    return render(request, "contactgroups/role_request_answer.html", {"asked": asked, "own": own, "back_url": back_url})


@allow(may_open_person)
def task_groups(request: Request, pk: int | None = None) -> HttpResponse:
    """For which group somebody does a task; the trekker of that group reads it."""
    person, day = person_or_404(request, pk), clock.today()
    back, tasks = person_url(request.actor, person), running_tasks(person, day)
    if not tasks:
        messages.info(request, "Kies eerst een taak.")
        return redirect(back)
    groups = ContactGroup.objects.visible_to(request.actor).public().order_by("search_name")
    form = bound(TaskGroupsForm, request, tasks=tasks, placed=groups_of(tasks), groups=groups)
    if request.method == "POST" and form.is_valid():
        attempt(form, services.place_tasks, by=request.actor, volunteer=person, groups=form.groups())
        if not form.errors:
            return said(request, "Bewaard.", back)
    context = {"form": form, "person": person, "own": is_self(request.actor, person), "back_url": back}
    return render(request, "contactgroups/task_groups.html", context)
