"""Aanmeldingen."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Hands the ground floor what it must know of referrals."""

    name = "referrals"
    verbose_name = "Aanmeldingen"

    def ready(self) -> None:
        """Fill the registry and the catalogue of letters."""
        from referrals.emails import register_letters

        register_letters()
