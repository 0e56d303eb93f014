"""People to call: a date, never what was said (R062, R064, P11, Q47)."""

from datetime import date

from django.db import transaction
from django.db.models import F

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.outbox.services import let_leave_now, post_letter
from volunteers import checks, rules
from volunteers.emails import holders, post_lapse_letter
from volunteers.kinds import CallKind, CallWish, SignalledBy
from volunteers.models import CallTask, SupportAsked, Volunteer
from volunteers.services.follow_up import open_call
from volunteers.services.newcomers import open_next_newcomer_call
from volunteers.services.standing_change import lock_person


@transaction.atomic
def close_call(*, by: Actor, task: CallTask, on: date) -> None:
    """'Ik heb gebeld', 'Opgevolgd': the call is done, with a date. Twice is once.

    It is no contact in the sense of R043: that is `record_contact`. A letter that waited for the call
    leaves (Q40, Q41).
    """
    checks.require(rules.may_see_calls(by), checks.ONLY_STAFF)
    checks.require_past(on)
    lock_person(task.volunteer_id)
    task = CallTask.objects.get(pk=task.pk)
    if task.kind == CallKind.PLEASE_CALL and not by.is_representative:
        raise Refused(checks.ONLY_REPRESENTATIVE)
    if task.done_on is not None:
        return
    task.done_on, task.done_by_id = on, by.user_id
    task.save(update_fields=["done_on", "done_by"])
    open_next_newcomer_call(task)
    if task.kind == CallKind.LAPSE:
        post_lapse_letter(task)
    if task.kind == CallKind.TALK and task.rest is not None and task.rest.talked_on is None:
        task.rest.talked_on = on
        task.rest.save(update_fields=["talked_on"])
        let_leave_now("rest", task.rest.pk)


@transaction.atomic
def take_over_call(*, by: Actor, task: CallTask) -> CallTask:
    """The coordinator makes a call that waited for the vertegenwoordiger (Q43). Twice is once.

    It stays the same call: a letter that waits for it, and the talk of a rest, wait for it still. What somebody asked
    of the vertegenwoordiger, what both do in their own voice, and what the person chose stays (P11, R067).
    """
    return _move_call(by, task, SignalledBy.COORDINATOR)


@transaction.atomic
def give_back_call(*, by: Actor, task: CallTask) -> CallTask:
    """The vertegenwoordiger makes it after all. Twice is once."""
    return _move_call(by, task, SignalledBy.REPRESENTATIVE)


def _move_call(by: Actor, task: CallTask, office: SignalledBy) -> CallTask:
    checks.require(rules.may_take_over_calls(by), checks.ONLY_COORDINATOR)
    lock_person(task.volunteer_id)
    call: CallTask = CallTask.objects.select_related("rest").get(pk=task.pk)
    if call.done_on is None and call.for_office == office:
        return call
    checks.refuse_any(checks.why_no_move(call, office))
    call.for_office = office
    call.save(update_fields=["for_office"])
    return call


@transaction.atomic
def ask_for_call(*, by: Actor, volunteer: Volunteer, wish: CallWish | None = None) -> CallTask:
    """'Ik wil even praten', vandaag or deze week: the vertegenwoordiger sees it, no text goes with it (P11, Q47).

    Whoever stands in sees it when the vertegenwoordiger is away (Q43). Asked again while it waits it is the same
    call: 'vandaag' goes before 'deze week'. Refused when nobody can see it, with what to do instead.
    """
    person = lock_person(volunteer)
    checks.require(rules.is_self(by, person), checks.NOT_YOURS)
    there = [user_id for user_id in holders(SignalledBy.REPRESENTATIVE, clock.today()) if user_id != person.user_id]
    checks.require(bool(there), "Er is nu even geen vertegenwoordiger. Bel gerust de coördinator.")
    waiting: CallTask | None = CallTask.objects.filter(
        volunteer=person, kind=CallKind.PLEASE_CALL, done_on=None
    ).first()
    if waiting is not None:
        if wish == CallWish.TODAY and waiting.wish != CallWish.TODAY:
            waiting.wish = CallWish.TODAY
            waiting.save(update_fields=["wish"])
        return waiting
    call: CallTask = CallTask.objects.create(
        volunteer=person,
        kind=CallKind.PLEASE_CALL,
        for_office=SignalledBy.REPRESENTATIVE,
        due_on=clock.today(),
        wish=wish or "",
    )
    for user_id in there:
        post_letter("please_call", call.pk, to_id=user_id)
    return call


@transaction.atomic
def ask_for_support(*, by: Actor, volunteer: Volunteer) -> CallTask:
    """'Ik heb ondersteuning nodig': the coordinator calls, and brings in a professional when needed (R108).

    Counted in the year without a name, unless a call waits already (F35).
    """
    person = lock_person(volunteer)
    checks.require(rules.is_self(by, person), checks.NOT_YOURS)
    if not CallTask.objects.filter(volunteer=person, kind=CallKind.SUPPORT, done_on=None).exists():
        SupportAsked.objects.get_or_create(year=clock.today().year)
        SupportAsked.objects.filter(year=clock.today().year).update(times=F("times") + 1)
    return open_call(person, CallKind.SUPPORT, SignalledBy.COORDINATOR, clock.today())


@transaction.atomic
def ask_to_talk_afterwards(*, by: Actor, volunteer: Volunteer, office: SignalledBy) -> CallTask:
    """'Even napraten' after a talk, with the vertegenwoordiger or the coordinator; nobody says about what (R084)."""
    person = lock_person(volunteer)
    checks.require(rules.is_self(by, person), checks.NOT_YOURS)
    checks.require(office != SignalledBy.PERSON, "Kies wie je belt.", field="office")
    return open_call(person, CallKind.AFTER_TALK, office, clock.today())
