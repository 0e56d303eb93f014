"""`manage.py demo_people`: who can sign in in the demo."""

from typing import Any

from django.core.management.base import BaseCommand

from oev.demo_people import demo_people


class Command(BaseCommand):
    """Print the people of the demo by hat."""

    help = "Toon wie in de demo kan aanmelden."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a person and hat."""
        for person in demo_people():
            self.stdout.write(f"  {person.hat_label:<40} {person.name}")
