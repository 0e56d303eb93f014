"""Tellingen: phone contacts, policy meetings, lectures and workshops, without a name (R305-R307, F36-F38)."""

from datetime import date

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from partners.models import Partner
from volunteers import checks, rules
from volunteers.kinds import ActivityKind
from volunteers.models import ActivityLog

MOST = 500


@transaction.atomic
def count_activity(
    *,
    by: Actor,
    kind: ActivityKind,
    on: date,
    number: int = 1,
    reached: int | None = None,
    partner: Partner | None = None,
) -> ActivityLog:
    """Write down what took place on a day: how many contacts or ervaringsdragers, and how many people were reached."""
    checks.require(rules.may_keep_counts(by), checks.ONLY_STAFF)
    checks.require_past(on)
    if not 1 <= number <= MOST:
        raise Refused(f"Kies een getal van 1 tot {MOST}.", field="number")
    made: ActivityLog = ActivityLog.objects.create(
        kind=ActivityKind(kind),
        on_day=on,
        participations=number,
        reached=reached,
        partner=partner,
        recorded_by_id=by.user_id,
    )
    return made


@transaction.atomic
def withdraw_count(*, by: Actor, count: ActivityLog) -> None:
    """It was wrong: it counts no longer and can still be read back. Twice is once."""
    checks.require(rules.may_keep_counts(by), checks.ONLY_STAFF)
    ActivityLog.objects.filter(pk=count.pk, withdrawn_at=None).update(withdrawn_at=clock.now())
