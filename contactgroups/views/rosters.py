"""The roster: for every group its gaps, and per group a month list with propose and publish (6.2 task 4)."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from contactgroups import services
from contactgroups.models import ContactGroup, Meeting
from contactgroups.months import Month, asked_month
from contactgroups.reads import by_person, meeting_lines, role_lines
from contactgroups.rules import may_make_roster, may_oversee_rosters, may_register_meetings, may_see_rosters
from contactgroups.views.home import home_url, refused
from oev import clock
from oev.access import allow
from oev.errors import Refused
from oev.http import Request

WEEKS = 4


@allow(may_oversee_rosters)
def roster_list(request: Request) -> HttpResponse:
    """Every group that meets, with how many meetings of the coming four weeks nobody leads yet."""
    rows = ContactGroup.objects.visible_to(request.actor).led().with_gaps(clock.now(), WEEKS)
    groups = [
        {
            "pk": row.pk,
            "name": row.name,
            "gaps": row.gaps,
            "line": f"{row.gaps} van de komende {WEEKS} weken zonder gespreksleider."
            if row.gaps
            else f"De komende {WEEKS} weken zijn rond.",
        }
        for row in rows
    ]
    return render(request, "contactgroups/roster_list.html", {"groups": groups})


@allow(may_see_rosters)
def roster(request: Request, pk: int) -> HttpResponse:
    """One month of a group: who leads when, gaps in grey, drafts with their reason."""
    group = _group(request, pk)
    month: Month = asked_month(request.GET.get("maand", ""), clock.today())
    meetings = Meeting.objects.visible_to(request.actor).of(group).in_month(month.first, month.after)
    lines = meeting_lines(meetings, request.actor)
    context = {
        "group": group,
        "month": month,
        "lines": lines,
        "drafts": services.count_drafts(group=group),
        "gaps": sum(line.gap for line in lines),
        "people": by_person(role_lines(group.pk, request.actor, clock.today())),
        "registers": may_register_meetings(request.actor),
        "back_url": _back_url(request, group),
    }
    return render(request, "contactgroups/roster.html", context)


def _group(request: Request, pk: int) -> ContactGroup:
    group: ContactGroup = get_object_or_404(ContactGroup.objects.visible_to(request.actor), pk=pk)
    if not may_make_roster(request.actor, group):
        raise Http404
    return group


def _back_url(request: Request, group: ContactGroup) -> str:
    return reverse("contactgroups:roster_list") if request.actor.is_representative else home_url(request.actor, group)


def _to_roster(request: Request, group: ContactGroup, day: date | None = None) -> HttpResponse:
    month = f"?maand={day:%Y-%m}" if day else ""
    return redirect(reverse("contactgroups:roster", args=[group.pk]) + month)


@allow(may_see_rosters)
@require_POST
def roster_propose(request: Request, pk: int) -> HttpResponse:
    """Fill the open turns fairly; nobody sees it before 'Publiceer'."""
    group = _group(request, pk)
    try:
        plan = services.propose_turns(by=request.actor, group=group)
    except Refused as refusal:
        refused(request, refusal)
        return _to_roster(request, group)
    made, holes = len(plan.choices) - len(plan.holes), len(plan.holes)
    said = f"{made} {'beurt' if made == 1 else 'beurten'} voorgesteld. Kijk het na en kies ‘Publiceer’."
    messages.success(request, said if not holes else f"{said} Voor {holes} is er nog niemand.")
    return _to_roster(request, group, min((choice.on for choice in plan.choices), default=None))


@allow(may_see_rosters)
@require_POST
def roster_publish(request: Request, pk: int) -> HttpResponse:
    """Show the proposal to the group, and ask each leader."""
    group = _group(request, pk)
    asked = services.publish_roster(by=request.actor, group=group)
    messages.success(request, f"Gepubliceerd. {asked} {'beurt is' if asked == 1 else 'beurten zijn'} gevraagd.")
    return _to_roster(request, group)


@allow(may_see_rosters)
@require_POST
def roster_clear(request: Request, pk: int) -> HttpResponse:
    """Throw the proposal away."""
    group = _group(request, pk)
    services.clear_drafts(by=request.actor, group=group)
    messages.success(request, "Het voorstel is weg. Wie al ja zei, blijft staan.")
    return _to_roster(request, group)
