"""The coordinator's acts on a group: open, keep up to date, move, weekly day, roles (3.3, P36, P19)."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from contactgroups import services
from contactgroups.checks import why_not_move
from contactgroups.forms import EndForm, GroupForm, MoveForm, OpenForm, RoleForm, SeriesForm
from contactgroups.models import ContactGroup, GroupRole
from contactgroups.public import running_series
from contactgroups.reads import role_lines
from contactgroups.rules import is_organiser, may_give_roles, may_run_groups, may_see_rosters
from contactgroups.services.groups import TOGETHER
from contactgroups.states import GROUP_TRANSITIONS, GroupState
from contactgroups.steps import effects_of, verb_of
from contactgroups.views.home import back, home_url
from oev import clock
from oev.access import allow
from oev.forms import attempt, bound
from oev.http import Request


@allow(may_run_groups)
def group_open(request: Request) -> HttpResponse:
    """A new contact point."""
    form = bound(OpenForm, request, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        group = attempt(form, services.open_group, by=request.actor, **form.cleaned_data)
        if group is not None:
            return back(request, group, "Het contactpunt is open.")
    return render(request, "contactgroups/group_open.html", {"form": form})


@allow(may_run_groups)
def group_change(request: Request, pk: int) -> HttpResponse:
    """Name, place, partner, agreement and the text for everybody."""
    group = get_object_or_404(ContactGroup.objects.visible_to(request.actor), pk=pk)
    form = bound(GroupForm, request, actor=request.actor, initial=GroupForm.initial_of(group))
    if request.method == "POST" and form.is_valid():
        done = attempt(form, services.change_group, by=request.actor, group=group, **form.cleaned_data)
        if done is not None:
            return back(request, group, "Bewaard.")
    return _page(request, "group_change", group, form)


@allow(may_see_rosters)
def group_move(request: Request, pk: int, step: str) -> HttpResponse:
    """A step of 3.3: what is still missing, or what will happen, and the verb. A trekker may take a break."""
    group = get_object_or_404(ContactGroup.objects.visible_to(request.actor).select_related("agreement"), pk=pk)
    target = _target(request, group, step)
    form = bound(MoveForm, request, together=target in TOGETHER, pause=target == GroupState.ON_BREAK)
    if request.method == "POST" and form.is_valid():
        moved = attempt(form, services.move_group, by=request.actor, group=group, to=target, **form.cleaned_data)
        if moved is not None:
            return back(request, moved, f"{moved.name} is nu {moved.get_state_display()}.")
        group.refresh_from_db()
    more = {
        "missing": why_not_move(group, target, clock.today()),
        "verb": verb_of(target, group),
        "effects": effects_of(group, target),
    }
    return _page(request, "group_move", group, form, **more)


def _target(request: Request, group: ContactGroup, step: str) -> GroupState:
    """The state that the address names, when it exists, can follow on this one, and is this reader's to decide."""
    if step not in GroupState.values or GroupState(step) not in GROUP_TRANSITIONS[GroupState(group.state)]:
        raise Http404
    target = GroupState(step)
    pause = target == GroupState.ON_BREAK and is_organiser(request.actor, group)
    if not (may_run_groups(request.actor) or pause):
        raise Http404
    return target


@allow(may_run_groups)
def group_series(request: Request, pk: int) -> HttpResponse:
    """The weekly day and hour, from a day on."""
    group = get_object_or_404(ContactGroup.objects.visible_to(request.actor).prefetch_related("series"), pk=pk)
    now = running_series(group.series.all(), clock.today())
    names = ("weekday", "starts_at", "minutes", "place")
    initial = {name: getattr(now, name) for name in names} if now else {}
    form = bound(SeriesForm, request, initial={**initial, "from_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        done = attempt(form, services.set_series, by=request.actor, group=group, mode=group.mode, **form.cleaned_data)
        if done is not None:
            return back(request, group, "De vaste dag is bewaard.")
    return _page(request, "group_series", group, form, moves=now is not None)


@allow(may_give_roles)
def role_give(request: Request, pk: int) -> HttpResponse:
    """Somebody becomes trekker, gespreksleider, lezer or starter."""
    group = get_object_or_404(ContactGroup.objects.visible_to(request.actor), pk=pk)
    form = bound(RoleForm, request, actor=request.actor, initial={"from_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        given = attempt(form, services.give_group_role, by=request.actor, group=group, **form.cleaned_data)
        if given is not None:
            return back(request, group, "De rol is genoteerd.")
    return _page(request, "role_give", group, form)


@allow(may_see_rosters)
def role_end(request: Request, pk: int) -> HttpResponse:
    """A role ends; the coordinator any, somebody the own."""
    role = get_object_or_404(GroupRole.objects.visible_to(request.actor).select_related("group"), pk=pk)
    if request.actor.is_representative:
        raise Http404
    lines = role_lines(role.group_id, request.actor, clock.today())
    form = bound(EndForm, request, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        freed = attempt(form, services.end_group_role, by=request.actor, role=role, on=form.cleaned_data["on"])
        if freed is not None:
            more = f" {freed} beurten zoeken iemand anders." if freed > 1 else ""
            return back(request, role.group, f"De rol eindigt.{more}")
    line = next((line for line in lines if line.pk == role.pk), None)
    return _page(request, "role_end", role.group, form, line=line)


def _page(request: Request, name: str, group: ContactGroup, form: object, **more: object) -> HttpResponse:
    context = {"group": group, "form": form, "back_url": home_url(request.actor, group), **more}
    return render(request, f"contactgroups/{name}.html", context)
