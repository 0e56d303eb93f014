"""Reference data of the pool, from the files in `data/`: loaded twice without doubling (Q53).

What the coordinator changed or no longer offers is never touched: only what nobody knows yet is added.
"""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from volunteers.models import TaskKind, Training

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_reference(folder: Path = DATA) -> list[str]:
    """Load tasks without a call (R072) and trainings (R016, R111); gives one Dutch sentence a kind."""
    tasks = [TaskKind(**row) for row in _rows(folder, "tasks")]
    known = set(TaskKind.objects.values_list("code", flat=True))
    new_tasks = TaskKind.objects.bulk_create(task for task in tasks if task.code not in known)
    trainings = [Training(**row) for row in _rows(folder, "trainings")]
    titles = set(Training.objects.values_list("title", flat=True))
    new_trainings = Training.objects.bulk_create(one for one in trainings if one.title not in titles)
    return [f"{len(new_tasks)} taken zonder oproep nieuw.", f"{len(new_trainings)} vormingen nieuw."]


def _rows(folder: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return rows
