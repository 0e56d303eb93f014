"""Who helps in a group: tasks that belong to it, and roles that its trekker proposes (P09, P19)."""

from collections.abc import Mapping

from django.db import transaction

from contactgroups import checks, rules
from contactgroups.models import ContactGroup, GroupRole, GroupRoleRequest, GroupTask
from contactgroups.services.locks import lock_volunteers
from contactgroups.services.roles import give_group_role
from contactgroups.states import PROPOSED_KINDS, GroupRoleKind, GroupState
from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.outbox.services import post_letter
from volunteers.checks import NOT_YOURS, require
from volunteers.models import TaskHolding, Volunteer
from volunteers.rules_doing import may_choose_tasks


@transaction.atomic
def place_tasks(*, by: Actor, volunteer: Volunteer, groups: Mapping[int, ContactGroup | None]) -> None:
    """For which group somebody does each task, by key of the task that runs; None is for no group (P09).

    Tasks that are not named, or do not run any more, stay as they are.
    """
    person = lock_volunteers(volunteer.pk)[volunteer.pk]
    require(may_choose_tasks(by, person), NOT_YOURS)
    running = TaskHolding.objects.on_day(clock.today()).filter(volunteer=person, pk__in=groups)
    for task in running:
        group = groups[task.pk]
        if group is None:
            GroupTask.objects.filter(task=task).delete()
        elif group.state == GroupState.STOPPED:
            raise Refused("Deze groep is gestopt.")
        else:
            GroupTask.objects.update_or_create(task=task, defaults={"group": group})


@transaction.atomic
def propose_group_role(*, by: Actor, group: ContactGroup, volunteer_id: int, kind: str) -> GroupRoleRequest:
    """A trekker proposes somebody who has a role in the own group as gespreksleider, lezer or starter (P19).

    Coordinator or vertegenwoordiger ask the person, who says yes or not. Proposing twice is once.
    """
    require(rules.may_propose_role(by, group), "Dit doet de trekker van de groep.")
    lock_volunteers(volunteer_id)
    held = GroupRole.objects.not_ended(clock.today()).filter(group=group, volunteer=volunteer_id)
    require(held.exists() and kind in PROPOSED_KINDS, "Kies iemand van je groep, en een rol.")
    if held.filter(kind=kind).exists():
        raise Refused(f"Deze persoon is al {GroupRoleKind(kind).label}.", field="kind")
    asked, _ = GroupRoleRequest.objects.get_or_create(
        group=group, volunteer_id=volunteer_id, kind=kind, defaults={"asked_by_id": by.user_id}
    )
    return asked


@transaction.atomic
def pass_on_group_role(*, by: Actor, role_request: GroupRoleRequest) -> None:
    """Coordinator or vertegenwoordiger let the person be asked. Refused with all that stands in the way; twice is once.

    Nobody gets a role without a yes: the role begins with it (P19).
    """
    require(rules.may_give_roles(by), "Dit doet de coördinator of de vertegenwoordiger.")
    found = _locked(role_request)
    if found.passed_at is not None:
        return
    reasons = checks.why_no_role(found.volunteer, found.kind, clock.today(), public_contact=False)
    if reasons:
        raise Refused(*reasons)
    found.passed_at, found.passed_by_id = clock.now(), by.user_id
    found.save(update_fields=["passed_at", "passed_by"])
    post_letter("group_role_asked", found.pk)


@transaction.atomic
def answer_group_role(*, by: Actor, role_request: GroupRoleRequest, yes: bool) -> None:
    """The person says yes and has the role from today, or 'nu niet'; staff write it down by phone (P19, Q45)."""
    found = _locked(role_request)
    require(rules.may_answer_request(by, found), NOT_YOURS)
    if found.passed_at is None:
        raise Refused("Deze vraag is nog niet gesteld.")
    if yes:
        give_group_role(by=by, group=found.group, volunteer=found.volunteer, kind=found.kind, from_on=clock.today())
    GroupRoleRequest.objects.filter(pk=found.pk).delete()


@transaction.atomic
def close_group_role_request(*, by: Actor, role_request: GroupRoleRequest) -> None:
    """'Nu niet' of coordinator or vertegenwoordiger, or the trekker takes it back; nothing is kept of it."""
    found = _locked(role_request)
    require(rules.may_close_request(by, found), NOT_YOURS)
    found.delete()


def _locked(role_request: GroupRoleRequest) -> GroupRoleRequest:
    """The proposal as it is now, with its person locked; refused when it was answered meanwhile."""
    lock_volunteers(role_request.volunteer_id)
    found: GroupRoleRequest | None = GroupRoleRequest.objects.with_names().filter(pk=role_request.pk).first()
    if found is None:
        raise Refused("Deze vraag is al beantwoord.")
    return found
