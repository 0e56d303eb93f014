"""Tellingen: phone contacts, policy meetings, lectures and workshops, without a name (R305-R307, F36-F38)."""

from datetime import date, timedelta

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.accounts.models import User
from oev.errors import Refused
from partners.models import Partner
from volunteers import checks, rules_doing
from volunteers.kinds import ActivityKind
from volunteers.models import ActivityLog

MOST = 500
PRESSED_TWICE = timedelta(seconds=10)


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
    """Write down what took place on a day: how many contacts or ervaringsdragers, and how many people were reached.

    The same thing by the same person within seconds is a button pressed twice, and once.
    """
    checks.require(rules_doing.may_keep_counts(by), checks.ONLY_STAFF)
    checks.require_past(on)
    if not 1 <= number <= MOST:
        raise Refused(f"Kies een getal van 1 tot {MOST}.", field="number")
    same = {
        "kind": ActivityKind(kind), "on_day": on, "participations": number, "reached": reached, "partner": partner,
        "recorded_by_id": by.user_id,
    }  # fmt: skip
    User.objects.select_for_update(no_key=True).get(pk=by.user_id)
    now = clock.now()
    pressed: ActivityLog | None = ActivityLog.objects.filter(
        **same, withdrawn_at=None, recorded_at__range=(now - PRESSED_TWICE, now)
    ).first()
    return pressed or ActivityLog.objects.create(**same)


@transaction.atomic
def withdraw_count(*, by: Actor, count: ActivityLog) -> None:
    """It was wrong: it counts no longer and can still be read back. Twice is once."""
    checks.require(rules_doing.may_keep_counts(by), checks.ONLY_STAFF)
    ActivityLog.objects.filter(pk=count.pk, withdrawn_at=None).update(withdrawn_at=clock.now())
