"""Coming back: contact, agreement, confirmation (R043, R066, R067, Q11, Q19)."""

from datetime import date

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from volunteers import checks, rules
from volunteers.emails import ask_for_agreement
from volunteers.kinds import CallKind, Channel, SignalledBy
from volunteers.models import ConfirmedReturn, Contact, Engagement, Rest, ReturnAgreement, Volunteer
from volunteers.services.follow_up import close_calls, close_return_talks, open_call
from volunteers.services.standing_change import changing_facts, lock_person
from volunteers.standing import NeedKind


@transaction.atomic
def record_contact(*, by: Actor, volunteer: Volunteer, on: date, channel: Channel) -> Contact:
    """Coordinator or vertegenwoordiger spoke with somebody: the date only (P10). It ends a lapse (R043, Q19).

    The same contact twice is written once. When only the agreement of the vertegenwoordiger is missing for a return,
    it is asked for.
    """
    checks.require(rules.may_record_contact(by), checks.ONLY_STAFF)
    person = lock_person(volunteer)
    checks.require(not rules.is_own_file(by, person), checks.SOMEBODY_ELSE)
    checks.require_past(on)
    first = Engagement.objects.standing().filter(volunteer=person).order_by("candidate_on").first()
    if first is None or on < first.candidate_on:
        raise Refused("Kies een dag sinds de kandidatuur.", field="on")
    same = Contact.objects.standing().filter(volunteer=person, on_day=on, hat=by.hat.value, channel=channel)
    contact: Contact | None = same.first()
    if contact is None:
        with changing_facts(by, person):
            contact = Contact.objects.create(
                volunteer=person, on_day=on, hat=by.hat.value, channel=channel, recorded_by_id=by.user_id
            )
    # A contact of before a call was due is not the answer to it.
    close_calls(person, CallKind.LAPSE, CallKind.WELCOME_BACK, CallKind.STAY_IN_TOUCH, by=by, due_by=on)
    close_calls(person, CallKind.ASKED_BACK, CallKind.CANDIDATE, by=by, office=by.hat.value, due_by=on)
    _ask_if_only_agreement_misses(person)
    return contact


def _ask_if_only_agreement_misses(person: Volunteer) -> None:
    rest = checks.running_rest(person)
    if rest is None or not rest.needs_return:
        return
    if [need.kind for need in checks.needs_of(person, clock.today())] == [NeedKind.AGREEMENT]:
        ask_for_agreement(rest.pk, SignalledBy.REPRESENTATIVE)


@transaction.atomic
def ask_to_return(*, by: Actor, volunteer: Volunteer) -> None:
    """'Ik wil graag terug meedoen': coordinator and vertegenwoordiger call (R043). Twice is once."""
    person = lock_person(volunteer)
    checks.require(rules.may_ask_to_return(by, person), checks.NOT_YOURS)
    if not checks.needs_of(person, clock.today()):
        raise Refused("Daarvoor is niets meer nodig.")
    for office in (SignalledBy.COORDINATOR, SignalledBy.REPRESENTATIVE):
        open_call(person, CallKind.ASKED_BACK, office, clock.today())
    rest = checks.running_rest(person)
    if rest is not None and rest.needs_return:
        for office in (SignalledBy.COORDINATOR, SignalledBy.REPRESENTATIVE):
            ask_for_agreement(rest.pk, office)


@transaction.atomic
def agree_to_return(*, by: Actor, volunteer: Volunteer, on: date) -> ReturnAgreement:
    """'Besproken, goed voor mij': the vertegenwoordiger agrees (R067, R071). Twice is once."""
    checks.require(rules.may_agree_to_return(by), checks.ONLY_REPRESENTATIVE)
    person = lock_person(volunteer)
    checks.require(not rules.is_own_file(by, person), checks.SOMEBODY_ELSE)
    checks.require_past(on)
    rest = checks.running_rest(person)
    if rest is None or not rest.needs_return:
        raise Refused("Hier is geen akkoord nodig.")
    since = checks.slept_since(rest)
    if on < since:
        raise Refused(f"Kies {clock.say_day(since)} of een latere dag.", field="on")
    given: ReturnAgreement | None = (
        ReturnAgreement.objects.standing().filter(volunteer=person, on_day__gte=since).first()
    )
    if given is None:
        given = ReturnAgreement.objects.create(volunteer=person, on_day=on, recorded_by_id=by.user_id)
    close_calls(person, CallKind.ASKED_BACK, by=by, office=SignalledBy.REPRESENTATIVE)
    close_return_talks(person, by=by)
    return given


@transaction.atomic
def confirm_return(*, by: Actor, volunteer: Volunteer, on: date, max_per_month: int | None = None) -> ConfirmedReturn:
    """'Weer oproepbaar maken': coordinator or vertegenwoordiger, once the three records are there (Q11, A05).

    A year runs from this day. Roles in reserve are offered back one by one. `max_per_month` is the pace the person
    chooses now; None leaves it as it was.
    """
    checks.require(rules.may_confirm_return(by), "Dit bevestigt de coördinator of de vertegenwoordiger.")
    person = lock_person(volunteer)
    checks.require(not rules.is_own_file(by, person), checks.SOMEBODY_ELSE)
    checks.require_past(on)
    done = _confirmed_already(person, on)
    if done is not None:
        return done
    checks.refuse_any(checks.why_no_return(person, on))
    rest = Rest.objects.standing().get(volunteer=person, until_on=None)
    with changing_facts(by, person, roles_offered=True):
        rest.until_on = on
        rest.save(update_fields=["until_on"])
        confirmed = ConfirmedReturn.objects.create(volunteer=person, on_day=on, recorded_by_id=by.user_id)
    if max_per_month is not None:
        person.max_per_month = max_per_month
        person.save(update_fields=["max_per_month"])
    return confirmed


def _confirmed_already(person: Volunteer, on: date) -> ConfirmedReturn | None:
    """The return that a second click, or a second coordinator, would confirm again."""
    if checks.running_rest(person) is not None:
        return None
    found: ConfirmedReturn | None = ConfirmedReturn.objects.standing().filter(volunteer=person, on_day=on).first()
    return found
