"""Vorming: what is offered and what comes, planning, inviting, answering, and the list of who was there."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from oev import clock
from oev.access import allow
from oev.audit.models import Subject
from oev.audit.services import log_access
from oev.forms import attempt, bound
from oev.http import Request
from oev.registry import WorkSection
from volunteers import rules, rules_doing, services
from volunteers.forms.sessions import AttendanceForm, PhoneAnswerForm
from volunteers.forms.training import MomentForm
from volunteers.kinds import SignUp
from volunteers.models import Training, TrainingSession
from volunteers.pages import learning, training
from volunteers.pages.doing import doing_of
from volunteers.services.gatherings import who_belongs
from volunteers.services.training import people_to_invite
from volunteers.views.common import act, person_or_404, said


def _moment(request: Request, pk: int) -> TrainingSession:
    rows = TrainingSession.objects.visible_to(request.actor).select_related("training__partner")
    session: TrainingSession = get_object_or_404(rows, pk=pk)
    return session


def _page(session: TrainingSession) -> str:
    return reverse("volunteers:training_detail", args=[session.pk])


@allow(rules_doing.may_see_training)
def training_list(request: Request) -> HttpResponse:
    """What comes, what can be followed, and for a volunteer what was followed."""
    keeps, own = rules_doing.may_keep_training(request.actor), rules.is_volunteer(request.actor)
    visible = TrainingSession.objects.visible_to(request.actor)
    context = {
        "keeps": keeps,
        "own": own,
        "coming": training.coming_moments(request.actor),
        "open_lists": visible.list_open(clock.now()).select_related("training") if keeps else [],
        "past": [] if own else training.past_moments(request.actor),
        "catalogue": training.catalogue(request.actor, clock.today()),
    }
    context |= _own_learning(request) if own else _learning(request)
    return render(request, "volunteers/training_list.html", context)


def _own_learning(request: Request) -> dict[str, Any]:
    """What a volunteer followed, and would like to learn."""
    person = person_or_404(request, None)
    return {"followed": doing_of(request.actor, person).followed, "themes": learning.theme_choices(person)}


def _learning(request: Request) -> dict[str, Any]:
    """What partners propose, and how many people would like which theme."""
    offered = WorkSection("training_offers", "Voorgesteld door partners", learning.offered_rows(request.actor))
    return {"offered": offered, "wished": learning.theme_lines(clock.today())}


@allow(rules_doing.may_keep_training)
def training_plan(request: Request) -> HttpResponse:
    """Plan a moment, filled in from the last one."""
    trainings = training.catalogue(request.actor, clock.today())
    last = TrainingSession.objects.visible_to(request.actor).last_planned()
    form = bound(MomentForm, request, trainings=trainings, initial=MomentForm.after(last))
    if request.method == "POST" and form.is_valid():
        session = attempt(form, services.plan_training, by=request.actor, **form.values())
        if session:
            return said(request, "Gepland. Nodig nu iedereen uit.", _page(session))
    return render(request, "volunteers/training_plan.html", {"form": form})


@allow(rules_doing.may_keep_training)
def training_change(request: Request, pk: int) -> HttpResponse:
    """Another day, hour or place."""
    session = _moment(request, pk)
    trainings = Training.objects.visible_to(request.actor).offered_or(clock.today(), session.training_id)
    form = bound(MomentForm, request, trainings=trainings, initial=MomentForm.of(session))
    if request.method == "POST" and form.is_valid():
        values = {"by": request.actor, "session": session, **form.values()}
        if attempt(form, services.change_training, **values):
            return said(request, "Bewaard.", _page(session))
    return render(request, "volunteers/training_change.html", {"form": form, "session": session})


def _facts(request: Request, session: TrainingSession) -> dict[str, Any]:
    lines = training.coming_moments(request.actor, session.pk)
    return {
        "session": session,
        "line": lines[0] if lines else None,
        "place": training.place_of(session),
        "when": clock.say_moment(session.starts_at),
        "is_past": session.starts_at <= clock.now(),
    }


@allow(rules_doing.may_see_training)
def training_detail(request: Request, pk: int) -> HttpResponse:
    """One moment: for a volunteer a question, for staff who comes and what is next."""
    session = _moment(request, pk)
    if rules.is_volunteer(request.actor):
        return render(request, "volunteers/training_question.html", _facts(request, session))
    return _staff_page(request, session, PhoneAnswerForm(people=who_belongs()))


def _staff_page(request: Request, session: TrainingSession, form: PhoneAnswerForm) -> HttpResponse:
    context = _facts(request, session) | {
        "form": form,
        "groups": training.answer_groups(session),
        "keeps": rules_doing.may_keep_training(request.actor),
    }
    return render(request, "volunteers/training_detail.html", context)


WORDS = {
    SignUp.YES: "Fijn, tot dan.",
    SignUp.NO: "Goed dat we het weten.",
    SignUp.UNSURE: "Goed. Het mag later nog.",
}


@allow(rules_doing.may_see_training)
@require_POST
def training_answer(request: Request, pk: int) -> HttpResponse:
    """Ja, nee or weet ik nog niet: of the reader, or of somebody on the phone."""
    session = _moment(request, pk)
    if not rules.is_volunteer(request.actor):
        return _answer_by_phone(request, session)
    answer = request.POST.get("answer", "")
    if answer not in SignUp.values:
        return redirect(_page(session))
    person, chosen = person_or_404(request, None), SignUp(answer)
    return act(request, "volunteers:training_list", WORDS[chosen], services.answer_training,
               session=session, volunteer=person, answer=chosen)  # fmt: skip


def _answer_by_phone(request: Request, session: TrainingSession) -> HttpResponse:
    form = PhoneAnswerForm(request.POST, people=who_belongs())
    if form.is_valid():
        values = {"volunteer": form.cleaned_data["volunteer"], "answer": SignUp(form.cleaned_data["answer"])}
        if attempt(form, services.answer_training, by=request.actor, session=session, by_phone=True, **values):
            return said(request, "Genoteerd.", _page(session))
    return _staff_page(request, session, form)


@allow(rules_doing.may_keep_training)
def training_invite(request: Request, pk: int) -> HttpResponse:
    """For how many the invitation is; the button sends it."""
    session = _moment(request, pk)
    if request.method == "POST":
        done = "De uitnodigingen staan klaar."
        return act(request, _page(session), done, services.invite_to_training, session=session)
    context = {
        "session": session, "when": clock.say_moment(session.starts_at), "total": people_to_invite(session).count(),
        "back": _page(session),
    }  # fmt: skip
    return render(request, "volunteers/training_invite.html", context)


@allow(rules_doing.may_keep_training)
def training_cancel(request: Request, pk: int) -> HttpResponse:
    """It does not go on; who was invited gets a letter."""
    session = _moment(request, pk)
    if request.method == "POST":
        return act(request, _page(session), "Deze vorming gaat niet door.", services.cancel_training, session=session)
    return render(request, "volunteers/training_cancel.html", {"session": session, "back": _page(session)})


@allow(rules_doing.may_keep_training)
def training_attendance(request: Request, pk: int) -> HttpResponse:
    """Tick who was there; on a phone, and on paper."""
    session = _moment(request, pk)
    form = bound(AttendanceForm, request, people=training.on_the_list(session))
    log_access(request.actor, Subject.PEOPLE_LIST)
    if request.method == "POST" and form.is_valid():
        values = {"by": request.actor, "session": session, "presences": form.presences()}
        if attempt(form, services.save_training_list, **values) is not None:
            if "close" not in request.POST:
                return said(request, "De lijst is bewaard.", reverse("volunteers:training_attendance", args=[pk]))
            done = "De lijst is bewaard en gesloten."
            return act(request, _page(session), done, services.close_training_list, session=session)
    context = {"session": session, "form": form, "back": _page(session), "when": clock.say_weekday(session.day)}
    return render(request, "volunteers/training_attendance.html", context)


@allow(rules_doing.may_keep_training)
@require_POST
def training_reopen(request: Request, pk: int) -> HttpResponse:
    """Something must be added after all."""
    session = _moment(request, pk)
    back = reverse("volunteers:training_attendance", args=[pk])
    return act(request, back, "De lijst is weer open.", services.reopen_training_list, session=session)
