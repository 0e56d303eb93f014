"""Writing the log of inzage; if it cannot be written the page is refused, because the error is not caught."""

from datetime import date

import pgtrigger
from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.audit.models import AccessLog, Subject


def log_access(actor: Actor, subject: Subject, object_id: int = 0) -> None:
    """Note that the actor read this object today, once per day; object 0 stands for a list."""
    AccessLog.objects.bulk_create(
        [
            AccessLog(
                reader_id=actor.user_id,
                hat=actor.hat.value,
                deputy_for_id=actor.deputy_for_id,
                subject=subject,
                object_id=object_id,
                day=clock.today(),
            )
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def forget_access_before(day: date, *, dry_run: bool = False) -> int:
    """The one door through the append-only rule: the retention job deletes rows older than this day."""
    rows = AccessLog.objects.filter(day__lt=day)
    if dry_run:
        return rows.count()
    with pgtrigger.ignore("audit.AccessLog:append_only"):
        return rows.delete()[0]
