"""Tasks without a call of one person (R063, R072, P09)."""

from django.http import HttpResponse
from django.shortcuts import render

from oev import clock
from oev.access import allow
from oev.forms import attempt, bound
from oev.http import Request
from volunteers import rules, services
from volunteers.forms.tasks import TasksForm
from volunteers.models import TaskKind
from volunteers.pages.doing import running_kinds
from volunteers.views.common import person_or_404, person_url, said


@allow(rules.may_open_person)
def volunteer_tasks(request: Request, pk: int | None = None) -> HttpResponse:
    """'Wat wil je doen?': tick what runs; nothing about a standing is asked."""
    person = person_or_404(request, pk)
    running = running_kinds(person)
    tasks = TaskKind.objects.visible_to(request.actor).to_choose(clock.today(), running)
    form = bound(TasksForm, request, tasks=tasks, initial={"kinds": running})
    back = person_url(request.actor, person)
    if request.method == "POST" and form.is_valid():
        attempt(form, services.choose_tasks, by=request.actor, volunteer=person, kinds=form.cleaned_data["kinds"])
        if not form.errors:
            return said(request, "Bewaard.", back)
    own = rules.is_self(request.actor, person)
    context = {"form": form, "person": person, "back": back, "own": own, "running": bool(running)}
    return render(request, "volunteers/volunteer_tasks.html", context)
