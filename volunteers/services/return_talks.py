"""The talk of three before a return: in samenspraak is no veto, and silence is none either (R067, 6.2)."""

from datetime import date, datetime

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor, Hat
from oev.errors import Refused
from oev.outbox.models import Outgoing
from oev.outbox.services import post_letter
from volunteers import checks, rules
from volunteers.emails import holders
from volunteers.kinds import CallKind, Channel, SignalledBy
from volunteers.models import Contact, Rest, ReturnAgreement, ReturnTalk, Volunteer
from volunteers.services.follow_up import close_calls, close_return_talks, open_call
from volunteers.services.standing_change import changing_facts, lock_person

LETTERS = ("return_talk", "return_talk_office")


@transaction.atomic
def ask_return_talk(*, by: Actor, volunteer: Volunteer) -> ReturnTalk:
    """'Ik wil eerst nog praten': the coordinator plans a talk of three. Twice is once.

    The vertegenwoordiger asks it instead of agreeing, the person may ask it, and the coordinator when there is no
    answer. No reason goes with it.
    """
    person = lock_person(volunteer)
    checks.require(rules.may_ask_return_talk(by, person), checks.NOT_YOURS)
    checks.refuse_any(checks.why_no_return_talk(person))
    waiting: ReturnTalk | None = ReturnTalk.objects.filter(volunteer=person, closed_at=None).first()
    if waiting is not None:
        return waiting
    rest = Rest.objects.standing().get(volunteer=person, until_on=None)
    talk: ReturnTalk = ReturnTalk.objects.create(volunteer=person, rest=rest, asked_by_id=by.user_id)
    open_call(person, CallKind.TALK_OF_THREE, SignalledBy.COORDINATOR, clock.today(), rest_id=rest.pk)
    return talk


@transaction.atomic
def plan_return_talk(*, by: Actor, talk: ReturnTalk, starts_at: datetime, place: str = "") -> ReturnTalk:
    """Choose when and where; the person and the vertegenwoordiger hear it. The same moment again changes nothing."""
    person, talk = _locked(talk)
    checks.require(rules.may_plan_return_talk(by, person), checks.ONLY_STAFF)
    if talk.closed_at is not None:
        raise Refused("Dit gesprek is al voorbij.")
    if starts_at <= clock.now():
        raise Refused("Kies een moment dat nog komt.", field="day")
    if (talk.starts_at, talk.place) != (starts_at, place.strip()):
        talk.starts_at, talk.place = starts_at, place.strip()
        talk.save(update_fields=["starts_at", "place"])
        _tell(talk)
    close_calls(person, CallKind.TALK_OF_THREE, by=by)
    return talk


def _tell(talk: ReturnTalk) -> None:
    """Another moment is other news, also on the same day."""
    Outgoing.objects.filter(code__in=LETTERS, fact_id=talk.pk).delete()
    post_letter("return_talk", talk.pk)
    for user_id in holders(SignalledBy.REPRESENTATIVE, clock.today()):
        post_letter("return_talk_office", talk.pk, to_id=user_id)


@transaction.atomic
def close_return_talk(*, by: Actor, talk: ReturnTalk, go_on: bool, on: date) -> ReturnTalk:
    """After the talk: 'We starten terug' or 'Nog niet', never why. Twice is once.

    When it was planned, or the coordinator says so, the coordinator sat there: it is a contact of that day. When the
    three start again it is the agreement too (R067). After 'nog niet' a new talk can be asked for.
    """
    person, talk = _locked(talk)
    checks.require(rules.may_plan_return_talk(by, person), checks.ONLY_STAFF)
    if talk.closed_at is not None:
        return talk
    checks.require_past(on)
    checks.refuse_any(checks.why_no_outcome(talk, by, on))
    talk.held_on, talk.go_on = on, go_on
    talk.save(update_fields=["held_on", "go_on"])
    close_return_talks(person, by=by)
    with changing_facts(by, person):
        if by.is_coordinator or _was_planned_for(talk):
            _spoke(person, by, on)
        if go_on:
            ReturnAgreement.objects.create(volunteer=person, on_day=on, recorded_by_id=by.user_id)
    close_calls(person, CallKind.ASKED_BACK, CallKind.STAY_IN_TOUCH, by=by, due_by=on)
    return talk


def _was_planned_for(talk: ReturnTalk) -> bool:
    return talk.starts_at is not None and talk.starts_at <= clock.now()


def _spoke(person: Volunteer, by: Actor, on: date) -> None:
    mine = {"volunteer": person, "on_day": on, "hat": Hat.COORDINATOR.value}
    if not Contact.objects.standing().filter(**mine).exists():
        Contact.objects.create(**mine, channel=Channel.IN_PERSON, recorded_by_id=by.user_id)


def _locked(talk: ReturnTalk) -> tuple[Volunteer, ReturnTalk]:
    person = lock_person(talk.volunteer_id)
    return person, ReturnTalk.objects.get(pk=talk.pk)
