"""What happened with somebody, newest first, and which facts can be taken back (3.1)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from oev import clock
from oev.accounts.actor import Actor, Hat
from volunteers.kinds import Channel, Presence, Role
from volunteers.models import (
    ClockStart,
    Contact,
    Engagement,
    IntervisionAttendance,
    Rest,
    ReturnAgreement,
    ReturnTalk,
    RoleHolding,
)
from volunteers.models.facts import Fact
from volunteers.states import REST_LABELS, RestKind

OFFICES = {"coordinator": "de coördinator", "representative": "de vertegenwoordiger", "person": "de persoon zelf"}
# Words of addresses for facts that can be taken back; none of them says why somebody is not asked.
WITHDRAWABLE: dict[str, type[Fact]] = {
    "contact": Contact,
    "akkoord": ReturnAgreement,
    "intervisie": IntervisionAttendance,
    "start": ClockStart,
    "periode": Rest,
    "afscheid": Engagement,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history; `state` is "withdrawn" for what was taken back, "coming" for what lies ahead."""

    day: date
    text: str
    who: str = ""
    state: str = ""
    key: str = ""
    pk: int = 0

    @property
    def when(self) -> str:
        """The day in words."""
        return clock.say_day(self.day)


def history(
    found: dict[str, Sequence[Any]],
    actor: Actor | None = None,
    *,
    to_person: bool = False,
    put_right: Mapping[int, date] | None = None,
) -> list[Entry]:
    """Entries of all facts of one person, newest first; `found` comes from `facts_in_full`.

    `put_right` are intervisies that made a lapse as if it never was, with the day of that (A03). The vertegenwoordiger
    reads of contacts those of the own office (P10).
    """
    own_only = actor is not None and actor.is_representative
    contacts = [one for one in found["of_contact"] if not own_only or one.hat == Hat.REPRESENTATIVE.value]
    entries = [
        *_engagements(found["of_engagement"]),
        *_rests(found["of_rest"], to_person=to_person),
        *_contacts(contacts),
        *_simple(found["of_agreement"], "akkoord", "Besproken met de vertegenwoordiger"),
        *_talks(found["of_return_talk"]),
        *_simple(found["of_return"], "", "Weer oproepbaar"),
        *_simple(found["of_clock_start"], "start", "Start van het jaar bij de invoer"),
        *_attendances(found["of_attendance"], put_right or {}),
        *_roles(found["of_role"]),
    ]
    return sorted(entries, key=lambda entry: entry.day)[::-1]


def _entry(fact: Any, day: date, text: str, *, who: str = "", key: str = "") -> Entry:
    state = "coming" if day > clock.today() else ""
    if fact.withdrawn_at is not None:
        corrected = fact.withdrawn_at.astimezone(clock.BRUSSELS)
        who, state, key = f"rechtgezet op {corrected:%d-%m-%Y}", "withdrawn", ""
    return Entry(day, text, who, state, key, fact.pk)


def _engagements(rows: Sequence[Engagement]) -> Iterator[Entry]:
    for one in rows:
        goodbye = "Overleden" if one.ended_by_death else "Gestopt"
        if one.stopped_on:
            yield _entry(one, one.stopped_on, goodbye, key="afscheid")
        if one.stopped_on and one.withdrawn_at:  # a goodbye that was taken back: the rest goes on in another row
            continue
        yield _entry(one, one.candidate_on, "Kandidaat")
        if one.activated_on:
            yield _entry(one, one.activated_on, "Gestart als vrijwilliger")


def _rests(rows: Sequence[Rest], *, to_person: bool) -> Iterator[Entry]:
    own = {RestKind.PAUSE: "Pauze", RestKind.SLEEP: "Even niet oproepbaar", RestKind.NEUTRAL: "Even niet oproepbaar"}
    for one in rows:
        kind = RestKind(one.kind)
        words = own[kind] if to_person else REST_LABELS[kind].capitalize()
        until = f" tot {clock.say_day(one.until_on)}" if one.until_on else ""
        who = f"gemeld door {OFFICES[one.signalled_by]}" if one.signalled_by else ""
        yield _entry(one, one.from_on, f"{words}{until}", who=who, key="periode")


def _contacts(rows: Sequence[Contact]) -> Iterator[Entry]:
    for one in rows:
        text = f"Contact met {OFFICES.get(one.hat, one.hat)}"
        yield _entry(one, one.on_day, text, who=Channel(one.channel).label, key="contact")


def _simple(rows: Sequence[Any], key: str, text: str) -> Iterator[Entry]:
    for one in rows:
        yield _entry(one, one.on_day, text, key=key)


def _talks(rows: Sequence[ReturnTalk]) -> Iterator[Entry]:
    """Talks of three that took place, and what was agreed; never why."""
    for one in rows:
        if one.held_on is not None:
            agreed = "we starten terug" if one.go_on else "later opnieuw"
            yield Entry(one.held_on, f"Gesprek met drie: {agreed}")


def _attendances(rows: Sequence[IntervisionAttendance], put_right: Mapping[int, date]) -> Iterator[Entry]:
    for one in rows:
        said = Presence(one.presence).label
        aside = "" if one.counts else "telt niet mee voor het jaar"
        if one.pk in put_right:
            aside = f"rechtgezet op {put_right[one.pk]:%d-%m-%Y}"
        yield _entry(one, one.day, f"Intervisie: {said}", who=aside, key="intervisie")


def _roles(rows: Sequence[RoleHolding]) -> Iterator[Entry]:
    for one in rows:
        name = Role(one.role).label
        yield _entry(one, one.from_on, f"Rol: {name}")
        if one.until_on:
            yield _entry(one, one.until_on, f"Rol gestopt: {name}")
