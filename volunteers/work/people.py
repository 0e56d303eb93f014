"""What the people of the pool put on 'Vandaag' and on the page of the vertegenwoordiger (6.1, 6.2)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, When, Window
from django.urls import reverse

from oev import clock
from oev.accounts.actor import Actor, Hat
from oev.registry import WorkRow, WorkSection
from volunteers.checks import records_of
from volunteers.emails import holders, lapse_letters_wait, offered_lately
from volunteers.kinds import CallKind, CallWish, Presence, SignalledBy
from volunteers.models import (
    CallTask,
    Contact,
    IntervisionAttendance,
    IntervisionSession,
    Proposal,
    Rest,
    ReturnTalk,
    StandingSpan,
    Volunteer,
)
from volunteers.querysets import FactQuerySet
from volunteers.spans import facts_of
from volunteers.standing import Need, NeedKind, ReturnRecords, needs_sentence, standing_on, still_needed
from volunteers.states import RestKind, Status

NEAR_LIMIT_DAYS = 31
LONG_DAYS = 90
ANSWER_DAYS = 7  # after which the coordinator is asked to plan a talk of three
SHOWN = 10
MANY = 20
TODAY_FIRST = Case(When(wish=CallWish.TODAY, then=0), default=1)
# A call after which a contact is recorded; the others are closed with a date.
CONTACT_CALLS = frozenset({CallKind.LAPSE, CallKind.WELCOME_BACK, CallKind.ASKED_BACK, CallKind.STAY_IN_TOUCH})


def _staff(actor: Actor) -> bool:
    return actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE)


def first_of(rows: QuerySet[Any], most: int) -> tuple[list[Any], int | None]:
    """The first rows, and the number of all when there are more, in one query whatever their number."""
    found = list(rows.annotate(of_all=Window(Count("*")))[:most])
    total = found[0].of_all if found else 0
    return found, total if total > most else None


def _page(volunteer_id: int) -> str:
    return reverse("volunteers:volunteer_detail", args=[volunteer_id])


def people_to_call(actor: Actor, day: date) -> WorkSection:
    """'Mensen om te bellen': calls of the actor's office that are due, the longest waiting first."""
    calls = CallTask.objects.visible_to(actor).open_on(day).filter(_for_me(actor, day))
    talk = ReturnTalk.objects.filter(volunteer=OuterRef("volunteer"), closed_at=None)
    calls = calls.annotate(talk_id=Subquery(talk.values("pk")[:1]))
    first, total = first_of(calls.order_by(TODAY_FIRST, "due_on", "pk"), MANY)
    rows = [_call_row(call, day) for call in first]
    return WorkSection("calls", "Mensen om te bellen", rows, "Niemand wacht op je. Fijn.", order=40, total=total)


def _for_me(actor: Actor, day: date) -> Q:
    """Calls of the own office, and those about the only holder of the other one, who does not call himself (Q13)."""
    mine = Q(for_office=actor.hat.value)
    if not _staff(actor):
        return mine
    other = SignalledBy.REPRESENTATIVE if actor.is_coordinator else SignalledBy.COORDINATOR
    alone = holders(other, day)
    return mine | Q(for_office=other, volunteer__user_id=alone[0]) if len(alone) == 1 else mine


def _call_row(call: CallTask, day: date) -> WorkRow:
    since = "vandaag" if call.due_on == day else f"sinds {clock.say_day(call.due_on)}"
    kind = CallKind(call.kind)
    contact = kind in CONTACT_CALLS
    if kind is CallKind.TALK_OF_THREE:
        return _plan_row(call, since)
    if kind is CallKind.PLEASE_CALL:
        return _wish_row(call, day)
    return WorkRow(
        title=call.volunteer.full_name,
        line=f"{kind.label.capitalize()}, {since}." + (f" {call.volunteer.phone}" if call.volunteer.phone else ""),
        action_label="Noteer contact" if contact else "Bekijk",
        action_url=reverse("volunteers:volunteer_contact", args=[call.volunteer_id])
        if contact
        else _page(call.volunteer_id),
        second_label="Ik heb gebeld",
        second_url=reverse("volunteers:call_close", args=[call.pk]),
        second_method="post",
    )


def _wish_row(call: CallTask, day: date) -> WorkRow:
    """'Wil even praten': call, and 'Opgevolgd'; how long somebody waits stands there (6.2, P11)."""
    asked = call.created_at.astimezone(clock.BRUSSELS)
    waits = f"om {clock.say_hour(asked)}" if asked.date() == day else f"op {clock.say_weekday(asked.date())}"
    when = f", liefst {call.get_wish_display()}" if call.wish else ""
    tel = "".join(call.volunteer.phone.split())
    return WorkRow(
        title=call.volunteer.full_name,
        line=f"Wil even praten{when}. Gevraagd {waits}. {call.volunteer.phone}".strip(),
        tag="vandaag" if call.wish == CallWish.TODAY else "",
        tag_kind="zon",
        action_label="Bel" if tel else "Bekijk",
        action_url=f"tel:{tel}" if tel else _page(call.volunteer_id),
        second_label="Opgevolgd",
        second_url=reverse("volunteers:call_close", args=[call.pk]),
        second_method="post",
    )


def _plan_row(call: CallTask, since: str) -> WorkRow:
    talk = call.talk_id  # type: ignore[attr-defined]
    return WorkRow(
        title=call.volunteer.full_name,
        line=f"Gesprek met drie, gevraagd {since}.",
        action_label="Plan",
        action_url=reverse("volunteers:return_talk", args=[talk]) if talk else _page(call.volunteer_id),
    )


def running_out(actor: Actor, day: date) -> WorkSection:
    """'Loopt af': people whose year without intervisie is over within a month, the first one first."""
    spans: QuerySet[StandingSpan] = StandingSpan.objects.none()
    if _staff(actor):
        spans = StandingSpan.objects.on(day).filter(
            status=Status.ACTIVE, last_day__lte=day + timedelta(days=NEAR_LIMIT_DAYS)
        ).exclude(volunteer__user_id=actor.user_id)
    near, total = first_of(spans.select_related("volunteer").order_by("last_day", "volunteer__search_name"), MANY)
    rows = [
        WorkRow(
            title=span.volunteer.full_name,
            line=f"Zonder nieuwe intervisie oproepbaar tot en met {clock.say_day(span.last_day)}.",
            action_label="Bekijk",
            action_url=_page(span.volunteer_id),
        )
        for span in near
        if span.last_day is not None
    ]
    return WorkSection("near_limit", "Loopt af: intervisie", rows, order=55, total=total)


def open_lists(actor: Actor, day: date) -> WorkSection:
    """'Lijsten nog open': held sessions whose list is not closed; letters may wait for them (Q40)."""
    section = WorkSection("open_lists", "Lijsten nog open", [], order=45)
    if not _staff(actor):
        return section
    waiting = _letters_waiting(day)
    for session in IntervisionSession.objects.list_open(clock.now()):
        section.rows.append(
            WorkRow(
                title=f"Intervisie van {clock.say_weekday(session.day)}",
                line="Vul in wie er was en sluit de lijst." + (f" {waiting}" if waiting else ""),
                action_label="Vul in",
                action_url=reverse("volunteers:attendance_edit", args=[session.pk]),
            )
        )
    if actor.is_coordinator and not section.rows and _nothing_offered(day):
        section.rows.append(
            WorkRow(
                title="De laatste drie maanden was er geen intervisie",
                line=f"Plan er een. {waiting}".strip(),
                action_label="Plan",
                action_url=reverse("volunteers:session_plan"),
            )
        )
    return section


def _nothing_offered(day: date) -> bool:
    """No session for three months and none to come, while somebody's year runs (Q40)."""
    sessions = IntervisionSession.objects.coming(clock.now()).filter(counts_for_activity=True)
    years = StandingSpan.objects.on(day).filter(status__in=(Status.ACTIVE, Status.INACTIVE))
    return not offered_lately(day) and not sessions.exists() and years.exists()


def _letters_waiting(day: date) -> str:
    """'2 brieven wachten hierop.' when letters about a lapse are held back."""
    if not lapse_letters_wait(day):
        return ""
    lapsed = StandingSpan.objects.on(day).filter(status=Status.INACTIVE).values("volunteer_id")
    count = CallTask.objects.filter(kind=CallKind.LAPSE, volunteer__in=lapsed).values("volunteer_id").distinct().count()
    if not count:
        return ""
    return "1 brief wacht hierop." if count == 1 else f"{count} brieven wachten hierop."


def returns(actor: Actor, day: date) -> WorkSection:
    """Who can be made callable again, or waits for the agreement of the vertegenwoordiger (Q11, 6.2)."""
    section = WorkSection("returns", "Terug oproepbaar", [], order=35)
    if not _staff(actor):
        return section
    open_talks = ReturnTalk.objects.filter(closed_at=None)
    back = Exists(_seen_again()) | Exists(open_talks.filter(volunteer=OuterRef("pk")))
    named = {person.pk: person for person in Volunteer.objects.of_others(actor).filter(back)}
    facts, records = facts_of(list(named)), records_of(list(named))
    talks = {talk.volunteer_id: talk for talk in open_talks.filter(volunteer__in=named)}
    silent = without_answer(list(named), day) if actor.is_coordinator else set()
    for pk, person in named.items():
        needs = still_needed(facts[pk], day, records[pk])
        seen = standing_on(facts[pk], day).last_intervision
        row = _talk_row(person, talks[pk], actor) if pk in talks else None
        row = row or _return_row(person, needs, records[pk], seen, actor, pk in silent)
        section.rows.extend([row] if row else [])
    total = len(section.rows) if len(section.rows) > MANY else None
    return replace(section, rows=section.rows[:MANY], total=total)


def _seen_again() -> FactQuerySet:
    """Rests that only a return ends and whose person came to an intervisie since: without it there is nothing to do.

    After slapend and then a pause the intervisie may lie before the pause (Q11), so of a pause everybody is looked at.
    """
    came = IntervisionAttendance.objects.standing().filter(
        volunteer=OuterRef("volunteer"), presence=Presence.ATTENDED, counts=True, day__gt=OuterRef("from_on")
    )
    running: FactQuerySet = Rest.objects.standing().filter(volunteer=OuterRef("pk"), until_on=None, needs_return=True)
    return running.filter(~Q(kind=RestKind.SLEEP) | Exists(came))


def without_answer(ids: list[int], day: date) -> set[int]:
    """Whose agreement is asked since a week or longer: what the vertegenwoordiger leaves open is no veto (R067).

    It is asked from the moment on which intervisie and contact of the coordinator were both written down.
    """
    slept = Rest.objects.standing().filter(volunteer=OuterRef("volunteer"), kind=RestKind.SLEEP)
    start = slept.order_by("-from_on").values("from_on")[:1]
    came = IntervisionAttendance.objects.standing().filter(presence=Presence.ATTENDED, counts=True)
    spoke = Contact.objects.standing().filter(hat=Hat.COORDINATOR.value)
    seen = _first_recorded(came.filter(volunteer__in=ids, day__gt=Subquery(start)))
    heard = _first_recorded(spoke.filter(volunteer__in=ids, on_day__gte=Subquery(start)))
    limit = clock.start_of(day - timedelta(days=ANSWER_DAYS - 1))
    return {pk for pk, moment in seen.items() if pk in heard and max(moment, heard[pk]) < limit}


def _first_recorded(rows: Any) -> dict[int, datetime]:
    return dict(rows.values("volunteer_id").annotate(first=Min("recorded_at")).values_list("volunteer_id", "first"))


def _talk_row(person: Volunteer, talk: ReturnTalk, actor: Actor) -> WorkRow | None:
    """A planned talk of three, and afterwards the question how the three go on; planning it is a call."""
    if talk.starts_at is None:
        return None
    over = talk.starts_at <= clock.now()
    day = clock.say_moment(talk.starts_at)
    return WorkRow(
        title=person.full_name,
        line="Gesprek met drie gehad? Noteer hoe jullie verdergaan." if over else f"Gesprek met drie: {day}.",
        action_label="Noteer" if over else "Bekijk",
        action_url=reverse("volunteers:return_talk", args=[talk.pk]),
    )


def _return_row(
    person: Volunteer,
    needs: tuple[Need, ...],
    records: ReturnRecords,
    seen: date | None,
    actor: Actor,
    is_silent: bool,
) -> WorkRow | None:
    if any(need.talk for need in needs):
        return None
    kinds = {need.kind for need in needs}
    if not kinds:
        line, label = "Alles is rond.", "Weer oproepbaar maken"
    elif kinds == {NeedKind.AGREEMENT} and actor.is_representative and seen and records.contact_on:
        day, month = _short(seen), _short(records.contact_on)
        line, label = f"Wil terug oproepbaar zijn. Intervisie: {day}. Gesprek coördinator: {month}.", "Bekijk"
    elif kinds == {NeedKind.AGREEMENT} and is_silent:
        line, label = "De vertegenwoordiger antwoordde nog niet. Plan een gesprek met drie.", "Bekijk"
    elif NeedKind.INTERVISION not in kinds and actor.is_coordinator:
        line, label = needs_sentence(needs), "Bekijk"
    else:
        return None
    where = reverse("volunteers:volunteer_return", args=[person.pk])
    return WorkRow(title=person.full_name, line=line, action_label=label, action_url=where)


def _short(day: date) -> str:
    return f"{day.day} {clock.MONTHS[day.month - 1]}"


def second_voice(actor: Actor, day: date) -> WorkSection:
    """'Samen beslissen': what the other office proposed and this one confirms (Q41, Q46)."""
    waiting = Proposal.objects.visible_to(actor).waiting().exclude(office=actor.hat.value)
    rows = [
        WorkRow(
            title=one.volunteer.full_name,
            line=f"{one.get_kind_display().capitalize()}: voorgesteld op {clock.say_day(_local(one))}. Kijk mee.",
            action_label="Bekijk",
            action_url=_page(one.volunteer_id),
        )
        for one in waiting
    ]
    return WorkSection("second_voice", "Samen beslissen", rows, order=38)


def _local(proposal: Proposal) -> date:
    return proposal.made_at.astimezone(clock.BRUSSELS).date()


def long_unheard(actor: Actor, day: date) -> WorkSection:
    """'Lang niet gehoord': for the vertegenwoordiger, whoever was not spoken for three months, the longest first (6.2).

    Who pauses is left in peace.
    """
    section = WorkSection("long_unheard", "Lang niet gehoord", [], "Niemand wacht op je. Fijn.", order=60)
    if not actor.is_representative:
        return section
    here = Volunteer.objects.visible_to(actor).of_others(actor).standing_as(day, Status.ACTIVE, Status.INACTIVE, Status.SLEEPING)
    long = here.with_last_contact().filter(
        Q(last_contact_on=None) | Q(last_contact_on__lt=day - timedelta(days=LONG_DAYS))
    )
    section_rows = long.order_by(F("last_contact_on").asc(nulls_first=True), "search_name")
    section.rows.extend(_unheard_row(person, day) for person in section_rows[:SHOWN])
    return WorkSection(section.key, section.title, section.rows, section.empty, section.order, total=long.count())


def _unheard_row(person: Volunteer, day: date) -> WorkRow:
    last: date | None = person.last_contact_on  # type: ignore[attr-defined]
    heard = f"Laatste contact: {(day - last).days // 7} weken geleden." if last else "Nog geen contact genoteerd."
    tel = "".join(person.phone.split())
    return WorkRow(
        title=person.full_name,
        line=heard + (f" {person.phone}" if person.phone else ""),
        action_label="Bel" if tel else "Bekijk",
        action_url=f"tel:{tel}" if tel else _page(person.pk),
        second_label="Ik heb gebeld",
        second_url=reverse("volunteers:volunteer_called", args=[person.pk]),
        second_method="post",
    )
