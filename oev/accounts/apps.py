"""Accounts: who signs in, in which hat."""

from typing import Any

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the hats that come from offices, and the beheerder's navigation."""

    name = "oev.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """Fill the registry."""
        from oev.accounts import checks  # noqa: F401 - registers the system checks
        from oev.accounts.actor import Hat
        from oev.accounts.querysets import office_hats, stand_in_hats
        from oev.accounts.work import own_absence
        from oev.registry import NavItem, registry

        registry.hats += [office_hats, stand_in_hats]
        registry.volunteer_home.append(own_absence)
        registry.homes[Hat.ADMIN] = "accounts:user_list"
        registry.navigation += [
            NavItem(Hat.ADMIN, "Accounts", "accounts:user_list", 10),
            NavItem(Hat.ADMIN, "Bewaartermijnen", "retention_terms", 20),
            NavItem(Hat.COORDINATOR, "Waarneming", "accounts:absence_list", 80),
            NavItem(Hat.REPRESENTATIVE, "Waarneming", "accounts:absence_list", 80),
        ]
        registry.demo_loaders.append((5, _load_demo))


def _load_demo(world: Any) -> None:
    from oev.accounts.demo import load

    load(world)
