"""Lists that leave: which ones left, and a new one after a fresh proof (P51)."""

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from oev import clock
from oev.access import allow
from oev.accounts.fresh import fresh_sign_in
from oev.forms import attempt
from oev.http import Request
from volunteers import rules
from volunteers.exporting.tables import of_the_pool
from volunteers.forms.exports import ExportForm
from volunteers.models import PeopleExport
from volunteers.services.exports import make_export

SHOWN = 50


@allow(rules.may_export_people)
def export_list(request: Request) -> HttpResponse:
    """'Lijsten die vertrokken': who took one, when and why, the latest first."""
    exports = PeopleExport.objects.visible_to(request.actor).select_related("made_by").defer("content")
    return render(request, "volunteers/export_list.html", {"exports": exports[:SHOWN]})


@allow(rules.may_export_people)
@fresh_sign_in(keep="purpose")
def export_make(request: Request) -> HttpResponseBase:
    """A new list: why, and as what; the answer to the button is the file."""
    form = ExportForm(request.POST or None, initial={"purpose": request.GET.get("purpose", "")})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, make_export, by=request.actor, **form.cleaned_data)
        if made:
            name = f"lijst-{clock.today():%Y-%m-%d}.{form.cleaned_data['ending']}"
            return FileResponse(made[1], as_attachment=True, filename=name)
    count = of_the_pool(clock.today()).count()
    return render(request, "volunteers/export_make.html", {"form": form, "count": count})
