"""Reference data of one koepel, from the files in `data/`: loaded twice without doubling (section 5, Q53).

A row is known by its `reference_key`, or by its name when somebody entered it before. What the coordinator changed
or confirmed is never touched; what nobody confirmed yet follows the file. Every new row is 'te bevestigen'.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from oev.search import search_form
from partners.models import Agreement, Confirmable, Municipality, Organisation, Partner, Site
from partners.naming import partner_search, site_search

DATA = Path(__file__).parent / "data"
Row = dict[str, Any]
Known = dict[str, Confirmable]


@transaction.atomic
def load_reference(folder: Path = DATA) -> list[str]:
    """Load every file of a folder; gives one Dutch sentence a kind about what is new and what followed the file."""
    known: Known = {}
    return [
        load(folder, "organisation", Organisation, known, lambda row: row, one=True),
        load(folder, "municipalities", Municipality, known, _municipality),
        load(folder, "partners", Partner, known, lambda row: _partner(row, known)),
        load(folder, "sites", Site, known, lambda row: _site(row, known)),
        load(folder, "agreements", Agreement, known, lambda row: _agreement(row, known), name="title"),
    ]


def load(
    folder: Path,
    file: str,
    model: type[Confirmable],
    known: Known,
    fill: Callable[[Row], Row],
    *,
    name: str = "name",
    one: bool = False,
) -> str:
    """Load one file into one model; `known` gets its rows by key, for the files that follow."""
    stored = list(model._default_manager.all())  # noqa: SLF001 - public in Django
    by_key = {row.reference_key: row for row in stored if row.reference_key}
    by_name = {search_form(getattr(row, name)): row for row in stored}
    made, followed = [], 0
    for entry in json.loads((folder / f"{file}.json").read_text(encoding="utf-8")):
        key = entry.pop("key")
        values = fill(entry)
        row = by_key.get(key) or by_name.get(search_form(values[name])) or (stored[0] if one and stored else None)
        if row is None:
            row = model(reference_key=key, **values)
            made.append(row)
        elif row.reference_key == key and row.to_confirm and _differs(row, values):
            _follow(row, values)
            followed += 1
        known[key] = row
    model._default_manager.bulk_create(made)  # noqa: SLF001 - public in Django
    words = str(model._meta.verbose_name_plural if len(made) != 1 else model._meta.verbose_name)  # noqa: SLF001
    return f"{len(made)} {words} nieuw, {followed} bijgewerkt."


def _differs(row: Confirmable, values: Mapping[str, Any]) -> bool:
    return any(getattr(row, field) != value for field, value in values.items())


def _follow(row: Confirmable, values: Mapping[str, Any]) -> None:
    for field, value in values.items():
        setattr(row, field, value)
    row.save(update_fields=list(values))


def _municipality(row: Row) -> Row:
    return row | {"search_name": search_form(row["name"])}


def _partner(row: Row, known: Known) -> Row:
    return _in_town(row, known) | {"search_name": partner_search(row["name"], row["aliases"])}


def _site(row: Row, known: Known) -> Row:
    partner = known[row["partner"]]
    names = {"search_name": site_search(row["name"], str(partner))}
    return _of_partner(_in_town(row, known), known) | names


def _agreement(row: Row, known: Known) -> Row:
    return _of_partner(row, known)


def _in_town(row: Row, known: Known) -> Row:
    town = row["municipality"]
    return _without(row, "municipality") | {"municipality_id": known[town].pk if town else None}


def _of_partner(row: Row, known: Known) -> Row:
    return _without(row, "partner") | {"partner_id": known[row["partner"]].pk}


def _without(row: Row, name: str) -> Row:
    return {key: value for key, value in row.items() if key != name}
