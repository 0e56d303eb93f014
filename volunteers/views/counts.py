"""Tellingen: one small page to add, to read the year, and to put right (R305-R307)."""

import re

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from oev import clock
from oev.access import allow
from oev.forms import attempt, bound
from oev.http import Request
from partners.models import Partner
from volunteers import rules_doing, services
from volunteers.forms.counts import CountForm
from volunteers.kinds import ActivityKind
from volunteers.models import ActivityLog
from volunteers.pages import counts
from volunteers.views.common import act, said

YEAR = re.compile(r"20\d\d")


@allow(rules_doing.may_keep_counts)
def count_list(request: Request) -> HttpResponse:
    """Add one, and what this year (or that one) holds."""
    asked = request.GET.get("jaar", "")
    year = int(asked) if YEAR.fullmatch(asked) else clock.today().year
    form = bound(CountForm, request, partners=Partner.objects.visible_to(request.actor))
    if request.method == "POST" and form.is_valid():
        values = {**form.cleaned_data, "kind": ActivityKind(form.cleaned_data["kind"])}
        made = attempt(form, services.count_activity, by=request.actor, **values)
        if made:
            undo = reverse("volunteers:count_withdraw", args=[made.pk])
            return said(request, "Geteld.", reverse("volunteers:count_list"), undo)
    rows = counts.of_year(request.actor, year)
    context = {
        "form": form, "heading": f"In {year}",
        "years": [str(one) for one in (year - 1, year + 1) if one <= clock.today().year],
        "tiles": counts.totals(rows), "lines": [counts.line_of(one) for one in rows],
    }  # fmt: skip
    return render(request, "volunteers/count_list.html", context)


@allow(rules_doing.may_keep_counts)
@require_POST
def count_withdraw(request: Request, pk: int) -> HttpResponse:
    """It was wrong."""
    count = get_object_or_404(ActivityLog.objects.visible_to(request.actor), pk=pk)
    return act(request, "volunteers:count_list", "Telt niet meer mee.", services.withdraw_count, count=count)
