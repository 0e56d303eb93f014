"""Who may come by at a place: two acts of the coordinator, reached from the page of the place (P34)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from oev import clock
from oev.access import allow
from oev.forms import attempt, bound
from oev.http import Request
from partners.models import Site
from partners.places import page_of
from volunteers import rules
from volunteers.forms.site_access import SiteAccessForm
from volunteers.models import SiteAccess
from volunteers.pages.site import who_may_come
from volunteers.services.site_access import end_site_access, give_site_access


@allow(rules.may_keep_site_access)
def site_access_add(request: Request, pk: int) -> HttpResponse:
    """Somebody may come by at this place (R163)."""
    site = get_object_or_404(Site.objects.visible_to(request.actor), pk=pk)
    form = bound(SiteAccessForm, request, people=who_may_come(request.actor), initial={"agreed_on": clock.today()})
    posted = request.method == "POST" and form.is_valid()
    if posted and attempt(form, give_site_access, by=request.actor, site=site, **form.cleaned_data):
        messages.success(request, "De toegang is vastgelegd.")
        return redirect(page_of(site, request.actor))
    context = {"form": form, "site": site, "back_url": page_of(site, request.actor)}
    return render(request, "volunteers/site_access_add.html", context)


@allow(rules.may_keep_site_access)
def site_access_end(request: Request, pk: int) -> HttpResponse:
    """Somebody does not come by any more; what that means is named first."""
    access = get_object_or_404(SiteAccess.objects.select_related("site", "volunteer"), pk=pk)
    back_url = page_of(access.site, request.actor)
    if request.method == "POST":
        end_site_access(by=request.actor, access=access)
        messages.success(request, "De toegang is beëindigd.")
        return redirect(back_url)
    return render(request, "volunteers/site_access_end.html", {"access": access, "back_url": back_url})
