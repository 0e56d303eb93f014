"""`manage.py job NAAM [--date] [--dry-run]`: the twin of every job of the timetable."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from oev import clock
from oev.jobs import TITLES, run_job


class Command(BaseCommand):
    """Run one job by hand, or say what it would do."""

    help = "Voer een taak van het uurrooster uit, of zeg wat ze zou doen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which job, for which day, and whether to do it."""
        parser.add_argument("name", choices=sorted(TITLES), help="welke taak")
        parser.add_argument("--date", type=date.fromisoformat, default=None, help="voor welke dag (jjjj-mm-dd)")
        parser.add_argument("--dry-run", action="store_true", help="zeg alleen wat er zou gebeuren")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was done, or what would be."""
        day = options["date"] or clock.today()
        lines = run_job(options["name"], day, dry_run=options["dry_run"])
        self.stdout.write(f"{TITLES[options['name']]} ({clock.say_day(day)})")
        for line in lines or ["Niets te doen."]:
            self.stdout.write(f"- {line}")
