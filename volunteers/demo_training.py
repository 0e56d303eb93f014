"""What the people of the demo do and learn besides talks: policies, roles, tasks, trainings, growth talks, counts."""

from datetime import date, time, timedelta

from oev import clock
from oev.demo_world import DemoWorld
from partners.models import PartnerContact
from volunteers.kinds import ActivityKind, OfferedTraining, Role, TrainingTheme
from volunteers.models import (
    ActivityLog,
    GrowthTalk,
    InsurancePolicy,
    RoleHolding,
    RoleRequest,
    SeatSetting,
    SupportAsked,
    TaskHolding,
    TaskKind,
    Training,
    TrainingEnrolment,
    TrainingOffer,
    TrainingSession,
    TrainingWish,
    Volunteer,
)

STARTING = [Role.STARTER.value, Role.FLYING.value]
WITH_ROLE = ((4, Role.STARTER), (9, Role.STARTER), (14, Role.FLYING), (19, Role.FLYING), (24, Role.DELEGATE),
             (7, Role.READER), (12, Role.TESTIMONY))  # fmt: skip
ORGANISATION = (Role.RECEPTION, Role.OFFICE_WORK, Role.OFFICE_WORK)


def load(world: DemoWorld) -> None:
    """Everything with dates around the day of the demo; it draws no lots, so that what follows stays the same."""
    people: list[Volunteer] = world.made["people"]
    shapes: list[str] = world.made["shapes"]
    active = [person for person, shape in zip(people, shapes, strict=True) if shape == "active"]
    helpers = [person for person, shape in zip(people, shapes, strict=True) if shape == "organisation"]
    _policies(world)
    _roles(world, active, helpers)
    _tasks(world, [*active, *helpers])
    _trainings(world, active)
    _offers(world)
    _wishes(active)
    _growth_talks(world, active)
    _counts(world)
    world.said.append("taken, vormingen, groeigesprekken en tellingen")


def _policies(world: DemoWorld) -> None:
    """One that renews itself, one for the vliegende ploeg that ends within sixty days, and one that ended (A15)."""
    every = [role.value for role in Role if role.value not in (*STARTING, Role.TESTIMONY)]
    InsurancePolicy.objects.update(roles=every, carrier="Voorbeeldverzekering", number="VV-2041")
    InsurancePolicy.objects.create(
        name="Polis vliegende ploeg",
        carrier="Voorbeeldverzekering",
        number="VV-2107",
        roles=STARTING,
        from_on=world.day - timedelta(days=325),
        until_on=world.day + timedelta(days=40),
    )
    InsurancePolicy.objects.create(
        name="Polis getuigenissen",
        carrier="Voorbeeldverzekering",
        number="VV-1988",
        roles=[Role.TESTIMONY.value],
        from_on=world.day - timedelta(days=385),
        until_on=world.day - timedelta(days=20),
    )


def _roles(world: DemoWorld, active: list[Volunteer], helpers: list[Volunteer]) -> None:
    begin = world.day - timedelta(days=150)
    rows = [RoleHolding(volunteer=active[place], role=role, from_on=begin) for place, role in WITH_ROLE]
    rows += [
        RoleHolding(volunteer=person, role=role, from_on=begin)
        for person, role in zip(helpers, ORGANISATION, strict=False)
    ]
    RoleHolding.objects.bulk_create(rows)
    RoleRequest.objects.create(volunteer=active[16], role=Role.STARTER, asked_by=world.made["users"].get("Victor"))
    SeatSetting.objects.create(
        from_on=date(world.day.year - 1, 1, 1), seats=2, decision=f"AV van 15 december {world.day.year - 2}"
    )


def _tasks(world: DemoWorld, people: list[Volunteer]) -> None:
    kinds = list(TaskKind.objects.filter(outside=False).order_by("code"))
    TaskHolding.objects.bulk_create(
        TaskHolding(volunteer=person, kind=kinds[place % len(kinds)], from_on=world.day - timedelta(days=90 + place))
        for place, person in enumerate(people[::3])
    )


def _trainings(world: DemoWorld, active: list[Volunteer]) -> None:
    """Four moments that were, with who was there, and two to come, one of them with answers."""
    titles = ["Basisopleiding", "Deontologie", "Basisopleiding", "Motiverende gespreksvoering"]
    found = {training.title: training for training in Training.objects.all()}
    rows = []
    for nth, title in enumerate(titles):
        day = world.day - timedelta(days=500 - 120 * nth)
        session = _moment(found[title], day, closed=True)
        rows += [
            TrainingEnrolment(session=session, volunteer=person, answer="yes", presence=_was_there(place))
            for place, person in enumerate(active)
            if place % len(titles) == nth or (nth == 3 and place < 6)
        ]
    coming = _moment(found["Als het moeilijker gaat"], world.day + timedelta(days=24))
    _moment(found["Basisopleiding"], world.day + timedelta(days=52))
    rows += [
        TrainingEnrolment(session=coming, volunteer=person, answer=("yes", "yes", "unsure", "no")[place % 4])
        for place, person in enumerate(active[10:21])
    ]
    TrainingEnrolment.objects.bulk_create(rows)


def _offers(world: DemoWorld) -> None:
    """What Nora's hospital proposed: one that waits, one that is on the programme, one that did not fit."""
    nora = world.made["users"]["Nora"]
    partner = PartnerContact.objects.get(user=nora).partner
    taken = Training.objects.create(title="Een gesprek op een afdeling", theme=TrainingTheme.ETHICS, partner=partner)
    session = _moment(taken, world.day + timedelta(days=66), place="Leslokaal 2")
    for title, theme, ahead, state in (
        ("Rondleiding en kennismaking", TrainingTheme.COOPERATION, 38, OfferedTraining.WAITING),
        (taken.title, TrainingTheme.ETHICS, 66, OfferedTraining.TAKEN),
        ("Verslagen schrijven", "", 12, OfferedTraining.NOT_NOW),
    ):
        waits, here = state == OfferedTraining.WAITING, state == OfferedTraining.TAKEN
        TrainingOffer.objects.create(
            partner=partner,
            title=title,
            theme=theme,
            starts_at=clock.local(world.day + timedelta(days=ahead), time(13, 30)),
            place="Leslokaal 2",
            for_whom="wie gesprekken doet in het ziekenhuis" if waits else "",
            state=state,
            offered_by=nora,
            closed_at=None if waits else clock.now() - timedelta(days=3),
            session=session if here else None,
        )


def _wishes(active: list[Volunteer]) -> None:
    """Two in three say what they would like to learn about."""
    themes = (TrainingTheme.OFFER, TrainingTheme.MOTIVATION, TrainingTheme.OFFER, TrainingTheme.COOPERATION)
    TrainingWish.objects.bulk_create(
        TrainingWish(volunteer=person, theme=themes[place % len(themes)])
        for place, person in enumerate(active)
        if place % 3
    )


def _moment(training: Training, day: date, *, closed: bool = False, place: str = "De Linde") -> TrainingSession:
    return TrainingSession.objects.create(
        training=training,
        starts_at=clock.local(day, time(13, 30)),
        place=place,
        invited_at=clock.local(day - timedelta(days=30), time(10)),
        closed_at=clock.local(day + timedelta(days=1), time(9)) if closed else None,
    )


def _was_there(place: int) -> str:
    return "excused" if place % 9 == 8 else "attended"


def _growth_talks(world: DemoWorld, active: list[Volunteer]) -> None:
    """Some a year ago, so that two may be offered again this month."""
    GrowthTalk.objects.bulk_create(
        GrowthTalk(
            volunteer=person,
            on_day=world.day - timedelta(days=ago),
            next_on=world.day + timedelta(days=365 - ago),
            hat="coordinator" if place % 2 else "representative",
        )
        for place, (person, ago) in enumerate(zip(active[3:], (350, 345, 200, 120, 60, 30), strict=False))
    )


def _counts(world: DemoWorld) -> None:
    kinds = [ActivityKind.PHONE, ActivityKind.PHONE, ActivityKind.POLICY, ActivityKind.LECTURE, ActivityKind.WORKSHOP]
    ActivityLog.objects.bulk_create(
        ActivityLog(
            kind=kinds[nth % len(kinds)],
            on_day=world.day - timedelta(days=3 + 11 * nth),
            participations=1 + nth % 3,
            reached=20 + 5 * (nth % 4)
            if kinds[nth % len(kinds)] in {ActivityKind.LECTURE, ActivityKind.WORKSHOP}
            else None,
        )
        for nth in range(40)
    )
    SupportAsked.objects.bulk_create(
        [SupportAsked(year=world.day.year - 1, times=6), SupportAsked(year=world.day.year, times=3)]
    )
