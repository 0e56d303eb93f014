"""The figures of a year: on a page, as PDF, as spreadsheet and as CSV, with the same numbers."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from oev import clock
from oev.access import allow
from oev.errors import Refused
from oev.http import Request
from reporting.documents import csv, file_name, pdf, xlsx
from reporting.figures import build_report
from reporting.rules import may_see_figures
from reporting.views_data import page_sections
from reporting.year_counts import FIRST_YEAR

MAKERS: dict[str, tuple[Callable[..., bytes], str]] = {
    "pdf": (pdf.make_pdf, "application/pdf"),
    "xlsx": (xlsx.make_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (csv.make_csv, "text/csv; charset=utf-8"),
}


@allow(may_see_figures)
def figures_current(request: Request) -> HttpResponse:
    """To this year; in January to the year that has just ended."""
    today = clock.today()
    return redirect("reporting:figures_year", today.year - 1 if today.month == 1 else today.year)


@allow(may_see_figures)
def figures_year(request: Request, year: int) -> HttpResponse:
    """One year beside the year before, with charts and their tables."""
    today = clock.today()
    if not FIRST_YEAR <= year <= today.year:
        raise Http404
    report = build_report(year, today=today)
    context = {
        "report": report,
        "sections": page_sections(report),
        "earlier": year - 1 if year > FIRST_YEAR else None,
        "later": year + 1 if year < today.year else None,
    }
    return render(request, "reporting/figures_year.html", context)


@allow(may_see_figures)
def figures_download(request: Request, year: int, form: str) -> HttpResponse:
    """The same figures as a file; nothing personal can be in it."""
    today = clock.today()
    if form not in MAKERS or not FIRST_YEAR <= year <= today.year:
        raise Http404
    maker, content_type = MAKERS[form]
    report = build_report(year, today=today)
    try:
        content = maker(report)
    except Refused as refusal:
        messages.error(request, refusal.sentences[0])
        return redirect("reporting:figures_year", year)
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name(report, form)}"'
    return response
