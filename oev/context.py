"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from oev.registry import registry


def house(request: HttpRequest) -> dict[str, Any]:
    """Site name, how to reach the house, the actor with the other hats, and the navigation of this hat."""
    actor = getattr(request, "actor", None)
    facts: dict[str, Any] = {}
    for provider in registry.house_facts:
        facts.update(provider())
    return {
        **facts,
        "site_name": settings.SITE_NAME,
        "demo": settings.DEMO,
        "actor": actor,
        "demo_people": _demo_people(request),
        "hats": getattr(request, "hats", []),
        "navigation": _navigation(request, actor),
    }


def _navigation(request: HttpRequest, actor: Any) -> list[dict[str, Any]]:
    if actor is None:
        return []
    items = sorted((item for item in registry.navigation if item.hat is actor.hat), key=lambda item: item.order)
    entries = [{"label": item.label, "url": reverse(item.url_name)} for item in items]
    fitting = [entry["url"] for entry in entries if _leads_to(entry["url"], request.path)]
    longest = max(fitting, key=len, default="")
    return [{**entry, "current": entry["url"] == longest} for entry in entries]


def _leads_to(url: str, path: str) -> bool:
    """Whether a page belongs to an entry: below its address; in the admin 'Vandaag' is itself, a list its whole app."""
    admin = reverse("admin:index")
    if not url.startswith(admin):
        return path.startswith(url)
    app = url.removeprefix(admin).partition("/")[0]
    return path.startswith(f"{admin}{app}/") if app else path == admin


def _demo_people(request: HttpRequest) -> list[Any]:
    """The one-click sign-in belongs to the sign-in page of the demo alone."""
    match = request.resolver_match
    if not settings.DEMO or match is None or match.view_name != "account_login":
        return []
    from oev.demo_people import demo_people

    return demo_people()
