"""The same person entered twice: who it may be, both side by side, one of two, or two people."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from oev.access import allow
from oev.errors import Refused
from oev.http import Request
from volunteers import rules
from volunteers.merging.alike import Finder
from volunteers.models import Volunteer
from volunteers.pages.merging import compare_page
from volunteers.services.merging import keep_apart, merge_people
from volunteers.views.common import act, person_or_404, person_url

SHOWN = 20


@allow(rules.may_merge_people)
def people_double(request: Request, pk: int) -> HttpResponse:
    """Is this person here twice? Who looks alike, or anybody by name."""
    person = person_or_404(request, pk)
    alike = Finder().find(person.first_name, person.last_name, person.email, person.phone, person.municipality_id)
    q = request.GET.get("q", "").strip()
    others = Volunteer.objects.visible_to(request.actor).search(q).exclude(pk=person.pk)[:SHOWN] if q else []
    context = {
        "person": person,
        "alike": [one for one in alike if one.pk != person.pk][:SHOWN],
        "others": others,
        "q": q,
        "back": person_url(request.actor, person),
    }
    return render(request, "volunteers/people_double.html", context)


@allow(rules.may_merge_people)
def people_compare(request: Request, pk: int, other: int) -> HttpResponse:
    """Both side by side; the button makes them one, for good."""
    people = Volunteer.objects.visible_to(request.actor).select_related("user", "companion", "municipality")
    kept, gone = (get_object_or_404(people, pk=one) for one in sorted((pk, other)))
    if request.method == "POST":
        chosen = {name[2:]: str(value) for name, value in request.POST.items() if name.startswith("f-")}
        try:
            merge_people(by=request.actor, one=kept.pk, other=gone.pk, chosen=chosen)
        except Refused as refusal:
            for sentence in refusal.sentences:
                messages.error(request, sentence)
            return redirect("volunteers:people_compare", kept.pk, gone.pk)
        messages.success(request, "Samengevoegd. Alles staat bij één persoon.")
        return redirect(person_url(request.actor, kept))
    return render(request, "volunteers/people_compare.html", compare_page(kept, gone))


@allow(rules.may_merge_people)
@require_POST
def people_apart(request: Request, pk: int, other: int) -> HttpResponse:
    """'Dit zijn twee mensen': not suggested again."""
    people = Volunteer.objects.visible_to(request.actor)
    one, two = (get_object_or_404(people, pk=which) for which in (pk, other))
    return act(request, "admin:index", "Twee mensen, dat onthouden we.", keep_apart, one=one.pk, other=two.pk)
