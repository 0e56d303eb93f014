"""`manage.py import_volunteers FILE`: the twin of the import page."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from oev import clock
from oev.accounts.actor import Actor, Hat
from oev.accounts.models import Office, OfficeKind
from oev.errors import Refused
from volunteers.importing.headings import missing
from volunteers.services import imports


class Command(BaseCommand):
    """Bring people in from an xlsx or csv file; rows with problems are printed and stay out."""

    help = "Breng mensen binnen uit een rekenblad (.xlsx of .csv)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whether to do it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="zeg alleen wat er zou gebeuren")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, say what is wrong, and bring in what is right, in the name of a coordinator."""
        path: Path = options["file"]
        office = Office.objects.held_on(clock.today()).filter(kind=OfficeKind.COORDINATOR).first()
        if office is None:
            raise CommandError("Er is nog geen coördinator. Nodig er eerst een uit.")
        if not path.is_file():
            raise CommandError(f"Het bestand {path} is er niet.")
        by = Actor(office.user_id, Hat.COORDINATOR, office.pk)
        try:
            batch = imports.begin_import(by=by, name=path.name, content=path.read_bytes())
            if sentence := missing(batch.mapping):
                raise Refused(sentence)
            drafts = imports.drafts_of(batch)
            ready = sum(draft.ready for draft in drafts)
            if not options["dry_run"]:
                imports.bring_in(by=by, batch=batch)
            imports.forget_import(by=by, batch=batch)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{ready} mensen {'zouden binnenkomen' if options['dry_run'] else 'zijn binnen'}.")
        self.stdout.write(f"{sum(draft.known is not None for draft in drafts)} waren er al.")
        for draft in drafts:
            if draft.problems and draft.known is None:
                self.stdout.write(f"- rij {draft.line}: {' '.join(draft.problems)}")
