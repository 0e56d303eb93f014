"""A volunteer's own groups on a phone (6.4)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from contactgroups import services
from contactgroups.mine import my_page
from contactgroups.models import GroupRole
from contactgroups.rules import may_have_groups
from contactgroups.views.home import back, refused
from oev.access import allow
from oev.errors import Refused
from oev.http import Request


@allow(may_have_groups)
def my_groups(request: Request) -> HttpResponse:
    """What is asked of me, what I lead, and for a trekker the next turns and the meetings to fill in."""
    return render(request, "contactgroups/my_groups.html", {"page": my_page(request.actor)})


@allow(may_have_groups)
@require_POST
def role_take_back(request: Request, pk: int) -> HttpResponse:
    """'Ja, ik neem dit weer op' (A05)."""
    role = get_object_or_404(GroupRole.objects.visible_to(request.actor), pk=pk)
    try:
        services.take_back_role(by=request.actor, role=role)
    except Refused as refusal:
        refused(request, refusal)
        return back(request, role.group)
    return back(request, role.group, "Fijn dat je dit weer opneemt.")
