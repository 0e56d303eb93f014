"""Pause and slapend: at once, without a reason, and gently back (Q10-Q12, Q17, Q41)."""

from datetime import date, timedelta

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.outbox.services import let_leave_now, post_letter
from oev.registry import registry
from volunteers import checks, rules
from volunteers.kinds import CallKind, MayCall, ProposalKind, SignalledBy
from volunteers.models import CallTask, ConfirmedReturn, Proposal, Rest, Volunteer
from volunteers.services.follow_up import close_calls, close_return_talks, give_roles_back, letter_hour, open_call
from volunteers.services.proposals import confirmed_by_second
from volunteers.services.standing_change import changing_facts, lock_person, statuses_on
from volunteers.standing import plus_months
from volunteers.states import RestKind


@transaction.atomic
def put_to_rest(
    *, by: Actor, volunteer: Volunteer, kind: RestKind, from_on: date, ask_again_on: date | None = None
) -> Rest:
    """Somebody is not asked for a while: PAUSE or SLEEP, from a day on that is not in the future.

    Whoever rests in that way already keeps the rest that runs. From pause to slapend closes the pause; from slapend to
    pause keeps `needs_return`, so that a pause is no way round the three records (3.1).
    """
    checks.require(kind in {RestKind.PAUSE, RestKind.SLEEP}, "Kies pauze of een moeilijkere periode.", field="kind")
    person = lock_person(volunteer)
    checks.require(rules.may_signal_rest(by, person), checks.NOT_YOURS)
    running = checks.running_rest(person)
    if running is not None and running.kind == kind:
        return running
    checks.require_past(from_on, field="from_on")
    _check_question_day(from_on, ask_again_on)
    status = statuses_on(clock.today(), person.pk).get(person.pk)
    checks.refuse_any(checks.why_no_rest(person, kind, from_on, status), field="from_on")
    with changing_facts(by, person):
        if running is not None:
            running.until_on = from_on
            running.save(update_fields=["until_on"])
        rest = Rest.objects.create(
            volunteer=person,
            kind=kind,
            from_on=from_on,
            ask_again_on=ask_again_on if kind is RestKind.PAUSE else None,
            needs_return=kind is RestKind.SLEEP or (running is not None and running.needs_return),
            signalled_by=checks.office_of(by),
            letter_after=letter_hour(clock.today() + timedelta(days=1)) if kind is RestKind.SLEEP else None,
            wants_invitations=running is None or running.wants_invitations,
            recorded_by_id=by.user_id,
        )
    _care_for(person, rest, by=by)
    return rest


def _check_question_day(from_on: date, ask_again_on: date | None) -> None:
    if ask_again_on is not None and ask_again_on <= max(from_on, clock.today()):
        raise Refused("Kies een dag die nog komt.", field="ask_again_on")


def _care_for(person: Volunteer, rest: Rest, *, by: Actor) -> None:
    """A talk with the vertegenwoordiger and a letter that waits for it (R064, Q41); a pause asks for neither."""
    if rest.kind == RestKind.SLEEP:
        open_call(person, CallKind.TALK, SignalledBy.REPRESENTATIVE, rest.from_on, rest_id=rest.pk)
        post_letter("rest", rest.pk, not_before=rest.letter_after)
    else:
        # "The contact rhythm ends unless the person wants it" (3.1).
        close_calls(person, CallKind.TALK, CallKind.STAY_IN_TOUCH, by=by)


def effects_of_rest(volunteer: Volunteer, day: date) -> list[str]:
    """Sentences for the confirmation page: how many appointments from this day on will seek somebody else (6.1)."""
    return [sentence for effects in registry.rest_effects for sentence in effects(volunteer.pk, day)]


@transaction.atomic
def end_pause(*, by: Actor, volunteer: Volunteer, on: date) -> None:
    """The person joins in again; `on` is the first day back (Q17). Refused when the three records are needed."""
    person = lock_person(volunteer)
    checks.require(rules.may_signal_rest(by, person), checks.NOT_YOURS)
    checks.require_past(on)
    checks.refuse_any(checks.why_no_end_of_pause(person, on), field="on")
    rest = Rest.objects.standing().get(volunteer=person, until_on=None)
    with changing_facts(by, person):
        rest.until_on = on
        rest.save(update_fields=["until_on"])


@transaction.atomic
def answer_who_may_call(
    *,
    by: Actor,
    volunteer: Volunteer,
    may_call: MayCall,
    every_days: int | None = None,
    wants_invitations: bool | None = None,
) -> Rest:
    """'Wil je dat iemand belt?' (6.5): the person says who, how often, and whether invitations go on coming.

    After 'liever niet nu' one card asks again a month later. None leaves the invitations as they were.
    """
    person = lock_person(volunteer)
    checks.require(rules.may_signal_rest(by, person), checks.NOT_YOURS)
    rest = checks.running_rest(person)
    if rest is None:
        raise Refused("Er loopt nu geen rustperiode.")
    if every_days is not None and not 1 <= every_days <= 365:
        raise Refused("Kies een aantal dagen van 1 tot 365.", field="every_days")
    again = may_call == MayCall.NOT_NOW and rest.may_call == MayCall.NOT_NOW
    rest.may_call, rest.call_every_days = may_call, every_days
    rest.asked_on = None if again else clock.today()
    rest.wants_invitations = rest.wants_invitations if wants_invitations is None else wants_invitations
    rest.save(update_fields=["may_call", "call_every_days", "asked_on", "wants_invitations"])
    close_calls(person, CallKind.STAY_IN_TOUCH, by=by)
    if may_call != MayCall.NOT_NOW:
        open_call(person, CallKind.STAY_IN_TOUCH, SignalledBy(may_call), clock.today(), rest_id=rest.pk)
    return rest


def should_ask_who_may_call(rest: Rest, day: date) -> bool:
    """'Wil je dat iemand belt?' is still to be asked: never answered, or once more a month after 'liever niet nu'."""
    if rest.until_on is not None or rest.withdrawn_at is not None:
        return False
    if rest.may_call == MayCall.NOT_NOW:
        return rest.asked_on is not None and plus_months(rest.asked_on, 1) <= day
    return not rest.may_call


@transaction.atomic
def record_talk(*, by: Actor, volunteer: Volunteer, on: date) -> None:
    """'Ik sprak met …': the talk took place, the letter leaves now; never what was said (R064, Q41)."""
    checks.require(rules.may_record_contact(by), checks.ONLY_STAFF)
    checks.require_past(on)
    person = lock_person(volunteer)
    checks.require(not rules.is_own_file(by, person), checks.SOMEBODY_ELSE)
    rest = checks.running_rest(person)
    if rest is None:
        raise Refused("Er loopt nu geen rustperiode.")
    if on < rest.from_on:
        raise Refused(f"Kies {clock.say_day(rest.from_on)} of een latere dag.", field="on")
    if rest.talked_on is None:
        rest.talked_on = on
        rest.letter_after = clock.now()
        rest.save(update_fields=["talked_on", "letter_after"])
        let_leave_now("rest", rest.pk)
    close_calls(person, CallKind.TALK, by=by)


@transaction.atomic
def rectify_rest(*, by: Actor, rest: Rest) -> bool:
    """Rechtzetting: a signal that was wrong; coordinator and vertegenwoordiger together make it vanish (Q41).

    The first call proposes, that of another person in the other office confirms. Returns True when it is done.
    """
    checks.require(rules.may_rectify(by), checks.ONLY_STAFF)
    person = lock_person(rest.volunteer_id)
    rest = Rest.objects.get(pk=rest.pk)
    if rest.withdrawn_at is not None:
        return True
    if not confirmed_by_second(by, person, ProposalKind.RECTIFY, rest.from_on, rest=rest):
        return False
    with changing_facts(by, person):
        rest.withdrawn_at, rest.withdrawn_by_id = clock.now(), by.user_id
        rest.save(update_fields=["withdrawn_at", "withdrawn_by"])
        _heal_neighbours(rest, by)
    CallTask.objects.filter(rest=rest, done_on=None).update(done_on=clock.today(), done_by_id=by.user_id)
    close_return_talks(person, by=by, rest_id=rest.pk)
    return True


def _heal_neighbours(rest: Rest, by: Actor) -> None:
    """As if it never was: the pause it closed runs on, the pause that followed needs no return, nor did one happen."""
    others = Rest.objects.standing().filter(volunteer_id=rest.volunteer_id)
    before = others.filter(until_on=rest.from_on, kind=RestKind.PAUSE).exclude(pk=rest.pk).order_by("pk").last()
    if before is not None and rest.until_on is None and before.pk < rest.pk:
        before.until_on = None
        before.save(update_fields=["until_on"])
    if rest.until_on is not None:
        others.filter(from_on=rest.until_on, kind=RestKind.PAUSE, pk__gt=rest.pk).update(needs_return=False)
        returned = ConfirmedReturn.objects.standing().filter(volunteer_id=rest.volunteer_id, on_day=rest.until_on)
        if returned.update(withdrawn_at=clock.now(), withdrawn_by_id=by.user_id):
            give_roles_back(rest.volunteer_id)


def open_proposals(volunteer: Volunteer) -> list[Proposal]:
    """What waits for the other office about this person."""
    return list(Proposal.objects.filter(volunteer=volunteer, done_at=None))
