"""The same person entered twice: who it may be, both side by side, one of two, or two people."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from oev.access import allow
from oev.forms import attempt, bound
from oev.http import Request
from volunteers import rules
from volunteers.forms.merging import MergeForm
from volunteers.merging.fields import pairs
from volunteers.models import Volunteer
from volunteers.pages.merging import compare_page, double_page
from volunteers.services.merging import keep_apart, merge_people
from volunteers.views.common import act, person_or_404, person_url


@allow(rules.may_merge_people)
def people_double(request: Request, pk: int) -> HttpResponse:
    """Is this person here twice? Who looks alike, or anybody by name."""
    person = person_or_404(request, pk)
    context = double_page(request.actor, person, request.GET.get("q", "").strip())
    return render(request, "volunteers/people_double.html", context | {"back": person_url(request.actor, person)})


@allow(rules.may_merge_people)
def people_compare(request: Request, pk: int, other: int) -> HttpResponse:
    """Both side by side; the button makes them one, for good."""
    people = Volunteer.objects.visible_to(request.actor).select_related("user", "companion", "municipality")
    kept, gone = (get_object_or_404(people, pk=one) for one in sorted((pk, other)))
    both = pairs(kept, gone)
    form = bound(MergeForm, request, pairs=both)
    if request.method == "POST" and form.is_valid():
        attempt(form, merge_people, by=request.actor, one=kept.pk, other=gone.pk, chosen=form.cleaned_data)
        if not form.errors:
            messages.success(request, "Samengevoegd. Alles staat bij één persoon.")
            return redirect(person_url(request.actor, kept))
    return render(request, "volunteers/people_compare.html", {"form": form, **compare_page(kept, gone, both)})


@allow(rules.may_merge_people)
@require_POST
def people_apart(request: Request, pk: int, other: int) -> HttpResponse:
    """'Dit zijn twee mensen': not suggested again."""
    people = Volunteer.objects.visible_to(request.actor)
    one, two = (get_object_or_404(people, pk=which) for which in (pk, other))
    return act(request, "admin:index", "Twee mensen, dat onthouden we.", keep_apart, one=one.pk, other=two.pk)
