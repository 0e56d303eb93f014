"""What the page of a list that came back shows: people and what was edited, cell by cell."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from volunteers.exporting.changes import Change
from volunteers.exporting.columns import BY_LETTER
from volunteers.models import ImportBatch
from volunteers.services.returning import plan_of

SHOWN = 200
EMPTY = "leeg"


@dataclass
class Line:
    """One cell in words: 'Gsm of telefoon: 0470 … wordt 0499 …'."""

    key: str
    heading: str
    was: str
    becomes: str
    now: str


@dataclass
class Group:
    """One row of the file and its edited cells."""

    title: str
    sheet: str
    lines: list[Line] = field(default_factory=list)


def grouped(changes: Iterable[Change]) -> list[Group]:
    """Edited cells by row, in the order of the file."""
    found: dict[tuple[str, int], Group] = {}
    for one in changes:
        sheet = "" if one.letter == "m" else BY_LETTER[one.letter].title
        group = found.setdefault((one.letter, one.pk), Group(one.who, sheet))
        group.lines.append(Line(one.key, one.column.heading, one.was or EMPTY, one.becomes or EMPTY, one.now or EMPTY))
    return list(found.values())


def edited(count: int) -> str:
    """What happened: '2 vakjes zijn aangepast.'."""
    return "1 vakje is aangepast." if count == 1 else f"{count} vakjes zijn aangepast."


def changes_page(batch: ImportBatch) -> dict[str, Any]:
    """The context of the page: the first rows of each kind, and how many there are."""
    plan = plan_of(batch)
    edits = grouped(plan.edits)
    return {
        "batch": batch,
        "plan": plan,
        "edits": edits[:SHOWN],
        "more_edits": max(0, len(edits) - SHOWN),
        "conflicts": grouped(plan.conflicts[:SHOWN]),
        "problems": plan.problems[:SHOWN],
        "more_problems": max(0, len(plan.problems) - SHOWN),
        "new": [(BY_LETTER[letter].title, pk) for letter, pk in batch.mapping["new"].items()],
    }
