"""A list that comes back edited: exactly what was edited changes, shown first, and nothing twice (P51)."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.search import search_form
from partners.models import Municipality
from volunteers import checks, rules
from volunteers.exporting.changes import Change, Problem, Table, key_of, read_returned
from volunteers.exporting.columns import BY_LETTER, read_words
from volunteers.exporting.files import read_snapshot
from volunteers.exporting.tables import MODELS, rows_now, standing_rows
from volunteers.kinds import STOPS_WHEN_NOT_CALLABLE, Role
from volunteers.models import ImportBatch, IntervisionAttendance, Merge, PeopleExport, RoleHolding, Volunteer
from volunteers.services.follow_up import is_resting
from volunteers.services.people import name_in_search
from volunteers.services.standing_change import changing_facts, lock_people

VISIBILITY = frozenset({"name_for_peers", "name_for_partners", "name_for_public"})
Rows = dict[tuple[str, int], list[Change]]


@dataclass
class Plan:
    """What would happen: cells that change, cells that wait for a choice, rows that wait, what stands so already."""

    edits: list[Change] = field(default_factory=list)
    conflicts: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    already: int = 0
    left_alone: list[str] = field(default_factory=list)

    @property
    def done(self) -> bool:
        """Nothing is left to do or to decide."""
        return not (self.edits or self.conflicts or self.problems)


def export_behind(tables: list[tuple[str, Table]]) -> PeopleExport | None:
    """The list that a file is an edited copy of, if any; its content is empty when it left too long ago."""
    key = key_of(tables)
    found: PeopleExport | None = PeopleExport.objects.filter(key=key).first() if key else None
    return found


def keep_returned(*, by: Actor, name: str, tables: list[tuple[str, Table]], export: PeopleExport) -> ImportBatch:
    """Keep a file that came back until all of it is done; call it inside a transaction."""
    return ImportBatch.objects.create(
        file_name=name[-120:],
        content=json.dumps(tables, ensure_ascii=False),
        mapping={"export": export.pk, "kept": [], "new": {}},
        made_by_id=by.user_id,
    )


def _returned(batch: ImportBatch) -> Any:
    export = PeopleExport.objects.get(pk=batch.mapping["export"])
    base = read_snapshot(export.content) if export.content else {}
    return read_returned([(title, rows) for title, rows in json.loads(batch.content)], export.key, base, towns())


def towns() -> dict[str, int]:
    """Municipalities by search form of their name."""
    return {search_form(name): pk for pk, name in Municipality.objects.values_list("pk", "name")}


def new_rows_of(batch: ImportBatch) -> dict[str, Table]:
    """Rows without a number, by letter of their sheet: candidates for an ordinary import."""
    found: dict[str, Table] = _returned(batch).new
    return found


def plan_of(batch: ImportBatch) -> Plan:
    """What would happen now; asked anew each time, so what changed meanwhile is seen."""
    returned = _returned(batch)
    plan = Plan(problems=list(returned.problems), left_alone=returned.left_alone)
    for letter in BY_LETTER:
        rows = {pk: edits for (of, pk), edits in returned.edits.items() if of == letter}
        if rows:
            _settle(plan, letter, rows, set(batch.mapping.get("kept", [])))
    return plan


def _settle(plan: Plan, letter: str, rows: Mapping[int, list[Change]], kept: Collection[str]) -> None:
    """Put each edited cell where it belongs, by what stands here now."""
    now, known_towns = rows_now(letter, rows), towns()
    others = _refusals(letter, rows)
    places = {column.name: place for place, column in enumerate(BY_LETTER[letter].columns)}
    for pk, edits in rows.items():
        sentence = others.get(pk, "") if pk in now else _gone(letter, pk)
        open_edits = []
        for edit in edits if pk in now else []:
            cell = now[pk][places[edit.column.name]]
            if _same(edit, cell, edit.becomes, known_towns):
                plan.already += 1
            elif edit.key not in kept:
                open_edits.append(replace(edit, now=cell))
        if sentence and (open_edits or pk not in now):
            plan.problems.append(Problem(edits[0].line, edits[0].who, [sentence], BY_LETTER[letter].title))
            continue
        for edit in open_edits:
            fits = _same(edit, edit.now, edit.was, known_towns)
            (plan.edits if fits else plan.conflicts).append(edit)


def _same(edit: Change, one: str, other: str, known_towns: Mapping[str, int]) -> bool:
    """Two cells of a column say the same. Compared without the goodwill for what spreadsheets do."""
    if one == other:
        return True
    read = edit.column.read or read_words
    if edit.column.name == "municipality":
        return known_towns.get(search_form(one)) == known_towns.get(search_form(other))
    try:
        return bool(read(one) == read(other))
    except ValueError:
        return False


def _gone(letter: str, pk: int) -> str:
    if letter != "m":
        return "Deze rij is intussen rechtgezet."
    merged = Merge.objects.filter(gone_id=pk).exists()
    return "Deze persoon is samengevoegd. Verander het op de pagina." if merged else "Deze persoon is er niet meer."


def _refusals(letter: str, rows: Mapping[int, list[Change]]) -> dict[int, str]:
    """Rows that cannot change as they were edited, whatever stands in the cells."""
    if letter == "m":
        chosen = [pk for pk, edits in rows.items() if VISIBILITY & {edit.column.name for edit in edits}]
        own = Volunteer.objects.filter(pk__in=chosen, user__isnull=False)
        return dict.fromkeys(own.values_list("pk", flat=True), "Hoe anderen de naam lezen, kiest deze persoon zelf.")
    if letter != "r":
        return {}
    opened = {pk for pk, edits in rows.items() if any(e.column.name == "until_on" and e.value is None for e in edits)}
    running = RoleHolding.objects.standing().filter(until_on=None).exclude(pk__in=opened)
    taken = set(running.values_list("volunteer", "role")) if opened else set()
    found = {}
    for pk, who, role in (
        RoleHolding.objects.filter(pk__in=opened).order_by("pk").values_list("pk", "volunteer", "role")
    ):
        if (who, role) in taken:
            found[pk] = "Deze rol loopt al in een andere rij."
        elif reasons := checks.why_no_role(Volunteer.objects.get(pk=who), Role(role), clock.today()):
            found[pk] = " ".join(reasons)
        taken.add((who, role))
    return found


@transaction.atomic
def apply_returned(*, by: Actor, batch: ImportBatch, choices: Mapping[str, str] | None = None) -> int:
    """Change what was edited, and of the cells that wait those for which 'file' was chosen; 'now' keeps what stands.

    People are locked before what stands is read, so nothing that somebody changes meanwhile is lost. Gives the number
    of cells that changed.
    """
    checks.require(rules.may_import_people(by), checks.ONLY_COORDINATOR)
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    choices = choices or {}
    people = {person.pk: person for person in lock_people(*_people_of(_returned(batch).edits))}
    plan = plan_of(batch)
    wanted = plan.edits + [edit for edit in plan.conflicts if choices.get(edit.key) == "file"]
    rows: Rows = defaultdict(list)
    for edit in wanted:
        rows[edit.letter, edit.pk].append(edit)
    with changing_facts(by, *(people[pk] for pk in sorted(_people_of(rows)) if pk in people)):
        for (letter, pk), edits in rows.items():
            APPLY[letter](by, pk, {edit.column.name: edit.value for edit in edits}, people)
    batch.mapping["kept"] += [edit.key for edit in plan.conflicts if choices.get(edit.key) == "now"]
    batch.brought_in += len(rows)
    batch.done_at = clock.now() if plan_of(batch).done else None
    batch.save(update_fields=["mapping", "brought_in", "done_at"])
    return len(wanted)


def _people_of(rows: Collection[tuple[str, int]]) -> set[int]:
    found = {pk for letter, pk in rows if letter == "m"}
    for letter, model in MODELS.items():
        ids = [pk for of, pk in rows if of == letter]
        found |= set(model.objects.filter(pk__in=ids).values_list("volunteer_id", flat=True))
    return found


def _change_person(by: Actor, pk: int, values: dict[str, Any], people: Mapping[int, Volunteer]) -> None:
    person = people[pk]
    if "municipality" in values:
        values["municipality_id"] = values.pop("municipality")
    for name, value in values.items():
        setattr(person, name, value)
    person.search_name = name_in_search(person)
    person.save(update_fields=[*(name.removesuffix("_id") for name in values), "search_name"])


def _change_role(by: Actor, pk: int, values: dict[str, Any], people: Mapping[int, Volunteer]) -> None:
    holding = RoleHolding.objects.select_for_update(of=("self",)).get(pk=pk)
    for name, value in values.items():
        setattr(holding, name, value)
    if holding.until_on is not None:
        holding.reserve_since = holding.offered_back_at = None
    elif "until_on" in values and is_resting(holding.volunteer_id) and holding.role in STOPS_WHEN_NOT_CALLABLE:
        holding.reserve_since = clock.today()
    holding.save(update_fields=[*values, "reserve_since", "offered_back_at"])


def _change_attendance(by: Actor, pk: int, values: dict[str, Any], people: Mapping[int, Volunteer]) -> None:
    """Withdrawn and written anew, as the list itself does."""
    standing = IntervisionAttendance.objects.get(pk=standing_rows("i", [pk])[pk])
    standing.withdrawn_at, standing.withdrawn_by_id = clock.now(), by.user_id
    standing.save(update_fields=["withdrawn_at", "withdrawn_by"])
    IntervisionAttendance.objects.create(
        session_id=standing.session_id,
        volunteer_id=standing.volunteer_id,
        day=standing.day,
        counts=standing.counts,
        presence=values["presence"],
        recorded_by_id=by.user_id,
    )


def _change_training(by: Actor, pk: int, values: dict[str, Any], people: Mapping[int, Volunteer]) -> None:
    MODELS["v"].objects.filter(pk=standing_rows("v", [pk])[pk]).update(presence=values["presence"])


APPLY = {"m": _change_person, "r": _change_role, "i": _change_attendance, "v": _change_training}
