"""What is kept about the care for one person: the days of the plan and a talk that comes (habit 10)."""

from collections.abc import Iterable, Mapping
from typing import Any

from oev.accounts.models import User
from oev.registry import PersonalData
from volunteers.models import RecoveryPlanCheck, ReturnTalk


def _plans(user: User) -> Iterable[Mapping[str, Any]]:
    for one in RecoveryPlanCheck.objects.standing().filter(volunteer__user=user):
        yield {"persoonlijk plan besproken op": one.on_day, "opnieuw rond": one.again_on}


def _talks(user: User) -> Iterable[Mapping[str, Any]]:
    for one in ReturnTalk.objects.filter(volunteer__user=user):
        yield {
            "gesprek met drie": one.held_on or one.day or "nog te plannen",
            "waar": one.place,
            "afgesproken": {True: "we starten terug", False: "later opnieuw", None: ""}[one.go_on],
        }


PERSONAL_DATA = [
    PersonalData("Wanneer je plan besproken werd", _plans),
    PersonalData("Gesprekken met drie", _talks),
]
