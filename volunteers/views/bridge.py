"""Contact with self-help groups: three fields, a list, and the way back (6.2.5, R205)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from oev.access import allow
from oev.forms import attempt, bound
from oev.http import Request
from partners.models import Partner
from partners.states import PartnerKind
from volunteers import rules, services
from volunteers.forms.care import BridgeForm
from volunteers.models import BridgeContact
from volunteers.views.common import act, said

SHOWN = 30


@allow(rules.may_keep_bridge)
def bridge_list(request: Request) -> HttpResponse:
    """Write one down on top, read the last ones below."""
    groups = Partner.objects.visible_to(request.actor).filter(kind=PartnerKind.SELF_HELP).order_by("search_name")
    form = bound(BridgeForm, request, groups=groups)
    if request.method == "POST" and form.is_valid():
        kept = attempt(form, services.record_bridge_contact, by=request.actor, **form.cleaned_data)
        if kept:
            undo = reverse("volunteers:bridge_withdraw", args=[kept.pk])
            return said(request, "Genoteerd.", reverse("volunteers:bridge_list"), undo)
    contacts = BridgeContact.objects.visible_to(request.actor).filter(withdrawn_at=None).select_related("partner")
    context = {"form": form, "contacts": contacts[:SHOWN], "has_groups": groups.exists()}
    return render(request, "volunteers/bridge_list.html", context)


@allow(rules.may_keep_bridge)
@require_POST
def bridge_withdraw(request: Request, pk: int) -> HttpResponse:
    """'Zet recht', and 'Ongedaan maken'."""
    contact = get_object_or_404(BridgeContact.objects.visible_to(request.actor), pk=pk)
    return act(request, "volunteers:bridge_list", "Rechtgezet.", services.withdraw_bridge_contact, contact=contact)
