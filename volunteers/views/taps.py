"""What the one-tap questions of letters share: the answer that was given, and a question that is over."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from oev import clock
from volunteers.kinds import SignUp
from volunteers.views.common import house_phone

GONE = "Deze vraag is voorbij."


def given_answer(request: HttpRequest) -> SignUp | None:
    """Yes, no or not sure; None for anything else."""
    return next((one for one in SignUp if one == request.POST.get("answer")), None)


def why_over(what: str, starts_at: datetime, cancelled_at: datetime | None) -> str:
    """Why nobody need answer any more: 'Deze intervisie gaat niet door.'; empty while the question stands."""
    if cancelled_at is not None:
        return f"Deze {what} gaat niet door."
    return f"Deze {what} is voorbij." if starts_at <= clock.now() else ""


def tap_over(request: HttpRequest, sentence: str, *, status: int = 200) -> HttpResponse:
    """The page of a question that can no longer be answered, with whom to ring."""
    context = {"sentence": sentence, "phone": house_phone()}
    return render(request, "volunteers/tap_over.html", context, status=status)
