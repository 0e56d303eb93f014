"""Contactgroepen."""

from typing import Any

from django.apps import AppConfig


class ContactGroupsConfig(AppConfig):
    """Hands the ground floor what it must know of contactgroups."""

    name = "contactgroups"
    verbose_name = "Contactgroepen"

    def ready(self) -> None:
        """Fill the registry, the catalogue of letters, and listen to standing."""
        from contactgroups import emails, nightly, receivers  # noqa: F401 - reading them registers what they hold
        from oev.registry import Job, registry

        registry.jobs += [
            Job("bijeenkomsten", "Bijeenkomsten van de groepen", nightly.plan_ahead),
            Job("nachtronde", "Beurten en bijeenkomsten", nightly.nightly_round, order=60),
            Job("bewaartermijnen", "Vragen over beurten", nightly.retention, order=60),
        ]
        registry.demo_loaders.append((30, _load_demo))


def _load_demo(world: Any) -> None:
    from contactgroups.demo import load

    load(world)
