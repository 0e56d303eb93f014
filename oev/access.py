"""The only two ways to open a view: `allow(rule)` and `public`.

A rule is one sentence about the actor (house habit 6). Which rows an actor sees is `visible_to`; a page that another
hat of the same person may open offers the change of hat, any other page is 404.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from oev.accounts.actor import Actor, Hat
from oev.http import maybe_actor

Rule = Callable[[Actor], bool]
View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Open to everybody, signed in or not; such a view shows nothing about anybody."""
    view.oev_access = "public"  # type: ignore[attr-defined]
    return login_not_required(view)


def allow(rule: Rule) -> Callable[[View], View]:
    """Open to actors for whom the rule holds; others get 404, or the offer to change hat."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            refusal = refuse(request, rule)
            return refusal if refusal is not None else view(request, *args, **kwargs)

        guarded.oev_access = rule  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def refuse(request: HttpRequest, rule: Rule) -> HttpResponse | None:
    """None when the rule holds for the request's actor; the page that offers another hat; Http404 otherwise."""
    actor = maybe_actor(request)
    if actor is not None and rule(actor):
        return None
    fitting = [hat for hat in getattr(request, "hats", []) if rule(hat.actor)]
    if fitting:
        return render(request, "accounts/hat_offer.html", {"fitting": fitting}, status=403)
    raise Http404


def anyone(actor: Actor) -> bool:
    """Everybody who is signed in, in whatever hat."""
    return True


def wears(*hats: Hat) -> Rule:
    """The rule that the actor wears one of these hats."""

    def rule(actor: Actor) -> bool:
        return actor.hat in hats

    rule.__doc__ = "Wears " + " or ".join(hat.value for hat in hats) + "."
    return rule


# Routes of others have their rule here, by URL name (house habit 16).
FOREIGN_ROUTES: dict[str, str] = {
    "account_login": "public",
    "account_logout": "signed in",
    "account_inactive": "public",
    "account_signup": "closed",
    "account_reauthenticate": "signed in",
    "account_request_login_code": "public",
    "account_confirm_login_code": "public",
    "account_email": "closed",
    "account_email_verification_sent": "public",
    "account_confirm_email": "public",
    "account_change_password": "signed in",
    "account_set_password": "signed in",
    "account_reset_password": "public",
    "account_reset_password_done": "public",
    "account_reset_password_from_key": "public",
    "account_reset_password_from_key_done": "public",
    "mfa_authenticate": "public",
    "mfa_trust": "public",
    "mfa_reauthenticate": "signed in",
    "mfa_index": "signed in",
    "mfa_activate_totp": "signed in",
    "mfa_deactivate_totp": "signed in",
    "mfa_view_recovery_codes": "signed in",
    "mfa_generate_recovery_codes": "signed in",
    "mfa_download_recovery_codes": "signed in",
    "mfa_list_webauthn": "signed in",
    "mfa_add_webauthn": "signed in",
    "mfa_remove_webauthn": "signed in",
    "mfa_edit_webauthn": "signed in",
    "mfa_reauthenticate_webauthn": "signed in",
    "mfa_login_webauthn": "public",
    "mfa_signup_webauthn": "closed",
}
