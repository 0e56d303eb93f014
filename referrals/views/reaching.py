"""Opnieuw contact (R091, A10): the coordinator asks the vliegende ploeg, the member has one page on a phone."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from oev import clock
from oev.access import allow
from oev.audit.models import Subject
from oev.audit.services import log_access
from oev.http import Request
from referrals import briefing, rules, services
from referrals.candidates_page import callers_page
from referrals.models import Assignment, Referral
from referrals.places import page_of, page_of_talk
from referrals.states import OutreachResult
from referrals.views.acting import act, ask_somebody

DONE: dict[str, str] = {
    OutreachResult.REACHED: "Bewaard. Dank je om te bellen.",
    OutreachResult.NOT_REACHED: "Genoteerd. Dank je om het te proberen.",
    OutreachResult.RATHER_NOT: "Afgerond. Dank je om het te proberen.",
}


def _answerable(request: Request, pk: int) -> Assignment:
    calls = Assignment.objects.answerable_by(request.actor).calls().select_related("referral")
    found: Assignment = get_object_or_404(calls, pk=pk)
    return found


@allow(rules.may_offer)
@never_cache
def referral_outreach(request: Request, pk: int) -> HttpResponse:
    """'Wie belt nog eens?': who of the vliegende ploeg may be asked (R091)."""
    referral = get_object_or_404(Referral.objects.visible_to(request.actor).select_related("site"), pk=pk)
    context = callers_page(request.actor, referral, clock.now())
    log_access(request.actor, Subject.PEOPLE_LIST)
    context["back_url"] = page_of(referral, request.actor)
    return render(request, "referrals/referral_outreach.html", context)


@allow(rules.may_offer)
@require_POST
def referral_ask_to_call(request: Request, pk: int, volunteer_pk: int) -> HttpResponse:
    """'Vraag aan Mia' to call; `over` is 'vraag toch', beyond the own maximum."""
    referral = ask_somebody(request, pk, volunteer_pk, services.offer_outreach, "{} is gevraagd om te bellen.")
    return redirect("referrals:referral_outreach", referral.pk)


@allow(rules.may_record_talk)
@require_POST
def talk_pass_on(request: Request, pk: int) -> HttpResponse:
    """'Vraag de vliegende ploeg', by whoever leads the talk (A10)."""
    assignment = get_object_or_404(Assignment.objects.visible_to(request.actor).leading(), pk=pk)
    done = "De coördinator vraagt het aan de vliegende ploeg."
    act(request, services.wish_team, done, by=request.actor, assignment=assignment)
    return redirect(page_of_talk(assignment, request.actor))


@allow(rules.may_see_own_talks)
@never_cache
def outreach_detail(request: Request, pk: int) -> HttpResponse:
    """Who to call, at which number and when; three answers of one tap."""
    call = get_object_or_404(Assignment.objects.visible_to(request.actor).calls().with_place(), pk=pk)
    return render(request, "referrals/outreach_detail.html", briefing.of_call(request.actor, call))


@allow(rules.may_record_talk)
@require_POST
def outreach_record(request: Request, pk: int) -> HttpResponse:
    """'Bereikt', 'Niet bereikt' or 'Liever niet', by the member or, on the phone, by the coordinator (Q45)."""
    call = _answerable(request, pk)
    said = request.POST.get("said", "")
    done = DONE.get(said, "")
    noted = act(request, services.record_outreach, done, by=request.actor, assignment=call, said=said)
    if request.actor.is_coordinator:
        return redirect(page_of(call.referral, request.actor))
    if noted and said == OutreachResult.REACHED:
        return redirect("referrals:talk_done")
    return redirect("referrals:talk_list")


@allow(rules.may_record_talk)
@require_POST
def outreach_give_back(request: Request, pk: int) -> HttpResponse:
    """The member gives it back without a reason; the coordinator takes it back and can ask another."""
    call = _answerable(request, pk)
    if request.actor.is_coordinator:
        done = "Teruggenomen. Je kan iemand anders vragen."
        back = reverse("referrals:referral_outreach", args=[call.referral_id])
    else:
        done, back = "Goed dat je het laat weten. De coördinator neemt het over.", reverse("referrals:talk_list")
    act(request, services.give_back_call, done, by=request.actor, assignment=call)
    return redirect(back)
