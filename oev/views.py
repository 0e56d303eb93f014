"""Pages of the house itself: the way in, health, and what happens when a form is too old."""

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from oev import clock
from oev.access import allow, anyone, public, wears
from oev.accounts.actor import Hat
from oev.accounts.middleware import one_proof
from oev.accounts.models import Absence
from oev.health import state
from oev.http import Request, maybe_actor
from oev.jobs import run_job
from oev.outbox.models import Outgoing
from oev.registry import registry
from oev.style_guide import examples
from oev.terms import in_order

READS_TERMS = wears(Hat.COORDINATOR, Hat.BOARD, Hat.ADMIN)


@one_proof
@allow(anyone)
def home(request: Request) -> HttpResponse:
    """The first page of the hat that is worn; an empty house first asks for what it cannot do without (Q53)."""
    first = next(filter(None, (step(request.actor) for step in registry.first_steps)), "")
    return redirect(first or registry.homes[request.actor.hat])


@public
def start(request: HttpRequest) -> HttpResponse:
    """The front door: whoever is signed in goes on, whoever is not finds the ways in."""
    if request.user.is_authenticated:
        if maybe_actor(request) is None:
            away = Absence.objects.of_user(request.user.pk).running_on(clock.today()).first()
            return render(request, "accounts/no_hat.html", {"away": away})
        return redirect("home")
    return render(request, "start.html")


@public
def privacy(request: Request) -> HttpResponse:
    """In plain words what is kept, for how long, and who sees it (R027)."""
    actor = maybe_actor(request)
    return render(request, "privacy.html", {"reads_terms": actor is not None and READS_TERMS(actor)})


@allow(READS_TERMS)
def retention_terms(request: Request) -> HttpResponse:
    """How long everything stays, and what would go tonight; the lengths are settings of the installation (P54)."""
    context = {"terms": in_order(), "tonight": run_job("bewaartermijnen", clock.today(), dry_run=True)}
    return render(request, "retention_terms.html", context)


@public
def style_guide(request: Request) -> HttpResponse:
    """Every component of the house, in the demo only."""
    if not settings.DEMO:
        raise Http404
    return render(request, "ui/style_guide.html", examples(request.GET))


@public
def health_live(request: Request) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"live": True})


@public
def health_ready(request: Request) -> HttpResponse:
    """Database and broker answer; the age of the oldest letter that should have left, in seconds."""

    parts = state(connection, Outgoing)
    return JsonResponse(parts, status=200 if parts["ready"] else 503)


def csrf_failure(request: Request, reason: str = "") -> HttpResponse:
    """A form that was open too long: a sentence and the way back."""
    return render(request, "403_csrf.html", status=403)
