"""The professional's own aanmeldingen, by number and state (6.3.3, P25), and a new one with an account."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from oev import clock
from oev.access import allow
from oev.accounts.actor import Hat
from oev.forms import attempt, bound
from oev.http import Request
from partners.models import PartnerContact, Site
from referrals import reception, rules
from referrals.forms import ReferralForm
from referrals.models import Referral
from referrals.places import page_of
from referrals.promise import say_promise
from referrals.services import person_left, personal_fields_of, withdraw_consent, withdraw_referral
from referrals.states import OPEN_STATES, ReachKind
from referrals.step_forms import LeftForm, WithdrawForm
from referrals.views.acting import act
from referrals.views.receiving import form_context
from referrals.words import state_words, who_comes

PER_PAGE = 25


@allow(rules.may_see_own_list)
@never_cache
def referral_list(request: Request) -> HttpResponse:
    """Number, day and state of the own aanmeldingen; no person."""
    found = Referral.objects.visible_to(request.actor).with_words().select_related("site").order_by("-received_at")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    now = clock.now()
    rows = [
        {
            "url": reverse("referrals:referral_detail", args=[referral.pk]),
            "number": referral.number,
            "line": f"{clock.say_moment(referral.received_at).capitalize()}, {referral.site.name}",
            "words": state_words(referral, now),
            "is_open": referral.state in OPEN_STATES,
        }
        for referral in page
    ]
    return render(request, "referrals/referral_list.html", {"page": page, "rows": rows})


@allow(rules.may_see_own_list)
@never_cache
def referral_detail(request: Request, pk: int) -> HttpResponse:
    """One own aanmelding: what happens next, and what the aanmelder can still say (6.3.4)."""
    rows = Referral.objects.visible_to(request.actor).with_words().select_related("site")
    referral = get_object_or_404(rows, pk=pk)
    now = clock.now()
    context = {
        **reception.house_numbers(),
        "referral": referral,
        "words": state_words(referral, now),
        "coming": state_words(referral, now).startswith("Iemand komt"),
        "who_comes": who_comes(referral),
        "moment": say_promise(referral.promised_at),
        "no_visit": reception.say_no_visit(referral.received_at),
        "may_change": referral.state in OPEN_STATES and referral.contact_id == request.actor.contact_id,
        "on_ward": referral.reach_kind == ReachKind.WARD,
        "person": personal_fields_of(request.actor, referral),
    }
    return render(request, "referrals/referral_detail.html", context)


@allow(rules.may_receive)
@never_cache
def referral_new(request: Request) -> HttpResponse:
    """For which place: the own one at once, a choice where there are several."""
    sites = Site.objects.visible_to(request.actor).for_page()
    own = _own_site(request)
    if own is not None:
        return redirect("referrals:referral_new_at", own)
    found = list(sites)
    if len(found) == 1:
        return redirect("referrals:referral_new_at", found[0].pk)
    return render(request, "referrals/referral_new.html", {"sites": found})


def _own_site(request: Request) -> int | None:
    if not request.actor.contact_id:
        return None
    contact = PartnerContact.objects.visible_to(request.actor).filter(pk=request.actor.contact_id).first()
    return contact.site_id if contact else None


@allow(rules.may_receive)
@never_cache
def referral_new_at(request: Request, pk: int) -> HttpResponse:
    """The same form as on the signed address, for somebody we know."""
    site = get_object_or_404(Site.objects.visible_to(request.actor).for_page(), pk=pk)
    form: ReferralForm = bound(ReferralForm, request, is_known=request.actor.wears(Hat.PROFESSIONAL))
    if form.said_not_yet:
        return render(request, "referrals/referral_card.html", {**reception.house_numbers(), "token": ""})
    referral = reception.receive_from(request, form, site=site, by=request.actor) if form.is_bound else None
    if referral is not None:
        messages.success(request, f"Goed ontvangen. Nummer {referral.number}.")
        return redirect(page_of(referral, request.actor))
    status = 429 if reception.TOO_MANY in form.non_field_errors() else 200
    return render(request, "referrals/referral_new_at.html", form_context(site, form), status=status)


@allow(rules.may_withdraw)
@never_cache
def referral_left(request: Request, pk: int) -> HttpResponse:
    """'De persoon is vertrokken': may our guide still call (6.3.4)?"""
    referral = get_object_or_404(Referral.objects.changeable_by(request.actor).open(), pk=pk)
    form: LeftForm = bound(LeftForm, request)
    if form.is_valid() and attempt(form, person_left, by=request.actor, referral=referral, **form.facts()) is not None:
        called = form.cleaned_data["may_call"] == "yes"
        messages.success(request, "Dank je. Onze gids belt." if called else "Dank je. We sluiten dit af.")
        return redirect(page_of(referral, request.actor))
    context = {"form": form, "number": referral.number, "back_url": page_of(referral, request.actor)}
    return render(request, "referrals/referral_left.html", context)


@allow(rules.may_withdraw)
@never_cache
def referral_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take it back, after one look at what that does."""
    referral = get_object_or_404(Referral.objects.changeable_by(request.actor), pk=pk)
    back_url = page_of(referral, request.actor)
    form: WithdrawForm = bound(WithdrawForm, request)
    if form.is_valid():
        service = withdraw_consent if form.cleaned_data["by_person"] else withdraw_referral
        act(request, service, f"{referral.number} is ingetrokken.", by=request.actor, referral=referral)
        return redirect(back_url)
    context = {"form": form, "referral": referral, "back_url": back_url}
    return render(request, "referrals/referral_withdraw.html", context)
