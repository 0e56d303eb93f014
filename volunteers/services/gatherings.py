"""Whom a gathering concerns, alike for an intervisie and a vorming: to invite, and to tell what changed (R065, Q12)."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from oev import clock
from oev.outbox.models import Outgoing, State
from oev.outbox.services import post_news_to
from volunteers.kinds import SignUp
from volunteers.models import IntervisionSession, Rest, StandingSpan, TrainingSession, Volunteer
from volunteers.querysets import VolunteerQuerySet
from volunteers.states import Status

PLAN_LOCK = 26_003
Gathering = IntervisionSession | TrainingSession
READ = (State.SENT, State.TOLD)
WRITTEN = (*READ, State.WAITING, State.CALL, State.STUCK)


def one_plan_at_a_time() -> None:
    """Two who plan at once, or a button pressed twice, wait for each other until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PLAN_LOCK])


def whereabouts(gathering: Gathering) -> tuple[datetime, str, str]:
    """When and where: what somebody who comes must know."""
    return gathering.starts_at, gathering.place, gathering.mode


def who_belongs() -> VolunteerQuerySet:
    """Everybody who did not stop, whatever the standing: who may come, and may say so on the phone (Q45)."""
    here = StandingSpan.objects.on(clock.today()).filter(volunteer=OuterRef("pk")).exclude(status=Status.STOPPED)
    people: VolunteerQuerySet = Volunteer.objects.filter(Exists(here)).order_by("search_name", "pk")
    return people


def who_to_invite(answers: QuerySet[Any, Any]) -> VolunteerQuerySet:
    """Everybody who belongs and did not say no; not who rests and wants no invitations."""
    no = answers.filter(volunteer=OuterRef("pk"), answer=SignUp.NO)
    alone = Rest.objects.left_alone().filter(volunteer=OuterRef("pk"))
    return who_belongs().exclude(Exists(no)).exclude(Exists(alone))


def who_expects(code: str, gathering: Gathering, answers: QuerySet[Any, Any], *states: State) -> VolunteerQuerySet:
    """Who has this gathering in mind: said yes or perhaps, or was written to and may be written to still.

    `code` is the letter of the invitation, `states` where it is. A yes counts whatever came after it, and without an
    invitation too: an address in a reminder gives one as well.
    """
    comes = answers.exclude(answer__in=["", SignUp.NO]).values("volunteer")
    written = Outgoing.objects.filter(code=code, fact_id=gathering.pk, state__in=states).values("to_id")
    asked = who_to_invite(answers).filter(pk__in=written).values("pk")
    return who_belongs().filter(Q(pk__in=comes) | Q(pk__in=asked))


def tell_anew(code: str, fact_id: int, people: VolunteerQuerySet | None = None) -> None:
    """News, to these people when they are given; whom it does not concern any more hears nothing of a change before.

    What was sent or told stays in the list of letters.
    """
    to_ids = [0] if people is None else list(people.values_list("pk", flat=True))
    before = Outgoing.objects.filter(code=code, fact_id=fact_id)
    before.filter(Q(state=State.STUCK) | Q(state__in=[State.WAITING, State.CALL]) & ~Q(to_id__in=to_ids)).delete()
    post_news_to(code, fact_id, to_ids)
