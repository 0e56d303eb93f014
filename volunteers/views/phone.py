"""By phone instead of by mail: what to tell somebody, and the list of everybody to call (Q45)."""

from django.http import HttpResponse
from django.shortcuts import render

from oev import clock
from oev.access import allow
from oev.audit.models import Subject
from oev.audit.services import log_access
from oev.http import Request
from oev.outbox.telling import letters_to_tell, note_told
from volunteers import rules
from volunteers.pages.calls import call_lines
from volunteers.views.common import person_or_404, person_url, said


@allow(rules.may_tell_letters)
def letters_tell(request: Request, pk: int) -> HttpResponse:
    """What others got by mail, as words for the phone; one button when it was said."""
    person = person_or_404(request, pk)
    back = person_url(request.actor, person)
    if request.method == "POST":
        told = [int(one) for one in request.POST.getlist("letter") if one.isdigit()]
        count = note_told(by=request.actor, reader_id=person.pk, outgoing_ids=told)
        words = f"Genoteerd: je vertelde het aan {person.first_name}." if count else "Er is niets meer te vertellen."
        return said(request, words, back)
    letters = letters_to_tell(request.actor, person.pk)
    return render(request, "volunteers/letters_tell.html", {"person": person, "letters": letters, "back": back})


@allow(rules.may_see_calls)
def call_list(request: Request) -> HttpResponse:
    """'Bellijst': everybody who waits for a call of this office, to take along on paper."""
    lines = call_lines(request.actor, clock.today())
    log_access(request.actor, Subject.PEOPLE_LIST)
    return render(request, "volunteers/call_list.html", {"lines": lines, "today": clock.say_weekday(clock.today())})
