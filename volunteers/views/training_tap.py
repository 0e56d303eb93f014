"""The one tap of an invitation to a training: looking changes nothing, answering needs no sign-in (R042, 6.7)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oev import clock
from oev.access import public
from oev.errors import Refused
from volunteers import services
from volunteers.kinds import SignUp
from volunteers.links import training_and_person
from volunteers.models import TrainingEnrolment, TrainingSession, Volunteer
from volunteers.pages.gatherings import OWN_ANSWERS
from volunteers.pages.training import place_of
from volunteers.views.taps import GONE, given_answer, tap_over, why_over


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def training_tap(request: HttpRequest, token: str) -> HttpResponse:
    """'Kom je?' with three answers and nothing about the person; the last answer counts until it begins."""
    found = training_and_person(token)
    if found is None:
        return tap_over(request, GONE, status=404)
    session, person = found
    if request.method == "POST":
        return _answer(request, token, session, person)
    if over := why_over("vorming", session.starts_at, session.cancelled_at):
        return tap_over(request, over)
    given = TrainingEnrolment.objects.standing().filter(session=session, volunteer=person).exclude(answer="").first()
    context = {
        "session": session, "place": place_of(session), "when": clock.say_moment(session.starts_at),
        "answered": OWN_ANSWERS[SignUp(given.answer)] if given else "",
    }  # fmt: skip
    return render(request, "volunteers/training_tap.html", context)


def _answer(request: HttpRequest, token: str, session: TrainingSession, person: Volunteer) -> HttpResponse:
    answer = given_answer(request)
    if answer is not None:
        try:
            services.answer_training(by=None, session=session, volunteer=person, answer=answer)
        except Refused as refusal:
            return tap_over(request, " ".join(refusal.sentences))
    return redirect("volunteers:training_tap", token)
