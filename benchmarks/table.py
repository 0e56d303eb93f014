"""The figures on the screen and in a file."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.goals import Goal, Row, verdict

HEADS = ("wat", "mediaan", "p95", "× vloer", "doel", "× SQL", "p95 ×", "vragen", "bytes", "kB", "oordeel")


def table(rows: Sequence[Row], goals: dict[str, Goal]) -> str:
    """Lines of equal columns; milliseconds."""
    lines = [HEADS, *(_cells(row, goals.get(row.name)) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADS) - 1)]
    return "\n".join(
        "  ".join(
            cell.ljust(widths[place]) if place == 0 else cell.rjust(widths[place])
            for place, cell in enumerate(line[:-1])
        )
        + f"  {line[-1]}"
        for line in lines
    )


def _cells(row: Row, goal: Goal | None) -> tuple[str, ...]:
    said = verdict(row, goal) + (f" ({row.note})" if row.note else "")
    if row.missing:
        return (row.title, *[""] * (len(HEADS) - 2), said)
    asked = goal.must if goal else None
    counts = (row.queries, row.bytes, row.peak)
    return (
        row.title,
        f"{row.median * 1000:.1f}",
        f"{row.p95 * 1000:.1f}",
        f"{row.ratio:.1f}",
        f"{asked:g}" if asked is not None else "",
        f"{row.raw_ratio:.1f}" if row.raw_ratio is not None else "",
        f"{row.tail:.1f}" if row.tail is not None else "",
        *("" if one is None else str(one) for one in counts),
        said,
    )


def write_json(path: Path, rows: Sequence[Row], goals: dict[str, Goal], about: dict[str, object]) -> None:
    """The same figures for whoever compares runs."""
    found = [{**asdict(row), "verdict": verdict(row, goals.get(row.name))} for row in rows]
    path.write_text(json.dumps({**about, "rows": found}, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
