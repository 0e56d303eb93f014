"""A person's page: standing in one sentence, what is needed, what comes, what was (look.md, patterns)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import QuerySet

from oev import clock
from oev.accounts.actor import HAT_LABELS, Actor, Hat
from oev.audit.models import AccessLog
from oev.prepared import Prepared
from oev.registry import WorkRow, registry
from volunteers import rules
from volunteers.kinds import DayPart, Role
from volunteers.models import (
    Availability,
    CallTask,
    Proposal,
    RecoveryPlanCheck,
    Rest,
    ReturnTalk,
    RoleHolding,
    Volunteer,
)
from volunteers.pages.around import around_columns, lists_taken, session_rows, site_lines
from volunteers.pages.doing import Doing, doing_columns, doing_from
from volunteers.pages.facts import Found, fact_columns, facts_read, put_right, return_facts, standing_facts
from volunteers.pages.history import Entry, history
from volunteers.pages.listing import TAG_KINDS
from volunteers.standing import Need, NeedKind, Standing, label, sentence, standing_on, still_needed
from volunteers.states import Audience, Status

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Record:
    """One of the three records of a return: what it is, and on which day it was there (Q11)."""

    label: str
    done_on: date | None
    missing: bool
    note: str = ""

    @property
    def line(self) -> str:
        """'2 juni 2026', 'nog nodig', or what is being done about it."""
        if self.missing and self.note:
            return self.note
        return "Nog nodig" if self.missing or self.done_on is None else clock.say_day(self.done_on)


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role that runs, in words."""

    holding: RoleHolding
    name: str
    line: str
    waits_for_yes: bool

    @property
    def question(self) -> str:
        """How it is asked on the own page: a role that comes back, or a new one."""
        return "Wil je deze rol weer doen?" if self.holding.reserve_since else "Wil je deze rol doen?"


@dataclass(frozen=True)
class PersonPage:
    """All that a person's page shows, for whoever may read the standing."""

    person: Volunteer
    day: date
    standing: Standing
    needs: tuple[Need, ...]
    sentence: str
    tag: str
    tag_kind: str
    records: list[Record]
    rest: Rest | None
    talk: ReturnTalk | None
    not_yet: bool
    plan: str
    roles: list[RoleLine]
    entries: list[Entry]
    calls: list[CallTask]
    proposals: list[Proposal]
    lookers: list[str]
    coming: list[WorkRow]
    load: list[tuple[str, str]]
    site_access: list[str]
    availability: str
    doing: Doing
    died: bool

    @property
    def may_ask_talk(self) -> bool:
        """The agreement is missing and no talk of three is on its way."""
        return self.talk is None and any(need.kind is NeedKind.AGREEMENT for need in self.needs)

    @property
    def may_be_invited(self) -> bool:
        """There is an address, and nobody signed in with it yet."""
        if self.standing.status is Status.STOPPED:
            return False
        user = self.person.user
        return user.last_login is None if user else bool(self.person.email)

    @property
    def recent(self) -> list[Entry]:
        """The latest of what was."""
        return self.entries[:SHOWN]

    @property
    def earlier(self) -> list[Entry]:
        """What was before that."""
        return self.entries[SHOWN:]


def person_page(actor: Actor, person: Volunteer) -> PersonPage:
    """Everything about one person, in a constant number of queries; the caller logs that it was read."""
    day = clock.today()
    own = rules.is_self(actor, person)
    audience = Audience.PERSON if own else Audience.STAFF
    found = everything_of(actor, person.pk)
    facts, records = standing_facts(person, found), return_facts(found)
    standing, needs = standing_on(facts, day), still_needed(facts, day, records)
    return PersonPage(
        person=person,
        day=day,
        standing=standing,
        needs=needs,
        sentence=sentence(standing, needs, audience),
        tag=label(standing, audience) if not own else "",
        tag_kind=TAG_KINDS.get(standing.status, "neutral"),
        records=return_records(standing, needs, records.contact_on, records.agreement_on),
        rest=next((one for one in found["of_rest"] if one.until_on is None and one.withdrawn_at is None), None),
        talk=open_talk(found["of_return_talk"]),
        plan=plan_line(found["of_plan_check"]) if own or actor.is_coordinator else "",
        not_yet=said_not_yet(standing, found["of_return_talk"]),
        roles=role_lines(found["of_role"]),
        entries=history(found, actor, to_person=own, put_right=put_right(facts, found)),
        calls=open_calls(actor, person, found["of_call"], day),
        proposals=open_proposals(actor, person, found["of_proposal"]),
        lookers=lookers(actor, person, lists_taken(found)),
        coming=coming(actor, person, day, session_rows(found)),
        load=[fact for provider in registry.person_load for fact in provider(actor, person.pk, day)],
        site_access=site_lines(found, day),
        availability=availability_line(found["of_availability"]),
        doing=doing_from(actor, person, found),
        died=any(one.ended_by_death and one.withdrawn_at is None for one in found["of_engagement"]),
    )


def everything_of(actor: Actor, pk: int) -> Found:
    """All dated facts of a person, and what stands around them as far as the actor may see it; one query."""
    columns, question = _everything(actor.hat)
    (row,) = question.rows(pk=pk, user_id=actor.user_id, subject_id=actor.subject_id, now=clock.now())
    return facts_read(dict(zip(columns, row, strict=True)))


@cache
def _everything(hat: Hat) -> tuple[list[str], Prepared]:
    """The names of the columns and the question; what an actor may see follows from the hat and who wears it."""

    def columns(user_id: int, subject_id: int, now: datetime) -> dict[str, Any]:
        who = Actor(user_id, hat, subject_id)
        return fact_columns() | doing_columns(who) | around_columns(now)

    def build(pk: int, user_id: int, subject_id: int, now: datetime) -> QuerySet[Any, Any]:
        return Volunteer.objects.filter(pk=pk).values_list(*columns(user_id, subject_id, now).values())

    names = list(columns(0, 0, clock.now()))
    return names, Prepared(build, some=True, pk=int, user_id=int, subject_id=int, now=datetime)


def open_talk(known: Sequence[ReturnTalk]) -> ReturnTalk | None:
    """The talk of three that was asked for and is not over."""
    return next((one for one in known if one.closed_at is None), None)


def said_not_yet(standing: Standing, known: Sequence[ReturnTalk]) -> bool:
    """The last talk of three of this period ended with 'nog niet'."""
    held = [one for one in known if one.held_on is not None and one.held_on >= standing.since]
    return standing.needs_return and bool(held) and held[-1].go_on is False


def plan_line(known: Sequence[RecoveryPlanCheck]) -> str:
    """'Besproken op 3 maart 2026, opnieuw rond 3 september 2026', for coordinator and person alone (P08)."""
    standing = [one for one in known if one.withdrawn_at is None]
    if not standing:
        return ""
    last = max(standing, key=lambda one: (one.on_day, one.pk))
    again = f", opnieuw rond {clock.say_day(last.again_on)}" if last.again_on else ""
    return f"Besproken op {clock.say_day(last.on_day)}{again}"


def open_calls(actor: Actor, person: Volunteer, known: Sequence[CallTask], day: date) -> list[CallTask]:
    """Calls that wait and that the actor may see; asked only when there are any."""
    waits = any(call.done_on is None for call in known)
    return list(CallTask.objects.visible_to(actor).open_on(day).filter(volunteer=person)) if waits else []


def open_proposals(actor: Actor, person: Volunteer, known: Sequence[Proposal]) -> list[Proposal]:
    """What waits for the other office and that the actor may see; asked only when there is any."""
    waits = any(one.done_at is None for one in known)
    return list(Proposal.objects.visible_to(actor).waiting().filter(volunteer=person)) if waits else []


def return_records(
    standing: Standing, needs: tuple[Need, ...], contact_on: date | None, agreement_on: date | None
) -> list[Record]:
    """The three records of Q11 as a list; empty when no return is asked for."""
    if not standing.needs_return:
        return []
    missing = {need.kind: need for need in needs}
    after = missing[NeedKind.INTERVISION].after if NeedKind.INTERVISION in missing else None
    return [
        Record(
            f"Een intervisie na {clock.say_day(after)}" if after else "Een intervisie",
            standing.last_intervision,
            NeedKind.INTERVISION in missing,
        ),
        Record("Een gesprek met de coördinator", contact_on, NeedKind.COORDINATOR_CONTACT in missing),
        Record(
            "Besproken met de vertegenwoordiger",
            agreement_on,
            NeedKind.AGREEMENT in missing,
            talk_line(missing.get(NeedKind.AGREEMENT)),
        ),
    ]


def talk_line(need: Need | None) -> str:
    """'Gesprek met drie op 10 maart 2026' when that is how the agreement is looked for (R067)."""
    if need is None or not need.talk:
        return ""
    return f"Gesprek met drie op {clock.say_day(need.talk_on)}" if need.talk_on else "We plannen een gesprek met drie"


def role_lines(holdings: Sequence[RoleHolding]) -> list[RoleLine]:
    """Roles that run or begin, with what is special about them."""
    return [
        RoleLine(one, Role(one.role).label.capitalize(), _role_line(one), one.offered_back_at is not None)
        for one in holdings
        if one.until_on is None and one.withdrawn_at is None
    ]


def _role_line(one: RoleHolding) -> str:
    if one.offered_back_at is not None:
        return "Wacht op een ja"
    return "In reserve: bewaard voor later" if one.reserve_since else f"Sinds {clock.say_day(one.from_on)}"


def lookers(actor: Actor, person: Volunteer, lists: Sequence[tuple[date, str]]) -> list[str]:
    """Who looked at this page or took a list with this person on it, newest first (section 4, privacy rule 6)."""
    rows = AccessLog.objects.visible_to(actor).of_standing(person.pk).order_by("-day", "-at")[:20]
    looked = [(row.day, f"{row.reader.name or row.reader.email}, {HAT_LABELS[Hat(row.hat)]}", "") for row in rows]
    taken = [(day, who, ": een lijst met iedereen") for day, who in lists]
    newest = sorted([*looked, *taken], key=lambda one: one[0], reverse=True)[:20]
    return [f"{who}, op {clock.say_day(day)}{what}" for day, who, what in newest]


def coming(actor: Actor, person: Volunteer, day: date, sessions: Sequence[WorkRow]) -> list[WorkRow]:
    """Intervisies that the person said yes to, and what the floors above plan."""
    return [*sessions, *(row for provider in registry.person_coming for row in provider(actor, person.pk, day))]


def availability_line(rows: Sequence[Availability]) -> str:
    """'maandag voormiddag en avond, dinsdag avond', or that any moment will do."""
    parts: dict[int, list[str]] = {}
    for slot in in_week_order(rows):
        parts.setdefault(slot.weekday, []).append(slot.get_part_display())
    words = [f"{clock.WEEKDAYS[weekday]} {' en '.join(said)}" for weekday, said in parts.items()]
    return ", ".join(words) or "Geen voorkeur: alle dagen kunnen"


def in_week_order(rows: Iterable[Availability]) -> list[Availability]:
    """Half-days from Monday morning to Sunday evening."""
    return sorted(rows, key=lambda slot: (slot.weekday, DayPart.values.index(slot.part)))
