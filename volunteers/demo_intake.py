"""The way in of the demo: candidates in different stages, and who signed which text; all invented, written in sets."""

from datetime import time, timedelta

from oev import clock
from oev.demo_world import DemoWorld
from volunteers.checklist import PAPERS, TALKED, current_documents
from volunteers.kinds import CallKind, DocumentKind, IntakeItem, SignalledBy, SignedHow
from volunteers.models import CallTask, DocumentSignature, Engagement, IntakeCheck, IntakeTalk, Volunteer
from volunteers.services.plan_checks import note_plan_day

HERE = frozenset({"near the limit", "active", "sleeping", "paused", "lapsed", "organisation"})
STILL_TO_SIGN = 12  # one in so many signed nothing yet
HOW = (SignedHow.PAPER, SignedHow.LETTER, SignedHow.BY_HAND)
SIGNED_BY_ALL = (DocumentKind.AGREEMENT, DocumentKind.INFORMATION, DocumentKind.CONSENT)


def load(world: DemoWorld, people: list[Volunteer], shapes: list[str]) -> None:
    """Papers of everybody who is here, then a stage for each candidate: new, a talk planned, almost there."""
    here = [one for one, shape in zip(people, shapes, strict=True) if shape in HERE]
    waiting = [one for one, shape in zip(people, shapes, strict=True) if shape == "candidate"]
    _papers(world, here)
    engagements = {one.volunteer_id: one for one in Engagement.objects.filter(volunteer__in=waiting)}
    for place, person in enumerate(waiting):
        (_new, _talk_planned, _almost_there)[place % 3](world, person, engagements[person.pk])


def _papers(world: DemoWorld, here: list[Volunteer]) -> None:
    texts = current_documents(world.day)
    DocumentSignature.objects.bulk_create(
        [
            DocumentSignature(
                volunteer=person, document=texts[kind], on_day=world.day - timedelta(days=30 + place % 20),
                how=HOW[place % 3],
            )
            for place, person in enumerate(here)
            for kind in (*SIGNED_BY_ALL, *((DocumentKind.GUIDE,) if place % 2 else ()))
            if place % STILL_TO_SIGN and kind in texts
        ]
    )  # fmt: skip


def _new(world: DemoWorld, person: Volunteer, engagement: Engagement) -> None:
    CallTask.objects.bulk_create(
        [
            CallTask(volunteer=person, kind=CallKind.CANDIDATE, for_office=office, due_on=world.day)
            for office in (SignalledBy.REPRESENTATIVE, SignalledBy.COORDINATOR)
        ]
    )


def _talk_planned(world: DemoWorld, person: Volunteer, engagement: Engagement) -> None:
    moment = clock.local(world.day + timedelta(days=3), time(14))
    IntakeTalk.objects.create(engagement=engagement, starts_at=moment, place="Turnhout")
    _tick(world, engagement, [IntakeItem.VISIT])


def _almost_there(world: DemoWorld, person: Volunteer, engagement: Engagement) -> None:
    held_on = world.day - timedelta(days=6)
    IntakeTalk.objects.create(
        engagement=engagement, starts_at=clock.local(held_on, time(10)), place="Geel", held_on=held_on, outcome="go_on"
    )
    _tick(world, engagement, [*TALKED, IntakeItem.VISIT, IntakeItem.TRAINING, IntakeItem.VISIBILITY])
    texts = current_documents(world.day)
    DocumentSignature.objects.bulk_create(
        DocumentSignature(volunteer=person, document=texts[kind], on_day=held_on, how=SignedHow.PAPER)
        for kind in PAPERS.values()
        if kind in texts
    )


def _tick(world: DemoWorld, engagement: Engagement, items: list[IntakeItem]) -> None:
    day = world.day - timedelta(days=6)
    ticks = IntakeCheck.objects.bulk_create(IntakeCheck(engagement=engagement, item=item, on_day=day) for item in items)
    for tick in ticks:
        if tick.item == IntakeItem.PLAN:
            note_plan_day(tick)
