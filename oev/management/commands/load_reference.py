"""`manage.py load_reference`: reference data of section 5, from data files, twice without doubling."""

from typing import Any

from django.core.management.base import BaseCommand

from oev.registry import registry


class Command(BaseCommand):
    """Load partners, municipalities, sites and texts of this koepel."""

    help = "Laad de referentiegegevens; een tweede keer verandert niets."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run every app's loader, lowest floor first."""
        for _, loader in sorted(registry.reference_loaders, key=lambda pair: pair[0]):
            for line in loader():
                self.stdout.write(f"- {line}")
