"""The groups of the demo: twelve, with three years of weekly meetings and their heads behind them."""

from datetime import date, time, timedelta

from contactgroups.models import (
    AttendanceCount,
    ContactGroup,
    GroupPeriod,
    GroupRole,
    Meeting,
    MeetingSeries,
    RosterTurn,
    TurnQuestion,
)
from contactgroups.services import generate_meetings, propose_turns, publish_roster
from contactgroups.states import GroupRoleKind, GroupState, QuestionState, TurnState
from oev import clock
from oev.accounts.actor import Actor, Hat
from oev.demo_world import DemoWorld
from oev.search import search_form
from partners.models import Agreement, Municipality, Site
from volunteers.models import Volunteer

WEEKS_BACK = 156
ACTIVE, STARTING, POINTS = 9, 1, 1
SIZES = (17, 9, 8, 11, 7, 6, 9, 8, 10)


def load(world: DemoWorld) -> None:
    """Nine weekly groups and one online, one starting, one contact point; meetings in sets, what comes by service."""
    groups = _groups(world)
    _roles(world, groups)
    meetings = _past_meetings(world, groups)
    _counts(world, meetings)
    _past_turns(world, meetings)
    ahead = generate_meetings(day=world.day)
    _roster_ahead(world, groups)
    world.made["groups"] = groups
    world.said.append(f"{len(groups)} groepen, {len(meetings)} bijeenkomsten achter de rug en {ahead} gepland")


def _roster_ahead(world: DemoWorld, groups: list[ContactGroup]) -> None:
    """The rosters of all groups but the last are published, and nearly everybody said yes already."""
    coordinator = Actor(world.made["users"]["Laila"].pk, Hat.COORDINATOR)
    active = [group for group in groups if group.state == GroupState.ACTIVE]
    for group in active[:-1]:
        propose_turns(by=coordinator, group=group)
        publish_roster(by=coordinator, group=group)
    waits = world.made["people"][1]
    asked = TurnQuestion.objects.filter(state=QuestionState.OPEN).exclude(volunteer=waits)
    RosterTurn.objects.filter(questions__in=asked).update(state=TurnState.CONFIRMED)
    asked.update(state=QuestionState.YES, answered_at=clock.now())


def _groups(world: DemoWorld) -> list[ContactGroup]:
    services: list[Site] = world.made["services"]
    towns = list(Municipality.objects.exclude(latitude=None).order_by("pk"))
    agreements = {a.partner_id: a for a in Agreement.objects.in_force(world.day)}
    rows = []
    for place in range(ACTIVE + STARTING + POINTS + 1):
        online = place == ACTIVE
        site = services[place % len(services)]
        town = None if online else (site.municipality if place < len(services) else towns[place])
        state = GroupState.ACTIVE
        if place == ACTIVE + 1:
            state = GroupState.STARTING
        elif place == ACTIVE + 2:
            state = GroupState.CONTACT_POINT
        name = "Weekend online" if online else f"Groep {town}"
        rows.append(
            ContactGroup(
                name=name,
                municipality=town,
                state=state,
                state_since=world.day - timedelta(days=60 if state != GroupState.ACTIVE else 1200),
                started_on=world.day - timedelta(days=1200) if state == GroupState.ACTIVE else None,
                mode="online" if online else "on_site",
                place="" if online else f"Dienstencentrum, {town}",
                supporting_partner=site.partner,
                agreement=agreements.get(site.partner_id),
                agreement_to_register=site.partner_id not in agreements,
                public_text="Iedereen is welkom: wie het zelf meemaakt, en wie ernaast staat.",
                search_name=search_form(name),
            )
        )
    groups = ContactGroup.objects.bulk_create(rows)
    GroupPeriod.objects.bulk_create(
        GroupPeriod(group=group, state=group.state, from_on=group.state_since) for group in groups
    )
    MeetingSeries.objects.bulk_create(
        [
            MeetingSeries(
                group=group,
                weekday=6 if group.mode == "online" else place % 5,
                starts_at=time(19, 30) if place % 3 else time(20, 0),
                mode=group.mode,
                place=group.place,
                from_on=world.day - timedelta(days=1200),
            )
            for place, group in enumerate(groups)
            if group.state == GroupState.ACTIVE
        ]
    )
    return groups


def _roles(world: DemoWorld, groups: list[ContactGroup]) -> None:
    """Two trekkers and four gespreksleiders a group, from whoever is active; Rita is trekker of the first."""
    people: list[Volunteer] = world.made["people"]
    shapes: list[str] = world.made["shapes"]
    active = [p for p, shape in zip(people, shapes, strict=True) if shape in {"active", "near the limit"}]
    begin = world.day - timedelta(days=700)
    rows = []
    for place, group in enumerate(groups):
        organisers = [active[(2 * place) % len(active)], active[(2 * place + 5) % len(active)]]
        leaders = [active[(2 * place + step) % len(active)] for step in range(4)]
        for nth, person in enumerate(organisers):
            rows.append(
                GroupRole(
                    group=group, volunteer=person, kind=GroupRoleKind.ORGANISER, from_on=begin, public_contact=not nth
                )
            )
        rows += [
            GroupRole(group=group, volunteer=person, kind=GroupRoleKind.LEADER, from_on=begin) for person in leaders
        ]
    GroupRole.objects.bulk_create(rows)
    world.made["leaders"] = {
        group.pk: [row.volunteer for row in rows if row.group == group and row.kind == GroupRoleKind.LEADER]
        for group in groups
    }


def _past_meetings(world: DemoWorld, groups: list[ContactGroup]) -> list[Meeting]:
    """Weekly, but not on holidays; once in a while one is called off."""
    rows = []
    for series in MeetingSeries.objects.select_related("group"):
        last = world.day - timedelta(days=(world.day.weekday() - series.weekday) % 7 or 7)
        for week in range(WEEKS_BACK):
            day: date = last - timedelta(weeks=week)
            if clock.holiday(day):
                continue
            off = world.random.random() < 0.03
            rows.append(
                Meeting(
                    group=series.group,
                    series=series,
                    starts_at=clock.local(day, series.starts_at),
                    mode=series.mode,
                    place=series.place,
                    state="cancelled" if off else "planned",
                    cancelled_at=clock.local(day - timedelta(days=1), time(12)) if off else None,
                )
            )
    return Meeting.objects.bulk_create(rows, batch_size=1000)


def _counts(world: DemoWorld, meetings: list[Meeting]) -> None:
    """Ninety-six in a hundred are registered; the last one of a group waits for its trekker."""
    order = sorted({meeting.group_id for meeting in meetings})
    newest = {meeting.group_id: meeting for meeting in sorted(meetings, key=lambda m: m.starts_at)}
    rows = []
    for meeting in meetings:
        if meeting.state == "cancelled" or world.random.random() < 0.04 or newest[meeting.group_id] is meeting:
            continue
        size = SIZES[order.index(meeting.group_id) % len(SIZES)]
        own = max(0, round(world.random.gauss(size * 0.66, 1.6)))
        rows.append(
            AttendanceCount(
                meeting=meeting,
                own_experience=own,
                context=max(0, round(world.random.gauss(size * 0.26, 1.1))),
                professionals=world.random.choice([0, 0, 0, 1, 1, 2]),
                registered_at=meeting.starts_at + timedelta(hours=3),
            )
        )
    AttendanceCount.objects.bulk_create(rows, batch_size=1000)


def _past_turns(world: DemoWorld, meetings: list[Meeting]) -> None:
    """Who led, for the last half year: the rotation goes on from there."""
    since = clock.now() - timedelta(weeks=26)
    rows = []
    for step, meeting in enumerate(sorted(meetings, key=lambda m: (m.group_id, m.starts_at))):
        if meeting.starts_at > since and meeting.state == "planned":
            leaders = world.made["leaders"][meeting.group_id]
            rows.append(
                RosterTurn(
                    meeting=meeting, volunteer=leaders[step % len(leaders)], state=TurnState.CONFIRMED, published=True
                )
            )
    RosterTurn.objects.bulk_create(rows)
