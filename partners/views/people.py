"""Contacts of partners, seats in the bestuur, and a professional's own page."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from oev import clock
from oev.access import allow
from oev.errors import Refused
from oev.forms import attempt, bound
from oev.http import Request
from partners.agreement_words import line_of
from partners.forms import ContactForm, EndForm, MandateForm, MyContactForm
from partners.models import Agreement, BoardMandate, Organisation, Partner, PartnerContact, Site
from partners.places import page_of
from partners.rules import may_keep_partners, may_read_own_organisation
from partners.services import people as services


def _show_invitation(request: Request, token: str, back_url: str) -> HttpResponse:
    """The single-use address, shown once."""
    address = settings.SITE_URL + reverse("accounts:invitation_accept", args=[token])
    return render(request, "partners/contact_invited.html", {"address": address, "back_url": back_url})


@allow(may_keep_partners)
def contact_add(request: Request, pk: int) -> HttpResponse:
    """A new contact of a partner, with an invitation when asked."""
    partner = get_object_or_404(Partner.objects.visible_to(request.actor), pk=pk)
    sites = Site.objects.visible_to(request.actor).for_page().of_partner(partner.pk)
    form = bound(ContactForm, request, sites=sites, initial={"from_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, services.add_contact, by=request.actor, partner=partner, **form.cleaned_data)
        if made and made[1]:
            return _show_invitation(request, made[1], page_of(partner, request.actor))
        if made:
            messages.success(request, "De contactpersoon staat erbij.")
            return redirect(page_of(partner, request.actor))
    context = {"form": form, "partner": partner, "back_url": page_of(partner, request.actor)}
    return render(request, "partners/contact_add.html", context)


@allow(may_keep_partners)
def contact_edit(request: Request, pk: int) -> HttpResponse:
    """How a contact can be reached."""
    contact = get_object_or_404(PartnerContact.objects.visible_to(request.actor), pk=pk)
    form = bound(MyContactForm, request, initial=MyContactForm.initial_of(contact))
    if request.method == "POST" and form.is_valid():
        services.save_contact(by=request.actor, contact=contact, **form.cleaned_data)
        messages.success(request, "Bewaard.")
        return redirect(page_of(contact, request.actor))
    context = {"form": form, "contact": contact, "back_url": page_of(contact, request.actor)}
    return render(request, "partners/contact_edit.html", context)


@allow(may_keep_partners)
def contact_invite(request: Request, pk: int) -> HttpResponse:
    """Give a contact an account; the address is shown once, also when an earlier one got lost."""
    contact = get_object_or_404(PartnerContact.objects.visible_to(request.actor), pk=pk)
    back_url = page_of(contact, request.actor)
    if request.method == "POST":
        try:
            token = services.invite_contact(by=request.actor, contact=contact)
        except Refused as refusal:
            messages.error(request, refusal.sentences[0])
            return redirect(back_url)
        return _show_invitation(request, token, back_url)
    return render(request, "partners/contact_invite.html", {"contact": contact, "back_url": back_url})


@allow(may_keep_partners)
def contact_end(request: Request, pk: int) -> HttpResponse:
    """Somebody is no contact any more; what that means is named first."""
    contact = get_object_or_404(PartnerContact.objects.visible_to(request.actor), pk=pk)
    form = bound(EndForm, request, initial={"until_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        services.end_contact(by=request.actor, contact=contact, **form.cleaned_data)
        messages.success(request, "De contactpersoon is beëindigd.")
        return redirect(page_of(contact.partner, request.actor))
    context = {"form": form, "contact": contact, "back_url": page_of(contact, request.actor)}
    return render(request, "partners/contact_end.html", context)


@allow(may_keep_partners)
def mandate_add(request: Request) -> HttpResponse:
    """A seat in the bestuur, with an account when there is an address."""
    form = bound(MandateForm, request, initial={"from_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, services.add_mandate, by=request.actor, **form.cleaned_data)
        if made and made[1]:
            return _show_invitation(request, made[1], page_of(made[0], request.actor))
        if made:
            messages.success(request, "Het mandaat staat erbij.")
            return redirect(page_of(made[0], request.actor))
    return render(request, "partners/mandate_add.html", {"form": form})


@allow(may_keep_partners)
def mandate_end(request: Request, pk: int) -> HttpResponse:
    """A seat ends."""
    mandate = get_object_or_404(BoardMandate.objects.visible_to(request.actor), pk=pk)
    form = bound(EndForm, request, initial={"until_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        services.end_mandate(by=request.actor, mandate=mandate, **form.cleaned_data)
        messages.success(request, "Het mandaat is beëindigd.")
        return redirect(page_of(mandate, request.actor))
    context = {"form": form, "mandate": mandate, "back_url": page_of(mandate, request.actor)}
    return render(request, "partners/mandate_end.html", context)


@allow(may_read_own_organisation)
def my_organisation(request: Request) -> HttpResponse:
    """A professional's own organisation: places, colleagues, agreement, and the own data (P42, P43)."""
    day = clock.today()
    contacts = list(PartnerContact.objects.visible_to(request.actor).not_ended(day))
    agreements = Agreement.objects.visible_to(request.actor).for_list()
    context = {
        "partner": get_object_or_404(Partner.objects.visible_to(request.actor).for_list()),
        "me": next((contact for contact in contacts if contact.pk == request.actor.contact_id), None),
        "colleagues": [contact for contact in contacts if contact.pk != request.actor.contact_id],
        "sites": Site.objects.visible_to(request.actor).for_page(),
        "agreements": [line_of(agreement, day) for agreement in agreements],
        "ours": Organisation.objects.visible_to(request.actor).ours(),
    }
    return render(request, "partners/my_organisation.html", context)


@allow(may_read_own_organisation)
def my_contact_edit(request: Request) -> HttpResponse:
    """A professional keeps the own name, function and phone (P42)."""
    visible = PartnerContact.objects.visible_to(request.actor)
    contact = get_object_or_404(visible, pk=request.actor.contact_id)
    form = bound(MyContactForm, request, initial=MyContactForm.initial_of(contact))
    if request.method == "POST" and form.is_valid():
        services.save_contact(by=request.actor, contact=contact, **form.cleaned_data)
        messages.success(request, "Bewaard.")
        return redirect("partners:my_organisation")
    return render(request, "partners/my_contact_edit.html", {"form": form})
