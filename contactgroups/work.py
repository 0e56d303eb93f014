"""What groups put on 'Vandaag', on the page of the vertegenwoordiger and on a volunteer's own page (6.1, 6.2, 6.4)."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from contactgroups.mine import open_questions, say_when
from contactgroups.models import ContactGroup, GroupRole, Meeting, RosterTurn
from contactgroups.reads import lines_of, meeting_lines, with_lines
from contactgroups.services.standing import turns_from
from contactgroups.states import GroupRoleKind
from oev import clock
from oev.accounts.actor import Actor, Hat
from oev.accounts.models import User
from oev.links import address
from oev.prepared import Prepared, number_of
from oev.registry import Tile, WorkRow, WorkSection
from oev.worklist import counted, first_of

NEAR = timedelta(days=14)
WEEKS = 4
SHOWN = 10


def replacements(actor: Actor, day: date) -> WorkSection:
    """'Vervanging nodig': meetings of the coming two weeks that nobody leads, the first one first."""
    section = WorkSection("turns", "Vervanging nodig: groepen", [], order=32)
    if not actor.wears(Hat.COORDINATOR):
        return section
    first, total = first_of(LEADERLESS.rows(actor=actor, day=day, now=clock.now()), SHOWN)
    rows = [
        WorkRow(
            title=clock.say_moment(meeting.starts_at).capitalize(),
            line=f"{meeting.group.name} zoekt een gespreksleider.",
            tag="nog niemand",
            tag_kind="zon",
            action_label="Vraag iemand",
            action_url=address("contactgroups:turn_ask", meeting.turn.pk),
        )
        for meeting in first
    ]
    return replace(section, rows=rows, total=total)


def _leaderless(actor: Actor, day: date, now: datetime) -> QuerySet[Meeting]:
    coming = Meeting.objects.visible_to(actor).of_led_groups().going_on().around(now, now + NEAR)
    return counted(coming.without_leader(day).select_related("group", "turn"), SHOWN)


LEADERLESS = Prepared(_leaderless, actor=Actor, day=date, now=datetime)


def uncounted(actor: Actor, day: date) -> WorkSection:
    """Groups with meetings that nobody filled in, one row a group."""
    section = WorkSection("uncounted", "Bijeenkomsten zonder telling", [], order=70)
    if not actor.wears(Hat.COORDINATOR):
        return section
    first, total = first_of(UNCOUNTED.rows(actor=actor, now=clock.now() - timedelta(days=2)), SHOWN)
    section.rows.extend(
        WorkRow(
            title=one["group__name"],
            line=f"{one['waiting']} {_say_uncounted(one['waiting'])} nog niet ingevuld.",
            action_label="Bekijk",
            action_url=reverse("admin:contactgroups_contactgroup_change", args=[one["group"]]),
        )
        for one in first
    )
    return replace(section, total=total)


def _uncounted(actor: Actor, now: datetime) -> QuerySet[Meeting, Any]:
    waiting = Meeting.objects.visible_to(actor).to_register(now)
    groups = waiting.order_by("group__search_name", "group").values("group", "group__name")
    return counted(groups.annotate(waiting=Count("pk")), SHOWN)


UNCOUNTED = Prepared(_uncounted, actor=Actor, now=datetime)


def _say_uncounted(count: int) -> str:
    return "bijeenkomst is" if count == 1 else "bijeenkomsten zijn"


def roster_gaps(actor: Actor, day: date) -> WorkSection:
    """'Gaten in de beurtrol': groups where the coming four weeks are not full (6.2 task 4)."""
    groups = GAPS.rows(actor=actor, now=clock.now()) if actor.is_representative else ()
    first, total = first_of(groups, SHOWN)
    rows = [
        WorkRow(
            title=group.name,
            line=f"{group.gaps} van de komende {WEEKS} weken zonder gespreksleider.",
            action_label="Maak de beurtrol",
            action_url=address("contactgroups:roster", group.pk),
        )
        for group in first
    ]
    return WorkSection("roster_gaps", "Gaten in de beurtrol", rows, order=60, total=total)


def _gaps(actor: Actor, now: datetime) -> QuerySet[ContactGroup]:
    groups = ContactGroup.objects.visible_to(actor).active().with_gaps(now, WEEKS)
    return counted(groups.filter(gaps__gt=0), SHOWN)


GAPS = Prepared(_gaps, actor=Actor, now=datetime)


def next_week(actor: Actor, day: date) -> WorkSection:
    """'Wie leidt de komende week': for the vertegenwoordiger, each meeting with its leader; nobody's debt (6.2)."""
    led = LED.rows(actor=actor, day=day, now=clock.now()) if actor.is_representative else ()
    first, total = first_of(led, SHOWN)
    rows = [
        WorkRow(
            title=f"{line.when.capitalize()}, {line.group_name}",
            line=f"{line.leader} leidt het gesprek.",
            action_label="Beurtrol",
            action_url=address("contactgroups:roster", line.group_pk),
        )
        for line in lines_of(first, actor)
    ]
    return WorkSection("next_week", "Wie leidt de komende week", rows, order=65, total=total)


def _led(actor: Actor, day: date, now: datetime) -> QuerySet[Meeting]:
    week = Meeting.objects.visible_to(actor).going_on().around(now, now + timedelta(days=7)).with_leader(day)
    return counted(with_lines(week.filter(turn__published=True), day), SHOWN)


LED = Prepared(_led, actor=Actor, day=date, now=datetime)


def my_questions(actor: Actor, day: date) -> WorkSection:
    """Turns about which the person is asked now."""
    rows = [
        WorkRow(
            title=f"Kan jij op {question.when}?",
            line=question.group_name,
            action_label="Antwoord",
            action_url=reverse("contactgroups:my_groups"),
        )
        for question in (open_questions(actor) if actor.volunteer_id else [])
    ]
    return WorkSection("turn_questions", "Beurten in je groep", rows, order=10)


def coming_turns(actor: Actor, volunteer_id: int, day: date) -> list[WorkRow]:
    """Turns that a person leads, for the page of that person (P37)."""
    turns = (
        RosterTurn.objects.visible_to(actor)
        .coming(clock.now())
        .filter(volunteer=volunteer_id)
        .select_related("meeting__group")[:SHOWN]
    )
    return [
        WorkRow(
            title=clock.say_moment(turn.meeting.starts_at).capitalize(),
            line=f"Leidt het gesprek, {turn.meeting.group.name}.",
            action_label="Bekijk",
            action_url=address("contactgroups:roster", turn.meeting.group_id),
        )
        for turn in turns
    ]


def my_turns(actor: Actor, day: date) -> WorkSection:
    """Meetings that the person leads in the coming weeks."""
    rows = []
    if actor.volunteer_id:
        now = clock.now()
        mine = Meeting.objects.visible_to(actor).led_by(actor.volunteer_id).around(now, now + timedelta(weeks=12))
        rows = [
            WorkRow(
                title=line.when.capitalize(),
                line=" · ".join(part for part in (line.group_name, line.place) if part),
                action_label="Bekijk",
                action_url=reverse("contactgroups:my_groups"),
            )
            for line in meeting_lines(mine, actor)
            if line.mine and line.confirmed and not line.cancelled
        ]
    return WorkSection("my_turns", "Jij leidt het gesprek", rows, order=30)


def my_counts(actor: Actor, day: date) -> WorkSection:
    """Meetings to fill in: of the own groups for a trekker, the own meeting for who led it."""
    rows = []
    if actor.volunteer_id:
        waiting = Meeting.objects.visible_to(actor).counted_by(actor).to_register(clock.now())
        rows = [
            WorkRow(
                title=f"{meeting.group.name}, {clock.say_weekday(meeting.starts_at.astimezone(clock.BRUSSELS).date())}",
                line="Hoeveel mensen waren er? 30 seconden werk.",
                action_label="Vul in",
                action_url=address("contactgroups:meeting_count", meeting.pk),
            )
            for meeting in waiting.select_related("group")
        ]
    return WorkSection("my_counts", "Even invullen", rows, order=20)


def week_tile(day: date) -> list[Tile]:
    """Meetings of this week, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    (week,) = WEEK.rows(start=clock.start_of(monday), stop=clock.start_of(monday + timedelta(days=7)))
    return [Tile(str(week), "bijeenkomst" if week == 1 else "bijeenkomsten")]


WEEK = Prepared(
    lambda start, stop: number_of(Meeting.objects.around(start, stop).going_on()), start=datetime, stop=datetime
)


def rest_effects(volunteer_id: int, day: date) -> list[str]:
    """What a rest from this day on would do in groups, for the confirmation page (6.1)."""
    found = []
    turns = turns_from(volunteer_id, day)
    if turns:
        found.append("1 beurt zoekt vervanging." if turns == 1 else f"{turns} beurten zoeken vervanging.")
    led = GroupRole.objects.held_on(day).of_volunteer(volunteer_id).of_kind(GroupRoleKind.ORGANISER)
    names = ", ".join(sorted(role.group.name for role in led.select_related("group")))
    if names:
        found.append(f"De rol van trekker blijft bewaard ({names}). Iemand anders is zolang het aanspreekpunt.")
    return found


def agreement_dependents(agreement_ids: Collection[int]) -> Mapping[int, list[str]]:
    """'1 groep' for each agreement that groups hang on (3.4)."""
    counts = Counter(ContactGroup.objects.hanging_on(agreement_ids).values_list("agreement_id", flat=True))
    return {pk: [f"{count} {'groep' if count == 1 else 'groepen'}"] for pk, count in counts.items() if pk is not None}


def personal_data(user: User) -> list[dict[str, Any]]:
    """Roles and turns of somebody in groups, for 'Dit weten we van jou'."""
    roles = GroupRole.objects.of_account(user.pk).select_related("group").order_by("from_on")
    turns = Meeting.objects.led_by_account(user.pk).select_related("group").order_by("starts_at")
    said = [
        {
            "rol": role.get_kind_display(),
            "groep": role.group.name,
            "vanaf": role.from_on,
            "tot": role.until_on,
            "voor iedereen": "aanspreekpunt" if role.public_contact else "",
        }
        for role in roles
    ]
    return said + [{"beurt": say_when(meeting.starts_at), "groep": meeting.group.name} for meeting in turns]
