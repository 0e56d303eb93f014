"""All dated facts of one person in one query, and the standing that follows from them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from oev import clock
from oev.accounts.actor import Hat
from oev.prepared import Prepared
from volunteers.checks import return_records
from volunteers.kinds import Presence, VolunteerKind
from volunteers.models import (
    Availability,
    CallTask,
    ClockStart,
    ConfirmedReturn,
    Contact,
    Engagement,
    IntervisionAttendance,
    Postponement,
    Proposal,
    RecoveryPlanCheck,
    Rest,
    ReturnAgreement,
    ReturnTalk,
    RoleHolding,
    Volunteer,
)
from volunteers.standing import EngagementFact, Facts, RestFact, ReturnRecords, standing_on
from volunteers.standing import Postponement as PostponementFact
from volunteers.states import RestKind, Status

Found = dict[str, Sequence[Any]]
KINDS: dict[str, Any] = {
    "of_engagement": Engagement,
    "of_rest": Rest,
    "of_contact": Contact,
    "of_agreement": ReturnAgreement,
    "of_return_talk": ReturnTalk,
    "of_plan_check": RecoveryPlanCheck,
    "of_return": ConfirmedReturn,
    "of_clock_start": ClockStart,
    "of_attendance": IntervisionAttendance,
    "of_role": RoleHolding,
    "of_call": CallTask,
    "of_proposal": Proposal,
    "of_availability": Availability,
    "postponement": Postponement,  # of everybody, and so of this person
}


def facts_in_full(pk: int) -> Found:
    """Every row about one person by kind, withdrawn ones too, each a model instance; one query, not one a table."""
    (row,) = FACTS.rows(pk=pk)
    return facts_read(dict(zip(KINDS, row, strict=True)))


def fact_columns() -> dict[str, Any]:
    """Every row about a person by kind, as columns of the person; other columns may stand beside them."""
    return {name: ArraySubquery(_rows(model)) for name, model in KINDS.items()}


FACTS = Prepared(lambda pk: Volunteer.objects.filter(pk=pk).values_list(*fact_columns().values()), pk=int)


def facts_read(row: Mapping[str, Any]) -> Found:
    """Columns of a person by name, those of `fact_columns` as model instances and the others as they come."""
    return {
        name: [_instance(KINDS[name], one) for one in values] if name in KINDS else values
        for name, values in row.items()
    }


def _rows(model: Any) -> Any:
    rows = model.objects.order_by("pk")
    if model is not Postponement:
        rows = rows.filter(volunteer_id=OuterRef("pk"))
    return rows.values(row=JSONObject(**{field.attname: field.attname for field in _fields(model)}))


def _instance(model: Any, values: dict[str, Any]) -> Any:
    return model(**{field.attname: field.to_python(values[field.attname]) for field in _fields(model)})


def _fields(model: Any) -> Any:
    return model._meta.concrete_fields  # noqa: SLF001 - documented by Django


def standing_facts(person: Volunteer, found: Found) -> Facts:
    """What the timeline is calculated from: the same as `spans.facts_of`, out of rows that are here already."""
    standing = {
        name: [one for one in rows if getattr(one, "withdrawn_at", None) is None] for name, rows in found.items()
    }
    seen = [one for one in standing["of_attendance"] if one.presence == Presence.ATTENDED and one.counts]
    uitstel = sorted((one.decided_on, one.until_on) for one in standing["postponement"])
    return Facts(
        engagements=tuple(
            EngagementFact(one.candidate_on, one.activated_on, one.stopped_on) for one in standing["of_engagement"]
        ),
        rests=tuple(
            RestFact(RestKind(one.kind), one.from_on, one.until_on, one.needs_return) for one in standing["of_rest"]
        ),
        attendances=tuple(sorted(one.day for one in seen)),
        contacts=_days(standing["of_contact"]),
        returns=_days(standing["of_return"]),
        clock_starts=_days(standing["of_clock_start"]),
        postponements=tuple(PostponementFact(*row) for row in uitstel),
        yearly=person.kind != VolunteerKind.ORGANISATION,
    )


def put_right(facts: Facts, found: Found) -> dict[int, date]:
    """Intervisies that came on the list later and made a lapse as if it never was: the day of that, by key (Q17, A03).

    What was brought in on the day on which the person was, corrects nothing that anybody saw.
    """
    known_since = min((_day_of(one.recorded_at) for one in found["of_engagement"]), default=date.max)
    late = {}
    for one in found["of_attendance"]:
        counts = one.withdrawn_at is None and one.presence == Presence.ATTENDED and one.counts
        recorded = _day_of(one.recorded_at)
        if counts and recorded > max(one.day, known_since) and _healed(facts, one.day, recorded):
            late[one.pk] = recorded
    return late


def _healed(facts: Facts, seen: date, recorded: date) -> bool:
    others = list(facts.attendances)
    others.remove(seen)
    without = replace(facts, attendances=tuple(others))
    return (standing_on(without, recorded).status, standing_on(facts, recorded).status) == (
        Status.INACTIVE,
        Status.ACTIVE,
    )


def _day_of(moment: datetime) -> date:
    return moment.astimezone(clock.BRUSSELS).date()


def _days(rows: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(sorted(one.on_day for one in rows))


def return_facts(found: Found) -> ReturnRecords:
    """The records of a return out of rows that are here already: the same as `checks.records_of` (Q11)."""
    spoke = [one.on_day for one in found["of_contact"] if one.hat == Hat.COORDINATOR and one.withdrawn_at is None]
    agreed = [one.on_day for one in found["of_agreement"] if one.withdrawn_at is None]
    talk = next((one for one in found["of_return_talk"] if one.closed_at is None), None)
    return return_records(max(spoke, default=None), max(agreed, default=None), talk)
