"""Places: their texts, whether they are open, and their address with QR and cards."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from oev.access import allow
from oev.forms import attempt, bound
from oev.http import Request
from partners.forms import LIMITED_NOTICE, SiteForm, SiteIntakeForm, SiteTextsForm
from partners.links import site_token
from partners.models import Organisation, Partner, Site
from partners.places import page_of
from partners.qr import qr_svg
from partners.rules import may_keep_partners, may_print_address
from partners.services import sites as services

CARDS_A_SHEET = 8


def site_address(site: Site) -> str:
    """The whole address of the form of this place, as it stands in the QR."""
    return settings.SITE_URL + reverse("referrals:referral_by_link", args=[site_token(site)])


@allow(may_keep_partners)
def site_add(request: Request, pk: int) -> HttpResponse:
    """A new place of a partner (Q08)."""
    partner = get_object_or_404(Partner.objects.visible_to(request.actor), pk=pk)
    form = bound(SiteForm, request, initial={"municipality": partner.municipality_id})
    if request.method == "POST" and form.is_valid():
        site = attempt(form, services.save_site, by=request.actor, partner=partner, **form.cleaned_data)
        if site:
            messages.success(request, "De plaats staat erbij. Vul nu de teksten in.")
            return redirect("partners:site_texts", site.pk)
    context = {"form": form, "partner": partner, "back_url": page_of(partner, request.actor)}
    return render(request, "partners/site_add.html", context)


@allow(may_keep_partners)
def site_edit(request: Request, pk: int) -> HttpResponse:
    """Name, kind and municipality of a place."""
    site = get_object_or_404(Site.objects.visible_to(request.actor).for_page(), pk=pk)
    initial = {"name": site.name, "kind": site.kind, "municipality": site.municipality_id}
    form = bound(SiteForm, request, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, services.save_site, by=request.actor, partner=site.partner, site=site, **given):
            messages.success(request, "Bewaard.")
            return redirect(page_of(site, request.actor))
    context = {"form": form, "site": site, "back_url": page_of(site, request.actor)}
    return render(request, "partners/site_edit.html", context)


@allow(may_keep_partners)
def site_texts(request: Request, pk: int) -> HttpResponse:
    """What referrer and ervaringsdrager read about this place, and its hours (R154-R160)."""
    site = get_object_or_404(Site.objects.visible_to(request.actor), pk=pk)
    form = bound(SiteTextsForm, request, initial=SiteTextsForm.initial_of(site))
    if request.method == "POST" and form.is_valid():
        services.save_site_texts(by=request.actor, site=site, **form.cleaned_data)
        messages.success(request, "De teksten zijn bewaard.")
        return redirect(page_of(site, request.actor))
    context = {"form": form, "site": site, "back_url": page_of(site, request.actor)}
    return render(request, "partners/site_texts.html", context)


@allow(may_keep_partners)
def site_intake(request: Request, pk: int) -> HttpResponse:
    """Open, beperkt or gesloten, with what the form then says (R152)."""
    site = get_object_or_404(Site.objects.visible_to(request.actor), pk=pk)
    initial = {"intake": site.intake, "notice": site.intake_notice or LIMITED_NOTICE}
    form = bound(SiteIntakeForm, request, initial=initial)
    if request.method == "POST" and form.is_valid():
        attempt(form, services.set_site_intake, by=request.actor, site=site, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, "Bewaard. Het formulier zegt het vanaf nu.")
            return redirect(page_of(site, request.actor))
    context = {"form": form, "site": site, "back_url": page_of(site, request.actor)}
    return render(request, "partners/site_intake.html", context)


@allow(may_keep_partners)
def site_link_renew(request: Request, pk: int) -> HttpResponse:
    """Ask, with what it means, and then make a new address: the old one stops at once."""
    site = get_object_or_404(Site.objects.visible_to(request.actor), pk=pk)
    if request.method == "POST":
        services.renew_site_link(by=request.actor, site=site)
        messages.success(request, "Het nieuwe adres is klaar. Druk de affiche opnieuw af.")
        return redirect("partners:site_poster", pk)
    context = {"site": site, "back_url": page_of(site, request.actor)}
    return render(request, "partners/site_link_renew.html", context)


@allow(may_print_address)
def site_poster(request: Request, pk: int) -> HttpResponse:
    """One A4 for the wall: the address of the form as a QR and in letters (6.3)."""
    site = get_object_or_404(Site.objects.visible_to(request.actor), pk=pk)
    address = site_address(site)
    context = {
        "site": site,
        "address": address,
        "qr": qr_svg(address, "Code met het adres van het formulier"),
        "ours": Organisation.objects.visible_to(request.actor).ours(),
        "back_url": _back(request, site),
    }
    return render(request, "partners/site_poster.html", context)


@allow(may_print_address)
def site_cards(request: Request, pk: int) -> HttpResponse:
    """A sheet of cards to give along: wallet size, no logo, no telling word (6.3)."""
    site = get_object_or_404(Site.objects.visible_to(request.actor), pk=pk)
    ours = Organisation.objects.visible_to(request.actor).ours()
    context = {
        "site": site,
        "number": ours.phone if ours else "",
        "cards": range(CARDS_A_SHEET),
        "back_url": _back(request, site),
    }
    return render(request, "partners/site_cards.html", context)


def _back(request: Request, site: Site) -> str:
    return page_of(site, request.actor) if request.actor.is_coordinator else reverse("partners:my_organisation")
