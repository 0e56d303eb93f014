"""`manage.py rebuild_standing [--check]`: spans anew from the facts, or whether they are equal (house habit 4)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from volunteers.models import Volunteer
from volunteers.services.standing_change import lock_people
from volunteers.spans import BATCH, differing, rebuild_spans


class Command(BaseCommand):
    """Rebuild, or check, the standing of everybody."""

    help = "Bereken de standen van iedereen opnieuw uit de feiten, of kijk na of ze kloppen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Only look, or write."""
        parser.add_argument("--check", action="store_true", help="kijk alleen na")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many differ; with --check that ends in an error."""
        ids = list(Volunteer.objects.order_by("pk").values_list("pk", flat=True))
        wrong = differing(ids)
        if options["check"]:
            if wrong:
                raise CommandError(f"Van {len(wrong)} van {len(ids)} mensen klopt de stand niet met de feiten.")
            self.stdout.write(f"De stand van {len(ids)} mensen klopt met de feiten.")
            return
        for start in range(0, len(ids), BATCH):
            with transaction.atomic():
                batch = ids[start : start + BATCH]
                lock_people(*batch)
                rebuild_spans(*batch)
        self.stdout.write(f"De stand van {len(ids)} mensen is opnieuw berekend; {len(wrong)} waren anders.")
