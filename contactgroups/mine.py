"""What a volunteer reads of the own groups: questions, own turns, and for a trekker what is next (6.4)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from contactgroups.helping import RequestLine, TaskLine, request_lines, task_lines
from contactgroups.models import ContactGroup, GroupRole, Meeting, TurnQuestion
from contactgroups.public import running_series, say_rhythm
from contactgroups.reads import MeetingLine, meeting_lines
from contactgroups.states import GroupRoleKind, GroupState
from oev import clock
from oev.accounts.actor import Actor
from volunteers.models import Volunteer

NEXT_TURNS = 4
AHEAD = timedelta(weeks=12)


@dataclass(frozen=True, slots=True)
class Question:
    """One open question about a turn."""

    pk: int
    group_name: str
    when: str
    place: str


@dataclass(slots=True)
class MyGroup:
    """One group as somebody of the group sees it; `runs` for a trekker."""

    pk: int
    name: str
    rhythm: str
    roles: str
    runs: bool
    active: bool
    role_back: int | None
    turns: list[MeetingLine] = field(default_factory=list)
    to_count: list[MeetingLine] = field(default_factory=list)
    counted: list[MeetingLine] = field(default_factory=list)
    tasks: list[TaskLine] = field(default_factory=list)
    proposed: list[RequestLine] = field(default_factory=list)

    @property
    def gaps(self) -> list[MeetingLine]:
        """Meetings that nobody leads yet."""
        return [turn for turn in self.turns if turn.gap]


@dataclass(frozen=True, slots=True)
class MyPage:
    """Everything on the page 'Mijn groepen'."""

    questions: list[Question]
    groups: list[MyGroup]


def my_page(actor: Actor) -> MyPage:
    """The own groups of a volunteer, in a constant number of queries."""
    groups = my_groups(actor)
    now = clock.now()
    by_group = {group.name: group for group in groups}
    meetings = Meeting.objects.visible_to(actor).around(now - timedelta(days=14), now + AHEAD)
    lines = meeting_lines(meetings, actor, drafts_of={group.pk for group in groups if group.runs})
    for line in lines:
        group = by_group.get(line.group_name)
        if group is not None:
            _place(group, line)
    _add_helpers(groups, actor)
    return MyPage(open_questions(actor), groups)


def _add_helpers(groups: list[MyGroup], actor: Actor) -> None:
    """For a trekker: who does which task, and whom he proposed (P09, P19)."""
    led = {group.pk for group in groups if group.runs}
    tasks, proposed = task_lines(led, actor, clock.today()), request_lines(led, actor)
    for group in groups:
        group.tasks, group.proposed = tasks.get(group.pk, []), proposed.get(group.pk, [])


def _place(group: MyGroup, line: MeetingLine) -> None:
    """The next four turns and every later one of one's own; what is to be filled in, and what was."""
    if not line.past:
        if len(group.turns) < NEXT_TURNS or (line.mine and line.confirmed):
            group.turns.append(line)
    elif line.to_count and (group.runs or line.mine):
        group.to_count.append(line)
    elif line.heads and (group.runs or line.mine):
        group.counted.append(line)


def my_groups(actor: Actor) -> list[MyGroup]:
    """Groups in which the actor has a role, by name; roles in reserve are offered back once callable."""
    day = clock.today()
    roles = GroupRole.objects.not_ended(day).filter(volunteer=actor.volunteer_id).select_related("group")
    back = Volunteer.objects.callable_on(day).filter(pk=actor.volunteer_id).exists()
    by_group: dict[int, list[GroupRole]] = {}
    for role in roles.order_by("group__search_name", "kind"):
        by_group.setdefault(role.group_id, []).append(role)
    groups = ContactGroup.objects.among(by_group).prefetch_related("series").in_bulk()
    return [_group(groups[pk], held, callable_now=back) for pk, held in by_group.items()]


def _group(group: ContactGroup, roles: list[GroupRole], *, callable_now: bool) -> MyGroup:
    series = running_series(group.series.all(), clock.today())
    held = [role for role in roles if role.reserve_since is None]
    kept = next((role.pk for role in roles if role.reserve_since is not None), None)
    return MyGroup(
        pk=group.pk,
        name=group.name,
        rhythm=say_rhythm(series) if series else "",
        roles=", ".join(role.get_kind_display() for role in held),
        runs=any(role.kind == GroupRoleKind.ORGANISER for role in held),
        active=group.state == GroupState.ACTIVE,
        role_back=kept if callable_now else None,
    )


def open_questions(actor: Actor) -> list[Question]:
    """Turns about which this person is asked now, the first one first."""
    rows = TurnQuestion.objects.visible_to(actor).waiting(clock.now()).order_by("turn__meeting__starts_at")
    return [
        Question(row.pk, row.turn.meeting.group.name, say_when(row.turn.meeting.starts_at), row.turn.meeting.place)
        for row in rows
    ]


def say_when(moment: datetime) -> str:
    """'dinsdag 19 mei om 19.30 uur'."""
    moment = moment.astimezone(clock.BRUSSELS)
    return f"{clock.say_weekday(moment.date())} om {clock.say_hour(moment)}"
