"""What the page of a file of roles, attendance, policies or trainings shows before anything happens."""

from typing import Any

from volunteers.importing.files import Sheet
from volunteers.importing.headings import left_alone
from volunteers.models import ImportBatch
from volunteers.services.import_facts import fact_drafts_of, kind_of


def facts_page(batch: ImportBatch, sheet: Sheet) -> dict[str, Any]:
    """The context of the page."""
    kind = kind_of(batch)
    if kind is None:
        raise ValueError("a batch of people has its own page")
    drafts = fact_drafts_of(batch, sheet.rows)
    ready = [draft for draft in drafts if draft.ready]
    return {
        "batch": batch,
        "kind": kind,
        "ready": ready,
        "known": [draft for draft in drafts if draft.known],
        "waiting": [draft for draft in drafts if draft.problems],
        "left_alone": left_alone(sheet.headings),
        "columns": [label for name, (label, _) in kind.fields.items() if name in batch.mapping["columns"]],
        "said": kind.one if len(ready) == 1 else kind.many.format(len(ready)),
    }
