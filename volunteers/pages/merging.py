"""What the page of two entries shows: side by side, what there is to choose, and what would happen."""

from typing import Any

from volunteers.merging.fields import pairs
from volunteers.merging.moving import relations
from volunteers.merging.reasons import why_no_merge
from volunteers.models import Volunteer


def compare_page(kept: Volunteer, gone: Volunteer) -> dict[str, Any]:
    """The context of the page; the older entry stays."""
    found = pairs(kept, gone)
    return {
        "kept": kept,
        "gone": gone,
        "pairs": [pair for pair in found if pair.kept or pair.gone],
        "reasons": why_no_merge(kept, gone),
        "moves": moves(gone),
        "closes": kept.user is not None and gone.user is not None,
    }


def moves(gone: Volunteer) -> list[str]:
    """What moves, counted: '2 rollen', '12 aanwezigheden'."""
    counted: dict[str, int] = {}
    names: dict[str, tuple[str, str]] = {}
    for key in relations(Volunteer):
        meta = key.model._meta  # noqa: SLF001 - Django's own door to the names
        count = key.model._base_manager.filter(**{key.attname: gone.pk}).count()  # noqa: SLF001
        if count:
            counted[meta.label] = counted.get(meta.label, 0) + count
            names[meta.label] = (str(meta.verbose_name), str(meta.verbose_name_plural))
    return [f"{count} {names[label][count > 1]}" for label, count in counted.items()]
