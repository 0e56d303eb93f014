"""The own talks of an ervaringsdrager on a phone: briefing, moment, three taps afterwards (6.5.2, A09, A10, Q49)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from oev import clock
from oev.access import allow
from oev.forms import attempt, bound
from oev.http import Request
from partners.models import Site
from referrals import briefing, reception, rules, services
from referrals.models import Assignment
from referrals.places import page_of_talk
from referrals.states import Outcome
from referrals.step_forms import AfterTalkForm, AfterwardsForm, PlanForm
from referrals.views.acting import act
from referrals.work import coming_talks, open_questions
from referrals.work_noted import talks_noted
from volunteers.models import Volunteer


def _assignment(request: Request, pk: int) -> Assignment:
    rows = Assignment.objects.visible_to(request.actor).talks()
    rows = rows.select_related("referral__site__municipality", "volunteer", "coordinator")
    found: Assignment = get_object_or_404(rows, pk=pk)
    return found


def _leading(request: Request, pk: int) -> Assignment:
    """Whoever goes along as the second of a duo does not agree on the moment, nor write down the talk."""
    found = _assignment(request, pk)
    if not found.lead:
        raise Http404
    return found


@allow(rules.may_see_own_talks)
@never_cache
def talk_list(request: Request) -> HttpResponse:
    """Questions for me, my talks, and what was."""
    day = clock.today()
    context = {
        "questions": open_questions(request.actor, day),
        "coming": coming_talks(request.actor, day),
        "noted": talks_noted(request.actor, day),
        "done": briefing.past_talks(request.actor),
    }
    return render(request, "referrals/talk_list.html", context)


@allow(rules.may_see_own_talks)
@never_cache
def assignment_detail(request: Request, pk: int) -> HttpResponse:
    """The briefing: who does what, where, and how to reach the person."""
    assignment = _assignment(request, pk)
    return render(request, "referrals/assignment_detail.html", briefing.context(request.actor, assignment))


@allow(rules.may_record_talk)
@never_cache
def talk_plan(request: Request, pk: int) -> HttpResponse:
    """Agree on a moment and a place."""
    assignment = _leading(request, pk)
    form = bound(PlanForm, request, initial=PlanForm.initial_of(assignment))
    back_url = page_of_talk(assignment, request.actor)
    if (
        form.is_valid()
        and attempt(form, services.plan_talk, by=request.actor, assignment=assignment, **form.facts()) is not None
    ):
        messages.success(request, "Het moment staat genoteerd.")
        return redirect(back_url)
    return render(request, "referrals/talk_plan.html", {"form": form, "back_url": back_url})


@allow(rules.may_record_talk)
@never_cache
def talk_after(request: Request, pk: int) -> HttpResponse:
    """Afterwards: 'Er was contact' or 'Niet bereikt'."""
    assignment = _leading(request, pk)
    context = {"assignment": assignment, "back_url": page_of_talk(assignment, request.actor)}
    return render(request, "referrals/talk_after.html", context)


@allow(rules.may_record_talk)
@never_cache
def talk_record(request: Request, pk: int) -> HttpResponse:
    """'Er was contact': how it goes on; when and how are filled in already."""
    assignment = _leading(request, pk)
    now = clock.now()
    form: AfterTalkForm = bound(
        AfterTalkForm, request, initial=AfterTalkForm.initial_of(assignment, now), along=briefing.goes_along(assignment)
    )
    if (
        form.is_valid()
        and attempt(form, services.record_talk, by=request.actor, assignment=assignment, **form.facts()) is not None
    ):
        if request.actor.is_coordinator:
            return redirect(page_of_talk(assignment, request.actor))
        messages.success(request, "Bewaard.")
        return redirect("referrals:talk_done")
    context = {"form": form, "back_url": page_of_talk(assignment, request.actor)}
    return render(request, "referrals/talk_record.html", context)


@allow(rules.may_record_talk)
@require_POST
def talk_not_reached(request: Request, pk: int) -> HttpResponse:
    """'Niet bereikt': today, once a day."""
    assignment = _leading(request, pk)
    act(
        request, services.record_not_reached, "Genoteerd. We proberen het rustig nog eens.", by=request.actor,
        assignment=assignment, on=clock.today(),
    )  # fmt: skip
    return redirect(page_of_talk(assignment, request.actor))


@allow(rules.may_close)
@require_POST
def talk_stop(request: Request, pk: int) -> HttpResponse:
    """'Liever niet', or not reached after two attempts: nobody tries any more (A10)."""
    assignment = _leading(request, pk)
    outcome = Outcome.RATHER_NOT if request.POST.get("outcome") == Outcome.RATHER_NOT else Outcome.NOT_REACHED
    done = "Afgerond. Dank je om het te proberen."
    act(request, services.close_referral, done, by=request.actor, referral=assignment.referral, outcome=outcome)
    return redirect(page_of_talk(assignment, request.actor))


@allow(rules.may_record_talk)
@never_cache
def talk_hand_back(request: Request, pk: int) -> HttpResponse:
    """'Geef door' and 'Ik ken deze persoon' do the same, and nobody asks which it was."""
    assignment = _assignment(request, pk)
    if request.method == "POST":
        done = "Goed dat je het laat weten. We zoeken iemand anders."
        act(request, services.hand_back, done, by=request.actor, assignment=assignment)
        if request.actor.is_coordinator:
            return redirect("referrals:referral_candidates", assignment.referral_id)
        return redirect("referrals:talk_list")
    context = {"assignment": assignment, "back_url": page_of_talk(assignment, request.actor)}
    return render(request, "referrals/talk_hand_back.html", context)


@allow(rules.may_see_own_talks)
@never_cache
def talk_done(request: Request) -> HttpResponse:
    """'Wil je even napraten?', after a talk that was written down, by oneself or by another."""
    return render(request, "referrals/talk_done.html", {**reception.house_numbers(), **briefing.talk_afterwards()})


@allow(rules.may_report_afterwards)
@never_cache
def talk_report(request: Request, pk: int | None = None) -> HttpResponse:
    """'Gesprek achteraf melden': when and how, never with whom (Q49). The coordinator says for whom."""
    who = request.actor.volunteer_id if pk is None else pk
    person = get_object_or_404(Volunteer.objects.visible_to(request.actor), pk=who)
    sites = Site.objects.visible_to(request.actor).for_page()
    form = bound(AfterwardsForm, request, sites=sites, initial={"day": clock.today()})
    if (
        form.is_valid()
        and attempt(form, services.report_talk_afterwards, by=request.actor, volunteer=person, **form.facts())
        is not None
    ):
        messages.success(request, "Bewaard. Het gesprek telt mee.")
        return redirect("referrals:talk_list" if request.actor.volunteer_id else "admin:referrals_referral_changelist")
    context = {"form": form, "person": person if request.actor.is_coordinator else None}
    return render(request, "referrals/talk_report.html", context)
