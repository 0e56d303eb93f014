"""Vrijwilligers."""

from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    """Hands the ground floor what it must know of volunteers."""

    name = "volunteers"
    verbose_name = "Vrijwilligers"

    def ready(self) -> None:
        """Fill the registry."""
        from oev.registry import registry
        from volunteers.emails import register_letters
        from volunteers.querysets import volunteer_hats

        registry.hats.append(volunteer_hats)
        register_letters()
