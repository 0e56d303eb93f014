"""Contact points and groups: opened, kept up to date, and moved from state to state (3.3, R131-R137, A11)."""

from datetime import date
from typing import Any

from django.db import transaction

from contactgroups import checks, rules
from contactgroups.models import ContactGroup, GroupRole, Meeting, MeetingSeries, TurnQuestion
from contactgroups.periods import begin_period
from contactgroups.services.locks import lock_group
from contactgroups.services.meetings import generate_meetings
from contactgroups.services.roles import give_group_role
from contactgroups.states import GroupRoleKind, GroupState, MeetingState, QuestionState
from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.search import search_form
from partners.models import Agreement, Municipality, Partner
from volunteers.models import Volunteer

ON_BREAK_TEXT = "We nemen pauze tot en met {day}."
STOPPED_TEXT = "Deze groep is gestopt. Je bent welkom in een andere groep."
TOGETHER = frozenset({GroupState.STARTING, GroupState.STOPPED})  # coordinator with the vertegenwoordiger
CHANGEABLE = frozenset({"name", "mode", "place", "supporting_partner", "agreement", "public_text"})


@transaction.atomic
def open_group(
    *,
    by: Actor,
    name: str,
    municipality: Municipality | None,
    contact: Volunteer,
    agreement: Agreement,
    supporting_partner: Partner | None = None,
    mode: str = "on_site",
    place: str = "",
    on: date | None = None,
) -> ContactGroup:
    """Open a contact point: a municipality, somebody to reach, an agreement that runs or waits for approval (R132).

    An online weekend series has no municipality (Q35).
    """
    day = on or clock.today()
    if mode == "on_site" and municipality is None:
        raise Refused("Kies een gemeente.", field="municipality")
    if agreement.state_on(clock.today()) not in checks.OPENING_STATES:
        raise Refused("Kies een overeenkomst die getekend is of in goedkeuring.", field="agreement")
    _refuse_double_name(name)
    group = ContactGroup.objects.create(
        name=name,
        search_name=search_form(f"{name} {municipality.name if municipality else ''}")[:120],
        municipality=municipality,
        state_since=day,
        mode=mode,
        place=place,
        supporting_partner=supporting_partner or agreement.partner,
        agreement=agreement,
    )
    begin_period(group, day)
    try:
        give_group_role(
            by=by, group=group, volunteer=contact, kind=GroupRoleKind.ORGANISER, from_on=day, public_contact=True
        )
    except Refused as refusal:
        raise Refused(*refusal.sentences, field="contact") from refusal
    return group


@transaction.atomic
def change_group(*, by: Actor, group: ContactGroup, **changes: Any) -> ContactGroup:
    """Keep the data of a group up to date: name, place, mode, partner, agreement, public text (P36).

    An agreement takes away the mark 'overeenkomst nog te registreren' of an imported group (Q20).
    """
    group = lock_group(group.pk)
    unknown = set(changes) - CHANGEABLE
    if unknown:
        raise TypeError(f"unknown field: {sorted(unknown)}")
    if not rules.may_run_groups(by) and set(changes) - {"place", "public_text"}:
        raise Refused("Dit past de coördinator aan.")
    if changes.get("name", group.name) != group.name:
        _refuse_double_name(changes["name"])
        town = group.municipality.name if group.municipality else ""
        changes["search_name"] = search_form(f"{changes['name']} {town}")[:120]
    for field, value in changes.items():
        setattr(group, field, value)
    if group.agreement_id:
        group.agreement_to_register = False
    group.save(update_fields=[*changes, "agreement_to_register"])
    if "place" in changes:
        coming = Meeting.objects.filter(group=group, series__place="").coming(clock.now())
        coming.order_by().update(place=group.place)
    return group


@transaction.atomic
def move_group(
    *,
    by: Actor,
    group: ContactGroup,
    to: GroupState,
    on: date | None = None,
    agreed_together: bool = False,
    break_until: date | None = None,
) -> ContactGroup:
    """Move a group to another state, with everything that follows from it (3.3).

    `agreed_together`: decided with the vertegenwoordiger, needed to start and to stop. `break_until`: last day of a
    break. Twice the same is once.
    """
    group = lock_group(group.pk)
    day = on or clock.today()
    if group.state == to:
        return group
    _refuse_move(by, group, to, day, agreed_together=agreed_together, break_until=break_until)
    if group.state == GroupState.ON_BREAK:
        _call_on_again(group)
    group.state, group.state_since = to, day
    group.break_until = break_until if to == GroupState.ON_BREAK else None
    if to == GroupState.ACTIVE and group.started_on is None:
        group.started_on = day
    group.save(update_fields=["state", "state_since", "break_until", "started_on"])
    begin_period(group, day)
    if to == GroupState.ACTIVE:
        generate_meetings(day=clock.today(), groups=[group])
    elif to == GroupState.ON_BREAK and break_until:
        _call_off(group, day, break_until, ON_BREAK_TEXT.format(day=clock.say_day(break_until)))
    elif to == GroupState.STOPPED:
        _wind_up(group, day)
    return group


def _refuse_move(
    by: Actor, group: ContactGroup, to: GroupState, day: date, *, agreed_together: bool, break_until: date | None
) -> None:
    pausing = group.state == GroupState.ACTIVE and to == GroupState.ON_BREAK
    if not rules.may_run_groups(by) and not (pausing and rules.is_organiser(by, group)):
        raise Refused("Dit beslist de coördinator.")
    if pausing and (break_until is None or break_until < day):
        raise Refused("Kies tot en met welke dag de pauze duurt.", field="break_until")
    reasons = checks.why_not_move(group, to, day)
    if to in TOGETHER and not agreed_together:
        reasons.append("Bespreek dit eerst met de vertegenwoordiger.")
    if reasons:
        raise Refused(*reasons)


def _call_off(group: ContactGroup, first: date, last: date, text: str) -> None:
    after = date.fromordinal(last.toordinal() + 1)
    start = max(clock.start_of(first), clock.now())
    _cancel(Meeting.objects.filter(group=group, starts_at__lt=clock.start_of(after)).coming(start), text)


def _call_on_again(group: ContactGroup) -> None:
    """A break that ends before its last day: what it called off goes on."""
    text = ON_BREAK_TEXT.format(day=clock.say_day(group.break_until)) if group.break_until else ""
    ahead = Meeting.objects.filter(group=group, state=MeetingState.CANCELLED, starts_at__gte=clock.now())
    ahead.filter(cancel_text=text).exclude(cancel_text="").update(
        state=MeetingState.PLANNED, cancelled_at=None, cancel_text=""
    )


def _cancel(meetings: Any, text: str) -> None:
    pks = list(meetings.order_by("pk").values_list("pk", flat=True))
    TurnQuestion.objects.filter(turn__meeting__in=pks, state=QuestionState.OPEN).update(
        state=QuestionState.WITHDRAWN, answered_at=clock.now()
    )
    Meeting.objects.filter(pk__in=pks).update(state=MeetingState.CANCELLED, cancelled_at=clock.now(), cancel_text=text)


def _wind_up(group: ContactGroup, day: date) -> None:
    """A group that stops: no meetings, no series, no roles from that day on."""
    _cancel(Meeting.objects.filter(group=group).coming(max(clock.start_of(day), clock.now())), STOPPED_TEXT)
    MeetingSeries.objects.filter(group=group, from_on__gt=day).delete()
    MeetingSeries.objects.filter(group=group, until_on=None).update(until_on=day)
    GroupRole.objects.filter(group=group, from_on__gt=day).delete()
    GroupRole.objects.filter(group=group, until_on=None).update(until_on=day, public_contact=False)


def end_breaks(*, day: date, dry_run: bool = False) -> int:
    """Groups whose break is over meet again; returns how many."""
    over = ContactGroup.objects.filter(state=GroupState.ON_BREAK, break_until__lt=day)
    if dry_run:
        return over.count()
    return over.update(state=GroupState.ACTIVE, state_since=day, break_until=None)


def _refuse_double_name(name: str) -> None:
    if ContactGroup.objects.filter(name__iexact=name).exists():
        raise Refused("Er is al een groep met deze naam.", field="name")
