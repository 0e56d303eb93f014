"""Every field of every model is declared personal or harmless (habit 10).

The declaration decides what change tracking may keep (harmless fields only), what the export of one's own data
holds, and what erasure must reach. `tests/house/test_privacy.py` fails on a field that is not declared.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import pghistory
from django.db import models

M = TypeVar("M", bound=type[models.Model])


@dataclass(frozen=True)
class Privacy:
    """Names of the personal and of the harmless fields of a model."""

    personal: frozenset[str]
    harmless: frozenset[str]


DECLARED: dict[type[models.Model], Privacy] = {}


def fields(*, personal: str = "", harmless: str = "", track: bool = False) -> Callable[[M], M]:
    """Declare a model's fields, names separated by spaces; `track` keeps a history of the harmless ones."""

    def declare(model: M) -> M:
        DECLARED[model] = Privacy(frozenset(personal.split()), frozenset(harmless.split()))
        if track:
            model = pghistory.track(fields=harmless.split(), model_name=f"{model.__name__}Event", append_only=True)(
                model
            )
        return model

    return declare


def declared(model: type[models.Model]) -> Privacy | None:
    """The declaration of a model, or None for models of others."""
    return DECLARED.get(model)
