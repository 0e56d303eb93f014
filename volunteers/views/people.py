"""People: the list, a person's page, somebody new, name and address, start and goodbye."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from oev import clock
from oev.access import allow
from oev.audit.models import Subject
from oev.audit.services import log_access
from oev.forms import attempt, bound
from oev.http import Request
from partners.models import Municipality
from volunteers import checks, rules, services
from volunteers.forms.intake import BY_STAFF
from volunteers.forms.people import NewPersonForm, PeopleFilter, ProfileForm
from volunteers.forms.standing import StopForm
from volunteers.kinds import VolunteerKind
from volunteers.merging.alike import Alike, alike_of
from volunteers.models import Volunteer
from volunteers.pages import listing
from volunteers.pages.intake import intake_page, papers_of
from volunteers.pages.person import person_page
from volunteers.pages.steps import next_steps
from volunteers.states import Status
from volunteers.views.common import act, person_or_404, person_url, said


def people_context(request: Request) -> dict[str, Any]:
    """What a list of people shows, for the admin and for the vertegenwoordiger; logs one row of inzage."""
    day = clock.today()
    form = PeopleFilter(request.GET, municipalities=Municipality.objects.visible_to(request.actor))
    wanted = form.cleaned_data if form.is_valid() else {}
    people = Volunteer.objects.visible_to(request.actor).of_others(request.actor)
    found = listing.people(people, day, wanted)
    page, rows = listing.page_of(found, request.GET.get("page"), day)
    log_access(request.actor, Subject.PEOPLE_LIST)
    return {
        "filter": form,
        "narrowed": any(request.GET.get(name) for name in form.fields if name != "q"),
        "page_obj": page,
        "rows": [{"row": row, "url": person_url(request.actor, row.person)} for row in rows],
    }


def person_context(request: Request, person: Volunteer) -> dict[str, Any]:
    """What a person's page shows to coordinator and vertegenwoordiger; logs a row of inzage."""
    log_access(request.actor, Subject.STANDING, person.pk)
    page = person_page(request.actor, person)
    intake = intake_page(request.actor, person) if page.standing.status is Status.CANDIDATE else None
    papers = [] if intake else papers_of(person.pk)
    steps = next_steps(request.actor, page)
    return {"page": page, "person": person, "steps": steps, "intake": intake, "papers": papers, "how": BY_STAFF}


@allow(rules.may_see_people)
def volunteer_list(request: Request) -> HttpResponse:
    """The people of the pool, for the vertegenwoordiger; the coordinator has the same list in the admin."""
    if request.actor.is_coordinator:
        return redirect("admin:volunteers_volunteer_changelist")
    return render(request, "volunteers/volunteer_list.html", people_context(request))


@allow(rules.may_see_people)
def volunteer_detail(request: Request, pk: int) -> HttpResponse:
    """One person, for the vertegenwoordiger; the coordinator has the same page in the admin."""
    person = person_or_404(request, pk)
    if request.actor.is_coordinator or person.pk != pk:
        return redirect(person_url(request.actor, person))
    return render(request, "volunteers/volunteer_detail.html", person_context(request, person))


@allow(rules.may_add_person)
def volunteer_add(request: Request) -> HttpResponse:
    """Somebody new: a candidate."""
    form = bound(NewPersonForm, request, municipalities=Municipality.objects.visible_to(request.actor))
    alike: list[Alike] = []
    if request.method == "POST" and form.is_valid():
        alike = [] if request.POST.get("other") else alike_of(form.cleaned_data)
        values = {**form.cleaned_data, "kind": VolunteerKind(form.cleaned_data["kind"])}
        person = None if alike else attempt(form, services.add_volunteer, by=request.actor, **values)
        if person:
            return said(request, "Genoteerd als kandidaat.", person_url(request.actor, person))
        if alike:
            form.offer_other()
    return render(request, "volunteers/volunteer_add.html", {"form": form, "alike": alike})


@allow(rules.may_open_person)
def volunteer_profile(request: Request, pk: int | None = None) -> HttpResponse:
    """Name, address and whose experience."""
    person = person_or_404(request, pk)
    towns = Municipality.objects.visible_to(request.actor)
    form = bound(ProfileForm, request, municipalities=towns, initial=ProfileForm.of(person))
    if not rules.may_say_experience(request.actor, person):
        form.keep_experience()
    back = person_url(request.actor, person)
    if request.method == "POST" and form.is_valid():
        values = {"by": request.actor, "volunteer": person, **form.cleaned_data}
        if attempt(form, services.update_profile, **values):
            return said(request, "Bewaard.", back)
    return render(request, "volunteers/volunteer_profile.html", {"form": form, "person": person, "back": back})


@allow(rules.may_stop_anybody)
def volunteer_stop(request: Request, pk: int | None = None) -> HttpResponse:
    """Somebody stops: the person at once, coordinator and vertegenwoordiger together (Q46)."""
    person = person_or_404(request, pk)
    form = bound(StopForm, request, may_say_death=request.actor.is_coordinator)
    back = person_url(request.actor, person)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, services.stop_engagement, by=request.actor, volunteer=person, **form.cleaned_data)
        if not form.errors:
            own = rules.is_self(request.actor, person)
            words = "Dank je voor alles. De deur blijft open." if own else "Genoteerd."
            return said(request, words if done else WAITS_FOR_OTHER, reverse("start") if own else back)
    context = {"form": form, "person": person, "back": back, "own": rules.is_self(request.actor, person),
               "candidate": checks.is_candidate(person)}  # fmt: skip
    return render(request, "volunteers/volunteer_stop.html", context)


WAITS_FOR_OTHER = "Voorgesteld. Coördinator en vertegenwoordiger doen dit samen: de ander bevestigt."


@allow(rules.may_add_person)
@require_POST
def volunteer_restart(request: Request, pk: int) -> HttpResponse:
    """Somebody who stopped begins again as a candidate."""
    person = person_or_404(request, pk)
    back = person_url(request.actor, person)
    return act(request, back, "Opnieuw kandidaat.", services.restart_candidacy, volunteer=person, on=clock.today())
