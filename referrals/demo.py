"""The aanmeldingen of the demo: three years behind, and some that run today, those through services."""

from datetime import datetime, time, timedelta
from typing import Any

from oev import clock
from oev.accounts.actor import Actor, Hat
from oev.demo_world import DemoWorld
from oev.errors import Refused
from partners.models import Site
from referrals.models import Assignment, Consent, Conversation, Offer, Referral
from referrals.services import answer_yes, go_with_two, offer_second, offer_to, plan_talk, receive_referral
from referrals.states import AssignmentState, DuoKind, Outcome, ReferralState
from volunteers.models import Volunteer

A_YEAR = 420
WITH_TWO = 12  # one talk in so many
OUTCOMES = [
    Outcome.GROUP,
    Outcome.GROUP,
    Outcome.SELF_HELP,
    Outcome.PROFESSIONAL,
    Outcome.NOTHING_NOW,
    Outcome.NOT_REACHED,
]


def load(world: DemoWorld) -> None:
    """The past in sets, then what is running."""
    done = _past(world)
    running = _running(world)
    world.said.append(f"{done} aanmeldingen afgerond, {running} lopend")


def _past(world: DemoWorld) -> int:
    moments = sorted(
        clock.local(
            world.day - timedelta(days=world.random.randint(20, 1095)),
            time(world.random.choice([2, 8, 9, 10, 11, 13, 14, 15, 16, 20, 23]), world.random.randint(0, 59)),
        )
        for _ in range(3 * A_YEAR)
    )
    sequence: dict[int, int] = {}
    referrals = []
    for at in moments:
        sequence[at.year] = sequence.get(at.year, 0) + 1
        referrals.append(_closed_referral(world, at, sequence[at.year]))
    Referral.objects.bulk_create(referrals, batch_size=500)
    Consent.objects.bulk_create(
        [Consent(referral=r, given_at=r.received_at, feedback_level=r.feedback_level) for r in referrals]
    )
    _talks(world, referrals)
    return len(referrals)


def _closed_referral(world: DemoWorld, at: datetime, sequence: int) -> Referral:
    hospitals, services = world.made["hospitals"], world.made["services"]
    site: Site = world.random.choice(hospitals if world.random.random() < 0.65 else services)
    contact = next((c for c in world.made["contacts"] if c.site_id == site.pk), None)
    closed = at + timedelta(days=world.random.randint(3, 19))
    withdrawn = world.random.random() < 0.06
    return Referral(
        year=at.year,
        sequence=sequence,
        site=site,
        contact=contact if world.random.random() < 0.7 else None,
        subject_kind=world.random.choice(["self", "self", "self", "context"]),
        state=ReferralState.WITHDRAWN if withdrawn else ReferralState.CLOSED,
        state_since=closed,
        feedback_level=world.random.choice([0, 0, 1]),
        reach_kind=world.random.choice(["ward", "phone", "via"]),
        received_at=at,
        promised_at=at + timedelta(hours=12),
        closed_at=closed,
        outcome="" if withdrawn else world.random.choice(OUTCOMES),
    )


def _talks(world: DemoWorld, referrals: list[Referral]) -> None:
    """A yes within hours or a day, a talk, now and then a second; also talks outside the chain (Q49)."""
    people: list[Volunteer] = world.made["people"]
    guides = [p for p, shape in zip(people, world.made["shapes"], strict=True) if shape in {"active", "near the limit"}]
    assignments, seconds, talks = [], [], []
    for referral in referrals:
        if referral.state != ReferralState.CLOSED or world.random.random() < 0.05:
            continue
        guide = world.random.choice(guides)
        yes = referral.received_at + timedelta(hours=world.random.choice([1, 2, 4, 7, 9, 14, 22, 30]))
        assignment = Assignment(
            referral=referral, volunteer=guide, state=AssignmentState.CLOSED, accepted_at=yes, agreed_at=yes,
            ended_at=referral.closed_at,
        )  # fmt: skip
        assignments.append(assignment)
        second = guides[(guides.index(guide) + 1) % len(guides)] if len(assignments) % WITH_TWO == 0 else None
        if second is not None:
            seconds.append(
                Assignment(
                    referral=referral, volunteer=second, lead=False, state=AssignmentState.CLOSED, accepted_at=yes,
                    agreed_at=yes, ended_at=referral.closed_at,
                )
            )  # fmt: skip
            referral.duo = DuoKind.GUIDE
        for step in range(world.random.choice([1, 1, 1, 2])):
            talks.append(_talk(world, assignment, referral, yes + timedelta(days=step * 6, hours=5), second))
    Assignment.objects.bulk_create(assignments, batch_size=500)
    Assignment.objects.bulk_create(seconds, batch_size=500)
    Referral.objects.bulk_update([one.referral for one in seconds], ["duo"], batch_size=500)
    Conversation.objects.bulk_create(talks, batch_size=500)


def _talk(
    world: DemoWorld, assignment: Assignment, referral: Referral, at: datetime, second: Volunteer | None
) -> Conversation:
    hospital = referral.site.kind == "hospital"
    return Conversation(
        assignment=assignment,
        volunteer=assignment.volunteer,
        second=second,
        site=referral.site,
        happened_at=at,
        recorded_at=at + timedelta(hours=2),
        channel=world.random.choice(["bedside", "bedside", "phone"] if hospital else ["in_person", "phone", "online"]),
        duration=world.random.choice(["short", "middle", "middle", "long"]),
    )


def _running(world: DemoWorld) -> int:
    """Two that came in this night and this morning, through the service, as a nurse would send them."""
    contacts = world.made["contacts"]
    made = []
    wanted: list[dict[str, Any]] = [
        {"contact": contacts[0], "reach_kind": "ward", "display_name": "M.", "feedback_level": 0,
         "reachable_until": clock.now() + timedelta(hours=9)},
        {"contact": contacts[len(world.made["hospitals"])], "reach_kind": "phone", "display_name": "Wies",
         "phone": "0470 11 11 11", "safe_hours": "na 17 uur", "feedback_level": 1, "subject_kind": "context"},
        {"contact": contacts[1], "reach_kind": "via", "display_name": "Jo", "via": "de dienst", "feedback_level": 1},
    ]  # fmt: skip
    for number, answers in enumerate(wanted):
        contact = answers.pop("contact")
        made.append(
            receive_referral(
                by=None, site=contact.site, contact=contact, consent=True, idempotency_key=f"demo-{number}",
                **{"subject_kind": "self", **answers},
            )
        )  # fmt: skip
    coordinator = Actor(world.made["users"]["Laila"].pk, Hat.COORDINATOR)
    _, asked, taken = made
    _ask(coordinator, asked, world.made["people"][1])
    offer = _ask(coordinator, taken, world.made["people"][0])
    if offer:
        answer_yes(by=coordinator, offer=offer)
        assignment = Assignment.objects.get(referral=taken)
        tomorrow = clock.local(world.day + timedelta(days=1), time(14, 30))
        plan_talk(by=coordinator, assignment=assignment, agreed_at=tomorrow, place="Koffiehuis op het plein")
        _with_two(coordinator, taken, world.made["people"][3])
    _talked_yesterday(world, contacts[0].site)
    return len(made)


def _talked_yesterday(world: DemoWorld, site: Site) -> None:
    """Two of us were at a talk that one of them wrote down: the other is asked whether to talk it over (R084)."""
    rita, carla = world.made["people"][0], world.made["people"][3]
    yesterday = clock.local(world.day - timedelta(days=1), time(16))
    Conversation.objects.create(
        volunteer=rita, second=carla, site=site, partner_id=site.partner_id, happened_at=yesterday, channel="bedside",
        duration="middle", recorded_at=yesterday + timedelta(hours=1), recorded_by=rita.user,
    )  # fmt: skip


def _with_two(by: Actor, referral: Referral, second: Volunteer) -> None:
    """Somebody of us goes along (R313); who cannot be asked today is passed over."""
    go_with_two(by=by, referral=referral, duo=DuoKind.GUIDE)
    try:
        offer = offer_second(by=by, referral=referral, volunteer=second, over_maximum=True)
    except Refused:
        return
    answer_yes(by=by, offer=offer)


def _ask(by: Actor, referral: Referral, volunteer: Volunteer) -> Offer | None:
    """Put a question to somebody of the demo; who cannot be asked today is passed over."""
    try:
        return offer_to(by=by, referral=referral, volunteer=volunteer, over_maximum=True)
    except Refused:
        return None
