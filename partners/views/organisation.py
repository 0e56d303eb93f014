"""The house itself: its first page, its name and numbers, and what was loaded and waits for a look."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from oev.access import allow
from oev.errors import Refused
from oev.forms import attempt, bound
from oev.http import Request
from partners.forms import OrganisationForm, SetupForm
from partners.models import Organisation
from partners.reference_kinds import REFERENCE_KINDS, ReferenceKind
from partners.rules import may_keep_partners, may_set_up
from partners.services import reference


@allow(may_set_up)
def setup(request: Request) -> HttpResponse:
    """An empty house asks for its name, region and phone; with a name it is closed (Q53)."""
    if Organisation.objects.ours() is not None:
        raise Http404
    form = bound(SetupForm, request)
    posted = request.method == "POST" and form.is_valid()
    if posted and attempt(form, reference.save_organisation, by=request.actor, **form.cleaned_data):
        messages.success(request, "Welkom. De organisatie heeft een naam.")
        return redirect("home")
    return render(request, "partners/setup.html", {"form": form})


@allow(may_keep_partners)
def organisation_edit(request: Request) -> HttpResponse:
    """Name, numbers and crisis lines of the house."""
    ours = Organisation.objects.visible_to(request.actor).ours()
    if ours is None:
        return redirect("partners:setup")
    form = bound(OrganisationForm, request, initial=OrganisationForm.initial_of(ours))
    posted = request.method == "POST" and form.is_valid()
    if posted and attempt(form, reference.save_organisation, by=request.actor, **form.cleaned_data):
        messages.success(request, "Bewaard.")
        return redirect("partners:organisation_edit")
    return render(request, "partners/organisation_edit.html", {"form": form, "ours": ours})


def _kind(name: str) -> ReferenceKind:
    if name not in REFERENCE_KINDS:
        raise Http404
    return REFERENCE_KINDS[name]


@allow(may_keep_partners)
def reference_check(request: Request) -> HttpResponse:
    """What was loaded and nobody has looked at yet, kind by kind (Q06)."""
    counts = [(kind, kind.waiting().count()) for kind in REFERENCE_KINDS.values()]
    return render(request, "partners/reference_check.html", {"counts": [pair for pair in counts if pair[1]]})


@allow(may_keep_partners)
def reference_check_kind(request: Request, kind: str) -> HttpResponse:
    """The rows of one kind that wait; the button confirms exactly the rows that stand on the page."""
    chosen = _kind(kind)
    rows = list(chosen.waiting())
    if request.method == "POST":
        seen = set(request.POST.getlist("row"))
        count = reference.confirm_rows(by=request.actor, rows=[row for row in rows if str(row.pk) in seen])
        messages.success(request, f"{count} bevestigd.")
        return redirect("partners:reference_check")
    lines = [{"row": row, "line": chosen.line(row), "undated": reference.undated(row)} for row in rows]
    ready = sum(not line["undated"] for line in lines)
    return render(request, "partners/reference_check_kind.html", {"kind": chosen, "lines": lines, "ready": ready})


@allow(may_keep_partners)
@require_POST
def reference_confirm(request: Request, kind: str, pk: int) -> HttpResponse:
    """'Dit klopt': one row."""
    chosen = _kind(kind)
    row = get_object_or_404(chosen.rows().visible_to(request.actor), pk=pk)
    try:
        reference.confirm_row(by=request.actor, row=row)
        messages.success(request, "Bevestigd.")
    except Refused as refusal:
        messages.error(request, refusal.sentences[0])
    back = request.POST.get("next", "")
    if back.startswith("/") and not back.startswith("//"):
        return redirect(back)
    return redirect("partners:reference_check_kind", kind)
