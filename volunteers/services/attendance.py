"""Who was there: the list of an intervisie (R042, Q17, Q18)."""

from collections.abc import Mapping

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from volunteers import checks, rules
from volunteers.kinds import Presence
from volunteers.models import IntervisionAttendance, IntervisionSession
from volunteers.services.closing import check_open, close_list, reopen_list
from volunteers.services.sessions import lock_session
from volunteers.services.standing_change import changing_facts, lock_people


@transaction.atomic
def save_attendance(*, by: Actor, session: IntervisionSession, presences: Mapping[int, Presence | None]) -> int:
    """Write the list: primary key of a volunteer to what the list says; None takes somebody off it.

    People who are not named stay as they were. What changes is withdrawn and written anew, so that the list can be read
    back; the same list twice changes nothing. A list that comes late corrects the past (Q17, A03). Returns how many
    people changed.
    """
    checks.require(rules.may_plan_intervision(by), checks.ONLY_STAFF)
    people = {person.pk: person for person in lock_people(*presences)}
    session = lock_session(session)
    check_open(session, "intervisie")
    if set(presences) - set(people):
        raise Refused("Iemand van de lijst bestaat niet meer. Open de lijst opnieuw.")
    stored = {one.volunteer_id: one for one in IntervisionAttendance.objects.standing().filter(session=session)}
    changed = {pk: said for pk, said in presences.items() if said != getattr(stored.get(pk), "presence", None)}
    if not changed:
        return 0
    with changing_facts(by, *(people[pk] for pk in changed)):
        _withdraw([stored[pk].pk for pk in changed if pk in stored], by)
        IntervisionAttendance.objects.bulk_create(
            IntervisionAttendance(
                session=session,
                volunteer_id=pk,
                day=session.day,
                presence=Presence(said),
                counts=session.counts_for_activity,
                recorded_by_id=by.user_id,
            )
            for pk, said in sorted(changed.items())
            if said is not None
        )
    return len(changed)


def _withdraw(ids: list[int], by: Actor) -> None:
    rows = IntervisionAttendance.objects.filter(pk__in=ids)
    rows.update(withdrawn_at=clock.now(), withdrawn_by_id=by.user_id)


@transaction.atomic
def close_attendance_list(*, by: Actor, session: IntervisionSession) -> None:
    """The list is complete; letters about a lapse no longer wait for it (Q40). Twice is once."""
    checks.require(rules.may_plan_intervision(by), checks.ONLY_STAFF)
    close_list(lock_session(session), "intervisie")


@transaction.atomic
def reopen_attendance_list(*, by: Actor, session: IntervisionSession) -> None:
    """Something must be added after all (A03)."""
    checks.require(rules.may_plan_intervision(by), checks.ONLY_STAFF)
    reopen_list(lock_session(session))
