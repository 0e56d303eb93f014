"""Pages of intervisie: who comes, who would do well to come, and who stands on the list."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from oev import clock
from oev.accounts.actor import Actor
from volunteers.kinds import SignUp
from volunteers.models import IntervisionAttendance, IntervisionSession, IntervisionSignUp
from volunteers.pages.gatherings import OWN_ANSWERS, AnswerGroup, grouped_answers, may_have_been_there
from volunteers.pages.listing import NEAR
from volunteers.querysets import VolunteerQuerySet
from volunteers.services.sessions import invited
from volunteers.states import Status

LAST_LIST = 30


def answer_groups(session: IntervisionSession) -> list[AnswerGroup]:
    """Who comes, who does not know yet, who does not come; for coordinator and vertegenwoordiger."""
    return grouped_answers(IntervisionSignUp.objects.filter(session=session))


def people_to_invite(session: IntervisionSession, day: date) -> VolunteerQuerySet:
    """Whom an invitation goes to, with standing."""
    people: VolunteerQuerySet = invited(session).with_standing(day).order_by("search_name")
    return people


def near_first(people: VolunteerQuerySet, day: date) -> list[Any]:
    """Those of them whose year ends soon, the first one first (6.1)."""
    return list(people.filter(status=Status.ACTIVE, last_day__lte=day + NEAR).order_by("last_day", "search_name"))


def on_the_list(session: IntervisionSession) -> list[Any]:
    """Everybody who may have been there."""
    here = IntervisionAttendance.objects.standing().filter(session=session)
    return may_have_been_there(session.day, here, IntervisionSignUp.objects.filter(session=session))


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A coming intervisie as a volunteer sees it: when, where, and the own answer."""

    session: IntervisionSession
    when: str
    place: str
    answer: str

    @property
    def answered(self) -> str:
        """The own answer in words; empty when there is none."""
        return OWN_ANSWERS[SignUp(self.answer)] if self.answer else ""


def coming_lines(actor: Actor) -> list[SessionLine]:
    """Sessions still to come, with the reader's own answer."""
    mine = IntervisionSignUp.objects.filter(session=OuterRef("pk"), volunteer=actor.volunteer_id)
    rows = IntervisionSession.objects.visible_to(actor).coming(clock.now())
    rows = rows.annotate(answer=Coalesce(Subquery(mine.values("answer")[:1]), Value("")))
    return [SessionLine(one, clock.say_moment(one.starts_at), place_of(one), one.answer) for one in rows]


def place_of(session: IntervisionSession) -> str:
    """Where people meet."""
    return session.place or str(session.get_mode_display())


def past_sessions(actor: Actor) -> list[IntervisionSession]:
    """Sessions that were held, the last one first."""
    rows = IntervisionSession.objects.visible_to(actor).filter(starts_at__lt=clock.now(), cancelled_at=None)
    return list(rows.order_by("-starts_at")[:LAST_LIST])


def last_session(actor: Actor) -> IntervisionSession | None:
    """The one that a new plan is filled in from."""
    rows = IntervisionSession.objects.visible_to(actor).filter(cancelled_at=None)
    found: IntervisionSession | None = rows.order_by("-starts_at").first()
    return found
