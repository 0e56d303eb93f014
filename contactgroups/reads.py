"""What pages show of turns, meetings and contacts: plain values with names for the reader's eyes, never the model."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from contactgroups.checks import can_be_public, keeps_turn
from contactgroups.models import AttendanceCount, GroupRole, Meeting, RosterTurn
from contactgroups.people import audience_of
from contactgroups.querysets import FORGOTTEN_AFTER, MeetingQuerySet
from contactgroups.states import GroupRoleKind, MeetingState, TurnState
from oev import clock
from oev.accounts.actor import Actor
from volunteers.kinds import Audience

NOBODY = "Nog niemand"


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting as a row: when, who leads, how far it is.

    `gap`: it is to come and nobody leads it; `confirmed`: the leader said yes; `draft`: nobody but its maker sees it.
    """

    pk: int
    turn_pk: int | None
    group_pk: int
    group_name: str
    starts_at: datetime
    place: str
    leader: str
    tag: str
    tag_kind: str
    reason: str
    gap: bool
    draft: bool
    mine: bool
    confirmed: bool
    cancelled: bool
    past: bool
    to_count: bool
    heads: str

    @property
    def when(self) -> str:
        """'dinsdag 19 mei om 19.30 uur'."""
        moment = self.starts_at.astimezone(clock.BRUSSELS)
        return f"{clock.say_weekday(moment.date())} om {clock.say_hour(moment)}"

    @property
    def day(self) -> str:
        """'dinsdag 19 mei'."""
        return clock.say_weekday(self.starts_at.astimezone(clock.BRUSSELS).date())

    @property
    def holiday(self) -> str:
        """Name of the Belgian holiday on that day, or nothing: then somebody may choose 'Deze week niet'."""
        return clock.holiday(self.starts_at.astimezone(clock.BRUSSELS).date()) or ""


def meeting_lines(
    meetings: MeetingQuerySet, actor: Actor, *, drafts_of: Collection[int] | None = None
) -> list[MeetingLine]:
    """These meetings as rows for this reader, in one query; order as given.

    `drafts_of`: groups whose unpublished proposals the reader makes, and so sees; None for all of them. A
    leader who is not callable any more is shown as 'Nog niemand' at once, whether or not a job has run (Q40).
    """
    return lines_of(with_lines(meetings, clock.today()), actor, drafts_of=drafts_of)


def with_lines(meetings: MeetingQuerySet, day: date) -> MeetingQuerySet:
    """With all that `lines_of` reads."""
    return meetings.with_leaders(day).select_related("group", "turn__volunteer", "count")


def lines_of(rows: Iterable[Meeting], actor: Actor, *, drafts_of: Collection[int] | None = None) -> list[MeetingLine]:
    """As `meeting_lines`, of meetings that came from `with_lines`."""
    audience = audience_of(actor)
    return [
        _line(meeting, actor, audience, drafts=drafts_of is None or meeting.group_id in drafts_of) for meeting in rows
    ]


def _line(meeting: Meeting, actor: Actor, audience: Audience, *, drafts: bool) -> MeetingLine:
    now = clock.now()
    turn: RosterTurn | None = getattr(meeting, "turn", None)
    count: AttendanceCount | None = getattr(meeting, "count", None)
    past = meeting.starts_at <= now
    leads = turn is not None and turn.volunteer is not None and (past or _kept(meeting))
    leads = leads and turn is not None and (turn.published or drafts)
    draft = leads and turn is not None and not turn.published
    leader = turn.volunteer.name_for(audience) if leads and turn is not None and turn.volunteer else ""
    cancelled = meeting.state == MeetingState.CANCELLED
    over = meeting.ends_at <= now and not cancelled
    tag, kind = _tag(meeting, turn if leads else None, count)
    return MeetingLine(
        pk=meeting.pk,
        turn_pk=turn.pk if turn else None,
        group_pk=meeting.group_id,
        group_name=meeting.group.name,
        starts_at=meeting.starts_at,
        place=meeting.place,
        leader=leader or NOBODY,
        tag=tag,
        tag_kind=kind,
        reason=turn.reason if draft and turn else "",
        gap=not past and not cancelled and not leads,
        draft=draft,
        mine=leads and turn is not None and turn.volunteer_id == actor.volunteer_id,
        confirmed=leads and turn is not None and turn.state == TurnState.CONFIRMED,
        cancelled=cancelled,
        past=past,
        to_count=over and count is None,
        heads=_heads(count),
    )


def _kept(meeting: Meeting) -> bool:
    day = meeting.starts_at.astimezone(clock.BRUSSELS).date()
    status, since = getattr(meeting, "leader_status", None), getattr(meeting, "leader_since", None)
    return keeps_turn(day, status, since)


def _tag(meeting: Meeting, turn: RosterTurn | None, count: AttendanceCount | None) -> tuple[str, str]:
    """Word and colour for how far a meeting is; `turn` only when somebody leads it."""
    if meeting.state == MeetingState.CANCELLED:
        return "gaat niet door", "neutral"
    if meeting.starts_at <= clock.now():
        return _tag_of_past(meeting, count)
    if turn is None:
        return "zoekt iemand", "zon"
    if turn.state == TurnState.CONFIRMED:
        return "zei ja", "den"
    return ("gevraagd", "neutral") if turn.published else ("voorstel", "heide")


def _tag_of_past(meeting: Meeting, count: AttendanceCount | None) -> tuple[str, str]:
    if count is not None:
        return "ingevuld", "den"
    if meeting.ends_at > clock.now():
        return "nu bezig", "neutral"
    forgotten = meeting.starts_at < clock.now() - FORGOTTEN_AFTER
    return ("niet geregistreerd", "neutral") if forgotten else ("in te vullen", "zon")


def _heads(count: AttendanceCount | None) -> str:
    if count is None:
        return ""
    if count.unknown:
        return "weet ik niet"
    context = "naaste" if count.context == 1 else "naasten"
    professionals = "professional" if count.professionals == 1 else "professionals"
    return f"{count.own_experience} eigen ervaring, {count.context} {context}, {count.professionals} {professionals}"


def public_contacts(group_ids: Iterable[int], day: date) -> dict[int, str]:
    """Name of the contact of each group for everybody (R142): the chosen trekker, else another who shows a name.

    A group whose trekkers are not callable has none here: then the coordinator is the contact (A04).
    """
    roles = (
        GroupRole.objects.held_on(day)
        .filter(group__in=list(group_ids), kind=GroupRoleKind.ORGANISER)
        .of_callable(day)
        .select_related("volunteer")
        .order_by("-public_contact", "joined_at")
    )
    found: dict[int, str] = {}
    for role in roles:
        if role.group_id not in found and can_be_public(role.volunteer):
            found[role.group_id] = role.volunteer.name_for(Audience.PUBLIC)
    return found


@dataclass(frozen=True, slots=True)
class RoleLine:
    """Somebody's role in a group as the reader may see it; one neutral tag for every cause of not being callable."""

    pk: int
    volunteer_id: int
    kind: str
    label: str
    name: str
    callable_now: bool
    public_contact: bool
    since: date

    @property
    def tag(self) -> str:
        """'nu niet oproepbaar', or nothing."""
        return "" if self.callable_now else "nu niet oproepbaar"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody of a group with all roles in one line."""

    name: str
    roles: str
    tag: str


def by_person(lines: Iterable[RoleLine]) -> list[PersonLine]:
    """One line a person, in the order in which they first appear."""
    people: dict[int, list[RoleLine]] = {}
    for line in lines:
        people.setdefault(line.volunteer_id, []).append(line)
    return [PersonLine(held[0].name, ", ".join(one.label for one in held), held[0].tag) for held in people.values()]


def role_lines(group_id: int, actor: Actor, day: date) -> list[RoleLine]:
    """Roles of a group that run, trekkers first; names for this reader, in one query."""
    audience = audience_of(actor)
    roles = GroupRole.objects.not_ended(day).filter(group=group_id).with_callable(day).select_related("volunteer")
    order = list(GroupRoleKind.values)
    lines = [
        RoleLine(
            pk=role.pk,
            volunteer_id=role.volunteer_id,
            kind=role.kind,
            label=role.get_kind_display(),
            name=role.volunteer.name_for(audience),
            callable_now=role.callable_now,
            public_contact=role.public_contact,
            since=role.from_on,
        )
        for role in roles
    ]
    return sorted(lines, key=lambda line: (order.index(line.kind), line.name))
