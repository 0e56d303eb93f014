"""Cijfers."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Hands the ground floor what it must know of reporting."""

    name = "reporting"
    verbose_name = "Cijfers"

    def ready(self) -> None:
        """Fill the registry."""
        from oev.accounts.actor import Hat
        from oev.registry import NavItem, registry

        registry.homes[Hat.BOARD] = "reporting:figures_current"
        registry.navigation += [
            NavItem(Hat.COORDINATOR, "Cijfers", "reporting:figures_current", 60),
            NavItem(Hat.REPRESENTATIVE, "Cijfers", "reporting:figures_current", 60),
            NavItem(Hat.BOARD, "Cijfers", "reporting:figures_current", 10),
        ]
