"""Asking for a turn and answering: on the page, by a one-tap link, or by phone through somebody (6.4, 6.7, Q45)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from contactgroups import services
from contactgroups.forms import AskForm
from contactgroups.mine import say_when
from contactgroups.models import Meeting, RosterTurn, TurnQuestion
from contactgroups.reads import RoleLine, meeting_lines, role_lines
from contactgroups.rules import may_have_groups, may_make_roster, may_see_rosters
from contactgroups.services import Answered
from contactgroups.states import GroupRoleKind
from contactgroups.views.home import back, home_url, refused
from oev import clock
from oev.access import allow, public
from oev.errors import Refused
from oev.forms import attempt, bound
from oev.http import Request

THANKS = {
    Answered.YES: "Dank je. Jij leidt dit gesprek.",
    Answered.NOT_NOW: "Dank je om het te laten weten. We vragen iemand anders.",
    Answered.TAKEN: "Iemand anders doet dit al. Dank je.",
    Answered.GONE: "Deze vraag is niet meer nodig. Dank je.",
}


@allow(may_see_rosters)
def turn_ask(request: Request, pk: int) -> HttpResponse:
    """'Vraag iemand anders': who can be asked, in order; or what somebody said by phone."""
    turns = RosterTurn.objects.visible_to(request.actor).select_related("meeting__group")
    turn = get_object_or_404(turns, pk=pk)
    group = turn.meeting.group
    if not may_make_roster(request.actor, group):
        return back(request, group, "Dit regelt de trekker van de groep.")
    form = bound(AskForm, request, people=_leaders(turn, request))
    if request.method == "POST":
        said = _ask_or_note(request, form, turn)
        if said:
            return back(request, group, said)
    context = {
        "form": form,
        "group": group,
        "line": meeting_lines(Meeting.objects.visible_to(request.actor).among([turn.meeting_id]), request.actor)[0],
        "back_url": home_url(request.actor, group),
    }
    return render(request, "contactgroups/turn_ask.html", context)


def _leaders(turn: RosterTurn, request: Request) -> list[RoleLine]:
    """Who may lead: gespreksleiders and trekkers of the group, without who leads now."""
    lines = role_lines(turn.meeting.group_id, request.actor, clock.today())
    fitting = (GroupRoleKind.LEADER, GroupRoleKind.ORGANISER)
    return [line for line in lines if line.kind in fitting and line.volunteer_id != turn.volunteer_id]


def _ask_or_note(request: Request, form: AskForm, turn: RosterTurn) -> str:
    """Do what the button says; the sentence for the reader, or nothing when the form stays."""
    act = request.POST.get("act", "ask")
    if act == "next":
        question = attempt(form, _in_list, by=request.actor, turn=turn)
        return question[0] if question else ""
    if not form.is_valid():
        return ""
    who = form.cleaned_data["who"]
    if act == "ask":
        asked = attempt(form, services.ask_for_turn, by=request.actor, turn=turn, volunteer_id=who)
        return "De vraag is gesteld. Tot het ja komt, staat er ‘nog niemand’." if asked else ""
    noted = attempt(form, services.note_answer, by=request.actor, turn=turn, volunteer_id=who, yes=act == "called_yes")
    return "Genoteerd. Bedankt om te bellen." if noted else ""


def _in_list(*, by: object, turn: RosterTurn) -> list[str]:
    question = services.ask_for_turn(by=by, turn=turn)  # type: ignore[arg-type]
    if question is None:
        return ["Er is niemand meer om te vragen. Kan je zelf iemand bellen?"]
    return ["De vraag is gesteld aan wie aan de beurt is."]


@allow(may_have_groups)
@require_POST
def turn_take(request: Request, pk: int) -> HttpResponse:
    """'Ik doe dit': a turn that nobody leads."""
    turn = get_object_or_404(RosterTurn.objects.visible_to(request.actor).select_related("meeting__group"), pk=pk)
    try:
        outcome = services.take_turn(by=request.actor, turn=turn)
    except Refused as refusal:
        refused(request, refusal)
        return back(request, turn.meeting.group)
    return back(request, turn.meeting.group, THANKS[outcome])


@allow(may_have_groups)
def turn_hand_back(request: Request, pk: int) -> HttpResponse:
    """'Toch niet' after a yes: the turn goes on to the next, no reason is asked."""
    turn = get_object_or_404(RosterTurn.objects.visible_to(request.actor).select_related("meeting__group"), pk=pk)
    if request.method == "POST":
        try:
            services.hand_back_turn(by=request.actor, turn=turn)
        except Refused as refusal:
            refused(request, refusal)
            return back(request, turn.meeting.group)
        return back(request, turn.meeting.group, THANKS[Answered.NOT_NOW])
    context = {"when": say_when(turn.meeting.starts_at), "back_url": home_url(request.actor, turn.meeting.group)}
    return render(request, "contactgroups/turn_hand_back.html", context)


@allow(may_have_groups)
@require_POST
def question_answer(request: Request, pk: int) -> HttpResponse:
    """Ja or Nu niet on the volunteer's own page."""
    question = get_object_or_404(TurnQuestion.objects.visible_to(request.actor), pk=pk)
    outcome = services.answer_turn(question=question, yes=request.POST.get("answer") == "yes")
    messages.success(request, THANKS[outcome])
    return redirect("contactgroups:my_groups")


@public
@never_cache
def turn_answer(request: HttpRequest, secret: str) -> HttpResponse:
    """The one-tap link of a letter: GET shows the question, POST answers and spends it."""
    question = get_object_or_404(TurnQuestion.objects.with_meeting(), secret=secret)
    if request.method == "POST" and request.POST.get("answer") in {"yes", "not_now"}:
        outcome = services.answer_turn(question=question, yes=request.POST["answer"] == "yes")
        return render(request, "contactgroups/turn_answered.html", {"outcome": outcome.value, "said": THANKS[outcome]})
    if not TurnQuestion.objects.waiting(clock.now()).filter(pk=question.pk).exists():
        return render(request, "contactgroups/turn_answered.html", {"outcome": "gone", "said": THANKS[Answered.GONE]})
    context = {"when": say_when(question.turn.meeting.starts_at)}
    return render(request, "contactgroups/turn_answer.html", context)
