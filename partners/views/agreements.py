"""Agreements: every act is one page with one form and one service (3.4)."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from oev import clock
from oev.access import allow
from oev.forms import attempt, bound
from oev.http import Request
from partners import checks
from partners.agreement_forms import (
    EndAgreementForm,
    OnForm,
    RegisterForm,
    RenewForm,
    SignForm,
    TermsForm,
)
from partners.agreement_words import dependents_of, line_of, say_dependents
from partners.models import Agreement, Partner
from partners.places import page_of
from partners.rules import may_carry_agreements, may_decide, may_keep_partners, may_read_agreements
from partners.services import agreements as services
from partners.work import board_decisions, hanging_on


def _agreement(request: Request, pk: int) -> Agreement:
    return get_object_or_404(Agreement.objects.visible_to(request.actor).for_list(), pk=pk)


def _act(
    request: Request,
    agreement: Agreement,
    page: str,
    form: forms.Form,
    service: Callable[..., Any],
    done: str,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Bind done: call the service with what was filled in, or show the page with its effects."""
    if request.method == "POST" and form.is_valid():
        attempt(form, service, by=request.actor, agreement=agreement, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, done)
            return redirect(page_of(agreement, request.actor))
    shown = {
        "form": form,
        "agreement": agreement,
        "back_url": page_of(agreement, request.actor),
        "hanging": say_dependents(dependents_of(agreement, hanging_on([agreement.pk])[agreement.pk])),
    }
    return render(request, f"partners/{page}.html", {**shown, **(context or {})})


@allow(may_read_agreements)
def agreement_list(request: Request) -> HttpResponse:
    """Every agreement with its state, by partner and never by money (R263)."""
    day = clock.today()
    agreements = Agreement.objects.visible_to(request.actor).for_list()
    context = {
        "lines": [line_of(agreement, day) for agreement in agreements],
        "decisions": board_decisions(request.actor, day) if may_decide(request.actor) else None,
        "actor": request.actor,
    }
    return render(request, "partners/agreement_list.html", context)


@allow(may_decide)
def agreement_detail(request: Request, pk: int) -> HttpResponse:
    """One agreement for the bestuur: what was agreed, what hangs on it, what can be decided."""
    agreement = _agreement(request, pk)
    return render(request, "partners/agreement_detail.html", agreement_context(agreement))


def agreement_context(agreement: Agreement) -> dict[str, Any]:
    """What a page of one agreement shows, in the admin as for the bestuur."""
    day = clock.today()
    return {
        "agreement": agreement,
        "line": line_of(agreement, day),
        "services": [name for key, name in Agreement.SERVICES if key in agreement.services],
        "hanging": say_dependents(dependents_of(agreement, hanging_on([agreement.pk])[agreement.pk])),
        "can_change": not checks.reasons_not_to_change(agreement, day),
        "can_send": not checks.reasons_not_to_send(agreement, day) and not agreement.to_confirm,
        "can_approve": not checks.reasons_not_to_approve(agreement, day),
        "can_sign": not checks.reasons_not_to_sign(agreement, day),
        "can_renew": not checks.reasons_not_to_renew(agreement, day),
        "can_end": not checks.reasons_not_to_end(agreement, day),
        "still_needed": checks.reasons_not_to_send(agreement, day) if line_of(agreement, day).state == "draft" else [],
    }


@allow(may_keep_partners)
def agreement_add(request: Request, pk: int) -> HttpResponse:
    """Begin an agreement with a partner (R251)."""
    partner = get_object_or_404(Partner.objects.visible_to(request.actor).for_list(), pk=pk)
    form = bound(TermsForm, request, initial={"title": f"Samenwerking met {partner.spoken_name}"[:120]})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, services.draft_agreement, by=request.actor, partner=partner, terms=form.terms())
        if made:
            messages.success(request, "Het ontwerp is bewaard.")
            return redirect(page_of(made, request.actor))
    context = {"form": form, "partner": partner, "back_url": page_of(partner, request.actor)}
    return render(request, "partners/agreement_add.html", context)


@allow(may_keep_partners)
def agreement_edit(request: Request, pk: int) -> HttpResponse:
    """Change the terms while nothing is signed."""
    agreement = _agreement(request, pk)
    form = bound(TermsForm, request, initial=TermsForm.initial_of(agreement))
    if request.method == "POST" and form.is_valid():
        attempt(form, services.save_agreement, by=request.actor, agreement=agreement, terms=form.terms())
        if form.is_valid():
            messages.success(request, "Bewaard.")
            return redirect(page_of(agreement, request.actor))
    context = {"form": form, "agreement": agreement, "back_url": page_of(agreement, request.actor)}
    return render(request, "partners/agreement_edit.html", context)


@allow(may_keep_partners)
def agreement_register(request: Request, pk: int) -> HttpResponse:
    """Fill in an agreement that exists on paper already; this confirms it (Q06)."""
    agreement = _agreement(request, pk)
    form = bound(RegisterForm, request, initial=RegisterForm.initial_of(agreement))
    if request.method == "POST" and form.is_valid():
        given = {"terms": form.terms(), **form.days()}
        attempt(form, services.register_agreement, by=request.actor, agreement=agreement, **given)
        if form.is_valid():
            messages.success(request, "De overeenkomst is vastgelegd.")
            return redirect(page_of(agreement, request.actor))
    context = {"form": form, "agreement": agreement, "back_url": page_of(agreement, request.actor)}
    return render(request, "partners/agreement_register.html", context)


@allow(may_keep_partners)
def agreement_send(request: Request, pk: int) -> HttpResponse:
    """It leaves for the partner."""
    form = bound(OnForm, request, initial={"on": clock.today()})
    done = "Verstuurd. Na 30 dagen zonder handtekening zie je het op Vandaag."
    return _act(request, _agreement(request, pk), "agreement_send", form, services.send_agreement, done)


@allow(may_decide)
def agreement_approve(request: Request, pk: int) -> HttpResponse:
    """The bestuur approves: terms and amounts are on the page (6.6)."""
    agreement = _agreement(request, pk)
    form = bound(OnForm, request, initial={"on": clock.today()})
    done = "De goedkeuring is vastgelegd."
    extra = agreement_context(agreement)
    return _act(request, agreement, "agreement_approve", form, services.approve_agreement, done, extra)


@allow(may_carry_agreements)
def agreement_sign(request: Request, pk: int) -> HttpResponse:
    """Record one signature or both."""
    agreement = _agreement(request, pk)
    initial = {"us_on": agreement.signed_by_us_on, "partner_on": agreement.signed_by_partner_on}
    form = bound(SignForm, request, initial=initial)
    done = "De handtekening is vastgelegd."
    return _act(request, agreement, "agreement_sign", form, services.sign_agreement, done)


@allow(may_carry_agreements)
def agreement_renew(request: Request, pk: int) -> HttpResponse:
    """A later last day."""
    agreement = _agreement(request, pk)
    initial = {name: getattr(agreement, name) for name in ("amount_per_talk", "amount_per_group_year")}
    form = bound(RenewForm, request, initial=initial)
    return _act(request, agreement, "agreement_renew", form, services.renew_agreement, "De overeenkomst is verlengd.")


@allow(may_decide)
def agreement_end(request: Request, pk: int) -> HttpResponse:
    """The bestuur ends an agreement; what hangs on it is named first."""
    form = bound(EndAgreementForm, request)
    done = "De overeenkomst is opgezegd."
    return _act(request, _agreement(request, pk), "agreement_end", form, services.end_agreement, done)
