"""Everything between an empty database and a demo that somebody can sign in to."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction


class Command(BaseCommand):
    """Called by `script/demo` at each start; on a filled database it changes nothing."""

    help = "Maakt de databank van de demo klaar en zegt wie er kan aanmelden."

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate and load; invented people come only into a database without anybody in it."""
        if not settings.DEMO:
            raise CommandError("Dit kan alleen in de demo (OEV_DEMO=1).")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_reference", verbosity=0, stdout=self.stdout)
        with transaction.atomic():  # all of it or nothing, should somebody stop the demo half-way
            call_command("load_demo", if_empty=True, verbosity=0, stdout=self.stdout)
        call_command("demo_people", stdout=self.stdout)
