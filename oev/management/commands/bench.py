"""`manage.py bench`: how fast pages and jobs are beside an empty page, in a house of its own that is thrown away."""

import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000}


def people(word: str) -> int:
    """'10k' or a bare number of volunteers, 60 at least."""
    count = SIZES.get(word) or int(word)
    if count < 60:
        raise ValueError(word)
    return count


class Command(BaseCommand):
    """Runs `benchmarks` in a process of its own, with its own database and web server."""

    help = "Meet hoe snel pagina's en taken zijn, naast een lege pagina. Raakt geen bestaande gegevens aan."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How large, how often, what, and where the figures go."""
        parser.add_argument("--size", type=people, default="1k", help="1k, 10k, 100k of een aantal vrijwilligers")
        parser.add_argument("--rounds", type=int, default=5, help="vanaf 5 rondes volgt een oordeel")
        parser.add_argument("--json", help="schrijf de cijfers ook in dit bestand")
        parser.add_argument("--template", default="", help="kopieer deze lege databank in plaats van te migreren")
        parser.add_argument("--only", default="", help="enkel wat zo heet, bijvoorbeeld people_list,job_night")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 0 fine, 1 over a goal, 2 no verdict because the floor itself varied more than twofold."""
        from benchmarks.house import throw_away_house  # the house knows its measuring stick here alone

        command = ["--people", str(options["size"]), "--rounds", str(options["rounds"]), "--only", options["only"]]
        if options["json"]:
            command += ["--json", options["json"]]
        with throw_away_house(options["template"]) as environment:
            code = subprocess.run(  # noqa: S603 - our own interpreter on our own module
                [sys.executable, "-m", "benchmarks", *command], env=environment, check=False
            ).returncode
        if code not in (0, 1, 2):
            raise CommandError("Het meten is niet gelukt.", returncode=3)
        sys.exit(code)
