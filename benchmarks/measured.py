"""A job beside its floor, before and after it was timed."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.goals import Row
from benchmarks.measure import Subject


@dataclass(frozen=True, slots=True)
class Measured:
    """A job to time; its floor stands in brackets in the title. `finish` adds to its row what is counted, not timed."""

    title: str
    subject: Subject
    finish: Callable[[Row], None]
