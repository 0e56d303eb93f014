"""Vorming: the catalogue, moments, invitations and answers (R016, R110, R111, R187, P17)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.outbox.services import Post, post_letters
from volunteers import checks, rules, rules_doing
from volunteers.kinds import Mode, SignUp
from volunteers.models import StandingSpan, Training, TrainingEnrolment, TrainingSession, Volunteer
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
from volunteers.services.standing_change import lock_person
from volunteers.states import Status

INVITATION = "training_invitation"
CHANGEABLE = frozenset("training mode starts_at minutes place".split())


@transaction.atomic
def save_training(*, by: Actor, training: Training) -> None:
    """Keep an entry of the catalogue; what was followed stays when it is no longer offered."""
    checks.require(rules_doing.may_keep_training(by), checks.ONLY_COORDINATOR)
    training.title = training.title.strip()
    training.save()


def lock_moment(session: TrainingSession) -> TrainingSession:
    """Lock a moment; volunteers are locked before it."""
    locked: TrainingSession = TrainingSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
    return locked


@transaction.atomic
def plan_training(
    *,
    by: Actor,
    training: Training,
    starts_at: datetime,
    mode: Mode = Mode.ON_SITE,
    minutes: int = 180,
    place: str = "",
) -> TrainingSession:
    """Plan a moment of a training; one that was may be written down afterwards. The same one twice is once."""
    checks.require(rules_doing.may_keep_training(by), checks.ONLY_COORDINATOR)
    session = TrainingSession(training=training, starts_at=starts_at, mode=mode, minutes=minutes, place=place.strip())
    _check(session)
    one_plan_at_a_time()
    same = TrainingSession.objects.filter(
        training=training, starts_at=starts_at, mode=mode, place=session.place, cancelled_at=None
    )
    known: TrainingSession | None = same.first()
    if known is not None:
        return known
    session.save()
    return session


def _check(session: TrainingSession) -> None:
    if not 15 <= session.minutes <= 900:
        raise Refused("Kies een duur van 15 tot 900 minuten.", field="minutes")


@transaction.atomic
def change_training(*, by: Actor, session: TrainingSession, **values: Any) -> TrainingSession:
    """Another day, hour or place; whoever expects it hears that."""
    checks.require(rules_doing.may_keep_training(by), checks.ONLY_COORDINATOR)
    if set(values) - CHANGEABLE:
        raise TypeError(f"not changeable: {', '.join(sorted(set(values) - CHANGEABLE))}")
    session = lock_moment(session)
    if session.cancelled_at is not None:
        raise Refused("Deze vorming gaat niet door.")
    before = whereabouts(session)
    for name, value in values.items():
        setattr(session, name, value)
    _check(session)
    if session.day > clock.today() and _listed(session).exists():
        raise Refused("Er staan al mensen op de lijst. De dag kan niet meer in de toekomst liggen.", field="starts_at")
    session.save(update_fields=list(values))
    if session.starts_at > clock.now() and whereabouts(session) != before:
        tell_anew("training_moved", session.pk, who_expects(INVITATION, session, _answers(session), *READ))
    return session


def _listed(session: TrainingSession) -> Any:
    return TrainingEnrolment.objects.standing().filter(session=session).exclude(presence="")


@transaction.atomic
def cancel_training(*, by: Actor, session: TrainingSession) -> None:
    """The moment does not go on; whoever said yes, or was invited and said nothing, hears it. Twice is once."""
    checks.require(rules_doing.may_keep_training(by), checks.ONLY_COORDINATOR)
    session = lock_moment(session)
    if session.cancelled_at is not None:
        return
    if _listed(session).exists():
        raise Refused("Er staan al mensen op de lijst. Deze vorming is er geweest.")
    session.cancelled_at = clock.now()
    session.save(update_fields=["cancelled_at"])
    if session.starts_at > clock.now():
        people = who_expects(INVITATION, session, _answers(session), *WRITTEN)
        post_letters(Post("training_cancelled", session.pk, pk) for pk in people.values_list("pk", flat=True))


def _answers(session: TrainingSession) -> Any:
    return TrainingEnrolment.objects.standing().filter(session=session)


def people_to_invite(session: TrainingSession) -> VolunteerQuerySet:
    """Everybody who belongs and did not say no, whatever the standing (Q12); not who rests and wants no invitations."""
    return who_to_invite(_answers(session))


@transaction.atomic
def invite_to_training(*, by: Actor, session: TrainingSession) -> int:
    """Write an invitation to everybody whom it is for, each once. Gives for how many it is."""
    checks.require(rules_doing.may_keep_training(by), checks.ONLY_COORDINATOR)
    session = lock_moment(session)
    _check_to_come(session)
    ids = list(people_to_invite(session).values_list("pk", flat=True))
    post_letters(Post(INVITATION, session.pk, pk) for pk in ids)
    session.invited_at = session.invited_at or clock.now()
    session.save(update_fields=["invited_at"])
    return len(ids)


def _check_to_come(session: TrainingSession) -> None:
    if session.cancelled_at is not None:
        raise Refused("Deze vorming gaat niet door.")
    if session.starts_at <= clock.now():
        raise Refused("Deze vorming is voorbij.")


@transaction.atomic
def answer_training(
    *, by: Actor | None, session: TrainingSession, volunteer: Volunteer, answer: SignUp, by_phone: bool = False
) -> TrainingEnrolment:
    """'Ja', 'nee' or 'weet ik nog niet'; the last answer counts. Coordinator and vertegenwoordiger do it by phone.

    `by` is None for the address of a letter: whoever holds it answers for the person it was sent to.
    """
    person = lock_person(volunteer)
    checks.require(by is None or rules.may_sign_up(by, person), checks.NOT_YOURS)
    by_phone = by_phone or (by is not None and not rules.is_self(by, person))
    session = lock_moment(session)
    _check_to_come(session)
    _check_belongs(person)
    given, _ = TrainingEnrolment.objects.update_or_create(
        session=session,
        volunteer=person,
        withdrawn_at=None,
        defaults={
            "answer": SignUp(answer),
            "answered_at": clock.now(),
            "by_phone": by_phone,
        },
        create_defaults={
            "answer": SignUp(answer),
            "by_phone": by_phone,
            "recorded_by_id": by.user_id if by else None,
        },
    )
    return given


def _check_belongs(person: Volunteer) -> None:
    """An old letter of somebody who stopped signs nobody up."""
    if not StandingSpan.objects.on(clock.today()).filter(volunteer=person).exclude(status=Status.STOPPED).exists():
        raise Refused("Deze vraag is voorbij.")
