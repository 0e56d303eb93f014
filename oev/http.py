"""The request as views of this house get it."""

from django.http import HttpRequest

from oev.accounts.actor import Actor, HatOption
from oev.accounts.models import User


class Request(HttpRequest):
    """A request behind `@allow`: somebody in one hat. Behind `@public` the actor may be None: ask `maybe_actor`."""

    actor: Actor
    hats: list[HatOption]
    user: User


def maybe_actor(request: HttpRequest) -> Actor | None:
    """The actor of a request, or None for whoever is not signed in or wears no hat."""
    return getattr(request, "actor", None)
