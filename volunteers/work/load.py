"""What the vertegenwoordiger carries: in view of the coordinator, who helps when it is much (Q13, Q43)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from oev import clock
from oev.accounts.actor import Actor
from oev.accounts.models import Absence, Office
from oev.links import address
from oev.prepared import Prepared, number_of
from oev.registry import Tile, WorkRow, WorkSection
from volunteers.checks import MAY_MOVE
from volunteers.cover import offices_without_anybody
from volunteers.kinds import CallKind, MayCall, SignalledBy
from volunteers.models import CallTask


def open_for_representative(day: date) -> Any:
    """Calls that wait for the vertegenwoordiger today, without those that the coordinator does not see (P11)."""
    calls = CallTask.objects.open_on(day).filter(for_office=SignalledBy.REPRESENTATIVE)
    return calls.exclude(kind=CallKind.PLEASE_CALL)


def may_take_over(day: date) -> Any:
    """Of those, what the coordinator may take over, the longest waiting first.

    Not when the person chose who may call, or when the coordinator has the same call to make.
    """
    twin = CallTask.objects.filter(
        volunteer=OuterRef("volunteer"), kind=OuterRef("kind"), for_office=SignalledBy.COORDINATOR, done_on=None
    )
    free = Q(rest=None) | Q(rest__may_call__in=("", MayCall.COORDINATOR))
    return open_for_representative(day).filter(free, ~Exists(twin), kind__in=MAY_MOVE).order_by("due_on", "pk")


def _waiting(day: date) -> int:
    (number,) = FOR_REPRESENTATIVE.rows(day=day)
    return int(number)


FOR_REPRESENTATIVE = Prepared(lambda day: number_of(open_for_representative(day)), day=date)


def is_much(number: int) -> bool:
    """More calls than one volunteer should carry."""
    return number > settings.MANY_CALLS


def representative_away(actor: Actor, day: date) -> WorkSection:
    """The coordinator names who stands in when the vertegenwoordiger cannot; it tells nothing of why (Q13)."""
    section = WorkSection("representative_away", "Waarneming", [], order=6)
    if not actor.is_coordinator:
        return section
    for office in offices_without_anybody(day):
        section.rows.append(
            WorkRow(
                title="De vertegenwoordiger is even afwezig",
                line="Kies wie waarneemt.",
                action_label="Kies wie waarneemt",
                action_url=_where(office, day),
            )
        )
    return section


def _where(office: Office, day: date) -> str:
    running = Absence.objects.running_on(day).filter(office=office).first()
    if running is not None:
        return address("accounts:absence_change", running.pk)
    return address("accounts:absence_add", office.pk)


def representative_load(actor: Actor, day: date) -> WorkSection:
    """'De vertegenwoordiger heeft veel te bellen': for the coordinator to help, for the vertegenwoordiger to know."""
    section = WorkSection("representative_load", "Samen bellen", [], order=41)
    count = _waiting(day)
    if not is_much(count):
        return section
    if actor.is_coordinator:
        row = WorkRow(
            title="De vertegenwoordiger heeft veel te bellen",
            line=f"{count} mensen. Neem er enkele over.",
            action_label="Kies wie jij belt",
            action_url=reverse("volunteers:call_help"),
        )
    else:
        row = WorkRow(
            title="Je hebt veel te bellen",
            line=f"{count} mensen. De coördinator ziet dit ook en kan er enkele overnemen.",
        )
    section.rows.append(row)
    return section


def load_tile(day: date) -> list[Tile]:
    """A small figure beside 'Vandaag': how many calls wait for the vertegenwoordiger."""
    count = _waiting(day)
    return [Tile(str(count), "te bellen door de vertegenwoordiger")] if count else []


def call_rows(day: date) -> list[WorkRow]:
    """One row and one tap for each call that can be taken over."""
    return [
        WorkRow(
            title=call.volunteer.full_name,
            line=f"{call.get_kind_display().capitalize()}, {_since(call, day)}.",
            action_label="Neem over",
            action_url=address("volunteers:call_take_over", call.pk),
            method="post",
        )
        for call in may_take_over(day)
    ]


def _since(call: CallTask, day: date) -> str:
    return "vandaag" if call.due_on == day else f"sinds {clock.say_day(call.due_on)}"
