"""Tasks without a call: what somebody does from a day on, whatever the standing (R063, R072, P09, Q42)."""

from collections.abc import Iterable

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from volunteers import checks, rules_doing
from volunteers.models import TaskHolding, TaskKind, Volunteer
from volunteers.services.standing_change import lock_person


@transaction.atomic
def choose_tasks(*, by: Actor, volunteer: Volunteer, kinds: Iterable[TaskKind]) -> None:
    """What somebody does from today: new tasks begin, those that are not named end. The same choice changes nothing.

    No standing is asked and none is kept with it (Q42).
    """
    person = lock_person(volunteer)
    checks.require(rules_doing.may_choose_tasks(by, person), checks.NOT_YOURS)
    wanted = {kind.pk for kind in kinds}
    today = clock.today()
    running = TaskHolding.objects.standing().filter(volunteer=person, until_on=None)
    kept = set()
    for holding in running:
        if holding.kind_id in wanted:
            kept.add(holding.kind_id)
            continue
        holding.until_on = max(today, holding.from_on)
        holding.save(update_fields=["until_on"])
    TaskHolding.objects.bulk_create(
        TaskHolding(volunteer=person, kind_id=pk, from_on=today, recorded_by_id=by.user_id)
        for pk in sorted(wanted - kept)
    )


@transaction.atomic
def save_task_kind(*, by: Actor, kind: TaskKind) -> None:
    """Keep an entry of the catalogue; who does it goes on when it is no longer offered."""
    checks.require(rules_doing.may_keep_tasks(by), checks.ONLY_COORDINATOR)
    kind.save()
