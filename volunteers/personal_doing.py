"""What roles, tasks, trainings and growth talks hold about one account, for 'Dit weten we van jou' (habit 10)."""

from collections.abc import Iterable, Mapping
from typing import Any

from oev import clock
from oev.accounts.models import User
from oev.registry import PersonalData
from volunteers.kinds import GrowthTalkKind, Presence, Role, SignUp, TrainingTheme
from volunteers.models import GrowthTalk, RoleRequest, TaskHolding, TrainingEnrolment, TrainingOffer, TrainingWish

Rows = Iterable[Mapping[str, Any]]


def _tasks(user: User) -> Rows:
    for one in TaskHolding.objects.standing().filter(volunteer__user=user).select_related("kind"):
        yield {"taak": one.kind.name, "vanaf": one.from_on, "tot": one.until_on}


def _trainings(user: User) -> Rows:
    rows = TrainingEnrolment.objects.standing().filter(volunteer__user=user).select_related("session__training")
    for one in rows:
        yield {
            "vorming": one.session.training.title,
            "dag": one.session.day,
            "antwoord": f"je zei {SignUp(one.answer).label}" if one.answer else "",
            "was er": f"je was {Presence(one.presence).label}" if one.presence else "",
        }


def _growth_talks(user: User) -> Rows:
    for one in GrowthTalk.objects.standing().filter(volunteer__user=user):
        yield {"gesprek": GrowthTalkKind(one.kind).label, "op": one.on_day, "opnieuw rond": one.next_on}


def _requests(user: User) -> Rows:
    for one in RoleRequest.objects.filter(volunteer__user=user):
        yield {"rol": Role(one.role).label, "gevraagd op": one.asked_at.astimezone(clock.BRUSSELS).date()}


def _wishes(user: User) -> Rows:
    for one in TrainingWish.objects.filter(volunteer__user=user):
        yield {"graag leren over": TrainingTheme(one.theme).label, "sinds": one.since}


def _offers(user: User) -> Rows:
    for one in TrainingOffer.objects.filter(offered_by=user):
        yield {"vorming": one.title, "dag": one.starts_at.astimezone(clock.BRUSSELS).date(), "plaats": one.place}


DATA = [
    PersonalData("Je taken", _tasks),
    PersonalData("Vorming", _trainings),
    PersonalData("Wat je graag wil leren", _wishes),
    PersonalData("Vormingen die je voorstelde", _offers),
    PersonalData("Groeigesprekken", _growth_talks),
    PersonalData("Rollen die de vertegenwoordiger voor je vroeg", _requests),
]
