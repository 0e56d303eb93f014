"""A fresh proof before something that matters: signed in a moment ago, or once more now (P51)."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from oev import clock

FRESH_SECONDS = 5 * 60
View = Callable[..., HttpResponseBase]


def proved_lately(request: HttpRequest) -> bool:
    """The last proof of this session is younger than five minutes; in the demo its one click counts."""
    if settings.DEMO and request.session.get("demo_sign_in"):
        return True
    proofs = [record.get("at", 0) for record in get_authentication_records(request, request.user)]
    return bool(proofs) and 0 <= clock.now().timestamp() - max(proofs) < FRESH_SECONDS


def fresh_sign_in(keep: str = "") -> Callable[[View], View]:
    """Ask for password, app or passkey again when the last proof is too old, and come back to where one was.

    `keep` names a field of the form whose typed words go along; nothing else that was posted does.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if proved_lately(request):
                return view(request, *args, **kwargs)
            typed = request.POST.get(keep, "") or request.GET.get(keep, "")
            back = request.path + (f"?{urlencode({keep: typed})}" if keep and typed else "")
            return redirect(f"{_where_to_prove(request)}?{urlencode({'next': back})}")

        return guarded

    return decorate


def _where_to_prove(request: HttpRequest) -> str:
    """Where this account can prove itself; whoever has nothing to prove with is told what to add."""
    flows = {flow["id"] for flow in get_reauthentication_flows(request.user)}
    if "reauthenticate" in flows:
        return reverse("account_reauthenticate")
    return reverse("mfa_reauthenticate" if flows else "accounts:second_factor")
