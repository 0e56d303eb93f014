"""A list of people leaves the house: who, when and why are kept, what it said for as long as it may come back (P51)."""

import secrets
from datetime import date
from io import BytesIO
from typing import Any

from django.db import transaction
from django.db.models import DateField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from oev import clock
from oev.accounts.actor import Actor
from oev.audit.models import Subject
from oev.audit.services import log_access
from oev.terms import TERMS
from volunteers import checks, rules
from volunteers.exporting.columns import PEOPLE, SHEETS
from volunteers.exporting.files import Snapshot, write_csv, write_xlsx
from volunteers.exporting.tables import READERS, of_the_pool, read_people
from volunteers.models import PeopleExport, StandingSpan
from volunteers.states import Status

LETTERS = "abcdefghjkmnpqrstuvwxyz"
KEY_LENGTH = 10


def new_key() -> str:
    """What the rows of a list are recognised by; letters only, so that no spreadsheet reads a number or a day in it."""
    return "".join(secrets.choice(LETTERS) for _ in range(KEY_LENGTH))


@transaction.atomic
def make_export(*, by: Actor, purpose: str, ending: str) -> tuple[PeopleExport, BytesIO]:
    """Write a list of everybody in the pool as 'xlsx' or 'csv', and note that it left. No standing is in it.

    Gives the note and the file, to be read from its beginning.
    """
    checks.require(rules.may_export_people(by), checks.ONLY_COORDINATOR)
    purpose = " ".join(purpose.split())[:120]
    checks.require(bool(purpose), "Schrijf waarvoor je de lijst nodig hebt.", field="purpose")
    key, kept, people = new_key(), Snapshot(), of_the_pool(clock.today())
    if ending == "csv":
        file = write_csv(key, PEOPLE, kept.keep(PEOPLE.letter, read_people(people)))
    else:
        file = write_xlsx(key, [(kind, kept.keep(kind.letter, READERS[kind.letter](people))) for kind in SHEETS])
    export = PeopleExport.objects.create(
        key=key, purpose=purpose, rows=kept.rows, content=kept.text(), made_by_id=by.user_id
    )
    log_access(by, Subject.EXPORT, export.pk)
    return export, file


def exports_of(since: Any, volunteer: Any) -> QuerySet[Any]:
    """Lists that left after a moment with this person on it, the latest first, with the day as `left_on`.

    Both may be a reference to an outer query.
    """
    stopped = StandingSpan.objects.filter(
        Q(until_on=None) | Q(until_on__gt=OuterRef("left_on")),
        volunteer=volunteer,
        status=Status.STOPPED,
        from_on__lte=OuterRef("left_on"),
    )
    rows = PeopleExport.objects.filter(made_at__gte=since)
    rows = rows.annotate(left_on=TruncDate("made_at", tzinfo=clock.BRUSSELS, output_field=DateField()))
    found: QuerySet[Any] = rows.exclude(Exists(stopped)).order_by("-made_at")
    return found


def forget_exports(day: date, *, dry_run: bool = False) -> int:
    """What lists said is forgotten after the setting's days; that they left, who took them and why stays."""
    limit = clock.start_of(TERMS["lists"].before(day))
    rows = PeopleExport.objects.filter(made_at__lt=limit, forgotten_at=None)
    return rows.count() if dry_run else rows.update(content="", forgotten_at=clock.now())


def forget_exports_job(day: date, dry_run: bool) -> list[str]:
    """The retention job's part: what lists said goes away."""
    count = forget_exports(day, dry_run=dry_run)
    if not count:
        return []
    return ["Van 1 lijst vergeten we de inhoud." if count == 1 else f"Van {count} lijsten vergeten we de inhoud."]
