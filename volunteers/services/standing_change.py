"""The door of standing: lock the people, change facts, rebuild spans, and follow up what changed today.

Every service that writes a dated fact does it inside `changing_facts(...)`; nothing else writes one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from volunteers.models import StandingSpan, Volunteer
from volunteers.services.follow_up import follow_up
from volunteers.signals import standing_changed
from volunteers.spans import rebuild_spans
from volunteers.states import Status


def lock_people(*ids: int) -> list[Volunteer]:
    """Lock volunteers in the order of their keys, before anything else is locked; missing ones are left out.

    `no_key`: others may meanwhile write rows that point at these people, so that two people who rest at once and
    are each other's replacement do not wait for one another.
    """
    return list(Volunteer.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk"))


def lock_person(volunteer: Volunteer | int) -> Volunteer:
    """Lock one volunteer and give the row as it is now. Raises Volunteer.DoesNotExist."""
    pk = volunteer if isinstance(volunteer, int) else volunteer.pk
    person: Volunteer = Volunteer.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    return person


def statuses_on(day: date, *ids: int) -> dict[int, Status]:
    """Stored standing of these people on a day; who has none is left out."""
    rows = StandingSpan.objects.on(day).filter(volunteer_id__in=ids).values_list("volunteer_id", "status")
    return {pk: Status(status) for pk, status in rows}


@contextmanager
def changing_facts(by: Actor | None, *people: Volunteer, roles_offered: bool = False) -> Iterator[None]:
    """Write dated facts of locked people inside this block, in a transaction.

    Afterwards spans are rebuilt, and for whoever stands otherwise today than before: roles go to reserve or come
    back (`roles_offered`: offered back one by one instead, Q12), calls and letters are made, the signal is sent.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("facts change inside a transaction")
    day = clock.today()
    ids = [person.pk for person in people]
    before = statuses_on(day, *ids)
    yield
    rebuild_spans(*ids)
    after = statuses_on(day, *ids)
    for person in people:
        was, now = before.get(person.pk), after.get(person.pk)
        if now is not None and now is not was:
            announce(person, was, now, day, by=by, roles_offered=roles_offered)


def announce(
    person: Volunteer, before: Status | None, after: Status, on: date, *, by: Actor | None, roles_offered: bool = False
) -> None:
    """What follows from another standing, here and on the floors above; an exception aborts it all."""
    follow_up(person, before, after, on, by=by, roles_offered=roles_offered)
    standing_changed.send(sender=Volunteer, volunteer=person, before=before, after=after, on=on)
