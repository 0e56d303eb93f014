"""From a session to an actor: limits on the session, the hat, the second factor."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from oev import clock
from oev.access import FOREIGN_ROUTES
from oev.accounts.actor import STRONG_HATS, HatOption
from oev.accounts.querysets import hats_of
from oev.http import maybe_actor

Handler = Callable[[HttpRequest], HttpResponse]
View = TypeVar("View", bound=Callable[..., Any])


class SessionLimitMiddleware:
    """Ends a session that rested or lived too long; shorter for whoever sees other people's data."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Sign out when a limit is passed, otherwise note that the session was used (once a minute)."""
        if request.session.get("_auth_user_id") and self._too_old(request):
            logout(request)
            request.session["signed_out_after_rest"] = True
        return self.get_response(request)

    @staticmethod
    def _too_old(request: HttpRequest) -> bool:
        now = clock.now()
        session = request.session
        kind = "phone" if str(session.get("hat", "")).startswith("volunteer") else "strong"
        started = datetime.fromisoformat(session.setdefault("started_at", now.isoformat()))
        seen = datetime.fromisoformat(session.setdefault("seen_at", now.isoformat()))
        if now - started > settings.SESSION_ABSOLUTE[kind] or now - seen > settings.SESSION_IDLE[kind]:
            return True
        if (now - seen).total_seconds() > 60:
            session["seen_at"] = now.isoformat()
        return False


class ActorMiddleware:
    """Gives every request `actor` (or None) and `hats`, the options of this user today, in one query."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find the hat that the session names; with one hat only there is nothing to choose."""
        chosen, options = None, []
        if request.user.is_authenticated:
            options = hats_of(request.user.pk, clock.today())
            wanted = request.session.get("hat")
            chosen = next((o for o in options if o.key == wanted), options[0] if options else None)
            if chosen and wanted != chosen.key:
                request.session["hat"] = chosen.key
        vars(request)["actor"] = chosen.actor if chosen else None
        vars(request)["hats"] = [HatOption(option.actor, current=option is chosen) for option in options]
        return self.get_response(request)


class SecondFactorMiddleware:
    """Whoever sees other people's data gave two proofs (section 4, privacy rule 8); closed foreign routes are 404."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing before the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Send a strong hat with one proof to the page that explains the second step."""
        route = request.resolver_match.view_name if request.resolver_match else ""
        if FOREIGN_ROUTES.get(route) == "closed":
            raise Http404
        free = route in FOREIGN_ROUTES or getattr(view, "oev_one_proof", False)
        free = free or getattr(view, "oev_access", None) == "public"
        actor = maybe_actor(request)
        if free or not actor or actor.hat not in STRONG_HATS or second_factor_given(request):
            return None
        return redirect("accounts:second_factor")


def second_factor_given(request: HttpRequest) -> bool:
    """True when this session holds two different proofs: password and code, an app or a passkey."""
    if settings.DEMO and request.session.get("demo_sign_in"):
        return True
    methods = {record.get("method") for record in get_authentication_records(request, request.user)}
    return "mfa" in methods or {"password", "code"} <= methods


def one_proof(view: View) -> View:
    """Mark a view as reachable by a strong hat that has given one proof only."""
    view.oev_one_proof = True  # type: ignore[attr-defined]
    return view
