"""Everything that points at one row comes to point at another, on every floor, also in tables not yet written.

It walks the relations of the model. Where two rows would break a constraint, one stays: the other is withdrawn when
its table knows that, ended on its first day when it is a period, and taken away otherwise, because it says nothing
that the one that stays does not say.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import ForeignKey, Model, Q, UniqueConstraint
from pghistory.models import Event

from oev import clock
from oev.accounts.actor import Actor
from volunteers.kinds import Presence
from volunteers.models import CallTask, IntervisionSignUp, NotTheSame, SiteAccess, StandingSpan

# Calculated anew, or moved by hand because both sides of the row are people.
LEFT_ALONE: frozenset[type[Model]] = frozenset({StandingSpan, NotTheSame})
FIRST_DAYS = "from_on on_day agreed_on due_on starts_at asked_at answered_at".split()
PRESENCES = [Presence.ATTENDED, Presence.EXCUSED, Presence.ABSENT, ""]


def relations(model: type[Model]) -> Iterator[ForeignKey[Any, Any]]:
    """Every key of the project that points at this model; the append-only history keeps what it saw."""
    for one in model._meta.get_fields(include_hidden=True):  # noqa: SLF001 - Django's own door to the fields
        if one.auto_created and not one.concrete and isinstance(one.field, ForeignKey):  # type: ignore[union-attr]
            table: Any = one.related_model
            if not issubclass(table, Event) and table not in LEFT_ALONE:
                yield one.field  # type: ignore[union-attr]


def move_all(model: type[Model], gone: int, kept: int, *, by: Actor) -> None:
    """Move all that points at the row `gone` of a model to the row `kept`; both are locked by the caller."""
    for key in relations(model):
        table: Any = key.model
        for condition, names in once_only(key):
            _settle(table, key, condition, names, gone, kept, by)
        rows = table._base_manager.filter(**{key.attname: gone})  # noqa: SLF001 - what a manager hides moves too
        rows.update(**{key.attname: kept})


def once_only(key: ForeignKey[Any, Any]) -> Iterator[tuple[Q, list[str]]]:
    """What a table allows once for each row behind a key: under which condition, and with which other columns."""
    meta = key.model._meta  # noqa: SLF001 - Django's own door to the constraints
    if key.unique:
        yield Q(), []
    for one in meta.constraints:
        if isinstance(one, UniqueConstraint) and key.name in one.fields:
            yield (
                one.condition or Q(),
                [
                    meta.get_field(name).attname  # type: ignore[union-attr]
                    for name in one.fields
                    if name != key.name
                ],
            )


def _settle(
    table: Any, key: ForeignKey[Any, Any], condition: Q, names: list[str], gone: int, kept: int, by: Actor
) -> None:
    rows = table._base_manager.select_for_update(of=("self",)).filter(condition)  # noqa: SLF001 - as above
    ours = {tuple(getattr(row, name) for name in names): row for row in rows.filter(**{key.attname: kept})}
    for theirs in rows.filter(**{key.attname: gone}).order_by("pk"):
        same = ours.get(tuple(getattr(theirs, name) for name in names))
        if same is None:
            continue
        stays, goes = sorted((same, theirs), key=_rank)
        _widen(stays, goes)
        move_all(table, goes.pk, stays.pk, by=by)  # what hangs on the row that goes, such as the group of a task
        _retire(goes, by)
        if goes is same:
            ours[tuple(getattr(theirs, name) for name in names)] = theirs


def _rank(row: Any) -> tuple[Any, ...]:
    """Which of two rows that say the same stays: who was there before who was not, the last answer, the first day."""
    if hasattr(row, "presence"):
        return (PRESENCES.index(row.presence), row.pk)
    if isinstance(row, IntervisionSignUp):
        return (-row.answered_at.timestamp(), row.pk)
    days = (getattr(row, name, None) for name in FIRST_DAYS)
    first = next((day for day in days if day is not None), None)
    return (first is None, str(first), row.pk)


def _widen(stays: Any, goes: Any) -> None:
    """What the row that goes says beyond the one that stays."""
    if isinstance(stays, SiteAccess):
        ends = [stays.valid_until, goes.valid_until]
        stays.valid_until = None if None in ends else max(ends)
        stays.save(update_fields=["valid_until"])
    elif isinstance(stays, CallTask):
        stays.wish = "today" if "today" in {stays.wish, goes.wish} else stays.wish or goes.wish
        stays.save(update_fields=["wish"])
    elif getattr(goes, "public_contact", False) and not stays.public_contact:
        stays.public_contact = True
        stays.save(update_fields=["public_contact"])


def _retire(row: Any, by: Actor) -> None:
    names = {field.name for field in row._meta.fields}  # noqa: SLF001 - Django's own door to the fields
    if "withdrawn_at" in names:
        row.withdrawn_at, row.withdrawn_by_id = clock.now(), by.user_id
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    elif {"from_on", "until_on"} <= names:
        row.until_on = row.from_on
        row.save(update_fields=["until_on"])
    else:
        row.delete()
