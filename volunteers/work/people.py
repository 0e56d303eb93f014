"""What the people of the pool put on 'Vandaag' and on the page of the vertegenwoordiger (6.1, 6.2)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.urls import reverse

from oev import clock
from oev.accounts.actor import Actor, Hat
from oev.links import address
from oev.prepared import Prepared, any_of
from oev.registry import WorkRow, WorkSection
from oev.worklist import counted, first_of, opened_by
from volunteers.emails import holders, lapse_letters_wait, offered_lately
from volunteers.kinds import CallKind, CallWish, SignalledBy
from volunteers.models import (
    CallTask,
    Contact,
    Engagement,
    IntervisionSession,
    Proposal,
    ReturnTalk,
    StandingSpan,
    Volunteer,
)
from volunteers.states import Status

NEAR_LIMIT_DAYS = 31
LONG_DAYS = 90
SHOWN = 10
MANY = 20
NOBODY = 0
TODAY_FIRST = Case(When(wish=CallWish.TODAY, then=0), default=1)
# A call after which a contact is recorded; the others are closed with a date.
CONTACT_CALLS = frozenset({CallKind.LAPSE, CallKind.WELCOME_BACK, CallKind.ASKED_BACK, CallKind.STAY_IN_TOUCH})


def _staff(actor: Actor) -> bool:
    return actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE)


def _page(volunteer_id: int) -> str:
    return address("volunteers:volunteer_detail", volunteer_id)


@opened_by(lambda when: CallTask.objects.open_on(when.day))
def people_to_call(actor: Actor, day: date) -> WorkSection:
    """'Mensen om te bellen': calls of the actor's office that are due, the longest waiting first."""
    first, total = first_of(CALLS.rows(actor=actor, day=day, alone=_alone(actor, day)), MANY)
    rows = [_call_row(call, day) for call in first]
    return WorkSection("calls", "Mensen om te bellen", rows, "Niemand wacht op je. Fijn.", order=40, total=total)


def _calls(actor: Actor, day: date, alone: int) -> QuerySet[CallTask]:
    talk = ReturnTalk.objects.filter(volunteer=OuterRef("volunteer"), closed_at=None)
    calls = CallTask.objects.visible_to(actor).open_on(day).filter(_of_office(actor, alone))
    return counted(
        calls.annotate(talk_id=Subquery(talk.values("pk")[:1])).order_by(TODAY_FIRST, "due_on", "pk"), MANY
    )  # fmt: skip


CALLS = Prepared(_calls, some=True, actor=Actor, day=date, alone=int)


def for_me(actor: Actor, day: date) -> Q:
    """Calls of the own office, and those about the only holder of the other one, who does not call himself (Q13)."""
    return _of_office(actor, _alone(actor, day))


def _of_office(actor: Actor, alone: int) -> Q:
    mine = Q(for_office=actor.hat.value)
    return mine | Q(for_office=_other(actor), volunteer__user_id=alone) if _staff(actor) else mine


def _alone(actor: Actor, day: date) -> int:
    """The user who does the other office alone; one that nobody has when there are more, or none."""
    others = holders(_other(actor), day) if _staff(actor) else []
    return others[0] if len(others) == 1 else NOBODY


def _other(actor: Actor) -> SignalledBy:
    return SignalledBy.REPRESENTATIVE if actor.is_coordinator else SignalledBy.COORDINATOR


def _call_row(call: CallTask, day: date) -> WorkRow:
    since = "vandaag" if call.due_on == day else f"sinds {clock.say_day(call.due_on)}"
    kind = CallKind(call.kind)
    contact = kind in CONTACT_CALLS
    if kind is CallKind.TALK_OF_THREE:
        return _plan_row(call, since)
    if kind is CallKind.PLEASE_CALL:
        return _wish_row(call, day)
    if kind is CallKind.ERASE:
        return _erase_row(call, since)
    return WorkRow(
        title=call.volunteer.full_name,
        line=f"{kind.label.capitalize()}, {since}." + (f" {call.volunteer.phone}" if call.volunteer.phone else ""),
        action_label="Noteer contact" if contact else "Bekijk",
        action_url=address("volunteers:volunteer_contact", call.volunteer_id) if contact else _page(call.volunteer_id),
        second_label="Ik heb gebeld",
        second_url=address("volunteers:call_close", call.pk),
        second_method="post",
    )


def _erase_row(call: CallTask, since: str) -> WorkRow:
    return WorkRow(
        title=call.volunteer.full_name,
        line=f"Vraagt om de gegevens te wissen, {since}.",
        action_label="Wis",
        action_url=address("volunteers:volunteer_erase", call.volunteer_id),
        second_label="Bekijk",
        second_url=_page(call.volunteer_id),
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
        second_url=address("volunteers:call_close", call.pk),
        second_method="post",
    )


def _plan_row(call: CallTask, since: str) -> WorkRow:
    talk = call.talk_id  # type: ignore[attr-defined]
    return WorkRow(
        title=call.volunteer.full_name,
        line=f"Gesprek met drie, gevraagd {since}.",
        action_label="Plan",
        action_url=address("volunteers:return_talk", talk) if talk else _page(call.volunteer_id),
    )


def running_out(actor: Actor, day: date) -> WorkSection:
    """'Loopt af': people whose year without intervisie is over within a month, the first one first."""
    near, total = first_of(NEAR.rows(user_id=actor.user_id, day=day) if _staff(actor) else (), MANY)
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


def _near(user_id: int, day: date) -> QuerySet[StandingSpan]:
    soon = day + timedelta(days=NEAR_LIMIT_DAYS)
    spans = StandingSpan.objects.on(day).filter(status=Status.ACTIVE, last_day__gte=day, last_day__lte=soon)
    others = spans.exclude(volunteer__user_id=user_id).select_related("volunteer")
    return counted(others.order_by("last_day", "volunteer__search_name"), MANY)


NEAR = Prepared(_near, user_id=int, day=date)


def open_lists(actor: Actor, day: date) -> WorkSection:
    """'Lijsten nog open': held sessions whose list is not closed; letters may wait for them (Q40)."""
    section = WorkSection("open_lists", "Lijsten nog open", [], order=45)
    if not _staff(actor):
        return section
    open_now = OPEN_LISTS.rows(now=clock.now())
    none_offered = not open_now and actor.is_coordinator and _nothing_offered(day)
    waiting = _letters_waiting(day) if open_now or none_offered else ""
    for session in open_now:
        section.rows.append(
            WorkRow(
                title=f"Intervisie van {clock.say_weekday(session.day)}",
                line="Vul in wie er was en sluit de lijst." + (f" {waiting}" if waiting else ""),
                action_label="Vul in",
                action_url=address("volunteers:attendance_edit", session.pk),
            )
        )
    if none_offered:
        section.rows.append(
            WorkRow(
                title="De laatste drie maanden was er geen intervisie",
                line=f"Plan er een. {waiting}".strip(),
                action_label="Plan",
                action_url=reverse("volunteers:session_plan"),
            )
        )
    return section


OPEN_LISTS = Prepared(IntervisionSession.objects.list_open, now=datetime)


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


@opened_by(lambda when: Proposal.objects.waiting())
def second_voice(actor: Actor, day: date) -> WorkSection:
    """'Samen beslissen': what the other office proposed and this one confirms (Q41, Q46)."""
    rows = [
        WorkRow(
            title=one.volunteer.full_name,
            line=f"{one.get_kind_display().capitalize()}: voorgesteld op {clock.say_day(_local(one))}. Kijk mee.",
            action_label="Bekijk",
            action_url=_page(one.volunteer_id),
        )
        for one in PROPOSALS.rows(actor=actor)
    ]
    return WorkSection("second_voice", "Samen beslissen", rows, order=38)


PROPOSALS = Prepared(
    lambda actor: Proposal.objects.visible_to(actor).waiting().exclude(office=actor.hat.value), actor=Actor
)


def _local(proposal: Proposal) -> date:
    return proposal.made_at.astimezone(clock.BRUSSELS).date()


def long_unheard(actor: Actor, day: date) -> WorkSection:
    """'Lang niet gehoord': for the vertegenwoordiger, whoever was not spoken for three months, the longest first (6.2).

    Of whom no contact was ever noted comes first. Who pauses is left in peace, who is new is not there yet.
    """
    section = WorkSection("long_unheard", "Lang niet gehoord", [], "Niemand wacht op je. Fijn.", order=60)
    if not actor.is_representative:
        return section
    found, total = first_of(UNHEARD.rows(user_id=actor.user_id, day=day), SHOWN)
    people = {person.pk: person for person in PEOPLE.rows(ids=[one["volunteer_id"] for one in found])} if found else {}
    rows = [_unheard_row(people[one["volunteer_id"]], one["last_on"], day) for one in found]
    return WorkSection(section.key, section.title, rows, section.empty, section.order, total=total or len(rows))


def _unheard(user_id: int, day: date) -> QuerySet[StandingSpan, Any]:
    """Whoever is here for three months and was not spoken in them, by key: of everybody, names would weigh."""
    since, of_this = day - timedelta(days=LONG_DAYS), {"volunteer": OuterRef("volunteer")}
    contacts = Contact.objects.standing().filter(**of_this)
    new = Engagement.objects.standing().filter(**of_this, candidate_on__gt=since)
    here = StandingSpan.objects.on(day).filter(status__in=(Status.ACTIVE, Status.INACTIVE, Status.SLEEPING))
    others = here.exclude(volunteer__in=Volunteer.objects.filter(user=user_id).order_by().values("pk"))
    unheard = others.filter(~Exists(new), ~Exists(contacts.filter(on_day__gte=since)))
    last_on = Subquery(contacts.order_by("-on_day").values("on_day")[:1])
    longest_first = unheard.annotate(last_on=last_on).order_by(F("last_on").asc(nulls_first=True), "volunteer_id")
    return counted(longest_first.values("volunteer_id", "last_on"), SHOWN)


UNHEARD = Prepared(_unheard, user_id=int, day=date)
PEOPLE = Prepared(lambda ids: Volunteer.objects.filter(any_of("pk", ids)), ids=list)


def _unheard_row(person: Volunteer, last: date | None, day: date) -> WorkRow:
    heard = f"Laatste contact: {(day - last).days // 7} weken geleden." if last else "Nog geen contact genoteerd."
    tel = "".join(person.phone.split())
    return WorkRow(
        title=person.full_name,
        line=heard + (f" {person.phone}" if person.phone else ""),
        action_label="Bel" if tel else "Bekijk",
        action_url=f"tel:{tel}" if tel else _page(person.pk),
        second_label="Ik heb gebeld",
        second_url=address("volunteers:volunteer_called", person.pk),
        second_method="post",
    )
