"""The coordinator finds somebody and brings an aanmelding along (6.1.2, A08, Q45)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from oev import clock
from oev.access import allow
from oev.audit.models import Subject
from oev.audit.services import log_access
from oev.forms import attempt, bound
from oev.http import Request
from partners.models import Partner
from referrals import rules, services
from referrals.candidates_page import candidates_page
from referrals.models import Offer, Referral
from referrals.places import page_of, page_of_asking
from referrals.step_forms import CloseForm, HandOverForm, PhoneAnswerForm
from referrals.views.acting import act, ask_somebody

SAID = {
    "yes": ("{} doet dit.", services.answer_yes),
    "not_now": ("Genoteerd. Vraag gerust iemand anders.", services.answer_not_now),
    "later": ("Genoteerd. De vraag blijft open.", services.answer_later),
}


@allow(rules.may_offer)
@never_cache
def referral_candidates(request: Request, pk: int) -> HttpResponse:
    """The five best with plain reasons, and folded who cannot be asked now (6.1.2)."""
    referral = get_object_or_404(Referral.objects.visible_to(request.actor).select_related("site__municipality"), pk=pk)
    context = candidates_page(request.actor, referral, clock.now())
    log_access(request.actor, Subject.PEOPLE_LIST)
    context["back_url"] = page_of(referral, request.actor)
    return render(request, "referrals/referral_candidates.html", context)


@allow(rules.may_offer)
@require_POST
def referral_ask(request: Request, pk: int, volunteer_pk: int) -> HttpResponse:
    """'Vraag aan Rita'; `over` is 'vraag toch', beyond the own maximum."""
    referral = ask_somebody(request, pk, volunteer_pk, services.offer_to, "{} is gevraagd.")
    return redirect("referrals:referral_candidates", referral.pk)


@allow(rules.may_offer)
@require_POST
def referral_ask_along(request: Request, pk: int, volunteer_pk: int) -> HttpResponse:
    """'Vraag aan Mia' to go along, as the second of a duo (R313)."""
    referral = ask_somebody(request, pk, volunteer_pk, services.offer_second, "{} is gevraagd om mee te gaan.")
    return redirect("referrals:referral_candidates", referral.pk)


@allow(rules.may_offer)
@require_POST
def offer_by_phone(request: Request, pk: int) -> HttpResponse:
    """'Gebeld: ja / nu niet / later' (Q45)."""
    offer = get_object_or_404(Offer.objects.visible_to(request.actor).select_related("volunteer", "referral"), pk=pk)
    form = PhoneAnswerForm(request.POST)
    if form.is_valid():
        done, service = SAID[form.cleaned_data["answer"]]
        done = done if offer.lead else done.replace("doet dit", "belt" if offer.outreach else "gaat mee")
        name = offer.volunteer.first_name if offer.volunteer else ""
        if act(request, service, done.format(name), by=request.actor, offer=offer) and service is services.answer_yes:
            return redirect(page_of(offer.referral, request.actor))
    return redirect(page_of_asking(offer))


@allow(rules.may_offer)
@require_POST
def offer_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a question back."""
    offer = get_object_or_404(Offer.objects.visible_to(request.actor), pk=pk)
    act(request, services.withdraw_offer, "De vraag is ingetrokken.", by=request.actor, offer=offer)
    return redirect(page_of_asking(offer))


@allow(rules.may_coordinate)
@require_POST
def referral_question(request: Request, pk: int) -> HttpResponse:
    """Ask the aanmelder to get in touch, or note that the answer came."""
    referral = get_object_or_404(Referral.objects.visible_to(request.actor), pk=pk)
    if request.POST.get("answered"):
        act(request, services.resolve_question, "De vraag is beantwoord.", by=request.actor, referral=referral)
    else:
        act(request, services.ask_referrer, "We vragen de aanmelder om te bellen.", by=request.actor, referral=referral)
    return redirect(page_of(referral, request.actor))


@allow(rules.may_coordinate)
@never_cache
def referral_hand_over(request: Request, pk: int) -> HttpResponse:
    """Not for an ervaringsdrager, and the person agrees: a partner goes on with it."""
    referral = get_object_or_404(Referral.objects.visible_to(request.actor).open(), pk=pk)
    form = bound(HandOverForm, request, partners=Partner.objects.visible_to(request.actor).for_list())
    if form.is_valid() and attempt(
        form, services.hand_over_to_partner, by=request.actor, referral=referral, partner=form.cleaned_data["partner"]
    ):
        return redirect(page_of(referral, request.actor))
    context = {"form": form, "referral": referral, "back_url": page_of(referral, request.actor)}
    return render(request, "referrals/referral_hand_over.html", context)


@allow(rules.may_coordinate)
@never_cache
def referral_close(request: Request, pk: int) -> HttpResponse:
    """Close with an outcome."""
    referral = get_object_or_404(Referral.objects.visible_to(request.actor), pk=pk)
    form = bound(CloseForm, request)
    if form.is_valid() and attempt(
        form, services.close_referral, by=request.actor, referral=referral, **form.cleaned_data
    ):
        return redirect(page_of(referral, request.actor))
    context = {"form": form, "referral": referral, "back_url": page_of(referral, request.actor)}
    return render(request, "referrals/referral_close.html", context)
