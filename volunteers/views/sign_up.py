"""The one tap of a letter: looking changes nothing, answering needs no sign-in (R042, 6.7)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oev import clock
from oev.access import public
from oev.errors import Refused
from volunteers import services
from volunteers.kinds import SignUp
from volunteers.links import session_and_person
from volunteers.models import IntervisionSession, Volunteer
from volunteers.pages.gatherings import OWN_ANSWERS
from volunteers.pages.intervision import place_of
from volunteers.views.taps import GONE, given_answer, tap_over, why_over


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up_answer(request: HttpRequest, token: str) -> HttpResponse:
    """'Kom je?' with three answers and nothing about the person; the last answer counts until it begins."""
    found = session_and_person(token)
    if found is None:
        return tap_over(request, GONE, status=404)
    session, person = found
    if request.method == "POST":
        return _answer(request, token, session, person)
    if over := why_over("intervisie", session.starts_at, session.cancelled_at):
        return tap_over(request, over)
    given = session.sign_ups.filter(volunteer=person).first()
    context = {
        "session": session, "place": place_of(session), "when": clock.say_moment(session.starts_at),
        "answered": OWN_ANSWERS[SignUp(given.answer)] if given else "",
    }  # fmt: skip
    return render(request, "volunteers/sign_up_answer.html", context)


def _answer(request: HttpRequest, token: str, session: IntervisionSession, person: Volunteer) -> HttpResponse:
    answer = given_answer(request)
    if answer is not None:
        try:
            services.sign_up(by=None, session=session, volunteer=person, answer=answer)
        except Refused as refusal:
            return tap_over(request, " ".join(refusal.sentences))
    return redirect("volunteers:sign_up_answer", token)
