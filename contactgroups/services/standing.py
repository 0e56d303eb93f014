"""What somebody's standing does to groups and turns, inside the transaction that changed it (A04, A07, Q12, Q40)."""

from datetime import date, datetime

from contactgroups.checks import KEPT_AFTER_A_LAPSE
from contactgroups.models import GroupRole, GroupRoleRequest, RosterTurn, TurnQuestion
from contactgroups.querysets import RosterTurnQuerySet
from contactgroups.services.locks import lock_turns
from contactgroups.services.turns import seek_replacements
from contactgroups.states import GroupRoleKind, QuestionState
from oev import clock
from volunteers.states import Status

STOPPING_KINDS = (GroupRoleKind.ORGANISER, GroupRoleKind.LEADER, GroupRoleKind.STARTER)


def follow_standing(*, volunteer_id: int, before: Status | None, after: Status, on: date) -> int:
    """Release, keep in reserve, end or bring back what this person does in groups. Returns turns that were released.

    Slapend, gepauzeerd, gestopt: every future turn seeks somebody else. Niet-actief: what lies within fourteen days
    stays. Back after a rest: a gespreksleider joins at the end of the list, any other role is offered back and waits
    for a yes. Back after a lapse every role goes on at once. What a trekker proposed goes (P19).
    """
    if after == Status.ACTIVE:
        _rejoin(volunteer_id, everything=before == Status.INACTIVE)
        return 0
    if after == Status.CANDIDATE:
        return 0
    TurnQuestion.objects.filter(volunteer=volunteer_id, state=QuestionState.OPEN).update(
        state=QuestionState.WITHDRAWN, answered_at=clock.now()
    )
    proposed = GroupRoleRequest.objects.filter(volunteer=volunteer_id)
    if after == Status.STOPPED:
        proposed.delete()
        _end_roles(volunteer_id, on)
    else:
        proposed.filter(kind__in=STOPPING_KINDS).delete()
        _keep_in_reserve(volunteer_id, on)
    turns = lock_turns(_turns_from(volunteer_id, first_moment(after, on)).values_list("pk", flat=True))
    seek_replacements(turns)
    return len(turns)


def first_moment(after: Status, on: date) -> datetime:
    """From when on turns are released: at once, or after the fourteen days that a lapse leaves."""
    since = on + KEPT_AFTER_A_LAPSE
    if after != Status.INACTIVE:
        return max(clock.now(), clock.start_of(on))
    return max(clock.now(), clock.start_of(date.fromordinal(since.toordinal() + 1)))


def turns_from(volunteer_id: int, on: date) -> int:
    """How many turns a rest from this day on would release."""
    return _turns_from(volunteer_id, max(clock.now(), clock.start_of(on))).filter(published=True).count()


def _turns_from(volunteer_id: int, start: datetime) -> RosterTurnQuerySet:
    return RosterTurn.objects.coming(start).filter(volunteer=volunteer_id)


def _keep_in_reserve(volunteer_id: int, on: date) -> None:
    running = GroupRole.objects.not_ended(on).filter(volunteer=volunteer_id, kind__in=STOPPING_KINDS)
    running.filter(reserve_since=None).update(reserve_since=on)


def _end_roles(volunteer_id: int, on: date) -> None:
    running = GroupRole.objects.not_ended(on).filter(volunteer=volunteer_id)
    running.update(until_on=on, public_contact=False)
    GroupRole.objects.filter(volunteer=volunteer_id, from_on__gt=on).delete()


def _rejoin(volunteer_id: int, *, everything: bool) -> None:
    """With a new place in the rotation: at the end of the list (A07)."""
    kept = GroupRole.objects.in_reserve(clock.today()).filter(volunteer=volunteer_id)
    if not everything:
        kept = kept.filter(kind=GroupRoleKind.LEADER)
    kept.update(reserve_since=None, joined_at=clock.now())
