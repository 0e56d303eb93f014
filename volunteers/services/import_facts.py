"""Roles, attendance, policies and trainings come in from a spreadsheet: nothing twice, no letter, no standing (Q39)."""

import json
from collections import defaultdict
from datetime import date
from typing import Any

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.search import search_form
from volunteers import checks, rules
from volunteers.importing.facts import FactDraft, People, make_fact_drafts
from volunteers.importing.files import Sheet, sheet_from
from volunteers.importing.kinds import KINDS, PEOPLE, ImportKind, guess_fields, missing_of
from volunteers.kinds import STOPS_WHEN_NOT_CALLABLE, VolunteerKind
from volunteers.merging.alike import everybody
from volunteers.models import (
    ImportBatch,
    InsurancePolicy,
    IntervisionAttendance,
    RoleHolding,
    TrainingEnrolment,
    Volunteer,
)
from volunteers.services.import_writing import WRITE
from volunteers.services.standing_change import changing_facts, lock_people

TWICE = "Dit staat ook op rij {}."


def start_mapping(kind: ImportKind, headings: list[str]) -> dict[str, Any]:
    """The mapping of a new batch: its kind, and the columns that its headings name."""
    return {"kind": kind.name, "columns": guess_fields(headings, kind.fields)}


def kind_of(batch: ImportBatch) -> ImportKind:
    """What the rows of a batch are."""
    return KINDS.get(batch.mapping.get("kind", ""), PEOPLE)


def columns_of(batch: ImportBatch) -> dict[str, int]:
    """Which column is what; a file of people of before there were kinds holds nothing else."""
    columns: dict[str, int] = batch.mapping.get("columns", batch.mapping)
    return columns


def missing_in(batch: ImportBatch) -> str:
    """What the columns of a batch still need."""
    return missing_of(kind_of(batch), columns_of(batch))


def sheet_of(batch: ImportBatch) -> Sheet:
    """The table as it was read."""
    return sheet_from(json.loads(batch.content))


def fact_drafts_of(batch: ImportBatch) -> list[FactDraft]:
    """Every row as it would go in now; asked anew each time."""
    kind = kind_of(batch)
    drafts = make_fact_drafts(kind, sheet_of(batch), columns_of(batch), people=People(everybody()), today=clock.today())
    CHECKS[kind.name]([draft for draft in drafts if not draft.problems])
    return drafts


@transaction.atomic
def bring_in_facts(*, by: Actor, batch: ImportBatch) -> tuple[int, int]:
    """Bring in every row that is ready; gives how many, and how many rows wait. People are locked first."""
    checks.require(rules.may_import_people(by), "Alleen de coördinator brengt dit binnen.")
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if sentence := missing_in(batch):
        raise Refused(sentence)
    named = {draft.values.get("volunteer_id", 0) for draft in fact_drafts_of(batch)}
    people = {person.pk: person for person in lock_people(*named)}
    drafts = fact_drafts_of(batch)
    ready = [draft for draft in drafts if draft.ready]
    touched = {draft.values["volunteer_id"] for draft in ready if "volunteer_id" in draft.values}
    kind = batch.mapping["kind"]
    with changing_facts(by, *(people[pk] for pk in sorted(touched & set(people)))):
        WRITE[kind](by, [draft.values for draft in ready])
    waiting = sum(bool(draft.problems) for draft in drafts)
    batch.brought_in += len(ready)
    batch.done_at = None if waiting else clock.now()
    batch.save(update_fields=["brought_in", "done_at"])
    return len(ready), waiting


def _once(drafts: list[FactDraft], key: Any, here: set[Any]) -> None:
    """Mark what is here already, and what stands twice in the file."""
    seen: dict[Any, int] = {}
    for draft in drafts:
        what = key(draft.values)
        if what in here:
            draft.known = True
        elif what in seen:
            draft.problems.append(TWICE.format(seen[what]))
        seen.setdefault(what, draft.line)


def _check_roles(drafts: list[FactDraft]) -> None:
    ids = [draft.values["volunteer_id"] for draft in drafts]
    held: dict[tuple[int, str], list[tuple[date, date | None]]] = defaultdict(list)
    for who, role, from_on, until_on in (
        RoleHolding.objects.standing().filter(volunteer__in=ids).values_list("volunteer", "role", "from_on", "until_on")
    ):
        held[who, role].append((from_on, until_on))
    helpers = set(Volunteer.objects.filter(pk__in=ids, kind=VolunteerKind.ORGANISATION).values_list("pk", flat=True))
    for draft in drafts:
        said = draft.values
        key, period = (said["volunteer_id"], said["role"]), (said["from_on"], said.get("until_on"))
        if said["volunteer_id"] in helpers and said["role"] in STOPS_WHEN_NOT_CALLABLE:
            draft.problems.append("Deze rol is voor ervaringsdragers.")
        elif period in held[key] or (period[1] is None and (period[0], None) in held[key]):
            draft.known = True
        elif any(_overlap(period, other) for other in held[key]):
            draft.problems.append("Deze rol loopt al in die periode.")
        else:
            held[key].append(period)


def _overlap(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    return (one[1] is None or other[0] < one[1]) and (other[1] is None or one[0] < other[1])


def _check_attendance(drafts: list[FactDraft]) -> None:
    ids = [draft.values["volunteer_id"] for draft in drafts]
    here = IntervisionAttendance.objects.standing().filter(volunteer__in=ids).values_list("volunteer", "day")
    _once(drafts, lambda said: (said["volunteer_id"], said["day"]), set(here))


def _check_training(drafts: list[FactDraft]) -> None:
    ids = [draft.values["volunteer_id"] for draft in drafts]
    rows = TrainingEnrolment.objects.standing().filter(volunteer__in=ids).exclude(presence="")
    here = {
        (one.volunteer_id, search_form(one.session.training.title), one.session.day)
        for one in rows.select_related("session__training")
    }
    _once(drafts, lambda said: (said["volunteer_id"], search_form(said["title"]), said["day"]), here)


def _check_policies(drafts: list[FactDraft]) -> None:
    here = {(search_form(name), *days) for name, *days in InsurancePolicy.objects.values_list(
        "name", "from_on", "until_on")}  # fmt: skip
    _once(drafts, lambda said: (search_form(said["name"]), said["from_on"], said["until_on"]), here)


CHECKS = {
    "roles": _check_roles,
    "attendance": _check_attendance,
    "training": _check_training,
    "policies": _check_policies,
}
