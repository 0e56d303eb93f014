"""Intervisie: planning, inviting, signing up (R041, P16, 6.1)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.outbox.services import Post, post_letters
from partners.models import Partner
from volunteers import checks, rules
from volunteers.kinds import Mode, SessionKind, SignUp
from volunteers.models import (
    IntervisionAttendance,
    IntervisionSession,
    IntervisionSignUp,
    Volunteer,
)
from volunteers.querysets import VolunteerQuerySet
from volunteers.services.gatherings import (
    READ,
    WRITTEN,
    one_plan_at_a_time,
    tell_anew,
    whereabouts,
    who_expects,
    who_to_invite,
)
from volunteers.services.standing_change import changing_facts, lock_people, lock_person, statuses_on
from volunteers.states import Status

INVITATION = "intervision_invitation"
CHANGEABLE = frozenset("kind mode starts_at minutes place partner counts_for_activity".split())


def lock_session(session: IntervisionSession) -> IntervisionSession:
    """Lock a session; volunteers are locked before it."""
    locked: IntervisionSession = IntervisionSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
    return locked


@transaction.atomic
def plan_session(
    *,
    by: Actor,
    starts_at: datetime,
    kind: SessionKind = SessionKind.INTERN,
    mode: Mode = Mode.ON_SITE,
    minutes: int = 120,
    place: str = "",
    partner: Partner | None = None,
    counts_for_activity: bool = True,
) -> IntervisionSession:
    """Plan an intervisie; one that was held before may be written down afterwards (Q17). The same one twice is once."""
    checks.require(rules.may_plan_intervision(by), checks.ONLY_STAFF)
    session = IntervisionSession(
        starts_at=starts_at,
        kind=kind,
        mode=mode,
        minutes=minutes,
        place=place.strip(),
        partner=partner,
        counts_for_activity=counts_for_activity,
    )
    _check(session)
    one_plan_at_a_time()
    same = IntervisionSession.objects.filter(
        starts_at=starts_at, kind=kind, mode=mode, place=session.place, partner=partner, cancelled_at=None
    )
    known: IntervisionSession | None = same.first()
    if known is not None:
        return known
    session.save()
    return session


def _check(session: IntervisionSession) -> None:
    if session.kind == SessionKind.PARTNER and session.partner_id is None:
        raise Refused("Kies de partner.", field="partner")
    if not 15 <= session.minutes <= 600:
        raise Refused("Kies een duur van 15 tot 600 minuten.", field="minutes")


@transaction.atomic
def change_session(*, by: Actor, session: IntervisionSession, **values: Any) -> IntervisionSession:
    """Change what was planned; a new day, or whether it counts, goes to the lists of who was there too.

    Whoever expects a session to come hears of another moment or place. A yes was to its day: on another day it is not
    known, so that nobody misses the reminders on account of it (R042); the letter asks again.
    """
    checks.require(rules.may_plan_intervision(by), checks.ONLY_STAFF)
    if set(values) - CHANGEABLE:
        raise TypeError(f"not changeable: {', '.join(sorted(set(values) - CHANGEABLE))}")
    listed = IntervisionAttendance.objects.standing().filter(session=session)
    people = lock_people(*listed.values_list("volunteer_id", flat=True))
    session = lock_session(session)
    if session.cancelled_at is not None:
        raise Refused("Deze intervisie gaat niet door.")
    if listed.exclude(volunteer__in=people).exists():
        raise Refused("Iemand vulde net de lijst in. Probeer het nog eens.")
    before, day_before = whereabouts(session), session.day
    for name, value in values.items():
        setattr(session, name, value)
    _check(session)
    day = session.day
    if people and day > clock.today():
        raise Refused("Er staan al mensen op de lijst. De dag kan niet meer in de toekomst liggen.", field="starts_at")
    session.save(update_fields=list(values))
    with changing_facts(by, *people):
        listed.update(day=day, counts=session.counts_for_activity)
    if session.starts_at > clock.now() and whereabouts(session) != before:
        if day != day_before:
            session.sign_ups.filter(answer=SignUp.YES).update(answer=SignUp.UNSURE)
        tell_anew("intervision_moved", session.pk, who_expects(INVITATION, session, session.sign_ups.all(), *READ))
    return session


@transaction.atomic
def cancel_session(*, by: Actor, session: IntervisionSession) -> None:
    """The intervisie does not go on; whoever said yes, or was invited and said nothing, hears it. Twice is once."""
    checks.require(rules.may_plan_intervision(by), checks.ONLY_STAFF)
    session = lock_session(session)
    if session.cancelled_at is not None:
        return
    if IntervisionAttendance.objects.standing().filter(session=session).exists():
        raise Refused("Er staan al mensen op de lijst. Deze intervisie is er geweest.")
    session.cancelled_at = clock.now()
    session.save(update_fields=["cancelled_at"])
    if session.starts_at > clock.now():
        people = who_expects(INVITATION, session, session.sign_ups.all(), *WRITTEN)
        post_letters(Post("intervision_cancelled", session.pk, pk) for pk in people.values_list("pk", flat=True))


def invited(session: IntervisionSession) -> VolunteerQuerySet:
    """Whom an invitation is for: everybody who belongs and did not say no, whatever the standing (R065, Q12).

    Whoever rests gets them too, unless the person said that this is not wanted.
    """
    return who_to_invite(session.sign_ups.all())


@transaction.atomic
def invite_to_session(*, by: Actor, session: IntervisionSession) -> int:
    """Write an invitation to everybody whom it is for; who was invited before is not again. Gives how many."""
    checks.require(rules.may_plan_intervision(by), checks.ONLY_STAFF)
    session = lock_session(session)
    if session.cancelled_at is not None:
        raise Refused("Deze intervisie gaat niet door.")
    if session.starts_at <= clock.now():
        raise Refused("Deze intervisie is voorbij.")
    ids = list(invited(session).values_list("pk", flat=True))
    post_letters(Post(INVITATION, session.pk, pk) for pk in ids)
    session.invited_at = session.invited_at or clock.now()
    session.save(update_fields=["invited_at"])
    return len(ids)


@transaction.atomic
def sign_up(
    *, by: Actor | None, session: IntervisionSession, volunteer: Volunteer, answer: SignUp, by_phone: bool = False
) -> IntervisionSignUp:
    """'Ja', 'nee' or 'weet ik nog niet'; the last answer counts. Coordinator and vertegenwoordiger do it by phone.

    `by` is None for the address of a letter: whoever holds it answers for the person it was sent to.
    """
    person = lock_person(volunteer)
    checks.require(by is None or rules.may_sign_up(by, person), checks.NOT_YOURS)
    if by is None and statuses_on(clock.today(), person.pk).get(person.pk) in {None, Status.STOPPED}:
        raise Refused("Je hoeft hier niet meer op te antwoorden. Dank je.")
    session = lock_session(session)
    if session.cancelled_at is not None:
        raise Refused("Deze intervisie gaat niet door.")
    if session.starts_at <= clock.now():
        raise Refused("Deze intervisie is voorbij.")
    given, _ = IntervisionSignUp.objects.update_or_create(
        session=session,
        volunteer=person,
        defaults={
            "answer": SignUp(answer),
            "answered_at": clock.now(),
            "by_phone": by_phone or (by is not None and not rules.is_self(by, person)),
        },
    )
    return given
