"""Who comes back: what is still needed, the talk of three, and an answer that stays away (Q11, R067, 6.2)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery

from oev import clock
from oev.accounts.actor import Actor, Hat
from oev.links import address
from oev.prepared import Prepared, any_of
from oev.registry import WorkRow, WorkSection
from oev.worklist import opened_by
from volunteers.checks import open_return_talks, records_of
from volunteers.kinds import Presence
from volunteers.models import Contact, IntervisionAttendance, Rest, ReturnTalk, Volunteer
from volunteers.querysets import FactQuerySet
from volunteers.spans import facts_of
from volunteers.standing import Facts, Need, NeedKind, ReturnRecords, needs_sentence, standing_on, still_needed
from volunteers.states import RestKind

MANY = 20
ANSWER_DAYS = 7  # after which the coordinator is asked to plan a talk of three


@opened_by(lambda when: Rest.objects.standing().filter(until_on=None, needs_return=True))
def returns(actor: Actor, day: date) -> WorkSection:
    """Who can be made callable again, or waits for the agreement of the vertegenwoordiger (Q11, 6.2)."""
    section = WorkSection("returns", "Terug oproepbaar", [], order=35)
    if not actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE):
        return section
    ids = COMING_BACK.rows()
    named = {person.pk: person for person in PEOPLE.rows(actor=actor, ids=ids)} if ids else {}
    talks = open_return_talks(named)
    facts, records = facts_of(list(named)), records_of(list(named), talks)
    needed = {pk: still_needed(facts[pk], day, records[pk]) for pk in named}
    asked = [pk for pk, needs in needed.items() if {need.kind for need in needs} == {NeedKind.AGREEMENT}]
    silent = without_answer(asked, day) if actor.is_coordinator and asked else set()
    for pk, person in named.items():
        needs = needed[pk]
        row = _talk_row(person, talks[pk], actor) if pk in talks else None
        row = row or _return_row(person, needs, records[pk], facts[pk], actor, day, pk in silent)
        section.rows.extend([row] if row else [])
    total = len(section.rows) if len(section.rows) > MANY else None
    return replace(section, rows=section.rows[:MANY], total=total)


def _open_talks() -> Any:
    return ReturnTalk.objects.filter(closed_at=None)


def _may_come_back() -> FactQuerySet:
    """Rests that only a return ends and whose person came to an intervisie since, or is to have a talk of three.

    Without these there is nothing to do. After slapend and then a pause the intervisie may lie before the pause (Q11),
    so of a pause everybody is looked at.
    """
    came = IntervisionAttendance.objects.standing().filter(
        volunteer=OuterRef("volunteer"), presence=Presence.ATTENDED, counts=True, day__gt=OuterRef("from_on")
    )
    running: FactQuerySet = Rest.objects.standing().filter(until_on=None, needs_return=True)
    talk = _open_talks().filter(volunteer=OuterRef("volunteer"))
    return running.filter(~Q(kind=RestKind.SLEEP) | Exists(came) | Exists(talk))


# Their keys first: looking up some thirty people by key is quicker than looking for them among everybody.
COMING_BACK = Prepared(lambda: _may_come_back().order_by().values_list("volunteer_id", flat=True))
PEOPLE = Prepared(
    lambda actor, ids: Volunteer.objects.of_others(actor).filter(any_of("pk", ids)).order_by("search_name", "pk"),
    actor=Actor,
    ids=list,
)


def without_answer(ids: list[int], day: date) -> set[int]:
    """Whose agreement is asked since a week or longer: what the vertegenwoordiger leaves open is no veto (R067).

    It is asked from the moment on which intervisie and contact of the coordinator were both written down.
    """
    limit = clock.start_of(day - timedelta(days=ANSWER_DAYS - 1))
    return {pk for pk, seen, heard in WRITTEN.rows(ids=ids) if seen and heard and max(seen, heard) < limit}


def _written(ids: list[int]) -> QuerySet[Volunteer, Any]:
    """By person when intervisie and contact since the harder period began were first written down."""
    slept = Rest.objects.standing().filter(volunteer=OuterRef("volunteer"), kind=RestKind.SLEEP)
    start = Subquery(slept.order_by("-from_on").values("from_on")[:1])
    came = IntervisionAttendance.objects.standing().filter(presence=Presence.ATTENDED, counts=True, day__gt=start)
    spoke = Contact.objects.standing().filter(hat=Hat.COORDINATOR.value, on_day__gte=start)
    rows: QuerySet[Volunteer, Any] = Volunteer.objects.filter(any_of("pk", ids)).order_by()
    return rows.values_list("pk", _first_recorded(came), _first_recorded(spoke))


def _first_recorded(rows: Any) -> Subquery:
    mine = rows.filter(volunteer=OuterRef("pk")).order_by().values("volunteer_id")
    return Subquery(mine.annotate(first=Min("recorded_at")).values("first"))


WRITTEN = Prepared(_written, ids=list)


def _talk_row(person: Volunteer, talk: ReturnTalk, actor: Actor) -> WorkRow | None:
    """A planned talk of three, and afterwards the question how the three go on; planning it is a call."""
    if talk.starts_at is None:
        return None
    over = talk.starts_at <= clock.now()
    day = clock.say_moment(talk.starts_at)
    return WorkRow(
        title=person.full_name,
        line="Gesprek met drie gehad? Noteer hoe jullie verdergaan." if over else f"Gesprek met drie: {day}.",
        action_label="Noteer" if over else "Bekijk",
        action_url=address("volunteers:return_talk", talk.pk),
    )


def _return_row(
    person: Volunteer,
    needs: tuple[Need, ...],
    records: ReturnRecords,
    facts: Facts,
    actor: Actor,
    day: date,
    is_silent: bool,
) -> WorkRow | None:
    if any(need.talk for need in needs):
        return None
    kinds = {need.kind for need in needs}
    if not kinds:
        line, label = "Alles is rond.", "Weer oproepbaar maken"
    elif kinds == {NeedKind.AGREEMENT} and actor.is_representative:
        line, label = f"Wil terug oproepbaar zijn. {_since_then(facts, records, day)}", "Bekijk"
    elif kinds == {NeedKind.AGREEMENT} and is_silent:
        line, label = "De vertegenwoordiger antwoordde nog niet. Plan een gesprek met drie.", "Bekijk"
    elif NeedKind.INTERVISION not in kinds and actor.is_coordinator:
        line, label = needs_sentence(needs), "Bekijk"
    else:
        return None
    where = address("volunteers:volunteer_return", person.pk)
    return WorkRow(title=person.full_name, line=line, action_label=label, action_url=where)


def _since_then(facts: Facts, records: ReturnRecords, day: date) -> str:
    """When the person came to the intervisie and spoke with the coordinator."""
    seen, spoke = standing_on(facts, day).last_intervision, records.contact_on
    said = [("Intervisie", seen), ("Gesprek coördinator", spoke)]
    return " ".join(f"{word}: {_short(on)}." for word, on in said if on)


def _short(day: date) -> str:
    return f"{day.day} {clock.MONTHS[day.month - 1]}"
