"""What the pages of two entries of one person show: who it may be, what there is to choose, what would happen."""

from typing import Any

from oev import clock
from oev.accounts.actor import Actor
from volunteers.merging.alike import Finder
from volunteers.merging.fields import Pair
from volunteers.merging.moving import relations
from volunteers.merging.reasons import why_no_merge
from volunteers.models import NotTheSame, Volunteer

SHOWN = 20


def double_page(actor: Actor, person: Volunteer, q: str) -> dict[str, Any]:
    """Who looks like this person and was not said to be somebody else, and whoever is looked for by name."""
    pairs = NotTheSame.objects.filter(first=person) | NotTheSame.objects.filter(second=person)
    apart = {pk for pair in pairs.values_list("first", "second") for pk in pair} | {person.pk}
    alike = Finder().find(person.first_name, person.last_name, person.email, person.phone, person.municipality_id)
    others = Volunteer.objects.visible_to(actor).search(q).exclude(pk=person.pk)[:SHOWN] if q else []
    return {
        "person": person,
        "alike": [one for one in alike if one.pk not in apart][:SHOWN],
        "others": others,
        "q": q,
    }


def compare_page(kept: Volunteer, gone: Volunteer, pairs: list[Pair]) -> dict[str, Any]:
    """The context of the page; the older entry stays."""
    return {
        "kept": kept,
        "gone": gone,
        "entries": [(one, one.created_at.astimezone(clock.BRUSSELS).date()) for one in (kept, gone)],
        "alike": [pair for pair in pairs if not pair.choose and (pair.kept or pair.gone)],
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
