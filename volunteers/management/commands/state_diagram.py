"""`manage.py state_diagram [FILE]`: makes the blocks of docs/domein.md anew from the code's own table."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from volunteers.diagram import blocks, with_blocks


class Command(BaseCommand):
    """Prints the drawing and the tables, or writes them between the marks of a document."""

    help = "Toon de toestanden van een vrijwilliger als tekening en tabel, of zet ze in een document."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The document, if any."""
        parser.add_argument("file", nargs="?", type=Path, help="document met de merktekens, zoals docs/domein.md")

    def handle(self, *args: Any, file: Path | None = None, **options: Any) -> None:
        """To standard output, or into the file."""
        if file is None:
            self.stdout.write("\n\n".join(blocks().values()))
        else:
            file.write_text(with_blocks(file.read_text()))
