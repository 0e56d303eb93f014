"""What the way in holds about one account: the checklist, talks, papers, the wish at the goodbye (habit 10)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from oev import clock
from oev.accounts.models import User
from oev.registry import PersonalData
from volunteers.checklist import OWN_WORDS
from volunteers.kinds import IntakeItem
from volunteers.models import DocumentSignature, Engagement, IntakeCheck, IntakeTalk, Volunteer

Rows = Iterable[Mapping[str, Any]]


def _of(read: Callable[[Volunteer], Rows]) -> Callable[[User], Rows]:
    def rows(user: User) -> Rows:
        for person in Volunteer.objects.filter(user=user):
            yield from read(person)

    return rows


def _checklist(person: Volunteer) -> Rows:
    for one in IntakeCheck.objects.standing().filter(engagement__volunteer=person):
        yield {"punt": OWN_WORDS[IntakeItem(one.item)], "stand": one.get_state_display(), "op": one.on_day}


def _talks(person: Volunteer) -> Rows:
    for one in IntakeTalk.objects.filter(engagement__volunteer=person):
        day = one.starts_at.astimezone(clock.BRUSSELS).date()
        yield {"gesprek": one.held_on or day, "waar": one.place, "afspraak": one.get_outcome_display()}


def _papers(person: Volunteer) -> Rows:
    for one in DocumentSignature.objects.standing().filter(volunteer=person).select_related("document"):
        yield {"tekst": str(one.document), "op": one.on_day, "hoe": one.get_how_display()}


def _said(person: Volunteer) -> Rows:
    for one in Engagement.objects.standing().filter(volunteer=person):
        if one.heard_of or one.goodbye_wish:
            yield {"hoorde van ons": one.get_heard_of_display(), "bij het afscheid": one.get_goodbye_wish_display()}


PERSONAL_DATA = [
    PersonalData("Op weg naar je start", _of(_checklist)),
    PersonalData("Gesprekken op weg naar je start", _of(_talks)),
    PersonalData("Wat je tekende of kreeg", _of(_papers)),
    PersonalData("Wat je ons zei bij het begin en het einde", _of(_said)),
]
