"""Organisations: the coordinator changes them from the web admin, vertegenwoordiger and bestuur read them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from oev import clock
from oev.access import allow
from oev.forms import attempt, bound
from oev.http import Request
from partners.agreement_words import line_of
from partners.forms import PartnerForm, SideForm
from partners.models import Agreement, Partner, PartnerContact, Site
from partners.places import page_of
from partners.rules import may_decide, may_keep_partners, may_read_agreements, may_read_partners
from partners.services import partners as services

PER_PAGE = 50


@allow(may_read_partners)
def partner_list(request: Request) -> HttpResponse:
    """Partners by name, to be searched by name or alias."""
    q = request.GET.get("q", "")
    found = Partner.objects.visible_to(request.actor).for_list().search(q)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "partners/partner_list.html", {"page": page, "q": q})


@allow(may_read_partners)
def partner_detail(request: Request, pk: int) -> HttpResponse:
    """One partner: places, people, and for the bestuur the agreements."""
    partner = get_object_or_404(Partner.objects.visible_to(request.actor).for_list(), pk=pk)
    day = clock.today()
    agreements = Agreement.objects.visible_to(request.actor).for_list().of_partner(partner.pk)
    context = {
        "partner": partner,
        "sites": Site.objects.visible_to(request.actor).for_page().of_partner(partner.pk),
        "contacts": PartnerContact.objects.visible_to(request.actor).not_ended(day).of_partner(partner.pk),
        "sees_agreements": may_read_agreements(request.actor),
        "agreements": [line_of(agreement, day) for agreement in agreements],
        "may_decide": may_decide(request.actor),
    }
    return render(request, "partners/partner_detail.html", context)


@allow(may_keep_partners)
def partner_add(request: Request) -> HttpResponse:
    """A new partner."""
    form = bound(PartnerForm, request)
    if request.method == "POST" and form.is_valid():
        partner = attempt(form, services.save_partner, by=request.actor, **form.cleaned_data)
        if partner:
            messages.success(request, "De partner staat erbij.")
            return redirect(page_of(partner, request.actor))
    return render(request, "partners/partner_add.html", {"form": form})


@allow(may_keep_partners)
def partner_edit(request: Request, pk: int) -> HttpResponse:
    """Name, kind, stage and aliases of a partner; saving confirms the row."""
    partner = get_object_or_404(Partner.objects.visible_to(request.actor), pk=pk)
    form = bound(PartnerForm, request, initial=PartnerForm.initial_of(partner))
    posted = request.method == "POST" and form.is_valid()
    if posted and attempt(form, services.save_partner, by=request.actor, partner=partner, **form.cleaned_data):
        messages.success(request, "Bewaard.")
        return redirect(page_of(partner, request.actor))
    context = {"form": form, "partner": partner, "back_url": page_of(partner, request.actor)}
    return render(request, "partners/partner_edit.html", context)


@allow(may_decide)
def partner_side(request: Request, pk: int) -> HttpResponse:
    """The bestuur decides whether a partner offers or asks (R247)."""
    partner = get_object_or_404(Partner.objects.visible_to(request.actor), pk=pk)
    form = bound(SideForm, request, initial={"side": partner.side, "decided_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        attempt(form, services.set_side, by=request.actor, partner=partner, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, "De beslissing is vastgelegd.")
            return redirect(page_of(partner, request.actor))
    context = {"form": form, "partner": partner, "back_url": page_of(partner, request.actor)}
    return render(request, "partners/partner_side.html", context)
