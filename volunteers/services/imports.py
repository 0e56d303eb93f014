"""Bringing people in from a spreadsheet: rows with problems wait, the others go in, nothing comes in twice (Q39)."""

import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.search import search_form
from oev.terms import TERMS
from volunteers import checks, rules
from volunteers.importing.drafts import Draft, make_drafts
from volunteers.importing.files import Table, numbered, read_tables, sheet_from
from volunteers.importing.kinds import KINDS, OF_SHEET, PEOPLE, missing_of
from volunteers.importing.preview import Preview, make_preview
from volunteers.merging.alike import Finder
from volunteers.models import (
    ClockStart,
    Engagement,
    ImportBatch,
    IntervisionAttendance,
    IntervisionSession,
    Volunteer,
)
from volunteers.services.import_facts import (
    bring_in_facts,
    columns_of,
    fact_drafts_of,
    kind_of,
    missing_in,
    sheet_of,
    start_mapping,
)
from volunteers.services.returning import export_behind, keep_returned, new_rows_of, towns
from volunteers.spans import rebuild_spans


@transaction.atomic
def begin_import(*, by: Actor, name: str, content: bytes, kind: str = "") -> ImportBatch:
    """Read the file and keep it; the columns that its headings name are mapped already.

    `kind` is one of `importing.kinds.KINDS`, or empty for people. A list that left this house and comes back edited is
    recognised by the numbers of its rows; what is new in it waits in batches of its own.
    """
    checks.require(rules.may_import_people(by), "Alleen de coördinator brengt mensen binnen.")
    tables = read_tables(name, content)
    export = export_behind(tables)
    if export is None or not export.content:
        filled = [(title, table) for title, table in tables if len(numbered(table)) > 1] or tables[:1]
        return _keep(by, name, filled[0][1], kind, others=[title for title, _ in filled[1:]])
    batch = keep_returned(by=by, name=name, tables=tables, export=export)
    for letter, table in new_rows_of(batch).items():
        batch.mapping["new"][letter] = _keep(by, f"nieuw in {name}", table, OF_SHEET.get(letter, "")).pk
    batch.save(update_fields=["mapping"])
    return batch


def _keep(by: Actor, name: str, table: Table, kind: str, others: Sequence[str] = ()) -> ImportBatch:
    sheet = sheet_from(table)
    return ImportBatch.objects.create(
        file_name=name[-120:],
        content=json.dumps(table, ensure_ascii=False),
        mapping=start_mapping(KINDS.get(kind, PEOPLE), sheet.headings) | {"other_sheets": list(others)},
        made_by_id=by.user_id,
    )


@transaction.atomic
def map_columns(*, by: Actor, batch: ImportBatch, mapping: dict[str, int]) -> None:
    """Say which column is what; refused while the name or every way to reach somebody is missing."""
    checks.require(rules.may_import_people(by), "Alleen de coördinator brengt mensen binnen.")
    kind = kind_of(batch)
    if sentence := missing_of(kind, mapping):
        raise Refused(sentence)
    columns = {field: place for field, place in mapping.items() if field in kind.fields}
    batch.mapping = batch.mapping | {"kind": kind.name, "columns": columns}
    batch.save(update_fields=["mapping"])


def drafts_of(batch: ImportBatch) -> list[Draft]:
    """Every row as it would go in now; asked anew each time, so a person who came in meanwhile is known."""
    known = {}
    for pk, first, last, email, phone in Volunteer.objects.values_list(
        "pk", "first_name", "last_name", "email", "phone"
    ):
        person = {"first_name": first, "last_name": last, "phone": phone}
        known[Draft(0, person).key] = pk
        if email:
            known[Draft(0, {**person, "email": email}).key] = pk
    drafts = make_drafts(sheet_of(batch), columns_of(batch), today=clock.today(), towns=towns(), known=known)
    finder = Finder()
    for draft in drafts:
        if draft.ready:
            new: dict[str, Any] = draft.person
            alike = finder.find(new["first_name"], new["last_name"], new["email"], new["phone"], new["municipality_id"])
            draft.alike = f"{alike[0].name}: {alike[0].why}" if alike else ""
    return drafts


@transaction.atomic
def bring_in(*, by: Actor, batch: ImportBatch) -> tuple[int, list[Draft]]:
    """Bring in every row that is ready; gives how many, and the rows that wait. No letter leaves.

    The clock of a person starts on the last known intervisie, or on the day of import when none is known (Q39).
    """
    checks.require(rules.may_import_people(by), "Alleen de coördinator brengt mensen binnen.")
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if sentence := missing_in(batch):
        raise Refused(sentence)
    drafts = drafts_of(batch)
    ready = [draft for draft in drafts if draft.ready]
    people = Volunteer.objects.bulk_create(_person(draft) for draft in ready)
    _write_facts(by, list(zip(people, ready, strict=True)))
    rebuild_spans(*(person.pk for person in people))
    batch.brought_in += len(people)
    waiting = [draft for draft in drafts if draft.problems and draft.known is None]
    batch.done_at = None if waiting else clock.now()
    batch.save(update_fields=["brought_in", "done_at"])
    return len(people), waiting


def preview_of(batch: ImportBatch) -> Preview:
    """What the file would bring in now, of whatever kind."""
    sheet, kind = sheet_of(batch), kind_of(batch)
    drafts = drafts_of(batch) if kind is PEOPLE else fact_drafts_of(batch)
    preview = make_preview(kind, sheet.headings, columns_of(batch), drafts)
    preview.other_sheets = batch.mapping.get("other_sheets", [])
    return preview


def bring_in_file(*, by: Actor, batch: ImportBatch) -> tuple[int, int]:
    """Bring in every row that is ready, of whatever kind; gives how many, and how many wait."""
    if kind_of(batch) is not PEOPLE:
        return bring_in_facts(by=by, batch=batch)
    count, waiting = bring_in(by=by, batch=batch)
    return count, len(waiting)


def _person(draft: Draft) -> Volunteer:
    made = Volunteer(**draft.person)
    made.search_name = search_form(f"{made.first_name} {made.last_name} {made.alias}")[:220]
    return made


def _write_facts(by: Actor, pairs: list[tuple[Volunteer, Draft]]) -> None:
    today = clock.today()
    engagements, starts, attendances = [], [], []
    sessions: dict[object, IntervisionSession] = {}
    for person, draft in pairs:
        clock_on = draft.last_intervision or today
        begin = min(draft.active_since or clock_on, clock_on)
        engagements.append(
            Engagement(volunteer=person, candidate_on=begin, activated_on=begin, recorded_by_id=by.user_id)
        )
        starts.append(ClockStart(volunteer=person, on_day=clock_on, recorded_by_id=by.user_id))
        if draft.last_intervision:
            day = draft.last_intervision
            session = sessions.setdefault(day, _session(clock.local(day, time(19, 30))))
            attendances.append(
                IntervisionAttendance(
                    volunteer=person, session=session, day=day, presence="attended", recorded_by_id=by.user_id
                )
            )
    Engagement.objects.bulk_create(engagements)
    ClockStart.objects.bulk_create(starts)
    IntervisionAttendance.objects.bulk_create(attendances)


def _session(moment: datetime) -> IntervisionSession:
    found = IntervisionSession.objects.filter(
        starts_at__gte=moment - timedelta(hours=19), starts_at__lt=moment + timedelta(hours=5), cancelled_at=None
    ).first()
    return found or IntervisionSession.objects.create(starts_at=moment, closed_at=clock.now())


@transaction.atomic
def forget_import(*, by: Actor, batch: ImportBatch) -> None:
    """Throw a file away; who came in stays."""
    checks.require(rules.may_import_people(by), "Alleen de coördinator brengt mensen binnen.")
    batch.delete()


def forget_old_imports(*, dry_run: bool = False) -> int:
    """Files are kept a month at most, or a day when all rows are in; part of the retention job."""
    now = clock.now()
    done = ImportBatch.objects.filter(done_at__lt=now - timedelta(days=TERMS["import_done"].days))
    old = ImportBatch.objects.filter(made_at__lt=now - timedelta(days=TERMS["imports"].days))
    rows = done | old
    return rows.count() if dry_run else rows.delete()[0]


def forget_imports_job(day: date, dry_run: bool) -> list[str]:
    """The retention job's part: files of people go away."""
    count = forget_old_imports(dry_run=dry_run)
    return [f"{count} bestanden met mensen {'zouden weggaan' if dry_run else 'zijn weg'}."] if count else []
