"""Vorming: who was there, on the spot, on paper and afterwards (R308, P17)."""

from collections.abc import Mapping

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from volunteers import checks, rules_doing
from volunteers.kinds import CheckState, IntakeItem, Presence, TrainingKind
from volunteers.models import Engagement, TrainingEnrolment, TrainingSession, Volunteer
from volunteers.services.closing import check_open, close_list, reopen_list
from volunteers.services.intake import tick_item
from volunteers.services.standing_change import lock_people
from volunteers.services.training import lock_moment


@transaction.atomic
def save_training_list(*, by: Actor, session: TrainingSession, presences: Mapping[int, Presence | None]) -> int:
    """Write who was there, by key of the volunteer; None takes it back. Returns how many people changed."""
    checks.require(rules_doing.may_keep_training(by), checks.ONLY_COORDINATOR)
    people = {person.pk: person for person in lock_people(*presences)}
    session = lock_moment(session)
    check_open(session, "vorming")
    if set(presences) - set(people):
        raise Refused("Iemand van de lijst bestaat niet meer. Open de lijst opnieuw.")
    stored = {one.volunteer_id: one for one in TrainingEnrolment.objects.standing().filter(session=session)}
    changed = {pk: said or "" for pk, said in presences.items() if (said or "") != _said(stored.get(pk))}
    for pk, said in changed.items():
        _write(session, stored.get(pk), pk, said, by)
    if session.training.kind == TrainingKind.BASIC:
        _tick_on_the_way_in(by, session, [people[pk] for pk, said in changed.items() if said == Presence.ATTENDED])
    return len(changed)


def _tick_on_the_way_in(by: Actor, session: TrainingSession, people: list[Volunteer]) -> None:
    """Whoever is on the way in followed the basic training: that point of the checklist is in order (R016)."""
    open_ones = Engagement.objects.standing().filter(volunteer__in=people, activated_on=None, stopped_on=None)
    candidates = set(open_ones.values_list("volunteer_id", flat=True))
    for person in people:
        if person.pk in candidates:
            tick_item(by=by, volunteer=person, item=IntakeItem.TRAINING, state=CheckState.DONE, on=session.day)


def _said(enrolment: TrainingEnrolment | None) -> str:
    return enrolment.presence if enrolment else ""


def _write(session: TrainingSession, stored: TrainingEnrolment | None, pk: int, said: str, by: Actor) -> None:
    """What the list said before is withdrawn and stays to be read back; the answer goes along."""
    if stored is not None and not stored.presence:
        stored.presence = said
        stored.save(update_fields=["presence"])
        return
    if stored is not None:
        stored.withdrawn_at, stored.withdrawn_by_id = clock.now(), by.user_id
        stored.save(update_fields=["withdrawn_at", "withdrawn_by"])
    answer = stored.answer if stored else ""
    if said or answer:
        TrainingEnrolment.objects.create(
            session=session, volunteer_id=pk, answer=answer, presence=said, recorded_by_id=by.user_id
        )


@transaction.atomic
def close_training_list(*, by: Actor, session: TrainingSession) -> None:
    """The list is complete. Twice is once."""
    checks.require(rules_doing.may_keep_training(by), checks.ONLY_COORDINATOR)
    close_list(lock_moment(session), "vorming")


@transaction.atomic
def reopen_training_list(*, by: Actor, session: TrainingSession) -> None:
    """Something must be added after all."""
    checks.require(rules_doing.may_keep_training(by), checks.ONLY_COORDINATOR)
    reopen_list(lock_moment(session))


def trainings_followed(volunteer: Volunteer) -> list[TrainingEnrolment]:
    """Trainings at which this person was, the latest first, each with `session.training` (R016, R111)."""
    rows = TrainingEnrolment.objects.standing().filter(volunteer=volunteer, presence=Presence.ATTENDED)
    return list(rows.select_related("session__training").order_by("-session__starts_at", "-pk"))
