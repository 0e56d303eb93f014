"""The personal plan: the day it was talked about and when again, never what is in it (R073, Q26, P08)."""

from datetime import date

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from volunteers import checks, rules
from volunteers.models import RecoveryPlanCheck, Volunteer
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


@transaction.atomic
def withdraw_plan_check(*, by: Actor, check: RecoveryPlanCheck) -> None:
    """Written down wrongly; it stays in the rows of the person as put right. Twice is once."""
    checks.require(rules.may_keep_plan_checks(by), checks.ONLY_COORDINATOR)
    lock_person(check.volunteer_id)
    RecoveryPlanCheck.objects.filter(pk=check.pk, withdrawn_at=None).update(
        withdrawn_at=clock.now(), withdrawn_by_id=by.user_id
    )
