"""The form of a place by its signed address: no account, nothing left on a shared PC (6.3, Q25)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from oev import clock
from oev.access import public
from oev.forms import attempt, bound
from partners.models import Site
from partners.states import SiteIntake
from referrals import reception
from referrals.forms import ReferralForm
from referrals.links import referral_from_token, referral_token, site_from_token, site_token
from referrals.promise import say_promise
from referrals.services import person_left
from referrals.states import OPEN_STATES
from referrals.step_forms import LeftForm


def form_context(site: Site, form: ReferralForm) -> dict[str, Any]:
    """What the page with the form shows beside it."""
    return {
        **reception.house_numbers(),
        "site": site,
        "form": form,
        "response": reception.say_response(site, clock.now()),
        "notice": reception.site_notice(site),
        "is_closed": site.intake == SiteIntake.CLOSED and not form.is_bound,
    }


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def referral_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Report somebody from this place."""
    site = site_from_token(token)
    if site is None:
        return link_ended(request)
    form: ReferralForm = bound(ReferralForm, request)
    if form.said_not_yet:
        return redirect("referrals:referral_card", token)
    referral = reception.receive_from(request, form, site=site, by=None) if form.is_bound else None
    if referral is not None:
        return redirect("referrals:referral_sent", referral_token(referral))
    status = 429 if reception.TOO_MANY in form.non_field_errors() else 200
    return render(request, "referrals/referral_by_link.html", form_context(site, form), status=status)


@public
@never_cache
@require_safe
def referral_card(request: HttpRequest, token: str) -> HttpResponse:
    """'Dan melden we niets. Geef dit kaartje mee.'"""
    if site_from_token(token) is None:
        return link_ended(request)
    return render(request, "referrals/referral_card.html", {**reception.house_numbers(), "token": token})


@public
@never_cache
@require_safe
def referral_sent(request: HttpRequest, token: str) -> HttpResponse:
    """Number and moment, for two days, for whoever has the address; nothing about the person."""
    referral = referral_from_token(token)
    if referral is None:
        return link_ended(request)
    context = {
        **reception.house_numbers(),
        "referral": referral,
        "is_open": referral.state in OPEN_STATES,
        "moment": say_promise(referral.promised_at),
        "no_visit": reception.say_no_visit(referral.received_at),
        "token": token,
        "form_token": site_token(referral.site),
    }
    return render(request, "referrals/referral_sent.html", context)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def referral_sent_left(request: HttpRequest, token: str) -> HttpResponse:
    """'De persoon is vertrokken', without an account: may our guide still call (6.3.4)?"""
    referral = referral_from_token(token)
    if referral is None:
        return link_ended(request)
    form: LeftForm = bound(LeftForm, request)
    if form.is_valid() and attempt(form, person_left, by=None, referral=referral, **form.facts()) is not None:
        return redirect("referrals:referral_sent", token)
    context = {**reception.house_numbers(), "form": form, "number": referral.number, "token": token}
    return render(request, "referrals/referral_sent_left.html", context)


def link_ended(request: HttpRequest) -> HttpResponse:
    """A forged, revoked or old address: a warm page with the number to call."""
    return render(request, "referrals/link_ended.html", reception.house_numbers(), status=404)
