"""Partners."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Hands the ground floor what it must know of partners."""

    name = "partners"
    verbose_name = "Partners"

    def ready(self) -> None:
        """Fill the registry."""
        from oev.registry import registry
        from partners.querysets import contact_hats, mandate_hats

        registry.hats += [contact_hats, mandate_hats]
