"""`manage.py deliver [--dry-run]`: the twin of the outbox sweep."""

from argparse import ArgumentParser
from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from oev import clock
from oev.outbox.catalogue import CATALOGUE
from oev.outbox.models import Outgoing
from oev.outbox.services import deliver_due


class Command(BaseCommand):
    """Deliver letters by hand, or say which would leave."""

    help = "Verstuur wat klaarligt, of zeg wat er zou vertrekken."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to do it, or what would leave by the end of a day."""
        parser.add_argument("--dry-run", action="store_true", help="zeg alleen wat er zou vertrekken")
        parser.add_argument("--date", type=date.fromisoformat, help="wat er tot en met deze dag vertrekt (jjjj-mm-dd)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print counts per kind of letter."""
        day = options["date"]
        moment = clock.start_of(day + timedelta(days=1)) if day else clock.now()
        if moment > clock.now() and not options["dry_run"]:
            raise CommandError("Brieven van later vertrekken later. Gebruik --dry-run om te zien welke.")
        if options["dry_run"]:
            counts = Counter(Outgoing.objects.due(moment).values_list("code", flat=True))
            for code, count in sorted(counts.items()):
                self.stdout.write(f"- {CATALOGUE[code].title}: {count} zou vertrekken")
            if not counts:
                self.stdout.write("Niets te doen.")
            return
        self.stdout.write(f"{deliver_due(limit=10_000)} brieven behandeld.")
