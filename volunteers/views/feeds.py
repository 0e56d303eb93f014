"""My dates in my own calendar: the page with the address, and the calendar itself."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from oev import clock
from oev.access import allow, public
from oev.calendars import calendar_text
from oev.http import Request
from oev.registry import registry
from volunteers import rules, services
from volunteers.models import CalendarFeed
from volunteers.pages.feeds import feed_of
from volunteers.views.common import act, person_or_404


@allow(rules.is_volunteer)
def my_calendar(request: Request) -> HttpResponse:
    """The address to subscribe to; a button makes a new one or ends it."""
    person = person_or_404(request, None)
    if request.method == "POST":
        here = "volunteers:my_calendar"
        if "stop" in request.POST:
            return act(request, here, "Het adres werkt niet meer.", services.end_calendar_feed, volunteer=person)
        return act(request, here, "Dit is je nieuwe adres.", services.make_calendar_feed, volunteer=person)
    feed = CalendarFeed.objects.filter(volunteer=person).first()
    address = settings.SITE_URL + reverse("volunteers:calendar_feed", args=[feed.secret]) if feed else ""
    context = {"address": address, "subscribe": "webcal" + address[address.find("://") :] if feed else ""}
    return render(request, "volunteers/my_calendar.html", context)


@public
@never_cache
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar behind a secret address: neutral titles, no names, no places; 404 when the address ended."""
    volunteer_id = feed_of(secret)
    if volunteer_id is None:
        raise Http404
    now = clock.now()
    entries = [entry for provider in registry.calendar for entry in provider(volunteer_id, now)]
    headers = {"Content-Disposition": 'inline; filename="agenda.ics"', "X-Robots-Tag": "noindex"}
    return HttpResponse(calendar_text(entries), content_type="text/calendar; charset=utf-8", headers=headers)
