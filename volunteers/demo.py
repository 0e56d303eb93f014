"""The pool of the demo: about sixty invented people in every standing, with three years of intervisie behind them.

The past is written in sets; the spans are then calculated for everybody at once, as always.
"""

from datetime import date, time, timedelta
from itertools import chain

from oev import clock
from oev.accounts.demo import make_user
from oev.accounts.models import User
from oev.demo_world import DemoWorld
from oev.search import search_form
from partners.models import Municipality, Site
from volunteers import demo_intake
from volunteers.demo_names import person_name
from volunteers.kinds import Role
from volunteers.models import (
    Availability,
    Contact,
    Engagement,
    InsurancePolicy,
    IntervisionAttendance,
    IntervisionSession,
    Rest,
    RoleHolding,
    SiteAccess,
    Volunteer,
)
from volunteers.spans import rebuild_spans
from volunteers.states import RestKind

# How somebody stands, and how many of them; the first names of `person_name` fill it in this order.
SHAPES = (
    ("near the limit", 4),
    ("active", 36),
    ("sleeping", 4),
    ("paused", 4),
    ("lapsed", 5),
    ("stopped", 4),
    ("candidate", 3),
    ("organisation", 3),
)
EXPERIENCE = ["own", "own", "context", "both"]
LANGUAGES = ["Frans", "Engels", "Turks", "Arabisch"]
WITH_ACCOUNT = 4  # Rita, Els, Bart and Carla


def load(world: DemoWorld) -> None:
    """People first, then sessions and who was there, then roles and access; last the spans of everybody."""
    shapes = list(chain.from_iterable([shape] * count for shape, count in SHAPES))
    shapes[0], shapes[1], shapes[2] = "near the limit", "active", "sleeping"
    people = _people(world, shapes)
    sessions = _sessions(world)
    _engagements(world, people, shapes)
    _attendances(world, people, shapes, sessions)
    _rests(world, people, shapes)
    _roles_and_access(world, people, shapes)
    rebuild_spans(*(person.pk for person in people))
    demo_intake.load(world, people, shapes)
    world.made["people"], world.made["shapes"] = people, shapes
    world.said.append(f"{len(people)} vrijwilligers en {len(sessions)} intervisies")


def _people(world: DemoWorld, shapes: list[str]) -> list[Volunteer]:
    towns = list(Municipality.objects.exclude(latitude=None))
    people = []
    for place, shape in enumerate(shapes):
        first, last = person_name(place)
        user: User | None = None
        if place < WITH_ACCOUNT:
            user = make_user(world, f"{first} {last}")
        people.append(
            Volunteer(
                first_name=first,
                last_name=last,
                user=user,
                alias="" if place % 9 else f"{first[:1]}.",
                email=user.email if user else f"{first.lower()}.{place}@voorbeeld.be",
                phone=f"0470 00 {place // 100:02d} {place % 100:02d}",
                prefers_phone=place % 11 == 10,
                kind="organisation" if shape == "organisation" else "ed",
                experience_kind=""
                if shape == "organisation"
                else world.random.choice(["own", "own", "context", "both"]),
                gender=world.random.choice(["v", "m", "v", "m", ""]),
                municipality=world.random.choice(towns),
                languages=[
                    "Nederlands",
                    *world.random.sample(["Frans", "Engels", "Turks", "Arabisch"], place % 3 == 0),
                ],
                max_per_month=world.random.choice([2, 3, 4, None]),
                name_for_partners=world.random.choice(["first", "first", "full", "alias"]),
                name_for_public=world.random.choice(["first", "alias"]),
                search_name=search_form(f"{first} {last}"),
            )
        )
    victor = world.made["users"]["Victor"]
    people[10].user, people[10].first_name, people[10].last_name = victor, "Victor", "Aerts"
    people[10].email, people[10].search_name = victor.email, search_form("Victor Aerts")
    made = Volunteer.objects.bulk_create(people)
    Availability.objects.bulk_create(
        [
            Availability(volunteer=person, weekday=weekday, part=part)
            for person in made[::2]
            for weekday in world.random.sample(range(7), 4)
            for part in world.random.sample(["morning", "afternoon", "evening"], 2)
        ]
    )
    return made


def _sessions(world: DemoWorld) -> list[IntervisionSession]:
    """Every six weeks for six years, on a Tuesday; two are planned ahead."""
    tuesday = world.day - timedelta(days=(world.day.weekday() - 1) % 7)
    days = [tuesday + timedelta(weeks=6 * step) for step in range(-52, 3)]
    sessions = []
    for step, day in enumerate(days):
        past = day < world.day
        sessions.append(
            IntervisionSession(
                kind="partner" if step % 4 == 3 else "intern",
                starts_at=clock.local(day, time(19, 30)),
                place=["Turfhuis", "De Linde", "Huis van het Kind"][step % 3],
                closed_at=clock.local(day + timedelta(days=1), time(10)) if past else None,
                invited_at=clock.local(day - timedelta(days=21), time(10)) if past else None,
            )
        )
    return IntervisionSession.objects.bulk_create(sessions)


def _started(world: DemoWorld, place: int) -> date:
    return world.day - timedelta(days=200 + (place * 173) % 1900)


def _engagements(world: DemoWorld, people: list[Volunteer], shapes: list[str]) -> None:
    rows = []
    for place, (person, shape) in enumerate(zip(people, shapes, strict=True)):
        if shape == "candidate":
            rows.append(Engagement(volunteer=person, candidate_on=world.day - timedelta(days=5 + 9 * (place % 4))))
            continue
        begin = world.day - timedelta(days=1100) if place < 12 or shape == "lapsed" else _started(world, place)
        stopped = world.day - timedelta(days=60 + 40 * (place % 4)) if shape == "stopped" else None
        rows.append(
            Engagement(
                volunteer=person, candidate_on=begin - timedelta(days=45), activated_on=begin, stopped_on=stopped
            )
        )
    Engagement.objects.bulk_create(rows)


def _attendances(
    world: DemoWorld, people: list[Volunteer], shapes: list[str], sessions: list[IntervisionSession]
) -> None:
    """Who came: enough to stay within the year, and a last time that fits how somebody stands."""
    began = dict(Engagement.objects.exclude(activated_on=None).values_list("volunteer_id", "activated_on"))
    last_days = {"near the limit": 330, "lapsed": 420}
    rows = []
    for place, (person, shape) in enumerate(zip(people, shapes, strict=True)):
        if person.pk not in began or shape == "organisation":
            continue
        until = world.day - timedelta(days=last_days.get(shape, 0))
        possible = [s for s in sessions if began[person.pk] <= s.starts_at.date() < until]
        if shape == "active" and len(possible) > 8:
            possible = possible[: -1 - place % 6]
        for step, session in enumerate(possible):
            last = step == len(possible) - 1
            if last or (step + place) % 4 == 0 or world.random.random() < 0.35:
                rows.append(_attendance(person, session, "attended"))
            elif world.random.random() < 0.15:
                rows.append(_attendance(person, session, "excused"))
    IntervisionAttendance.objects.bulk_create(rows, batch_size=2000)


def _attendance(person: Volunteer, session: IntervisionSession, presence: str) -> IntervisionAttendance:
    return IntervisionAttendance(
        volunteer=person,
        session=session,
        day=session.starts_at.astimezone(clock.BRUSSELS).date(),
        presence=presence,
        counts=session.counts_for_activity,
    )


def _rests(world: DemoWorld, people: list[Volunteer], shapes: list[str]) -> None:
    rows = []
    for place, (person, shape) in enumerate(zip(people, shapes, strict=True)):
        if shape in {"sleeping", "paused"}:
            begin = world.day - timedelta(days=10 + 13 * (place % 5))
            sleeping = shape == "sleeping"
            rows.append(
                Rest(
                    volunteer=person,
                    kind=RestKind.SLEEP.value if sleeping else RestKind.PAUSE.value,
                    from_on=begin,
                    needs_return=sleeping,
                    signalled_by="representative" if sleeping else "person",
                    talked_on=begin + timedelta(days=1) if sleeping else None,
                    ask_again_on=None if sleeping else world.day + timedelta(days=20 + place),
                )
            )
        elif shape == "active" and place % 12 == 5:
            begin = world.day - timedelta(days=300)
            rows.append(
                Rest(volunteer=person, kind=RestKind.PAUSE.value, from_on=begin, until_on=begin + timedelta(days=40))
            )
    Rest.objects.bulk_create(rows)


def _heard_ago(place: int) -> int:
    """Days since somebody was last called: most within two months, one in nine long ago."""
    return 100 + place if place % 9 == 0 else 5 + (place * 17) % 55


def _roles_and_access(world: DemoWorld, people: list[Volunteer], shapes: list[str]) -> None:
    """Everybody active holds talks; each hospital agreed with about half of them; contacts of the last months."""
    here = [p for p, shape in zip(people, shapes, strict=True) if shape not in {"candidate", "stopped", "organisation"}]
    begin = world.day - timedelta(days=400)
    # A call would end a lapse (Q19): whoever lapsed in the demo still waits for it.
    lapsed = {p.pk for p, shape in zip(people, shapes, strict=True) if shape == "lapsed"}
    asleep = {p.pk for p, shape in zip(people, shapes, strict=True) if shape in {"sleeping", "paused", "lapsed"}}
    RoleHolding.objects.bulk_create(
        [
            RoleHolding(
                volunteer=person,
                role=Role.TALKS,
                from_on=begin,
                reserve_since=world.day - timedelta(days=10) if person.pk in asleep else None,
            )
            for person in here
        ]
    )
    hospitals: list[Site] = world.made["hospitals"]
    SiteAccess.objects.bulk_create(
        [
            SiteAccess(volunteer=person, site=site, display_name=person.first_name, agreed_on=begin)
            for place, person in enumerate(here)
            for nth, site in enumerate(hospitals)
            if place == 1 or (place + nth) % 2 == 0
        ]
    )
    every_role = [role.value for role in Role]
    InsurancePolicy.objects.create(
        name="Vrijwilligersverzekering",
        roles=every_role,
        from_on=date(world.day.year - 3, 1, 1),
        until_on=date(world.day.year, 12, 31),
        tacit_renewal=True,
    )
    Contact.objects.bulk_create(
        [
            Contact(volunteer=person, on_day=world.day - timedelta(days=_heard_ago(place)), hat="representative")
            for place, person in enumerate(here)
            if person.pk not in lapsed
        ]
    )
