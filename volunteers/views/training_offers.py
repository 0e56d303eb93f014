"""Trainings that partners propose: written by a professional, answered by the coordinator (R110, P17)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from oev.access import allow
from oev.errors import Refused
from oev.forms import attempt, bound
from oev.http import Request
from volunteers import rules_doing, services
from volunteers.forms.training import OfferForm
from volunteers.models import TrainingOffer
from volunteers.pages.learning import own_offers
from volunteers.views.common import act, said

LIST = "volunteers:training_offer_list"


def _offer(request: Request, pk: int) -> TrainingOffer:
    offer: TrainingOffer = get_object_or_404(TrainingOffer.objects.visible_to(request.actor), pk=pk)
    return offer


@allow(rules_doing.may_offer_training)
def training_offer_list(request: Request) -> HttpResponse:
    """What the own organisation proposed, and what became of it."""
    return render(request, "volunteers/training_offer_list.html", {"offers": own_offers(request.actor)})


@allow(rules_doing.may_offer_training)
def training_offer_new(request: Request) -> HttpResponse:
    """Propose a training: title, day, place, theme, for whom."""
    form = bound(OfferForm, request)
    if request.method == "POST" and form.is_valid():
        offer = attempt(form, services.offer_training, by=request.actor, **form.values())
        if offer is not None:
            return said(request, "Dank je. De coördinator bekijkt het.", reverse(LIST))
    return render(request, "volunteers/training_offer_new.html", {"form": form})


@allow(rules_doing.may_offer_training)
@require_POST
def training_offer_withdraw(request: Request, pk: int) -> HttpResponse:
    """Taken back, as long as nobody answered."""
    return act(request, LIST, "Het voorstel is weg.", services.withdraw_offer, offer=_offer(request, pk))


@allow(rules_doing.may_keep_training)
@require_POST
def training_offer_take(request: Request, pk: int) -> HttpResponse:
    """One tap: it stands in the catalogue with its moment; inviting is the next step."""
    try:
        session = services.take_offer(by=request.actor, offer=_offer(request, pk))
    except Refused as refusal:
        messages.error(request, " ".join(refusal.sentences))
        return redirect("volunteers:training_list")
    moment = reverse("volunteers:training_detail", args=[session.pk])
    return said(request, "Staat in het aanbod. Nodig nu iedereen uit.", moment)


@allow(rules_doing.may_keep_training)
@require_POST
def training_offer_decline(request: Request, pk: int) -> HttpResponse:
    """'Nu niet', without a reason."""
    done = "De partner leest dat het nu niet past."
    return act(request, "volunteers:training_list", done, services.decline_offer, offer=_offer(request, pk))
