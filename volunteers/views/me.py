"""My own page, what I can change on it, my data, and the first page of the vertegenwoordiger."""

import json
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpResponse
from django.shortcuts import render

from oev import clock
from oev.access import allow
from oev.forms import attempt, bound
from oev.http import Request
from oev.registry import registry
from oev.worklist import sections_of
from volunteers import rules, services
from volunteers.forms.people import AvailabilityForm, VisibilityForm
from volunteers.kinds import Audience
from volunteers.pages.companions import companion_name
from volunteers.pages.intake import intake_page
from volunteers.pages.intervision import coming_lines
from volunteers.pages.person import person_page
from volunteers.pages.visible import who_sees_what
from volunteers.states import Status
from volunteers.views.common import person_or_404, person_url, said


@allow(rules.is_volunteer)
def me(request: Request) -> HttpResponse:
    """Where I stand, what is asked of me, what comes, and what I can change (6.5)."""
    person, day = person_or_404(request, None), clock.today()
    page = person_page(request.actor, person)
    sections = sections_of(registry.volunteer_home, request.actor, day)
    resting = page.standing.status in {Status.SLEEPING, Status.PAUSED}
    context = {
        "person": person, "page": page, "sessions": coming_lines(request.actor)[:4], "resting": resting,
        "sections": [one for one in sections if one.rows],
        "offered": [role for role in page.roles if role.waits_for_yes],
        "may_ask_back": bool(page.needs),
        "asks_who_may_call": page.rest is not None and services.should_ask_who_may_call(page.rest, day),
        "intake": intake_page(request.actor, person) if page.standing.status is Status.CANDIDATE else None,
        "companion": companion_name(person, day),
        "names": {
            one.value: person.name_for(one) for one in (Audience.PEERS, Audience.PARTNERS, Audience.PUBLIC)
        },
        "may_rest": page.standing.status in {Status.ACTIVE, Status.INACTIVE},
        "may_end_pause": page.standing.status is Status.PAUSED and not page.standing.needs_return,
    }  # fmt: skip
    return render(request, "volunteers/me.html", context)


@allow(rules.may_open_person)
def volunteer_availability(request: Request, pk: int | None = None) -> HttpResponse:
    """When it suits, days away, and hooguit how many talks (R044, R081)."""
    person = person_or_404(request, pk)
    form, back = (
        bound(AvailabilityForm, request, initial=AvailabilityForm.of(person)),
        person_url(request.actor, person),
    )
    if request.method == "POST" and form.is_valid():
        who, data = {"by": request.actor, "volunteer": person}, form.cleaned_data
        attempt(form, services.set_availability, **who, slots=form.chosen(), blocked=data["blocked"])
        attempt(form, services.set_pace, **who, max_per_month=data["max_per_month"])
        if not form.errors:
            return said(request, "Bewaard.", back)
    own = rules.is_self(request.actor, person)
    return render(request, "volunteers/volunteer_availability.html",
                  {"form": form, "person": person, "back": back, "own": own})  # fmt: skip


@allow(rules.may_open_person)
def volunteer_visibility(request: Request, pk: int | None = None) -> HttpResponse:
    """How others read my name (P02)."""
    person = person_or_404(request, pk)
    if not rules.may_choose_visibility(request.actor, person):
        raise Http404
    form, back = bound(VisibilityForm, request, initial=VisibilityForm.of(person)), person_url(request.actor, person)
    if request.method == "POST" and form.is_valid():
        attempt(form, services.set_visibility, by=request.actor, volunteer=person, **form.cleaned_data)
        if not form.errors:
            return said(request, "Bewaard.", back)
    return render(request, "volunteers/volunteer_visibility.html", {"form": form, "person": person, "back": back})


def own_data(request: Request) -> list[dict[str, Any]]:
    """What every app holds about this account, title by title."""
    parts = [
        {"title": part.title, "rows": [dict(row) for row in part.read(request.user)]} for part in registry.personal_data
    ]
    return [part for part in parts if part["rows"]]


def own_data_in_words(request: Request) -> list[dict[str, Any]]:
    """The same to read: days in words, a single row as facts, many rows as lines."""
    found = []
    for part in own_data(request):
        rows = [
            [(name, _words(value)) for name, value in row.items() if value not in (None, "")] for row in part["rows"]
        ]
        lines = [" · ".join(words for _, words in row) for row in rows] if len(rows) > 1 else []
        found.append({"title": part["title"], "facts": rows[0], "lines": lines})
    return found


def _words(value: Any) -> str:
    return clock.say_day(value) if isinstance(value, date) else str(value)


@allow(rules.is_volunteer)
def my_data(request: Request) -> HttpResponse:
    """'Dit weten we van jou', and 'Wie je gegevens bekeek' (R027, P53)."""
    person = person_or_404(request, None)
    page = person_page(request.actor, person)
    context = {"parts": own_data_in_words(request), "page": page, "readers": who_sees_what(person)}
    return render(request, "volunteers/my_data.html", context)


@allow(rules.is_volunteer)
def my_data_download(request: Request) -> HttpResponse:
    """The same as a file."""
    text = json.dumps(own_data(request), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": 'attachment; filename="mijn-gegevens.json"'}
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)


NO_DEBT = frozenset({"long_unheard", "next_week"})


@allow(rules.may_see_dashboard)
def dashboard(request: Request) -> HttpResponse:
    """The first page of the vertegenwoordiger: who waits (6.2)."""
    day = clock.today()
    shown = [one for one in sections_of(registry.dashboard, request.actor, day) if one.rows]
    # Who was not heard for long, and who leads this week, is nobody's debt: it does not count (6.2).
    count = sum(one.total or len(one.rows) for one in shown if one.key not in NO_DEBT)
    waits = f"{count} {'ding wacht' if count == 1 else 'dingen wachten'} op je." if count else ""
    lede = f"{clock.say_weekday(day).capitalize()}. {waits}".strip()
    return render(request, "volunteers/dashboard.html", {"sections": shown, "lede": lede})
