"""Care in the demo: who stands in for whom, calls that wait, ways back, goodbyes, and what comes in twice.

Everything is dated from the day of the demo and draws no lots, so that what follows stays the same.
"""

from datetime import date, time, timedelta

from oev import clock
from oev.accounts.demo import make_user
from oev.accounts.models import Absence, Office, OfficeKind
from oev.demo_world import DemoWorld
from partners.models import Partner
from partners.states import PartnerKind
from volunteers.demo_newcomers import new_people
from volunteers.kinds import BridgePurpose, CallKind, CallWish, GoodbyeWish, ProposalKind, SignalledBy
from volunteers.models import (
    BridgeContact,
    CallTask,
    Contact,
    Engagement,
    PeopleExport,
    Proposal,
    RecoveryPlanCheck,
    Rest,
    ReturnAgreement,
    ReturnTalk,
    Volunteer,
)
from volunteers.spans import rebuild_spans

REPRESENTATIVE, COORDINATOR = SignalledBy.REPRESENTATIVE, SignalledBy.COORDINATOR


def load(world: DemoWorld) -> None:
    """After the people, their roles and trainings."""
    people: list[Volunteer] = world.made["people"]
    shapes: list[str] = world.made["shapes"]
    of = {shape: [p for p, one in zip(people, shapes, strict=True) if one == shape] for shape in set(shapes)}
    touched = [*_ways_back(world, of["sleeping"][1:]), *_goodbyes(world, of["stopped"]), *new_people(world, people)]
    rebuild_spans(*(person.pk for person in touched))
    _absences(world, people)
    _calls(world, of)
    _proposals(world, of)
    _plans(world, of["active"])
    _contacts_outside(world)
    world.said.append("afwezigheden, oproepen en gesprekken om terug te keren")


def _absences(world: DemoWorld, people: list[Volunteer]) -> None:
    """One that is over, one that runs, and two to come: of coordinator and vertegenwoordiger (Q43)."""
    users, day = world.made["users"], world.day
    wilma = make_user(world, "Wilma Nijs")
    Office.objects.create(user=wilma, kind=OfficeKind.REPRESENTATIVE, from_on=day - timedelta(days=400))
    offices = {office.user_id: office for office in Office.objects.all()}
    rows = (
        ("Victor", "Els", -75, -61),
        ("Wilma", "Carla", -4, 10),
        ("Victor", "Els", 18, 25),
        ("Laila", "Victor", 33, 40),
    )
    Absence.objects.bulk_create(
        Absence(
            office=offices[users[who].pk],
            stand_in=users[by],
            from_on=day + timedelta(days=first),
            until_on=day + timedelta(days=back),
            recorded_at=clock.now() - timedelta(days=80 if first < -30 else 6),
            recorded_by=users[who],
        )
        for who, by, first, back in rows
    )


def _ways_back(world: DemoWorld, sleeping: list[Volunteer]) -> list[Volunteer]:
    """Four who sleep: one just begun, one who lacks the agreement, one with all three records, one to talk with three.

    Of them, whose life changed are given back.
    """
    fresh, nearly, ready, doubting = sleeping
    rests = {rest.volunteer_id: rest for rest in Rest.objects.standing().filter(volunteer__in=sleeping, until_on=None)}
    Rest.objects.filter(pk=rests[fresh.pk].pk).update(talked_on=None)
    spoken = [(nearly, 3), (ready, 4), (doubting, 5)]
    Contact.objects.bulk_create(
        Contact(volunteer=who, on_day=world.day - timedelta(days=ago), hat="coordinator") for who, ago in spoken
    )
    victor = world.made["users"]["Victor"]
    ReturnAgreement.objects.create(volunteer=ready, on_day=world.day - timedelta(days=2), recorded_by=victor)
    ReturnTalk.objects.create(
        volunteer=doubting, rest=rests[doubting.pk], asked_by=victor, asked_at=clock.now() - timedelta(days=2),
        starts_at=clock.local(world.day + timedelta(days=4), time(14)), place="Turnhout",
    )  # fmt: skip
    CallTask.objects.create(
        volunteer=fresh, kind=CallKind.TALK, for_office=REPRESENTATIVE, rest=rests[fresh.pk],
        due_on=world.day - timedelta(days=1),
    )  # fmt: skip
    return sleeping


def _goodbyes(world: DemoWorld, stopped: list[Volunteer]) -> list[Volunteer]:
    """Somebody who stopped last week and would like a card."""
    gone = stopped[-1]
    Engagement.objects.filter(volunteer=gone).update(
        stopped_on=world.day - timedelta(days=6), goodbye_wish=GoodbyeWish.CARD
    )
    return [gone]


def _calls(world: DemoWorld, of: dict[str, list[Volunteer]]) -> None:
    """Who asked to be called and who is to be called: enough for the coordinator to take some over."""
    active, day = of["active"], world.day
    wanted = [
        (active[9], CallKind.PLEASE_CALL, REPRESENTATIVE, day, CallWish.TODAY),
        (active[11], CallKind.AFTER_TALK, REPRESENTATIVE, day - timedelta(days=1), ""),
        (active[13], CallKind.SUPPORT, COORDINATOR, day, ""),
        (of["paused"][1], CallKind.STAY_IN_TOUCH, REPRESENTATIVE, day - timedelta(days=2), ""),
    ]
    wanted += [
        (person, CallKind.LAPSE, REPRESENTATIVE, day - timedelta(days=3 + place), "")
        for place, person in enumerate(of["lapsed"])
    ]
    CallTask.objects.bulk_create(
        CallTask(volunteer=person, kind=kind, for_office=office, due_on=due, wish=wish)
        for person, kind, office, due, wish in wanted
    )


def _proposals(world: DemoWorld, of: dict[str, list[Volunteer]]) -> None:
    """What needs two voices: one waits for the vertegenwoordiger, one for the coordinator (Q41, Q46)."""
    users, paused = world.made["users"], of["paused"][3]
    rest = Rest.objects.standing().filter(volunteer=paused, until_on=None).get()
    Proposal.objects.create(
        volunteer=of["lapsed"][4], kind=ProposalKind.STOP, for_day=world.day, office=COORDINATOR, made_by=users["Laila"]
    )
    Proposal.objects.create(
        volunteer=paused, kind=ProposalKind.RECTIFY, rest=rest, for_day=rest.from_on, office=REPRESENTATIVE,
        made_by=users["Victor"],
    )  # fmt: skip


def _plans(world: DemoWorld, active: list[Volunteer]) -> None:
    """Plans that were talked about: two of long ago, to be talked about again."""
    RecoveryPlanCheck.objects.bulk_create(
        RecoveryPlanCheck(volunteer=person, on_day=_ago(world, ago), again_on=_ago(world, ago - 360))
        for person, ago in ((active[6], 362), (active[15], 358), (active[20], 90))
    )


def _contacts_outside(world: DemoWorld) -> None:
    """Contacts with self-help groups (R012), and a list that left the house."""
    groups = list(Partner.objects.filter(kind=PartnerKind.SELF_HELP).order_by("name")[:2])
    purposes = (BridgePurpose.ACQUAINTANCE, BridgePurpose.INFORMATION, BridgePurpose.PERSON)
    BridgeContact.objects.bulk_create(
        BridgeContact(
            partner=groups[nth % len(groups)], on_day=_ago(world, 9 + 31 * nth), purpose=purpose,
            recorded_by=world.made["users"]["Victor"],
        )
        for nth, purpose in enumerate(purposes)
        if groups
    )  # fmt: skip
    PeopleExport.objects.create(
        key="demo-lijst", purpose="adressen voor de nieuwjaarskaart", rows=len(world.made["people"]),
        made_by=world.made["users"]["Laila"], made_at=clock.local(_ago(world, 100), time(11)),
        forgotten_at=clock.local(_ago(world, 9), time(3)),
    )  # fmt: skip


def _ago(world: DemoWorld, days: int) -> date:
    return world.day - timedelta(days=days)
