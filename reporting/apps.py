"""Cijfers."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Hands the ground floor what it must know of reporting."""

    name = "reporting"
    verbose_name = "Cijfers"

    def ready(self) -> None:
        """Fill the registry."""
