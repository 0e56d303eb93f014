"""All addresses of the house, and the floor beneath them: an empty page for whoever is signed in."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from oev.access import allow, anyone


@allow(anyone)
def floor(request: HttpRequest) -> HttpResponse:
    """Nothing but the middleware: what no page can be faster than."""
    return HttpResponse("<!doctype html><title>Vloer</title>")


urlpatterns = [path("meetlat/vloer/", floor, name="floor"), path("", include("oev.urls"))]
