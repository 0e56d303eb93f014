"""The list of groups for everybody (R122): no sign-in, nothing about anybody but a contact who shows a name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from contactgroups.models import ContactGroup
from contactgroups.public import coming_meetings, find_municipality, nearest_groups, public_groups
from contactgroups.states import GroupState
from oev.access import public


@public
def group_list(request: HttpRequest) -> HttpResponse:
    """All groups, or the nearest ones to a municipality with their next meeting (R134, 6.3 task 5)."""
    query = request.GET.get("q", "").strip()[:80]
    town = find_municipality(query)
    context = {
        "query": query,
        "town": town,
        "unknown": bool(query) and town is None,
        "groups": nearest_groups(town) if town else public_groups(ContactGroup.objects.public()),
    }
    return render(request, "contactgroups/group_list.html", context)


@public
def group_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One group: when, where, whom to reach, which weeks not; the nearest groups where it does not meet."""
    group = get_object_or_404(ContactGroup.objects.select_related("municipality"), pk=pk)
    shown = public_groups(ContactGroup.objects.among([pk]))[0]
    meets = group.state == GroupState.ACTIVE
    context = {
        "group": shown,
        "stopped": group.state == GroupState.STOPPED,
        "meetings": coming_meetings(group) if meets or group.state == GroupState.ON_BREAK else [],
        "near": nearest_groups(group.municipality, without=pk) if group.municipality and not meets else [],
    }
    return render(request, "contactgroups/group_detail.html", context)
