"""Whoever is new in the demo: a newcomer with a peter or meter, somebody entered twice, and lists still to tick."""

from datetime import time, timedelta

from oev import clock
from oev.demo_world import DemoWorld
from oev.outbox.models import Outgoing, State
from oev.search import search_form
from volunteers.checklist import current_documents
from volunteers.demo_intake import SIGNED_BY_ALL
from volunteers.kinds import CallKind, Role, SignalledBy, SignedHow
from volunteers.models import (
    CallTask,
    DocumentSignature,
    Engagement,
    IntervisionSession,
    IntervisionSignUp,
    RoleHolding,
    Training,
    TrainingEnrolment,
    TrainingSession,
    Volunteer,
)

CODE = "training_invitation"


def new_people(world: DemoWorld, people: list[Volunteer]) -> list[Volunteer]:
    """Two people more, whose spans are still to be calculated."""
    shapes: list[str] = world.made["shapes"]
    active = [person for person, shape in zip(people, shapes, strict=True) if shape == "active"]
    carla = next(person for person in people if person.user_id == world.made["users"]["Carla"].pk)
    _followed(carla)
    _open_lists(world, active)
    _to_tell(active)
    return [_newcomer(world, carla), _twice(world, active[10])]


def _person(first: str, last: str, phone: str, *, like: Volunteer, companion: Volunteer | None = None) -> Volunteer:
    return Volunteer.objects.create(
        first_name=first, last_name=last, phone=phone, email=f"{first.lower()}.{last.lower()}@voorbeeld.be",
        experience_kind="own", municipality_id=like.municipality_id, languages=["Nederlands"], companion=companion,
        search_name=search_form(f"{first} {last}"),
    )  # fmt: skip


def _newcomer(world: DemoWorld, companion: Volunteer) -> Volunteer:
    """Started six weeks ago; the first call of three was made, the second is due (R040)."""
    begin = world.day - timedelta(days=42)
    person = _person("Noor", "Claes", "0470 00 01 01", like=companion, companion=companion)
    Engagement.objects.create(volunteer=person, candidate_on=begin - timedelta(days=30), activated_on=begin)
    RoleHolding.objects.create(volunteer=person, role=Role.TALKS, from_on=begin)
    texts = current_documents(world.day)
    DocumentSignature.objects.bulk_create(
        DocumentSignature(volunteer=person, document=texts[kind], on_day=begin, how=SignedHow.PAPER)
        for kind in SIGNED_BY_ALL
        if kind in texts
    )
    victor = world.made["users"]["Victor"]
    CallTask.objects.bulk_create(
        CallTask(
            volunteer=person, kind=CallKind.NEWCOMER, for_office=SignalledBy.REPRESENTATIVE,
            due_on=begin + timedelta(days=after), done_on=begin + timedelta(days=after) if done else None,
            done_by=victor if done else None,
        )
        for after, done in ((14, True), (42, False))
    )  # fmt: skip
    return person


def _twice(world: DemoWorld, older: Volunteer) -> Volunteer:
    """Somebody writes on the open page who was here already: the same number, nearly the same name."""
    person = _person(older.first_name[:-1], older.last_name, older.phone.replace(" ", ""), like=older)
    Engagement.objects.create(volunteer=person, candidate_on=world.day)
    return person


def _followed(person: Volunteer) -> None:
    """Trainings of the past for somebody who looks round in the demo."""
    past = TrainingSession.objects.exclude(closed_at=None).order_by("starts_at")[:2]
    TrainingEnrolment.objects.bulk_create(
        TrainingEnrolment(session=session, volunteer=person, answer="yes", presence="attended") for session in past
    )


def _open_lists(world: DemoWorld, active: list[Volunteer]) -> None:
    """An intervisie and a vorming of this week whose lists nobody ticked yet."""
    there = active[22:28]
    morning = world.day - timedelta(days=2)
    session = IntervisionSession.objects.create(
        kind="partner", starts_at=clock.local(morning, time(10)), place="De Linde",
        invited_at=clock.local(morning - timedelta(days=21), time(10)),
    )  # fmt: skip
    IntervisionSignUp.objects.bulk_create(
        IntervisionSignUp(session=session, volunteer=person, answer="yes") for person in there
    )
    afternoon = world.day - timedelta(days=3)
    moment = TrainingSession.objects.create(
        training=Training.objects.get(title="Deontologie"), starts_at=clock.local(afternoon, time(13, 30)),
        place="De Linde", invited_at=clock.local(afternoon - timedelta(days=30), time(10)),
    )  # fmt: skip
    TrainingEnrolment.objects.bulk_create(
        TrainingEnrolment(session=moment, volunteer=person, answer="yes") for person in there
    )


def _to_tell(active: list[Volunteer]) -> None:
    """Those who would rather be called: an invitation waits to be told (Q45)."""
    session = TrainingSession.objects.filter(starts_at__gt=clock.now()).order_by("starts_at").first()
    answered = set(TrainingEnrolment.objects.filter(session=session).values_list("volunteer_id", flat=True))
    if session is None:
        return
    Outgoing.objects.bulk_create(
        Outgoing(
            key=f"{CODE}:{session.pk}:{person.pk}", code=CODE, fact_id=session.pk, to_id=person.pk,
            reader_id=person.pk, state=State.CALL, created_at=clock.now() - timedelta(days=2),
        )
        for person in active
        if person.prefers_phone and person.user_id is None and person.pk not in answered
    )  # fmt: skip
