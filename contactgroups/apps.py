"""Contactgroepen."""

from django.apps import AppConfig


class ContactGroupsConfig(AppConfig):
    """Hands the ground floor what it must know of contactgroups."""

    name = "contactgroups"
    verbose_name = "Contactgroepen"

    def ready(self) -> None:
        """Fill the registry."""
