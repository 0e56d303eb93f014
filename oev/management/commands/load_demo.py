"""`manage.py load_demo`: an invented organisation, from a fixed seed and relative to today."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from oev.accounts.models import User
from oev.registry import registry


class Command(BaseCommand):
    """Load the demo once; refuses to touch a house in which people live."""

    help = "Laad verzonnen mensen en drie jaar werking; enkel in een leeg huis."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to stay quiet when there is data already."""
        parser.add_argument("--if-empty", action="store_true", help="doe niets als er al mensen zijn")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run every app's part, lowest floor first."""
        from oev.demo_world import DemoWorld

        if User.objects.exists():
            if options["if_empty"]:
                return
            raise CommandError("Er zijn al mensen in dit huis. De demo past alleen in een leeg huis.")
        world = DemoWorld()
        for _, part in sorted(registry.demo_loaders, key=lambda pair: pair[0]):
            part(world)
        for line in world.said:
            self.stdout.write(f"- {line}")
