"""What the parts of the demo hand on to one another: the seed, the day, and what lower floors have made."""

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from oev import clock

SEED = 20_26


@dataclass
class DemoWorld:
    """One demo being made; `made` holds what later parts need, by name."""

    day: date = field(default_factory=clock.today)
    random: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311 - invented people
    made: dict[str, Any] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
