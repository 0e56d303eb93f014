"""Outbox: letters written in the transaction of the change."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Letters, their catalogue and their switch."""

    name = "oev.outbox"
    label = "outbox"
    verbose_name = "Brieven"

    def ready(self) -> None:
        """Fill the registry."""
        from oev.outbox.work import stuck_letters
        from oev.registry import registry

        registry.today.append(stuck_letters)
