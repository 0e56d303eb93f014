"""Pages of trainings: what comes, who comes, who stands on the list, what was followed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from oev import clock
from oev.accounts.actor import Actor
from volunteers.kinds import SignUp
from volunteers.models import Training, TrainingEnrolment, TrainingSession
from volunteers.pages.gatherings import OWN_ANSWERS, AnswerGroup, grouped_answers, may_have_been_there

LAST_LIST = 30


@dataclass(frozen=True, slots=True)
class MomentLine:
    """A coming moment as a volunteer sees it: what, when, where, and the own answer."""

    session: TrainingSession
    when: str
    place: str
    answer: str

    @property
    def answered(self) -> str:
        """The own answer in words; empty when there is none."""
        return OWN_ANSWERS[SignUp(self.answer)] if self.answer else ""


def coming_moments(actor: Actor, *of: int) -> list[MomentLine]:
    """Moments still to come (of these keys, when given), with the reader's own answer; one query."""
    mine = TrainingEnrolment.objects.standing().filter(session=OuterRef("pk"), volunteer=actor.volunteer_id)
    rows = TrainingSession.objects.visible_to(actor).coming(clock.now()).select_related("training__partner")
    rows = rows.filter(pk__in=of) if of else rows
    rows = rows.annotate(answer=Coalesce(Subquery(mine.values("answer")[:1]), Value("")))
    return [MomentLine(one, clock.say_moment(one.starts_at), place_of(one), one.answer) for one in rows]


def place_of(session: TrainingSession) -> str:
    """Where people meet, and with which partner."""
    where = session.place or str(session.get_mode_display())
    partner = session.training.partner
    return f"{where}, bij {partner}" if partner else where


def catalogue(actor: Actor, day: date) -> QuerySet[Any]:
    """What is offered on this day, the basic training first."""
    offered: QuerySet[Any] = Training.objects.visible_to(actor).offered_on(day).select_related("partner")
    return offered.order_by("kind", "title")


def past_moments(actor: Actor) -> list[TrainingSession]:
    """Moments that were, with a closed list, the last one first."""
    rows = TrainingSession.objects.visible_to(actor).filter(closed_at__isnull=False, cancelled_at=None)
    return list(rows.select_related("training").order_by("-starts_at", "-pk")[:LAST_LIST])


def answer_groups(session: TrainingSession) -> list[AnswerGroup]:
    """Who comes, who does not know yet, who does not come; for coordinator and vertegenwoordiger."""
    return grouped_answers(TrainingEnrolment.objects.standing().filter(session=session))


def on_the_list(session: TrainingSession) -> list[Any]:
    """Everybody who may have been there."""
    rows = TrainingEnrolment.objects.standing().filter(session=session)
    return may_have_been_there(session.day, rows, rows)
