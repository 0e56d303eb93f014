"""System checks: the demo's sign-in stays in the demo, and encryption has keys of its own."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

LOOPBACK = {"127.0.0.1", "localhost", "::1", "testserver"}


@register
def demo_stays_in_the_demo(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """OEV_DEMO opens a sign-in without proof: only on loopback, and never with a real mail server."""
    if not settings.DEMO:
        return []
    hosts = {*settings.ALLOWED_HOSTS, urlsplit(settings.SITE_URL).hostname}
    if hosts <= LOOPBACK and not settings.EMAIL_HOST:
        return []
    return [
        Error(
            "OEV_DEMO is on, but this is not the demo.",
            hint="Unset OEV_DEMO; with it anybody can sign in as anybody.",
            id="oev.E001",
        )
    ]


@register
def encryption_has_its_own_keys(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Without ENCRYPTION_KEYS nothing personal of an aanmelding can be written; they are not SECRET_KEY."""
    keys = settings.ENCRYPTION_KEYS
    if keys and settings.SECRET_KEY not in keys:
        return []
    return [
        Error(
            "ENCRYPTION_KEYS is missing, or equal to SECRET_KEY.",
            hint="Make one with: python -c 'from cryptography.fernet import Fernet; "
            "print(Fernet.generate_key().decode())'",
            id="oev.E002",
        )
    ]
