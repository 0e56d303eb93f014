"""How allauth behaves in this house: nobody signs up, secrets stand encrypted, names stay neutral (Q50)."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from oev import crypto
from oev.accounts import sentences


class AccountAdapter(DefaultAccountAdapter):
    """Accounts by invitation only."""

    error_messages = {**DefaultAccountAdapter.error_messages, **sentences.ACCOUNT}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: `accounts:invitation_accept` is the only way in."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """The subject as it stands in the template, without the name of a site."""
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send at once (a code that waits is worth nothing), with the neutral name of the house."""
        super().send_mail(template_prefix, email, {**context, "site_name": settings.SITE_NAME})


class MfaAdapter(DefaultMFAAdapter):
    """Second factors."""

    error_messages = {**DefaultMFAAdapter.error_messages, **sentences.SECOND_STEP}

    def get_totp_label(self, user: Any) -> str:
        """A neutral label in the phone's app, no address."""
        return str(settings.SITE_NAME)

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)

    def encrypt(self, text: str) -> str:
        """Secrets of apps are stored encrypted."""
        return crypto.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The counterpart of `encrypt`."""
        return crypto.decrypt(encrypted_text)

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """A passkey carries the neutral name, not the address."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "name": settings.SITE_NAME, "display_name": settings.SITE_NAME}
