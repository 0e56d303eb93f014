"""Pages of cover: who is away and who stands in, for coordinator and vertegenwoordiger (Q13, Q43)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from oev import clock
from oev.access import allow, anyone, public
from oev.accounts import rules, services
from oev.accounts.duty import first_empty_day
from oev.accounts.forms import AbsenceForm, WeekdaysForm
from oev.accounts.models import Absence, Office
from oev.accounts.work import say_office_days
from oev.forms import attempt, bound
from oev.http import Request

HEAD = "accounts:absence_list"


def _offices(request: Request) -> Any:
    """Offices of today that this actor may arrange cover for."""
    return Office.objects.visible_to(request.actor).coverable().held_on(clock.today()).order_by("kind", "user__name")


@allow(rules.may_arrange_cover)
def absence_list(request: Request) -> HttpResponse:
    """Who is away now and soon, and for which office something can be arranged."""
    offices = [office for office in _offices(request) if office.user.is_active]
    absences = list(Absence.objects.visible_to(request.actor).current_and_coming(clock.today()))
    away = {one.office_id for one in absences if one.from_on <= clock.today()}
    own = next((one for one in offices if one.user_id == request.actor.user_id), None)
    context = {
        "absences": absences,
        "own": own,
        "others": [one for one in offices if one is not own and one.pk not in away],
        "days": [(one, say_office_days(one)) for one in offices if one.kind == "coordinator"],
        "may_set_days": rules.may_set_days(request.actor),
        "today": clock.today(),
    }
    return render(request, "accounts/absence_list.html", context)


def _say_done(request: Request, absence: Absence, done: str) -> None:
    """What happened and, when no coordinator is left on a day, that nothing is promised for it."""
    messages.success(request, done if absence.stand_in else "Geregeld.")
    empty = first_empty_day(absence)
    if empty is not None:
        day = clock.say_weekday(empty)
        messages.warning(request, f"Op {day} is er geen coördinator. Voor zo'n dag beloven we geen antwoord.")


@allow(rules.may_arrange_cover)
def absence_add(request: Request, pk: int) -> HttpResponse:
    """'Ik ben even weg', or naming who stands in for somebody else."""
    office = get_object_or_404(_offices(request), pk=pk)
    is_own = office.user_id == request.actor.user_id
    form = bound(AbsenceForm, request, office=office, initial={"from_on": clock.today()})
    valid = request.method == "POST" and form.is_valid()
    absence = (
        attempt(form, services.record_absence, by=request.actor, office=office, **form.cleaned_data) if valid else None
    )
    if absence is not None:
        _say_done(request, absence, "Geregeld. Taken en rechten gaan die dagen mee.")
        # Whoever is away from today on wears this hat no more: another first page waits.
        return redirect("home" if is_own and absence.from_on <= clock.today() else HEAD)
    context = {"form": form, "office": office, "is_own": is_own}
    return render(request, "accounts/absence_add.html", context)


@allow(rules.may_arrange_cover)
def absence_change(request: Request, pk: int) -> HttpResponse:
    """Other days, or somebody else who stands in."""
    rows = Absence.objects.visible_to(request.actor).current_and_coming(clock.today())
    absence = get_object_or_404(rows, pk=pk)
    initial = {"from_on": absence.from_on, "until_on": absence.until_on, "stand_in": absence.stand_in}
    form = bound(AbsenceForm, request, office=absence.office, initial=initial)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, services.change_absence, by=request.actor, absence=absence, **form.cleaned_data):
        absence.refresh_from_db()
        _say_done(request, absence, "Gewijzigd.")
        return redirect("home")
    return render(request, "accounts/absence_change.html", {"form": form, "absence": absence})


@allow(anyone)
@require_POST
def absence_end(request: Request, pk: int) -> HttpResponse:
    """The office returns to its holder today; what had not begun is dropped."""
    absence = get_object_or_404(Absence.objects.visible_to(request.actor), pk=pk)
    services.end_absence(by=request.actor, absence=absence, back_on=clock.today())
    messages.success(request, "De waarneming is gestopt.")
    return redirect("home")


@public
@require_POST
def absence_back(request: HttpRequest) -> HttpResponse:
    """'Ik ben terug': for whoever is away and so may wear no hat at all; it ends the own absences of today alone."""
    running = Absence.objects.of_user(request.user.pk or 0).running_on(clock.today())
    if not running:
        raise Http404
    for absence in running:
        services.end_absence(by=None, absence=absence, back_on=clock.today())
    messages.success(request, "Welkom terug.")
    return redirect("home")


@allow(rules.may_set_days)
def office_days(request: Request, pk: int) -> HttpResponse:
    """On which weekdays this coordinator is there."""
    office = get_object_or_404(_offices(request).filter(kind="coordinator"), pk=pk)
    form = bound(WeekdaysForm, request, initial={"weekdays": office.weekdays})
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, services.set_weekdays, by=request.actor, office=office, **form.cleaned_data):
        messages.success(request, "Bewaard. Nieuwe aanmeldingen krijgen een moment op deze dagen.")
        return redirect(HEAD)
    return render(request, "accounts/office_days.html", {"form": form, "office": office})
