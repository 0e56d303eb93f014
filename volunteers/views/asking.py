"""'Ik wil even praten', 'even napraten', 'ik heb ondersteuning nodig': one tap, no text (P11, Q47, R084, R108)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from oev.access import allow
from oev.http import Request
from volunteers import rules, services
from volunteers.kinds import CallWish, SignalledBy
from volunteers.views.common import act, crisis_lines, person_or_404

WHEN = {CallWish.TODAY: " vandaag", CallWish.WEEK: " deze week"}


@allow(rules.is_volunteer)
def talk_ask(request: Request) -> HttpResponse:
    """'Ik wil even praten', vandaag or deze week: the vertegenwoordiger sees it, nobody else (P11, Q47)."""
    person = person_or_404(request, None)
    if request.method != "POST":
        return render(request, "volunteers/talk_ask.html", {"crisis_lines": crisis_lines()})
    wish = next((one for one in CallWish if one == request.POST.get("wish")), None)
    done = f"We hebben het doorgegeven. De vertegenwoordiger belt je{WHEN[wish] if wish else ''}."
    return act(request, "volunteers:me", done, services.ask_for_call, volunteer=person, wish=wish)


@allow(rules.is_volunteer)
@require_POST
def support_ask(request: Request) -> HttpResponse:
    """'Ik heb ondersteuning nodig': the coordinator calls (R108)."""
    person = person_or_404(request, None)
    done = "We hebben het doorgegeven. De coördinator belt je."
    return act(request, "volunteers:me", done, services.ask_for_support, volunteer=person)


@allow(rules.is_volunteer)
@require_POST
def talk_after(request: Request) -> HttpResponse:
    """'Wil je even napraten?': one tap says with whom (R084)."""
    person = person_or_404(request, None)
    office = SignalledBy.COORDINATOR if request.POST.get("office") == "coordinator" else SignalledBy.REPRESENTATIVE
    done = f"We hebben het doorgegeven. De {office.label} belt je."
    return act(request, "volunteers:me", done, services.ask_to_talk_afterwards, volunteer=person, office=office)
