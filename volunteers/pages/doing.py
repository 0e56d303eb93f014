"""What somebody does and followed besides talks: tasks, trainings, growth talks; one query for all of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject, TruncDate

from oev import clock
from oev.accounts.actor import Actor
from volunteers import rules_doing
from volunteers.kinds import GrowthTalkKind, Presence
from volunteers.models import GrowthTalk, TaskHolding, TrainingEnrolment, Volunteer


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A growth talk in words, and whether the reader may take it away."""

    pk: int
    text: str
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class Doing:
    """Tasks without a call, trainings that were followed, and growth talks."""

    tasks: list[str] = field(default_factory=list)
    followed: list[str] = field(default_factory=list)
    talks: list[TalkLine] = field(default_factory=list)
    talk_next: date | None = None
    offers_talks: bool = False


def doing_of(actor: Actor, person: Volunteer) -> Doing:
    """What this person does and followed, as far as the reader may see it (P09, P17, P18)."""
    return doing_from(actor, person, Volunteer.objects.filter(pk=person.pk).values(**doing_columns(actor)).get())


def doing_columns(actor: Actor) -> dict[str, Any]:
    """Columns of a person that `doing_from` reads; they fit in the query of somebody's other facts."""
    return {
        "does": ArraySubquery(_tasks()),
        "followed": ArraySubquery(_followed()),
        "talked": ArraySubquery(_talks(actor)),
    }


def doing_from(actor: Actor, person: Volunteer, found: Mapping[str, Any]) -> Doing:
    """The same out of columns that are here already."""
    return Doing(
        tasks=list(found["does"]),
        followed=[f"{one['title']}, {clock.say_day(date.fromisoformat(one['day']))}" for one in found["followed"]],
        talks=[_line(actor, person, one) for one in found["talked"]],
        talk_next=_next(found["talked"]),
        offers_talks=settings.GROWTH_TALKS,
    )


def running_kinds(person: Volunteer) -> QuerySet[Any, Any]:
    """Keys of the tasks that run, for the form that chooses them."""
    return TaskHolding.objects.running_of(person)


def task_names(person: Volunteer) -> list[str]:
    """Tasks that run, in small letters; for the page of a rest: they stay as they are (Q42)."""
    rows = TaskHolding.objects.standing().filter(volunteer=person, until_on=None)
    return [name[:1].lower() + name[1:] for name in rows.values_list("kind__name", flat=True)]


def _tasks() -> Any:
    rows = TaskHolding.objects.standing().filter(volunteer=OuterRef("pk"), until_on=None)
    return rows.order_by("kind__name").values("kind__name")


def _followed() -> Any:
    rows = TrainingEnrolment.objects.standing().filter(volunteer=OuterRef("pk"), presence=Presence.ATTENDED)
    day = TruncDate("session__starts_at", tzinfo=clock.BRUSSELS)
    return rows.order_by("-session__starts_at").values(row=JSONObject(title=F("session__training__title"), day=day))


def _talks(actor: Actor) -> Any:
    rows = GrowthTalk.objects.visible_to(actor).standing().filter(volunteer=OuterRef("pk")).order_by("-on_day", "-pk")
    return rows.values(row=JSONObject(pk="pk", kind="kind", on="on_day", next="next_on"))


def _line(actor: Actor, person: Volunteer, one: dict[str, str]) -> TalkLine:
    text = f"{GrowthTalkKind(one['kind']).label.capitalize()} op {clock.say_day(date.fromisoformat(one['on']))}"
    return TalkLine(int(one["pk"]), text, rules_doing.may_withdraw_growth_talk(actor, person))


def _next(talks: list[dict[str, str]]) -> date | None:
    growth = [one["next"] for one in talks if one["kind"] == GrowthTalkKind.GROWTH]
    return date.fromisoformat(growth[0]) if growth and growth[0] else None
