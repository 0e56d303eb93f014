"""Why a group cannot move now, and what deserves attention: Dutch sentences (3.3, R137, Q20, Q29)."""

from datetime import date, datetime, timedelta

from contactgroups.models import ContactGroup, GroupRole, Meeting, MeetingSeries
from contactgroups.states import GROUP_TRANSITIONS, GroupRoleKind, GroupState
from oev import clock
from partners.models import Agreement
from partners.states import AgreementState
from volunteers.checks import why_not_covered
from volunteers.kinds import NameShown, Role, VolunteerKind
from volunteers.models import Volunteer
from volunteers.states import Status

LEADING_KINDS = (GroupRoleKind.ORGANISER, GroupRoleKind.LEADER, GroupRoleKind.STARTER)
INSURED_AS = {
    GroupRoleKind.ORGANISER: Role.ORGANISER,
    GroupRoleKind.LEADER: Role.LEADER,
    GroupRoleKind.STARTER: Role.STARTER,
    GroupRoleKind.READER: Role.READER,
}
KEPT_AFTER_A_LAPSE = timedelta(days=14)  # Q40
OPENING_STATES = (AgreementState.APPROVAL, AgreementState.FUTURE, AgreementState.IN_FORCE)
NEEDED_STARTERS = 2
STARTERS_ASKED_AFTER = timedelta(days=91)


def why_not_move(group: ContactGroup, target: GroupState, day: date) -> list[str]:
    """Everything that stands between this group and that state on this day; empty when it may go."""
    if target not in GROUP_TRANSITIONS[GroupState(group.state)]:
        return [f"Een groep die {group.get_state_display()} is, kan niet naar {target.label}."]
    if target == GroupState.STARTING:
        return _missing_to_start(group, day)
    if target == GroupState.ACTIVE and group.state != GroupState.ON_BREAK:
        return _missing_to_be_active(group, day)
    return []


def _missing_to_start(group: ContactGroup, day: date) -> list[str]:
    roles = GroupRole.objects.held_on(day).filter(group=group)
    missing = [] if _has_room(group) else ["Noteer eerst welk lokaal er is."]
    if roles.filter(kind=GroupRoleKind.STARTER).count() < NEEDED_STARTERS:
        missing.append("Zoek eerst twee starters.")
    if not roles.filter(kind=GroupRoleKind.ORGANISER).exists():
        missing.append("Zoek eerst iemand die trekker wil worden.")
    return missing


def _missing_to_be_active(group: ContactGroup, day: date) -> list[str]:
    organisers = GroupRole.objects.held_on(day).filter(group=group, kind=GroupRoleKind.ORGANISER)
    needed = [
        (covers_groups(group.agreement, day), "Leg eerst de samenwerkingsovereenkomst vast."),
        (organisers.of_callable(day).exists(), "Zoek eerst een trekker die oproepbaar is."),
        (group.supporting_partner_id, "Noteer eerst welke partner de groep ondersteunt."),
        (_has_room(group), "Noteer eerst welk lokaal er is."),
        (has_series(group, day), "Kies eerst de vaste dag en het uur."),
    ]
    return [sentence for there, sentence in needed if not there] + [
        sentence for kind in (GroupRoleKind.ORGANISER, GroupRoleKind.LEADER) for sentence in why_not_insured(kind, day)
    ]


def covers_groups(agreement: Agreement | None, day: date) -> bool:
    """Signed, in force on this day, and about contactgroepen (R137)."""
    if agreement is None or agreement.state_on(day) != AgreementState.IN_FORCE:
        return False
    return "groups" in agreement.services


def has_series(group: ContactGroup, day: date) -> bool:
    """A weekly rhythm that has not ended (R116)."""
    series = MeetingSeries.objects.filter(group=group)
    return any(one.until_on is None or one.until_on >= day for one in series)


def _has_room(group: ContactGroup) -> bool:
    return group.mode == "online" or bool(group.place)


def why_not_insured(kind: str, day: date) -> list[str]:
    """No policy covers this role from this day on; a lezer needs none (A15)."""
    return [] if kind == GroupRoleKind.READER else why_not_covered(INSURED_AS[GroupRoleKind(kind)], day)


def why_no_role(volunteer: Volunteer, kind: str, day: date, *, public_contact: bool) -> list[str]:
    """Why this person cannot take this role now; the same words whatever the cause (Q12, Q28, R142)."""
    reasons = []
    if kind in LEADING_KINDS:
        if volunteer.kind != VolunteerKind.ED:
            reasons.append("Deze rol is voor een ervaringsdrager.")
        elif not Volunteer.objects.callable_on(day).filter(pk=volunteer.pk).exists():
            reasons.append("Deze persoon is nu niet oproepbaar.")
    if public_contact and not can_be_public(volunteer):
        reasons.append("Deze persoon blijft liever zonder naam. Kies iemand anders als contactpersoon.")
    return reasons + why_not_insured(kind, day)


def can_be_public(volunteer: Volunteer) -> bool:
    """Only who shows at least a first name to everybody is contact of a group (R142)."""
    return volunteer.name_for_public != NameShown.ALIAS


def keeps_turn(meeting_day: date, status: str | None, since: date | None) -> bool:
    """Whether a turn stays with its leader, given the leader's standing today and since when (Q40).

    Actief keeps everything; a lapse keeps what lies within fourteen days of it; every other standing keeps nothing.
    """
    if status == Status.ACTIVE:
        return True
    return status == Status.INACTIVE and since is not None and meeting_day <= since + KEPT_AFTER_A_LAPSE


def warnings_of(group: ContactGroup, now: datetime) -> list[str]:
    """What deserves attention; nothing stops by itself (3.3)."""
    if group.state not in (GroupState.ACTIVE, GroupState.ON_BREAK):
        return []
    day = clock.today()
    found = []
    organisers = GroupRole.objects.held_on(day).filter(group=group, kind=GroupRoleKind.ORGANISER)
    if not organisers.of_callable(day).exists():
        found.append("Er is nu geen trekker die oproepbaar is.")
    if _leaderless(group, now):
        found.append("Binnen zeven dagen is er een bijeenkomst zonder gespreksleider.")
    found += _agreement_warnings(group, day)
    forgotten = Meeting.objects.filter(group=group).held(now).filter(count=None).order_by("-starts_at")
    if forgotten.filter(starts_at__gte=now - timedelta(days=91)).count() >= 3:
        found.append("Drie of meer bijeenkomsten zijn nog niet ingevuld.")
    starters = GroupRole.objects.not_ended(day).filter(group=group, kind=GroupRoleKind.STARTER)
    if group.state_since <= day - STARTERS_ASKED_AFTER and starters.exists():
        found.append("De groep loopt drie maanden. Zijn de starters nog nodig?")
    return found


def _leaderless(group: ContactGroup, now: datetime) -> bool:
    coming = Meeting.objects.filter(group=group).coming(now)
    return coming.filter(starts_at__lt=now + timedelta(days=7), turn__volunteer=None).exists()


def _agreement_warnings(group: ContactGroup, day: date) -> list[str]:
    if group.agreement is None:
        return ["De overeenkomst is nog te registreren."] if group.agreement_to_register else []
    if group.agreement.state_on(day) in (AgreementState.EXPIRED, AgreementState.ENDED):
        return ["De overeenkomst is verlopen. De groep blijft gewoon doorgaan."]
    return []
