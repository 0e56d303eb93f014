"""Writes the rows of a file that are ready, in sets: a file of thousands of rows asks as often as one of ten."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from typing import Any

from oev import clock
from oev.accounts.actor import Actor
from oev.search import search_form
from volunteers.kinds import STOPS_WHEN_NOT_CALLABLE, SessionKind
from volunteers.models import (
    InsurancePolicy,
    IntervisionAttendance,
    IntervisionSession,
    RoleHolding,
    Training,
    TrainingEnrolment,
    TrainingSession,
)
from volunteers.services.follow_up import NOT_CALLABLE
from volunteers.services.insurance import save_policy
from volunteers.services.standing_change import statuses_on

EVENING = time(19, 30)
AT_ONCE = 500
Rows = Sequence[Mapping[str, Any]]


def write_roles(by: Actor, rows: Rows) -> None:
    """A role that stops with the standing goes in reserve for whoever is not callable."""
    today = clock.today()
    standing = statuses_on(today, *{said["volunteer_id"] for said in rows})

    def reserve(said: Mapping[str, Any]) -> date | None:
        stops = said["role"] in STOPS_WHEN_NOT_CALLABLE and said.get("until_on") is None
        return today if stops and standing.get(said["volunteer_id"]) in NOT_CALLABLE else None

    holdings = [
        RoleHolding(
            volunteer_id=said["volunteer_id"],
            role=said["role"],
            from_on=said["from_on"],
            until_on=said.get("until_on"),
            reserve_since=reserve(said),
            recorded_by_id=by.user_id,
        )
        for said in rows
    ]
    RoleHolding.objects.bulk_create(holdings, batch_size=AT_ONCE)


def write_attendance(by: Actor, rows: Rows) -> None:
    """On the session of that day; when there was none, one is made: a past one of the house itself."""
    days = {said["day"] for said in rows}
    sessions: dict[date, IntervisionSession] = {}
    for found in IntervisionSession.objects.filter(starts_at__date__in=days, cancelled_at=None).order_by("starts_at"):
        sessions.setdefault(found.day, found)
    for said in rows:
        if said["day"] not in sessions:
            sessions[said["day"]] = IntervisionSession.objects.create(
                kind=SessionKind.INTERN,
                starts_at=clock.local(said["day"], EVENING),
                counts_for_activity=said["counts"],
                closed_at=clock.now(),
            )
    attendances = [
        IntervisionAttendance(
            session=sessions[said["day"]],
            volunteer_id=said["volunteer_id"],
            day=said["day"],
            presence=said["presence"],
            counts=sessions[said["day"]].counts_for_activity,
            recorded_by_id=by.user_id,
        )
        for said in rows
    ]
    IntervisionAttendance.objects.bulk_create(attendances, batch_size=AT_ONCE)


def write_training(by: Actor, rows: Rows) -> None:
    """On the moment of that day; a training or a moment that is not here yet is made. An answer stays beside it."""
    sessions = _training_sessions(rows)
    here = {
        (one.session_id, one.volunteer_id): one
        for one in TrainingEnrolment.objects.standing().filter(session__in=sessions.values())
    }
    new, known = [], []
    for said in rows:
        session = sessions[search_form(said["title"]), said["day"]]
        enrolment = here.get((session.pk, said["volunteer_id"]))
        if enrolment is None:
            enrolment = TrainingEnrolment(session=session, volunteer_id=said["volunteer_id"])
            new.append(enrolment)
        else:
            known.append(enrolment)
        enrolment.presence, enrolment.recorded_by_id = said["presence"], by.user_id
    TrainingEnrolment.objects.bulk_create(new, batch_size=AT_ONCE)
    TrainingEnrolment.objects.bulk_update(known, ["presence", "recorded_by"], batch_size=AT_ONCE)


def _training_sessions(rows: Rows) -> dict[tuple[str, date], TrainingSession]:
    trainings: dict[str, Training] = {}
    for training in Training.objects.all():
        trainings.setdefault(search_form(training.title), training)
    for said in rows:
        title = search_form(said["title"])
        if title not in trainings:
            trainings[title] = Training.objects.create(title=said["title"])
    days = {said["day"] for said in rows}
    moments: dict[tuple[int, date], TrainingSession] = {}
    for found in TrainingSession.objects.filter(starts_at__date__in=days, cancelled_at=None):
        moments.setdefault((found.training_id, found.day), found)
    sessions: dict[tuple[str, date], TrainingSession] = {}
    for said in rows:
        title, day = search_form(said["title"]), said["day"]
        training = trainings[title]
        if (training.pk, day) not in moments:
            moments[training.pk, day] = TrainingSession.objects.create(
                training=training, starts_at=clock.local(day, EVENING), closed_at=clock.now()
            )
        sessions[title, day] = moments[training.pk, day]
    return sessions


def write_policies(by: Actor, rows: Rows) -> None:
    """Each as the coordinator would have filled it in."""
    for said in rows:
        save_policy(by=by, policy=InsurancePolicy(**said))


WRITE: dict[str, Callable[[Actor, Rows], None]] = {
    "roles": write_roles,
    "attendance": write_attendance,
    "training": write_training,
    "policies": write_policies,
}
