"""The personal plan: the day it was talked about and when again, never what is in it (R073, Q26, P08)."""

from datetime import date

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from volunteers import checks, rules
from volunteers.models import IntakeCheck, RecoveryPlanCheck, Volunteer
from volunteers.services.standing_change import lock_person


@transaction.atomic
def record_plan_check(*, by: Actor, volunteer: Volunteer, on: date, again_on: date | None = None) -> RecoveryPlanCheck:
    """The coordinator and the person talked about the plan on a day, and do so again around another. Twice is once."""
    checks.require(rules.may_keep_plan_checks(by), checks.ONLY_COORDINATOR)
    person = lock_person(volunteer)
    checks.require(not rules.is_own_file(by, person), checks.SOMEBODY_ELSE)
    checks.require_past(on)
    if again_on is not None and again_on <= max(on, clock.today()):
        raise Refused("Kies een dag die nog komt.", field="again_on")
    same = RecoveryPlanCheck.objects.standing().filter(volunteer=person, on_day=on)
    kept: RecoveryPlanCheck | None = same.filter(again_on=again_on).first()
    if kept is not None:
        return kept
    same.update(withdrawn_at=clock.now(), withdrawn_by_id=by.user_id)
    return RecoveryPlanCheck.objects.create(volunteer=person, on_day=on, again_on=again_on, recorded_by_id=by.user_id)


def note_plan_day(tick: IntakeCheck) -> None:
    """'Plan' was ticked on the way in: that day is the first on which it was talked about (R033). The person is locked.

    The two rows have one moment, so that taking back the tick takes back this one and no other.
    """
    person = tick.engagement.volunteer
    if not RecoveryPlanCheck.objects.standing().filter(volunteer=person, on_day=tick.on_day).exists():
        RecoveryPlanCheck.objects.create(
            volunteer=person, on_day=tick.on_day, recorded_by_id=tick.recorded_by_id, recorded_at=tick.recorded_at
        )


def take_back_plan_day(tick: IntakeCheck) -> None:
    """The tick goes, and with it the day that came with it; a day the coordinator wrote down stays (R033)."""
    came_along = RecoveryPlanCheck.objects.standing().filter(
        volunteer=tick.engagement.volunteer, on_day=tick.on_day, recorded_at=tick.recorded_at, again_on=None
    )
    came_along.update(withdrawn_at=tick.withdrawn_at, withdrawn_by=tick.withdrawn_by_id)


@transaction.atomic
def withdraw_plan_check(*, by: Actor, check: RecoveryPlanCheck) -> None:
    """Written down wrongly; it stays in the rows of the person as put right. Twice is once."""
    checks.require(rules.may_keep_plan_checks(by), checks.ONLY_COORDINATOR)
    lock_person(check.volunteer_id)
    RecoveryPlanCheck.objects.filter(pk=check.pk, withdrawn_at=None).update(
        withdrawn_at=clock.now(), withdrawn_by_id=by.user_id
    )
