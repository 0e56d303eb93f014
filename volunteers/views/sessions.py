"""Intervisie: the list, planning, inviting, answering, and the list of who was there."""

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
from partners.models import Partner
from volunteers import rules, services
from volunteers.forms.sessions import AttendanceForm, PhoneAnswerForm, SessionForm
from volunteers.kinds import SignUp
from volunteers.models import IntervisionSession
from volunteers.pages import intervision
from volunteers.services.gatherings import who_belongs
from volunteers.views.common import act, person_or_404, said


def _session(request: Request, pk: int) -> IntervisionSession:
    rows = IntervisionSession.objects.visible_to(request.actor).select_related("partner")
    session: IntervisionSession = get_object_or_404(rows, pk=pk)
    return session


def _page(session: IntervisionSession) -> str:
    return reverse("volunteers:session_detail", args=[session.pk])


@allow(rules.may_see_intervision)
def session_list(request: Request) -> HttpResponse:
    """What comes, lists that are still open, and what was."""
    staff = rules.may_plan_intervision(request.actor)
    visible = IntervisionSession.objects.visible_to(request.actor)
    context = {
        "staff": staff,
        "coming": intervision.coming_lines(request.actor),
        "open_lists": visible.list_open(clock.now()) if staff else [],
        "past": [one for one in intervision.past_sessions(request.actor) if one.closed_at] if staff else [],
    }
    return render(request, "volunteers/session_list.html", context)


@allow(rules.may_plan_intervision)
def session_plan(request: Request) -> HttpResponse:
    """Plan the next one, filled in from the last."""
    last = intervision.last_session(request.actor)
    partners = Partner.objects.visible_to(request.actor)
    form = bound(SessionForm, request, partners=partners, initial=SessionForm.after(last))
    if request.method == "POST" and form.is_valid():
        session = attempt(form, services.plan_session, by=request.actor, **form.values())
        if session:
            return said(request, "Gepland. Nodig nu iedereen uit.", _page(session))
    return render(request, "volunteers/session_plan.html", {"form": form, "again": last is not None})


@allow(rules.may_plan_intervision)
def session_change(request: Request, pk: int) -> HttpResponse:
    """Another day, hour or place."""
    session = _session(request, pk)
    partners = Partner.objects.visible_to(request.actor)
    form = bound(SessionForm, request, partners=partners, initial=SessionForm.of(session))
    if request.method == "POST" and form.is_valid():
        values = {"by": request.actor, "session": session, **form.values()}
        if attempt(form, services.change_session, **values):
            return said(request, "Bewaard.", _page(session))
    return render(request, "volunteers/session_change.html", {"form": form, "session": session})


@allow(rules.may_see_intervision)
def session_detail(request: Request, pk: int) -> HttpResponse:
    """One intervisie: for a volunteer a question, for staff who comes and what is next."""
    session = _session(request, pk)
    lines = [line for line in intervision.coming_lines(request.actor) if line.session.pk == session.pk]
    context: dict[str, Any] = {
        "session": session, "line": lines[0] if lines else None, "place": intervision.place_of(session),
        "when": clock.say_moment(session.starts_at), "is_past": session.starts_at <= clock.now(),
        "answers": [(one.value, one.label.capitalize()) for one in SignUp],
    }  # fmt: skip
    if not rules.may_plan_intervision(request.actor):
        return render(request, "volunteers/session_question.html", context)
    form = bound(PhoneAnswerForm, request, people=who_belongs())
    context |= {"groups": intervision.answer_groups(session), "form": form}
    return render(request, "volunteers/session_detail.html", context)


@allow(rules.may_see_intervision)
@require_POST
def session_answer(request: Request, pk: int) -> HttpResponse:
    """Ja, nee or weet ik nog niet: of the reader, or of somebody on the phone."""
    session = _session(request, pk)
    if rules.may_plan_intervision(request.actor):
        return _answer_by_phone(request, session)
    answer = request.POST.get("answer", "")
    if answer not in SignUp.values:
        return redirect(_page(session))
    person = person_or_404(request, None)
    words = {
        SignUp.YES: "Fijn, tot dan.",
        SignUp.NO: "Goed dat we het weten.",
        SignUp.UNSURE: "Goed. Het mag later nog.",
    }
    said_now = SignUp(answer)
    return act(request, "volunteers:me", words[said_now], services.sign_up,
               session=session, volunteer=person, answer=said_now)  # fmt: skip


def _answer_by_phone(request: Request, session: IntervisionSession) -> HttpResponse:
    form = PhoneAnswerForm(request.POST, people=who_belongs())
    if form.is_valid():
        values = {"volunteer": form.cleaned_data["volunteer"], "answer": SignUp(form.cleaned_data["answer"])}
        if attempt(form, services.sign_up, by=request.actor, session=session, by_phone=True, **values):
            return said(request, "Genoteerd.", _page(session))
    context = {
        "session": session, "form": form, "place": intervision.place_of(session), "line": None, "answers": [],
        "when": clock.say_moment(session.starts_at), "is_past": session.starts_at <= clock.now(),
        "groups": intervision.answer_groups(session),
    }  # fmt: skip
    return render(request, "volunteers/session_detail.html", context)


@allow(rules.may_plan_intervision)
def session_invite(request: Request, pk: int) -> HttpResponse:
    """Who gets an invitation, people near their limit on top; the button sends it."""
    session = _session(request, pk)
    if request.method == "POST":
        return act(
            request, _page(session), "De uitnodigingen staan klaar.", services.invite_to_session, session=session
        )
    people = intervision.people_to_invite(session, clock.today())
    context = {
        "session": session, "when": clock.say_moment(session.starts_at), "total": people.count(),
        "near": intervision.near_first(people, clock.today()), "back": _page(session),
    }  # fmt: skip
    log_access(request.actor, Subject.PEOPLE_LIST)
    return render(request, "volunteers/session_invite.html", context)


@allow(rules.may_plan_intervision)
def session_cancel(request: Request, pk: int) -> HttpResponse:
    """It does not go on; who was invited gets a letter."""
    session = _session(request, pk)
    if request.method == "POST":
        return act(request, _page(session), "Deze intervisie gaat niet door.", services.cancel_session, session=session)
    people = sum(len(group.names) for group in intervision.answer_groups(session) if group.label == "Komt")
    context = {"session": session, "coming": people, "back": _page(session)}
    return render(request, "volunteers/session_cancel.html", context)


@allow(rules.may_plan_intervision)
def attendance_edit(request: Request, pk: int) -> HttpResponse:
    """Tick who was there; on a phone, and on paper."""
    session = _session(request, pk)
    form = AttendanceForm(request.POST if request.method == "POST" else None, people=intervision.on_the_list(session))
    if request.method == "POST" and form.is_valid():
        values = {"by": request.actor, "session": session, "presences": form.presences()}
        if attempt(form, services.save_attendance, **values) is not None:
            if "close" not in request.POST:
                return said(request, "De lijst is bewaard.", reverse("volunteers:attendance_edit", args=[pk]))
            done = "De lijst is bewaard en gesloten."
            return act(request, _page(session), done, services.close_attendance_list, session=session)
    context = {"session": session, "form": form, "back": _page(session), "when": clock.say_weekday(session.day)}
    return render(request, "volunteers/attendance_edit.html", context)


@allow(rules.may_plan_intervision)
@require_POST
def attendance_reopen(request: Request, pk: int) -> HttpResponse:
    """Something must be added after all (A03)."""
    session = _session(request, pk)
    back = reverse("volunteers:attendance_edit", args=[pk])
    return act(request, back, "De lijst is weer open.", services.reopen_attendance_list, session=session)
