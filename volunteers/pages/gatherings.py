"""What the pages of an intervisie and of a vorming share: answers in words, and who stands on the list."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from volunteers.kinds import SignUp
from volunteers.models import Volunteer
from volunteers.states import Status

OWN_ANSWERS = {SignUp.YES: "Je komt", SignUp.NO: "Je komt niet", SignUp.UNSURE: "Je weet het nog niet"}
ANSWERS = {SignUp.YES: "Komt", SignUp.UNSURE: "Weet het nog niet", SignUp.NO: "Komt niet"}


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """Names under one answer."""

    label: str
    names: list[str]


def grouped_answers(rows: QuerySet[Any]) -> list[AnswerGroup]:
    """Who comes, who does not know yet, who does not come: rows with `volunteer` and `answer`, by name."""
    given = sorted(rows.select_related("volunteer"), key=lambda one: one.volunteer.search_name)
    groups = [
        AnswerGroup(label, [one.volunteer.full_name for one in given if one.answer == answer])
        for answer, label in ANSWERS.items()
    ]
    return [group for group in groups if group.names]


def may_have_been_there(day: date, presences: QuerySet[Any], answers: QuerySet[Any]) -> list[Any]:
    """Everybody who may have been there on a day: who said yes or is on the list first, then by name.

    Each has `presence` (what the list says now) and `answer` (to the invitation); both querysets are of one session.
    """
    here = presences.filter(volunteer=OuterRef("pk")).values("presence")[:1]
    said = answers.filter(volunteer=OuterRef("pk")).values("answer")[:1]
    people = (
        Volunteer.objects.with_standing(day)
        .annotate(presence=Coalesce(Subquery(here), Value("")), answer=Coalesce(Subquery(said), Value("")))
        .exclude(status=None)
        .exclude(status=Status.STOPPED, presence="")
        .order_by("search_name", "pk")
    )
    return sorted(people, key=lambda one: (not one.presence, one.answer != SignUp.YES))
