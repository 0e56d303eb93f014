"""Who does what: giving and ending roles, and the ones in reserve (R085, R190, Q12, A15)."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.outbox.services import post_letter
from volunteers import checks, rules
from volunteers.kinds import STOPS_WHEN_NOT_CALLABLE, Role
from volunteers.models import RoleHolding, RoleRequest, SeatSetting, Volunteer
from volunteers.services.follow_up import is_resting
from volunteers.services.standing_change import lock_person

NOT_COVERED_YET = "Voor deze rol is er nu geen verzekering. De coördinator regelt dat eerst."


@transaction.atomic
def give_role(*, by: Actor, volunteer: Volunteer, role: Role, from_on: date, ask: bool = False) -> RoleHolding:
    """A role from a day on. Refused without insurance for it (R190, A15); a role that runs stays as it is.

    Whoever is not callable gets it in reserve when it is one of the roles that stop (Q12). With `ask` it begins once
    the person says yes on the own page (P19). What the vertegenwoordiger asked for is done with.
    """
    checks.require(rules.may_give_roles(by), checks.ONLY_COORDINATOR)
    person = lock_person(volunteer)
    role = Role(role)
    running: RoleHolding | None = (
        RoleHolding.objects.standing().filter(volunteer=person, role=role, until_on=None).first()
    )
    if running is not None:
        return running
    checks.refuse_any(checks.why_no_role(person, role, from_on), field="role")
    today = clock.today()
    resting = is_resting(person.pk) and role in STOPS_WHEN_NOT_CALLABLE
    asked = ask and not resting
    holding: RoleHolding = RoleHolding.objects.create(
        volunteer=person,
        role=role,
        from_on=from_on,
        reserve_since=today if resting else None,
        offered_back_at=clock.now() if asked else None,
        recorded_by_id=by.user_id,
    )
    if asked:
        post_letter("role_asked", holding.pk)
    _close_requests(by, RoleRequest.objects.filter(volunteer=person, role=role))
    return holding


@transaction.atomic
def ask_for_role(*, by: Actor, volunteer: Volunteer, role: Role) -> RoleRequest:
    """The vertegenwoordiger asks the coordinator to give somebody a role; asking twice is asking once (P19)."""
    checks.require(rules.may_ask_for_role(by), checks.ONLY_REPRESENTATIVE)
    person, role = lock_person(volunteer), Role(role)
    if RoleHolding.objects.standing().filter(volunteer=person, role=role, until_on=None).exists():
        raise Refused("Deze persoon heeft die rol al.", field="role")
    asked, _ = RoleRequest.objects.get_or_create(
        volunteer=person, role=role, closed_at=None, defaults={"asked_by_id": by.user_id}
    )
    return asked


@transaction.atomic
def close_role_request(*, by: Actor, role_request: RoleRequest) -> None:
    """'Nu niet' of the coordinator, or the vertegenwoordiger takes it back; no reason is kept. Twice is once."""
    checks.require(rules.is_staff(by), checks.ONLY_STAFF)
    lock_person(role_request.volunteer_id)
    _close_requests(by, RoleRequest.objects.filter(pk=role_request.pk))


def _close_requests(by: Actor, requests: QuerySet[RoleRequest]) -> None:
    requests.filter(closed_at=None).update(closed_at=clock.now(), closed_by_id=by.user_id)


@transaction.atomic
def save_seats(*, by: Actor, setting: SeatSetting) -> None:
    """Keep how many delegates there are from a day on, with the decision it rests on (Q01)."""
    checks.require(rules.may_keep_seats(by), checks.ONLY_COORDINATOR)
    setting.save()


@transaction.atomic
def end_role(*, by: Actor, holding: RoleHolding, on: date | None = None) -> None:
    """A role ends; `on` is the first day without it, today when not given. Twice is once."""
    person, holding = _locked(holding)
    checks.require(rules.may_end_role(by, person), checks.NOT_YOURS)
    if holding.until_on is not None:
        return
    _end(holding, on or clock.today())


@transaction.atomic
def accept_role_back(*, by: Actor, holding: RoleHolding) -> None:
    """The person says yes to a role that was offered back (A05)."""
    person, holding = _locked(holding)
    checks.require(rules.may_answer_role(by, person), checks.NOT_YOURS)
    if holding.offered_back_at is None and holding.reserve_since is None:
        return
    _check_offered(person, holding)
    if holding.reserve_since is None:  # a new role, not one that comes back: it begins with the yes, insured (A15)
        holding.from_on = max(holding.from_on, clock.today())
        checks.require(not checks.why_not_covered(Role(holding.role), holding.from_on), NOT_COVERED_YET)
    holding.offered_back_at = holding.reserve_since = None
    holding.save(update_fields=["from_on", "offered_back_at", "reserve_since"])


@transaction.atomic
def decline_role_back(*, by: Actor, holding: RoleHolding) -> None:
    """'Nu niet': the role ends, without a reason and without a count."""
    person, holding = _locked(holding)
    checks.require(rules.may_answer_role(by, person), checks.NOT_YOURS)
    if holding.until_on is not None:
        return
    _check_offered(person, holding)
    _end(holding, clock.today())


def _locked(holding: RoleHolding) -> tuple[Volunteer, RoleHolding]:
    person = lock_person(holding.volunteer_id)
    return person, RoleHolding.objects.select_for_update(of=("self",)).get(pk=holding.pk)


def _check_offered(person: Volunteer, holding: RoleHolding) -> None:
    if holding.offered_back_at is None or holding.until_on is not None:
        raise Refused("Deze rol wacht niet op een antwoord.")
    if is_resting(person.pk):
        raise Refused("Dat kan zodra je weer oproepbaar bent.")


def _end(holding: RoleHolding, on: date) -> None:
    holding.until_on = max(on, holding.from_on)
    holding.reserve_since = holding.offered_back_at = None
    holding.save(update_fields=["until_on", "reserve_since", "offered_back_at"])
