"""One tap on a question: looking changes nothing, answering spends the link (6.5.1, A08)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oev import clock
from oev.access import public
from oev.errors import Refused
from referrals import reception, services
from referrals.checks import why_not_open
from referrals.models import Assignment, Offer
from referrals.places import own_page
from referrals.services.answering import NO_LONGER
from referrals.states import OPEN_ASSIGNMENTS, OfferState
from referrals.words import question_about, question_window_words

ANSWERS = {"yes": services.answer_yes, "not_now": services.answer_not_now, "later": services.answer_later}


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offer_answer(request: HttpRequest, secret: str) -> HttpResponse:
    """The question without anything about the person; three answers, none of which asks a reason."""
    offer = Offer.objects.by_secret(secret)
    if offer is None:
        return render(
            request, "referrals/offer_over.html", {"sentence": NO_LONGER, **reception.house_numbers()}, status=404
        )
    if request.method == "POST":
        return _answer(request, offer)
    if offer.state == OfferState.YES and (own := _own(offer)):
        return render(request, "referrals/offer_yes.html", {"offer": offer, "own_url": own_page(own)})
    if offer.state == OfferState.NOT_NOW:
        return render(request, "referrals/offer_not_now.html", {})
    over = _why_over(offer)
    if over:
        return render(request, "referrals/offer_over.html", {"sentence": over, **reception.house_numbers()})
    context = {
        "offer": offer,
        "who": question_about(offer),
        "window": question_window_words(offer, clock.now()),
        "until": clock.say_moment(offer.expires_at),
        "later": "later" in request.GET,
    }
    return render(request, "referrals/offer_answer.html", context)


def _answer(request: HttpRequest, offer: Offer) -> HttpResponse:
    service = ANSWERS.get(request.POST.get("answer", ""))
    if service is None:
        return redirect("referrals:offer_answer", offer.secret)
    try:
        service(by=None, offer=offer)
    except Refused as refusal:
        context = {"sentence": " ".join(refusal.sentences), **reception.house_numbers()}
        return render(request, "referrals/offer_over.html", context)
    page = redirect("referrals:offer_answer", offer.secret)
    if service is services.answer_later:
        page["Location"] += "?later"
    return page


def _own(offer: Offer) -> Assignment | None:
    if offer.volunteer_id is None:
        return None
    own = Assignment.objects.filter(referral=offer.referral_id, volunteer=offer.volunteer_id, outreach=offer.outreach)
    return own.filter(state__in=OPEN_ASSIGNMENTS).first()


def _why_over(offer: Offer) -> str | None:
    parts = Assignment.objects.open().filter(referral=offer.referral_id, lead=offer.lead, outreach=offer.outreach)
    taken = parts.exists()
    return why_not_open(offer.state, taken=taken, expired=offer.expires_at <= clock.now())
