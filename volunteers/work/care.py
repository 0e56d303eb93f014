"""What care puts on 'Vandaag': plans to talk about again (P08), and lists of an intervisie that nobody filled in."""

from datetime import date

from django.db.models import Exists, OuterRef

from oev import clock
from oev.accounts.actor import Actor
from oev.links import address
from oev.registry import WorkRow, WorkSection
from oev.worklist import first_of, opened_by
from volunteers.models import RecoveryPlanCheck, StandingSpan
from volunteers.states import Status
from volunteers.work.people import MANY


@opened_by(lambda when: RecoveryPlanCheck.objects.standing().filter(again_on__lte=when.day))
def plans_again(actor: Actor, day: date) -> WorkSection:
    """'Plan opnieuw bespreken': for the coordinator, whoever's day has come; the last talk decides (R073, Q26)."""
    section = WorkSection("plans_again", "Persoonlijk plan opnieuw bespreken", [], order=57)
    if not actor.is_coordinator:
        return section
    kept = RecoveryPlanCheck.objects.visible_to(actor).standing()
    later = kept.filter(volunteer=OuterRef("volunteer"), on_day__gt=OuterRef("on_day"))
    gone = StandingSpan.objects.on(day).filter(volunteer=OuterRef("volunteer"), status=Status.STOPPED)
    due = kept.filter(~Exists(later), ~Exists(gone), again_on__lte=day).exclude(volunteer__user_id=actor.user_id)
    first, total = first_of(due.select_related("volunteer").order_by("again_on", "pk"), MANY)
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
