"""Filling in a meeting in thirty seconds, and 'Deze week niet' (6.4, 3.5)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from contactgroups import services
from contactgroups.forms import CancelForm, CountForm
from contactgroups.mine import say_when
from contactgroups.models import AttendanceCount, Meeting
from contactgroups.rules import may_register_meetings
from contactgroups.views.home import back, home_url, refused
from oev.access import allow
from oev.errors import Refused
from oev.forms import attempt, bound
from oev.http import Request

SAVED = "Bewaard. Bedankt om dit te doen."


@allow(may_register_meetings)
def meeting_count(request: Request, pk: int) -> HttpResponse:
    """Three big counters; what was filled in before can be corrected."""
    meeting = get_object_or_404(
        Meeting.objects.visible_to(request.actor).counted_by(request.actor).select_related("group", "count"), pk=pk
    )
    count: AttendanceCount | None = getattr(meeting, "count", None)
    form = bound(CountForm, request, initial=_initial(count))
    if request.method == "POST" and (not form.knows or form.is_valid()):
        form.full_clean()
        saved = attempt(form, services.register_count, by=request.actor, meeting=meeting, **form.answers)
        if saved is not None:
            messages.success(request, SAVED)
            return redirect(home_url(request.actor, meeting.group))
    context = {
        "form": form,
        "meeting": meeting,
        "when": say_when(meeting.starts_at),
        "count": count,
        "back_url": home_url(request.actor, meeting.group),
    }
    return render(request, "contactgroups/meeting_count.html", context)


def _initial(count: AttendanceCount | None) -> dict[str, object]:
    if count is None or count.unknown:
        return {}
    return {name: getattr(count, name) for name in (*CountForm.KINDS, *CountForm.EXTRA)}


@allow(may_register_meetings)
def meeting_cancel(request: Request, pk: int) -> HttpResponse:
    """'Deze week niet': the text is ready, 'Plaats' puts it on the page; it can be undone."""
    meetings = Meeting.objects.visible_to(request.actor).run_by(request.actor)
    meeting = get_object_or_404(meetings.select_related("group"), pk=pk)
    form = bound(CancelForm, request)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if attempt(form, services.cancel_meeting, by=request.actor, meeting=meeting, text=text):
            undo = reverse("contactgroups:meeting_restore", args=[meeting.pk])
            return back(
                request, meeting.group, f"{say_when(meeting.starts_at).capitalize()} gaat niet door.", undo=undo
            )
    context = {
        "form": form,
        "meeting": meeting,
        "when": say_when(meeting.starts_at),
        "back_url": home_url(request.actor, meeting.group),
    }
    return render(request, "contactgroups/meeting_cancel.html", context)


@allow(may_register_meetings)
@require_POST
def meeting_restore(request: Request, pk: int) -> HttpResponse:
    """The way back of 'Deze week niet'."""
    meetings = Meeting.objects.visible_to(request.actor).run_by(request.actor)
    meeting = get_object_or_404(meetings.select_related("group"), pk=pk)
    try:
        services.restore_meeting(by=request.actor, meeting=meeting)
    except Refused as refusal:
        refused(request, refusal)
        return back(request, meeting.group)
    return back(request, meeting.group, f"{say_when(meeting.starts_at).capitalize()} gaat toch door.")
