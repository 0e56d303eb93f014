"""What the coordinator can choose when asking one by one does not help (3.2, A08, R313)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from oev.access import allow
from oev.forms import attempt, bound
from oev.http import Request
from referrals import rules, services
from referrals.candidates_page import part_to_ask
from referrals.choice_forms import ByPhoneForm, DuoForm, LaterForm
from referrals.models import Referral
from referrals.places import page_of
from referrals.views.acting import act


def _open(request: Request, pk: int) -> Referral:
    found: Referral = get_object_or_404(
        Referral.objects.visible_to(request.actor).open().select_related("site"), pk=pk
    )  # fmt: skip
    return found


@allow(rules.may_coordinate)
@never_cache
def referral_by_phone(request: Request, pk: int) -> HttpResponse:
    """A call instead of a visit, so that more people can be asked (3.2, R148)."""
    referral = _open(request, pk)
    form = bound(ByPhoneForm, request)
    who = {"by": request.actor, "referral": referral}
    if form.is_valid() and attempt(form, services.reach_by_phone, **who, **form.facts()):
        return redirect("referrals:referral_candidates", referral.pk)
    context = {"form": form, "referral": referral, "back_url": page_of(referral, request.actor)}
    return render(request, "referrals/referral_by_phone.html", context)


@allow(rules.may_coordinate)
@never_cache
def referral_duo(request: Request, pk: int) -> HttpResponse:
    """Nobody goes alone: with one more of us, the coordinator or somebody of the site; or alone after all."""
    referral = _open(request, pk)
    form = bound(DuoForm, request, referral=referral)
    if form.is_valid():
        service = services.go_with_two if form.facts() else services.go_alone
        changed = attempt(form, service, by=request.actor, referral=referral, **form.facts())
        if changed and changed.duo and part_to_ask(changed):
            return redirect("referrals:referral_candidates", referral.pk)
        if changed:
            return redirect(page_of(referral, request.actor))
    context = {"form": form, "referral": referral, "back_url": page_of(referral, request.actor)}
    return render(request, "referrals/referral_duo.html", context)


@allow(rules.may_coordinate)
@require_POST
def referral_take_on(request: Request, pk: int) -> HttpResponse:
    """'Ik doe dit zelf': the coordinator does the talk (R135)."""
    referral = _open(request, pk)
    if act(request, services.take_on, "Jij doet dit.", by=request.actor, referral=referral):
        return redirect(page_of(referral, request.actor))
    return redirect("referrals:referral_candidates", referral.pk)


@allow(rules.may_coordinate)
@never_cache
def referral_later(request: Request, pk: int) -> HttpResponse:
    """An agreed moment to look again; it comes back on 'Vandaag' that day."""
    referral = _open(request, pk)
    form = bound(LaterForm, request)
    if form.is_valid() and attempt(form, services.look_again, by=request.actor, referral=referral, at=form.moment()):
        return redirect(page_of(referral, request.actor))
    context = {"form": form, "referral": referral, "back_url": page_of(referral, request.actor)}
    return render(request, "referrals/referral_later.html", context)
