"""`manage.py import_volunteers FILE [--kind KIND] [--dry-run]`: the twin of the import page."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor, Hat
from oev.accounts.models import Office, OfficeKind
from oev.errors import Refused
from volunteers.importing.kinds import KINDS
from volunteers.importing.preview import PreviewRow, came_in
from volunteers.models import ImportBatch
from volunteers.pages.changes import edited, grouped
from volunteers.services import imports
from volunteers.services.import_facts import kind_of, missing_in
from volunteers.services.returning import apply_returned, plan_of

ROWS_WAIT = 3


class Command(BaseCommand):
    """Bring in a file as the page does, and print what the page shows; rows with problems stay out.

    Ends with 0 when all is in, 1 when the file is refused and nothing happened, 3 when rows or cells wait.
    """

    help = "Breng mensen, of wat er met hen gebeurde, binnen uit een rekenblad (.xlsx of .csv)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, what stands in it, and whether to do it."""
        parser.add_argument("file", type=Path)
        words = "; ".join(f"{kind.name}: {kind.title.lower()}" for kind in KINDS.values())
        parser.add_argument(
            "--kind", choices=list(KINDS), default="", help=f"{words}; zonder: mensen, of een lijst die terugkomt"
        )
        parser.add_argument("--dry-run", action="store_true", help="toon alleen wat er zou gebeuren")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, show, and bring in what is right, in the name of a coordinator; a dry run leaves nothing behind."""
        path: Path = options["file"]
        office = Office.objects.held_on(clock.today()).filter(kind=OfficeKind.COORDINATOR).first()
        if office is None:
            raise CommandError("Er is nog geen coördinator. Nodig er eerst een uit.")
        if not path.is_file():
            raise CommandError(f"Het bestand {path} is er niet.")
        self.by, self.dry = Actor(office.user_id, Hat.COORDINATOR, office.pk), options["dry_run"]
        try:
            with transaction.atomic():
                batch = imports.begin_import(
                    by=self.by, name=path.name, content=path.read_bytes(), kind=options["kind"]
                )
                waiting = self._returned(batch) if "export" in batch.mapping else self._rows(batch)
                transaction.set_rollback(self.dry)
        except Refused as refusal:
            raise CommandError(" ".join(refusal.sentences)) from refusal
        if waiting:
            words = "1 rij wacht." if waiting == 1 else f"{waiting} rijen wachten."
            raise CommandError(words, returncode=ROWS_WAIT)

    def _rows(self, batch: ImportBatch) -> int:
        """New rows of one kind; gives how many wait."""
        if sentence := missing_in(batch):
            raise Refused(f"{sentence} Dat kan op de pagina ‘Binnenbrengen’.")
        preview = imports.preview_of(batch)
        self.stdout.write(f"{preview.kind.title}. We lezen: {', '.join(preview.columns)}.")
        if preview.left_alone:
            self.stdout.write(f"De kolom {', '.join(preview.left_alone)} lezen we niet.")
        for sentence in preview.unread_words:
            self.stdout.write(sentence)
        if preview.ready:
            self._say(f"{preview.can}.", preview.ready)
        if preview.known:
            self.stdout.write(f"{preview.are_here}. Daar verandert niets aan.")
        if preview.waiting:
            self._say(f"{preview.waits}.", preview.waiting)
        if not self.dry:
            count, waiting = imports.bring_in_file(by=self.by, batch=batch)
            self.stdout.write(came_in(kind_of(batch), count, waiting))
            imports.forget_import(by=self.by, batch=batch)
        return len(preview.waiting)

    def _returned(self, batch: ImportBatch) -> int:
        """A list that came back edited: cell by cell, then its new rows; what needs a choice waits for the page."""
        plan = plan_of(batch)
        for group in grouped(plan.edits):
            cells = [f"{line.heading}: {line.was} wordt {line.becomes}" for line in group.lines]
            self._say(f"{group.title} {group.sheet}".strip(), [PreviewRow(cell, []) for cell in cells])
        self._say("", [PreviewRow(f"Rij {one.line}: {one.who}".rstrip(": "), one.sentences) for one in plan.problems])
        if not self.dry:
            self.stdout.write(edited(apply_returned(by=self.by, batch=batch)))
        waiting = len(plan.problems) + len(plan.conflicts)
        for pk in batch.mapping["new"].values():
            waiting += self._rows(ImportBatch.objects.get(pk=pk))
        if plan.conflicts:
            self._say("Dit veranderde hier intussen ook. Kies op de pagina ‘Binnenbrengen’.", [
                PreviewRow(f"{group.title}: {line.heading}", [f"In het bestand: {line.becomes}. Hier: {line.now}."])
                for group in grouped(plan.conflicts) for line in group.lines
            ])  # fmt: skip
        elif not self.dry:
            imports.forget_import(by=self.by, batch=batch)
        return waiting

    def _say(self, head: str, rows: Iterable[PreviewRow]) -> None:
        if head:
            self.stdout.write(head)
        for row in rows:
            self.stdout.write(f"- {': '.join([row.title, *filter(None, [' '.join(row.lines)])])}")
