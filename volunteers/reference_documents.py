"""Texts of the house to begin with, out of `data/documents.json`: a proposal each, 'te bevestigen' (Q53, R052).

What the house wrote itself is never touched: a kind of which a text exists gets none from the file.
"""

import json
from datetime import date
from pathlib import Path

from django.db import transaction

from volunteers.models import Document

DATA = Path(__file__).parent / "data"
SINCE = date(2026, 1, 1)


@transaction.atomic
def load_documents(folder: Path = DATA) -> list[str]:
    """Load the texts that the house has no text for yet; gives one Dutch sentence about how many are new."""
    rows = json.loads((folder / "documents.json").read_text(encoding="utf-8"))
    known = set(Document.objects.values_list("kind", flat=True))
    fresh = [
        Document(kind=row["kind"], title=row["title"], version=row["version"], from_on=SINCE,
                 body="\n\n".join(row["paragraphs"]))
        for row in rows
        if row["kind"] not in known
    ]  # fmt: skip
    Document.objects.bulk_create(fresh)
    return [f"{len(fresh)} teksten van het huis nieuw."]
