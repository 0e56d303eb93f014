"""Who may be offered a growth talk again: a row a month ahead, for the office that held the last one (R311, Q34)."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from oev import clock
from oev.accounts.actor import Actor
from oev.links import address
from oev.prepared import Prepared
from oev.registry import WorkRow, WorkSection
from oev.worklist import counted, first_of, opened_by
from volunteers import rules_doing
from volunteers.kinds import GrowthTalkKind
from volunteers.models import GrowthTalk, StandingSpan
from volunteers.states import Status

MANY = 10
AHEAD = timedelta(days=31)
LEFT_ALONE = (Status.STOPPED, Status.PAUSED)


@opened_by(lambda when: GrowthTalk.objects.standing().filter(next_on__lte=when.day + AHEAD))
def growth_talks(actor: Actor, day: date) -> WorkSection:
    """'Groeigesprek aanbieden', the one that is due first; it may be offered and need not be taken."""
    if not rules_doing.may_record_growth_talk(actor):
        return WorkSection("growth_talks", "Groeigesprek aanbieden", [], order=70)
    first, total = first_of(DUE.rows(actor=actor, day=day), MANY)
    rows = [_row(talk) for talk in first]
    return WorkSection("growth_talks", "Groeigesprek aanbieden", rows, order=70, total=total)


def _due(actor: Actor, day: date) -> QuerySet[GrowthTalk]:
    talks = GrowthTalk.objects.visible_to(actor).standing().filter(kind=GrowthTalkKind.GROWTH, hat=actor.hat.value)
    later = GrowthTalk.objects.standing().filter(
        volunteer=OuterRef("volunteer"), kind=GrowthTalkKind.GROWTH, on_day__gt=OuterRef("on_day")
    )
    alone = StandingSpan.objects.on(day).filter(volunteer=OuterRef("volunteer"), status__in=LEFT_ALONE)
    due = talks.filter(~Exists(later), ~Exists(alone), next_on__lte=day + AHEAD).select_related("volunteer")
    return counted(due.order_by("next_on", "pk"), MANY)


DUE = Prepared(_due, actor=Actor, day=date)


def _row(talk: GrowthTalk) -> WorkRow:
    return WorkRow(
        title=talk.volunteer.full_name,
        line=f"Vorige keer op {clock.say_day(talk.on_day)}. Aanbieden mag, het moet niet.",
        action_label="Noteer gesprek",
        action_url=address("volunteers:growth_talk_add", talk.volunteer_id),
        second_label="Nu niet",
        second_url=address("volunteers:growth_talk_later", talk.pk),
        second_method="post",
    )
