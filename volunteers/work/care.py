"""What care puts on 'Vandaag': plans to talk about again (P08), and lists of an intervisie that nobody filled in."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from oev import clock
from oev.accounts.actor import Actor
from oev.links import address
from oev.prepared import Prepared
from oev.registry import WorkRow, WorkSection
from oev.worklist import counted, first_of, opened_by
from volunteers.models import RecoveryPlanCheck, StandingSpan
from volunteers.states import Status
from volunteers.work.people import MANY


@opened_by(lambda when: RecoveryPlanCheck.objects.standing().filter(again_on__lte=when.day))
def plans_again(actor: Actor, day: date) -> WorkSection:
    """'Plan opnieuw bespreken': for the coordinator, whoever's day has come; the last talk decides (R073, Q26)."""
    section = WorkSection("plans_again", "Persoonlijk plan opnieuw bespreken", [], order=57)
    if not actor.is_coordinator:
        return section
    first, total = first_of(DUE.rows(actor=actor, day=day), MANY)
    rows = [
        WorkRow(
            title=check.volunteer.full_name,
            line=f"Laatst besproken op {clock.say_day(check.on_day)}. Bel om af te spreken.",
            action_label="Noteer",
            action_url=address("volunteers:plan_check", check.volunteer_id),
        )
        for check in first
    ]
    return WorkSection(section.key, section.title, rows, order=section.order, total=total)


def _due(actor: Actor, day: date) -> QuerySet[RecoveryPlanCheck]:
    kept = RecoveryPlanCheck.objects.visible_to(actor).standing()
    later = kept.filter(volunteer=OuterRef("volunteer"), on_day__gt=OuterRef("on_day"))
    gone = StandingSpan.objects.on(day).filter(volunteer=OuterRef("volunteer"), status=Status.STOPPED)
    due = kept.filter(~Exists(later), ~Exists(gone), again_on__lte=day).exclude(volunteer__user_id=actor.user_id)
    return counted(due.select_related("volunteer").order_by("again_on", "pk"), MANY)


DUE = Prepared(_due, actor=Actor, day=date)
