"""The cast with content, for the tests that walk everything: what is Els's and Nora's, and what is of others.

`pair(make)` gives the own object (of Els the volunteer, of Nora the nurse of Turnhout) and the other's (of Jan, of Piet
of Herselt), made by the same function. Everything happens on Saturday 7 March 2026, 9 o'clock.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from contactgroups.models import AttendanceCount, ContactGroup, Meeting
from contactgroups.services import ask_for_turn
from oev import clock
from oev.accounts.actor import Actor
from oev.accounts.models import Absence, Office, User
from oev.accounts.querysets import hats_of
from partners.models import Agreement, BoardMandate, PartnerContact, Site
from referrals.models import Assignment, Offer, Referral
from referrals.services import answer_yes, offer_to, plan_talk, receive_referral, record_talk
from tests.cast import Cast, attend, build_cast, volunteer
from tests.contactgroups.scene import agreement, group, meeting, role
from volunteers.models import Engagement, IntervisionSession, Rest, RoleHolding, StandingSpan, Volunteer
from volunteers.spans import rebuild_spans

TODAY = dt.date(2026, 3, 7)
EVENING = dt.time(19, 30)


def days(number: int) -> dt.date:
    """That many days from today."""
    return TODAY + dt.timedelta(days=number)


@dataclass
class World:
    """The cast, and what is whose."""

    cast: Cast
    people: tuple[Volunteer, Volunteer]
    sites: tuple[Site, Site]
    groups: tuple[ContactGroup, ContactGroup] = ()
    referrals: tuple[Referral, Referral] = ()
    assignments: tuple[Assignment, Assignment] = ()
    offers: tuple[Offer, Offer] = ()
    agreements: tuple[Agreement, Agreement] = ()
    sessions: dict[str, IntervisionSession] = field(default_factory=dict)
    bart: Volunteer | None = None

    def actor(self, name: str) -> Actor:
        """Somebody of the cast in the first hat."""
        return hats_of(self.cast.users[name].pk, clock.today())[0].actor

    def pair(self, make: Callable[["World", Volunteer], Any]) -> tuple[Any, Any]:
        """The same thing for Els and for Jan."""
        return make(self, self.people[0]), make(self, self.people[1])

    def contact(self, name: str) -> PartnerContact:
        """Nora, Noor or Piet at the place where they work."""
        return self.cast.contacts[f"{name}_contact"]


def build_world() -> World:
    """Everybody of the cast with something to do."""
    cast = build_cast()
    volunteers = cast.volunteers
    Volunteer.objects.filter(first_name__in=["Els", "Jan", "Bart", "Carla"]).update(name_for_public="first")
    for one in volunteers.values():
        one.refresh_from_db()
    world = World(cast, (volunteers["els"], volunteers["jan"]), (cast.sites["Turnhout"], cast.sites["Herselt"]))
    _sites(world)
    _sessions(world)
    _groups(world)
    _chain(world)
    return world


def _sites(world: World) -> None:
    Site.objects.filter(pk=world.sites[0].pk).update(
        admission_rule="Hier kan opname enkel als er een andere hoofdreden is.", desk="Onthaal, gelijkvloers",
        visiting_hours="14 tot 20 uur",
    )  # fmt: skip
    world.agreements = (
        agreement(world.cast, partner="Turnhout", until=days(100), services=("talks",), amount_per_talk=25),
        agreement(world.cast, partner="Herselt", until=days(400), services=("talks", "groups"), amount_per_talk=30),
    )


def _sessions(world: World) -> None:
    def session(day: dt.date, **more: Any) -> IntervisionSession:
        return IntervisionSession.objects.create(starts_at=clock.local(day, EVENING), place="Turnhout", **more)

    world.sessions = {
        "coming": session(days(10), invited_at=clock.now()),
        "later": session(days(40)),
        "open": session(days(-5)),
        "closed": IntervisionSession.objects.filter(closed_at__isnull=False).order_by("-starts_at").first(),
    }


def _groups(world: World) -> None:
    els, jan = world.people
    mia, bart, carla = (world.cast.volunteers[name] for name in ("mia", "bart", "carla"))
    made = []
    for name, head, agreed in (("Olen", els, world.agreements[1]), ("Mol", jan, world.agreements[1])):
        one = group(world.cast, name, town=name, agreement=agreed, public_text="Iedereen is welkom.")
        role(one, head, "organiser", public=True)
        role(one, mia), role(one, carla), role(one, bart)
        past = meeting(one, days(-4), leader=mia)
        AttendanceCount.objects.create(meeting=meeting(one, days(-11), leader=carla), own_experience=6, context=2)
        for week in range(4):
            meeting(one, days(3 + 7 * week), leader=(mia, None, head, carla)[week])
        assert past.pk
        made.append(one)
    world.groups = (made[0], made[1])


def _chain(world: World) -> None:
    own, other = (_referral(world, name) for name in ("nora", "piet"))
    world.referrals = (own, other)
    asked = _referral(world, "nora"), _referral(world, "piet")
    laila = world.actor("laila")
    world.offers = tuple(
        offer_to(by=laila, referral=one, volunteer=who) for one, who in zip(asked, world.people, strict=True)
    )
    world.assignments = world.pair(accepted_talk)


def _referral(world: World, by: str, **more: Any) -> Referral:
    contact = world.contact(by)
    facts = {
        "subject_kind": "self", "consent": True, "reach_kind": "phone", "phone": "0470 11 22 33", "display_name": "M.",
        "practical_note": "Graag in de namiddag",
    }  # fmt: skip
    return receive_referral(by=world.actor(by), site=contact.site, contact=contact, **(facts | more))


def new_referrals(world: World, **more: Any) -> tuple[Referral, Referral]:
    """Two aanmeldingen that nobody has looked at."""
    return _referral(world, "nora", **more), _referral(world, "piet", **more)


def open_offer(world: World, who: Volunteer, by: str = "nora") -> Offer:
    """A question that waits for this person."""
    return offer_to(by=world.actor("laila"), referral=_referral(world, by), volunteer=who, over_maximum=True)


def accepted_talk(world: World, who: Volunteer, by: str = "") -> Assignment:
    """A talk that this person said yes to, with a moment this afternoon."""
    by = by or ("nora" if who == world.people[0] else "piet")
    assignment = answer_yes(by=None, offer=open_offer(world, who, by))
    assert assignment.referral.contact == world.contact(by)
    plan_talk(by=world.actor("laila"), assignment=assignment, agreed_at=clock.local(TODAY, dt.time(15)))
    assignment.refresh_from_db()
    return assignment


def done_talk(world: World, who: Volunteer) -> Assignment:
    """A talk that took place an hour ago and goes on."""
    assignment = accepted_talk(world, who)
    record_talk(
        by=world.actor("laila"), assignment=assignment, happened_at=clock.now() - dt.timedelta(hours=1),
        channel="phone", duration="",
    )  # fmt: skip
    return assignment


def rest(world: World, who: Volunteer, kind: str = "pause", since: dt.date = TODAY, **more: Any) -> Rest:
    """A pause or a harder period of this person, as a fact alone."""
    made = Rest.objects.create(
        volunteer=who, kind=kind, from_on=since, needs_return=kind == "sleep", signalled_by="person", **more
    )
    rebuild_spans(who.pk)
    return made


def new_person(world: World, name: str = "Kim", *, state: str = "candidate") -> Volunteer:
    """Somebody without account: a candidate, or somebody who stopped."""
    made = volunteer(world.cast, name, account=False)
    day = {"candidate_on": days(-60), "activated_on": None, "stopped_on": None}
    if state == "stopped":
        day = {"candidate_on": days(-600), "activated_on": days(-500), "stopped_on": days(-10)}
    Engagement.objects.filter(volunteer=made).update(**day)
    RoleHolding.objects.filter(volunteer=made).delete()
    made.attendances.all().delete()
    rebuild_spans(made.pk)
    assert StandingSpan.objects.on(TODAY).get(volunteer=made).status == state
    return made


def turn_question(world: World, who: Volunteer) -> Any:
    """A question to this person to lead the meeting in the second week, which nobody leads yet."""
    one = world.groups[0 if who == world.people[0] else 1]
    free = Meeting.objects.get(group=one, starts_at=clock.local(days(10), EVENING))
    return ask_for_turn(by=world.actor("laila"), turn=free.turn, volunteer_id=who.pk)


def stand_in(world: World) -> Absence:
    """Laila is away today; Stan has her rights (Q43)."""
    office = Office.objects.get(user=world.cast.users["laila"])
    return Absence.objects.create(office=office, stand_in=world.cast.users["stan"], from_on=TODAY)


def mandates(world: World) -> tuple[BoardMandate, BoardMandate]:
    """Bruno's seat and one without an account."""
    return BoardMandate.objects.get(user=world.cast.users["bruno"]), BoardMandate.objects.create(
        name="Berta Proef", constituency="gemeenten", from_on=days(-100)
    )


def user_named(world: World, name: str) -> User:
    """An account of the cast."""
    return world.cast.users[name]


__all__ = ["TODAY", "World", "accepted_talk", "attend", "build_world", "days", "done_talk", "mandates", "new_person",
           "new_referrals", "open_offer", "rest", "stand_in", "turn_question", "user_named"]  # fmt: skip
