"""`manage.py invite EMAIL --office beheerder`: the first person gets in."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from oev.accounts.models import OfficeKind
from oev.accounts.services import invite_person
from oev.errors import Refused


class Command(BaseCommand):
    """Invite somebody and print the single-use address."""

    help = "Nodig iemand uit en toon het adres dat één keer werkt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, and in which office."""
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument("--office", choices=OfficeKind.labels, default=None)

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the invitation."""
        kinds = {kind.label: kind.value for kind in OfficeKind}
        try:
            _, token = invite_person(
                by=None, email=options["email"], name=options["name"], office=kinds.get(options["office"], "")
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(settings.SITE_URL + reverse("accounts:invitation_accept", args=[token]))
