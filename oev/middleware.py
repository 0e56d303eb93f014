"""What happens around every request: an id in the log, who changes what, and a clear page when the database is away."""

import logging
import uuid
from collections.abc import Callable

import pghistory
import redis
import structlog
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from oev.http import maybe_actor

Handler = Callable[[HttpRequest], HttpResponse]
AWAY = (OperationalError, InterfaceError, redis.ConnectionError, redis.TimeoutError)
log = logging.getLogger("oev.request")


class RequestLogMiddleware:
    """Gives each request an id that its log lines carry."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the id, and take it away afterwards."""
        with structlog.contextvars.bound_contextvars(request=uuid.uuid4().hex[:12]):
            return self.get_response(request)


class DatabaseAwayMiddleware:
    """A database or cache that is away gives one plain page with 503, nothing half (faults lose nothing)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; faults of middlewares below come back here as exceptions."""
        try:
            return self.get_response(request)
        except AWAY:
            return away()

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Faults of a view come here before they become a 500."""
        return away() if isinstance(exception, AWAY) else None


def away() -> HttpResponse:
    """The page that needs no database."""
    log.warning("database or cache away")
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})


class HistoryMiddleware:
    """Change tracking knows who acted, in which hat and for whom."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Put the actor's keys into the context of pghistory while something may change."""
        actor = maybe_actor(request)
        if actor is None or request.method in {"GET", "HEAD", "OPTIONS"}:
            return self.get_response(request)
        with pghistory.context(user=actor.user_id, hat=actor.hat.value, deputy_for=actor.deputy_for_id):
            return self.get_response(request)
