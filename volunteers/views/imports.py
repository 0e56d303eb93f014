"""The import in four screens: the file, the columns, what would happen, what happened."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from oev.access import allow
from oev.errors import Refused
from oev.forms import attempt, bound
from oev.http import Request
from volunteers import rules
from volunteers.forms.imports import FileForm, MappingForm
from volunteers.importing.preview import SHOWN, came_in
from volunteers.models import ImportBatch
from volunteers.pages.changes import changes_page, edited
from volunteers.services import imports as services
from volunteers.services.import_facts import columns_of, kind_of, missing_in, sheet_of
from volunteers.services.returning import apply_returned


@allow(rules.may_import_people)
def import_start(request: Request) -> HttpResponse:
    """Choose a file; files of which rows still wait are offered again."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        batch = attempt(form, services.begin_import, by=request.actor, name=file.name, content=file.read(),
                        kind=form.cleaned_data["kind"])  # fmt: skip
        if batch:
            return redirect(_next_page(batch), batch.pk)
    waiting = ImportBatch.objects.visible_to(request.actor).unfinished()
    return render(request, "volunteers/import_start.html", {"form": form, "waiting": waiting})


@allow(rules.may_import_people)
def import_columns(request: Request, pk: int) -> HttpResponse:
    """Say which column is what, where the headings did not."""
    batch = get_object_or_404(ImportBatch.objects.visible_to(request.actor), pk=pk)
    sheet = sheet_of(batch)
    form = bound(MappingForm, request, headings=sheet.headings, fields=kind_of(batch).fields, mapping=columns_of(batch))
    if request.method == "POST" and form.is_valid():
        attempt(form, services.map_columns, by=request.actor, batch=batch, mapping=form.mapping())
        if not form.errors:
            return redirect("volunteers:import_preview", pk)
    context = {"form": form, "first": sheet.rows[0], "missing": "" if form.errors else missing_in(batch)}
    return render(request, "volunteers/import_columns.html", context)


@allow(rules.may_import_people)
def import_preview(request: Request, pk: int) -> HttpResponse:
    """Each row and its problems, before anything happens; the button brings the others in."""
    batch = get_object_or_404(ImportBatch.objects.visible_to(request.actor), pk=pk)
    if _next_page(batch) != "volunteers:import_preview":
        return redirect(_next_page(batch), pk)
    if request.method == "POST":
        try:
            count, waiting = services.bring_in_file(by=request.actor, batch=batch)
        except Refused as refusal:
            messages.error(request, refusal.sentences[0])
            return redirect("volunteers:import_columns", pk)
        messages.success(request, came_in(kind_of(batch), count, waiting))
        return redirect("volunteers:import_preview", pk)
    preview = services.preview_of(batch)
    return render(request, "volunteers/import_preview.html", {"batch": batch, "preview": preview, "most": SHOWN})


def _next_page(batch: ImportBatch) -> str:
    """Where this file goes on: what was edited, which column is what, or what would happen."""
    if "export" in batch.mapping:
        return "volunteers:import_changes"
    return "volunteers:import_columns" if missing_in(batch) else "volunteers:import_preview"


@allow(rules.may_import_people)
def import_changes(request: Request, pk: int) -> HttpResponse:
    """A list that came back: what was edited, cell by cell, before anything happens; the button does it."""
    returned = ImportBatch.objects.visible_to(request.actor).returned()
    batch = get_object_or_404(returned, pk=pk)
    if request.method == "POST":
        choices = {name[2:]: str(value) for name, value in request.POST.items() if name.startswith("c-")}
        count = apply_returned(by=request.actor, batch=batch, choices=choices)
        messages.success(request, edited(count))
        return redirect("volunteers:import_changes", pk)
    return render(request, "volunteers/import_changes.html", changes_page(batch))


@allow(rules.may_import_people)
@require_POST
def import_forget(request: Request, pk: int) -> HttpResponse:
    """Throw the file away; who came in stays."""
    batch = get_object_or_404(ImportBatch.objects.visible_to(request.actor), pk=pk)
    services.forget_import(by=request.actor, batch=batch)
    messages.success(request, "Het bestand is weg. Wie binnen is, blijft.")
    return redirect("volunteers:import_start")
