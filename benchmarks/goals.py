"""The goals of `goals.toml`, and what is said of a figure beside them."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOM = 1.15  # a figure may be over its goal by this much before it is a verdict
LARGE = 10_000
ROUNDS = 5  # fewer rounds give figures and no verdict


@dataclass(frozen=True, slots=True)
class Goal:
    """What a page or job may take: times its floor, times its own SQL, p95 / median as times that of the floor,
    statements, bytes and kB.
    """

    must: float | None = None
    wanted: float | None = None
    raw: float | None = None
    tail: float | None = None
    queries: int | None = None
    bytes: int | None = None
    peak: int | None = None


def read_goals(people: int) -> dict[str, Goal]:
    """Goals by name; times of jobs are judged in a large house alone, where their floor is more than the way there."""
    found = tomllib.loads(Path(__file__).with_name("goals.toml").read_text(encoding="utf-8"))
    if people < LARGE:
        times = {"must", "wanted", "raw"}
        for name in (name for name in found if name.startswith("job_")):
            found[name] = {key: value for key, value in found[name].items() if key not in times}
    return {name: Goal(**values) for name, values in found.items()}


@dataclass
class Row:
    """One line of the table; seconds, except where it says otherwise. `fault` is a sentence when something is wrong."""

    name: str
    title: str
    median: float = 0
    p95: float = 0
    ratio: float = 0
    raw_ratio: float | None = None
    tail: float | None = None
    queries: int | None = None
    bytes: int | None = None
    peak: int | None = None
    note: str = ""
    fault: str = ""
    missing: bool = False


def misses(row: Row, goal: Goal) -> Iterator[str]:
    """What is over its goal, in words; times with room for noise, counts exactly."""
    if row.fault:
        yield row.fault
    if goal.must is not None and row.ratio > goal.must * ROOM:
        yield f"{row.ratio:.1f} × de vloer, hoogstens {goal.must:g}"
    if goal.raw is not None and row.raw_ratio is not None and row.raw_ratio > goal.raw * ROOM:
        yield f"{row.raw_ratio:.1f} × de kale SQL, hoogstens {goal.raw:g}"
    if goal.tail is not None and row.tail is not None and row.tail > goal.tail * ROOM:
        yield f"uitschieters van {row.tail:.1f} × die van de vloer, hoogstens {goal.tail:g}"
    counts = (("queries", "vragen"), ("bytes", "bytes"), ("peak", "kB geheugen"))
    for name, words in counts:
        most, found = getattr(goal, name), getattr(row, name)
        if most is not None and found is not None and found > most:
            yield f"{found} {words}, hoogstens {most}"


def verdict(row: Row, goal: Goal | None) -> str:
    """'goed', 'streefdoel', 'te traag: …', 'bestaat nog niet' or '–' when nothing was asked."""
    if row.missing:
        return "bestaat nog niet"
    wrong = list(misses(row, goal or Goal()))
    if wrong:
        return "TE VEEL: " + "; ".join(wrong)
    if goal is None:
        return "–"
    return "streefdoel" if goal.wanted is not None and row.ratio <= goal.wanted else "goed"
