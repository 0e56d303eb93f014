"""Roles inside a group: given, ended, kept in reserve and offered back (R085-R090, Q12, A05)."""

from datetime import date

from django.db import transaction

from contactgroups import checks, rules
from contactgroups.models import ContactGroup, GroupRole, GroupRoleRequest, RosterTurn
from contactgroups.services.locks import lock_turns, lock_volunteers
from contactgroups.services.turns import seek_replacements
from contactgroups.states import GroupRoleKind
from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from volunteers.models import Volunteer


@transaction.atomic
def give_group_role(
    *,
    by: Actor,
    group: ContactGroup,
    volunteer: Volunteer,
    kind: str,
    from_on: date,
    public_contact: bool = False,
) -> GroupRole:
    """Somebody takes a role in a group from a day on; the same role twice is once.

    A gespreksleider joins the rotation on that day. Only a trekker can be contact for everybody, with at least a
    first name (R142). A proposal of the trekker for this very role is done with (P19).
    """
    person = lock_volunteers(volunteer.pk)[volunteer.pk]
    public_contact = public_contact and kind == GroupRoleKind.ORGANISER
    running = GroupRole.objects.not_ended(from_on).filter(group=group, volunteer=person, kind=kind).first()
    reasons = checks.why_no_role(person, kind, max(from_on, clock.today()), public_contact=public_contact)
    if reasons:
        raise Refused(*reasons, field="volunteer")
    if running is None:
        joined = clock.start_of(from_on) if from_on < clock.today() else clock.now()
        running = GroupRole.objects.create(
            group=group, volunteer=person, kind=kind, from_on=from_on, joined_at=joined, public_contact=False
        )
    GroupRoleRequest.objects.filter(group=group, volunteer=person, kind=kind).delete()
    if public_contact:
        set_public_contact(by=by, role=running)
    return running


@transaction.atomic
def set_public_contact(*, by: Actor, role: GroupRole) -> None:
    """This trekker is the contact of the group for everybody, the others are not (R142)."""
    role = GroupRole.objects.select_related("volunteer").get(pk=role.pk)
    if not checks.can_be_public(role.volunteer):
        raise Refused("Deze persoon blijft liever zonder naam. Kies iemand anders als contactpersoon.")
    GroupRole.objects.filter(group=role.group_id, public_contact=True).exclude(pk=role.pk).update(public_contact=False)
    GroupRole.objects.filter(pk=role.pk).update(public_contact=True)


@transaction.atomic
def end_group_role(*, by: Actor, role: GroupRole, on: date) -> int:
    """A role ends; `on` is the first day without. Turns in the group from that day on seek somebody else.

    The person ends the own role, the coordinator any (P19). Returns how many turns were set free.
    """
    lock_volunteers(role.volunteer_id)
    role = GroupRole.objects.select_for_update(of=("self",)).get(pk=role.pk)
    if not (rules.may_run_groups(by) or by.volunteer_id == role.volunteer_id):
        raise Refused("Enkel de coördinator of de persoon zelf beëindigt een rol.")
    if role.until_on is not None and role.until_on <= on:
        return 0
    role.until_on, role.public_contact = max(on, role.from_on), False
    role.save(update_fields=["until_on", "public_contact"])
    others = GroupRole.objects.held_on(on).filter(group=role.group_id, volunteer=role.volunteer_id)
    if others.filter(kind__in=[GroupRoleKind.LEADER, GroupRoleKind.ORGANISER]).exists():
        return 0
    start = max(clock.start_of(on), clock.now())
    led = RosterTurn.objects.coming(start).filter(meeting__group=role.group_id, volunteer=role.volunteer_id)
    turns = lock_turns(led.values_list("pk", flat=True))
    seek_replacements(turns)
    return len(turns)


@transaction.atomic
def take_back_role(*, by: Actor, role: GroupRole) -> None:
    """'Ja, ik neem dit weer op': a role that was kept is offered back, and the person alone says yes (A05)."""
    if by.volunteer_id != role.volunteer_id:
        raise Refused("Enkel de persoon zelf neemt een rol weer op.")
    lock_volunteers(role.volunteer_id)
    role = GroupRole.objects.select_for_update(of=("self",)).get(pk=role.pk)
    if role.reserve_since is None:
        return
    if not Volunteer.objects.callable_on(clock.today()).filter(pk=role.volunteer_id).exists():
        raise Refused("Dit kan zodra je weer oproepbaar bent.")
    role.reserve_since, role.joined_at = None, clock.now()
    role.save(update_fields=["reserve_since", "joined_at"])
