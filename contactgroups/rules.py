"""Who may do what with groups: one sentence a function (P36-P41)."""

from contactgroups.models import ContactGroup, GroupRole, GroupRoleRequest, Meeting
from contactgroups.states import GroupState
from oev import clock
from oev.accounts.actor import Actor, Hat
from volunteers.rules import may_answer_role


def may_run_groups(actor: Actor) -> bool:
    """The coordinator opens groups, moves them and keeps their data (P36)."""
    return actor.is_coordinator


def may_see_rosters(actor: Actor) -> bool:
    """Coordinator, vertegenwoordiger and volunteers have to do with rosters (P37)."""
    return actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE, Hat.VOLUNTEER)


def may_oversee_rosters(actor: Actor) -> bool:
    """Coordinator and vertegenwoordiger see the rosters of all groups (P37)."""
    return actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE)


def may_have_groups(actor: Actor) -> bool:
    """A volunteer has groups of his own, or none yet."""
    return actor.wears(Hat.VOLUNTEER)


def may_register_meetings(actor: Actor) -> bool:
    """The coordinator, and volunteers for the meetings they run or lead (P38)."""
    return actor.wears(Hat.COORDINATOR, Hat.VOLUNTEER)


def is_organiser(actor: Actor, group: ContactGroup) -> bool:
    """The actor is trekker of this group today, and not in reserve."""
    roles = GroupRole.objects.held_on(clock.today()).filter(group=group, kind="organiser")
    return actor.volunteer_id is not None and roles.filter(volunteer=actor.volunteer_id).exists()


def may_make_roster(actor: Actor, group: ContactGroup) -> bool:
    """Coordinator and vertegenwoordiger for every group, a trekker for the own ones (P37)."""
    return may_oversee_rosters(actor) or is_organiser(actor, group)


def may_register(actor: Actor, meeting: Meeting) -> bool:
    """The coordinator, the trekker of the group, and whoever leads this very meeting (P38, R088)."""
    return actor.is_coordinator or Meeting.objects.counted_by(actor).filter(pk=meeting.pk).exists()


def may_give_roles(actor: Actor) -> bool:
    """The coordinator gives roles in groups, the vertegenwoordiger may start it (P19)."""
    return actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE)


def may_propose_role(actor: Actor, group: ContactGroup) -> bool:
    """A trekker proposes gespreksleider, lezer or starter for the own group, as long as it has not stopped (P19)."""
    return group.state != GroupState.STOPPED and is_organiser(actor, group)


def may_answer_request(actor: Actor, asked: GroupRoleRequest) -> bool:
    """The person says whether to take the role; coordinator and vertegenwoordiger by phone (P19, Q45)."""
    return may_answer_role(actor, asked.volunteer)


def may_close_request(actor: Actor, asked: GroupRoleRequest) -> bool:
    """Coordinator and vertegenwoordiger say 'nu niet', the trekker of the group takes it back (P19)."""
    return may_give_roles(actor) or is_organiser(actor, asked.group)
