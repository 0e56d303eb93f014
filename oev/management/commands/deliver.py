"""`manage.py deliver [--dry-run]`: the twin of the outbox sweep."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand

from oev import clock
from oev.outbox.catalogue import CATALOGUE
from oev.outbox.models import Outgoing
from oev.outbox.services import deliver_due


class Command(BaseCommand):
    """Deliver letters by hand, or say which would leave."""

    help = "Verstuur wat klaarligt, of zeg wat er zou vertrekken."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to do it."""
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print counts per kind of letter."""
        if options["dry_run"]:
            counts = Counter(Outgoing.objects.due(clock.now()).values_list("code", flat=True))
            for code, count in sorted(counts.items()):
                self.stdout.write(f"- {CATALOGUE[code].title}: {count} zou vertrekken")
            if not counts:
                self.stdout.write("Niets te doen.")
            return
        self.stdout.write(f"{deliver_due(limit=10_000)} brieven behandeld.")
