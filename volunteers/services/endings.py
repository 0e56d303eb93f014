"""Stopping (Q46), taking a fact back, and uitstel for everybody (Q40)."""

from datetime import date, timedelta

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.accounts.services import deactivate_user, reactivate_user
from oev.errors import Refused
from oev.outbox.services import post_letter
from volunteers import checks, rules
from volunteers.kinds import CallKind, GoodbyeWish, ProposalKind, SignalledBy
from volunteers.models import (
    ClockStart,
    ConfirmedReturn,
    Contact,
    Engagement,
    IntakeTalk,
    IntervisionAttendance,
    Postponement,
    Rest,
    ReturnAgreement,
    RoleHolding,
    StandingSpan,
    TaskHolding,
    Volunteer,
)
from volunteers.models.facts import Fact
from volunteers.services.follow_up import letter_hour, open_call
from volunteers.services.proposals import confirmed_by_second
from volunteers.services.standing_change import changing_facts, lock_people, lock_person
from volunteers.states import Status

WITHDRAWABLE = (Contact, ReturnAgreement, IntervisionAttendance, ClockStart)


@transaction.atomic
def stop_engagement(
    *, by: Actor, volunteer: Volunteer, on: date, ended_by_death: bool = False, goodbye_wish: GoodbyeWish | str = ""
) -> bool:
    """Somebody stops on a day; `on` is the first day gestopt. Returns True when it is so, False when proposed (Q46).

    The person at once; the coordinator alone for somebody who died or for a candidate; otherwise coordinator and
    vertegenwoordiger together: the first call proposes, that of the other office confirms. `goodbye_wish` may stay
    empty. The letter leaves the next day at ten: 'Tot ziens', or thanks to a candidate; none after a death.
    """
    person = lock_person(volunteer)
    checks.require(rules.may_stop(by, person), checks.NOT_YOURS)
    checks.require(not ended_by_death or by.is_coordinator, checks.ONLY_COORDINATOR)
    engagement = checks.open_engagement(person)
    if engagement is None:
        return True
    checks.require_past(on)
    if on < max(engagement.candidate_on, engagement.activated_on or engagement.candidate_on):
        raise Refused("Kies een dag sinds de start.", field="on")
    alone = rules.is_self(by, person) or (by.is_coordinator and (ended_by_death or not engagement.activated_on))
    if not alone and not confirmed_by_second(by, person, ProposalKind.STOP, on):
        return False
    engagement.stopped_on, engagement.ended_by_death = on, ended_by_death
    engagement.goodbye_wish = "" if ended_by_death else goodbye_wish
    _stop(by, person, engagement, on)
    _say_goodbye(person, engagement)
    return True


def _stop(by: Actor, person: Volunteer, engagement: Engagement, on: date) -> None:
    with changing_facts(by, person):
        engagement.save(update_fields=["stopped_on", "ended_by_death", "goodbye_wish"])
        rest = checks.running_rest(person)
        if rest is not None:
            rest.until_on = max(on, rest.from_on)
            rest.save(update_fields=["until_on"])
    IntakeTalk.objects.filter(engagement=engagement, held_on=None).delete()
    if engagement.ended_by_death and person.user is not None:
        # Somebody of several hats: letters to an office, a site or the bestuur stop with the account (Q46, Q48).
        deactivate_user(by=by, user=person.user)


def _say_goodbye(person: Volunteer, engagement: Engagement) -> None:
    """A letter the next day, and a call by the vertegenwoordiger for whoever still wants a talk."""
    if engagement.ended_by_death:
        return
    code = "goodbye" if engagement.activated_on else "candidacy_thanks"
    post_letter(code, engagement.pk, not_before=letter_hour(clock.today() + timedelta(days=1)))
    if engagement.goodbye_wish == GoodbyeWish.TALK:
        open_call(person, CallKind.TALK, SignalledBy.REPRESENTATIVE, clock.today())


@transaction.atomic
def rectify_goodbye(*, by: Actor, engagement: Engagement) -> bool:
    """A goodbye that was a mistake, 'overleden' too: coordinator and vertegenwoordiger together make it vanish (Q41).

    Standing, roles and tasks go on as if it never was; what others took over stays with them. The first call proposes,
    that of another person in the other office confirms. Returns True when it is done.
    """
    checks.require(rules.may_rectify(by), checks.ONLY_STAFF)
    person = lock_person(engagement.volunteer_id)
    current = Engagement.objects.get(pk=engagement.pk)
    if current.stopped_on is None:
        return True
    checks.refuse_any(checks.why_no_way_back(person, current))
    if not confirmed_by_second(by, person, ProposalKind.RECTIFY, current.stopped_on):
        return False
    if current.ended_by_death and person.user is not None:
        reactivate_user(by=by, user=person.user)
    with changing_facts(by, person):
        _take_goodbye_back(current, by)
    return True


def _take_goodbye_back(current: Engagement, by: Actor) -> None:
    """What ended with the goodbye runs on; a withdrawn copy shows what stood there."""
    on, mine = current.stopped_on, {"volunteer": current.volunteer_id}
    Engagement.objects.create(
        volunteer_id=current.volunteer_id, candidate_on=current.candidate_on, stopped_on=on,
        ended_by_death=current.ended_by_death, withdrawn_at=clock.now(), withdrawn_by_id=by.user_id,
        recorded_by_id=current.recorded_by_id,
    )  # fmt: skip
    current.stopped_on, current.ended_by_death, current.goodbye_wish = None, False, ""
    current.save(update_fields=["stopped_on", "ended_by_death", "goodbye_wish"])
    if not ConfirmedReturn.objects.standing().filter(**mine, on_day=on).exists():
        Rest.objects.standing().filter(**mine, until_on=on).update(until_on=None)
    for rows in (RoleHolding.objects, TaskHolding.objects):
        rows.standing().filter(**mine, until_on=on).update(until_on=None)


@transaction.atomic
def withdraw_fact(*, by: Actor, fact: Fact) -> None:
    """Take back what was recorded wrongly; it stays visible as 'rechtgezet' and counts for nothing (3.1).

    Contacts, agreements, attendances and starts of the clock; a rest goes by `rectify_rest`. Twice is once.
    """
    checks.require(rules.may_withdraw_facts(by), checks.ONLY_STAFF)
    if not isinstance(fact, WITHDRAWABLE):
        raise Refused("Dit kan je hier niet rechtzetten.")
    person = lock_person(fact.volunteer_id)
    current = type(fact).objects.get(pk=fact.pk)
    if current.withdrawn_at is not None:
        return
    with changing_facts(by, person):
        current.withdrawn_at, current.withdrawn_by_id = clock.now(), by.user_id
        current.save(update_fields=["withdrawn_at", "withdrawn_by"])


@transaction.atomic
def postpone_lapses(*, by: Actor, until_on: date) -> Postponement:
    """Uitstel for everybody until a day, because sessions were cancelled: from today nobody lapses before it (Q40).

    The same day twice is once.
    """
    checks.require(rules.may_postpone_lapses(by), checks.ONLY_COORDINATOR)
    if until_on <= clock.today():
        raise Refused("Kies een dag die nog komt.", field="until_on")
    people = lock_people(*_not_stopped())
    days = {"decided_on": clock.today(), "until_on": until_on}
    given: Postponement | None = Postponement.objects.standing().filter(**days).first()
    if given is not None:
        return given
    with changing_facts(by, *people):
        return Postponement.objects.create(**days, recorded_by_id=by.user_id)


@transaction.atomic
def withdraw_postponement(*, by: Actor, postponement: Postponement) -> None:
    """The uitstel was a mistake: everybody's year runs as if it never was. Twice is once."""
    checks.require(rules.may_postpone_lapses(by), checks.ONLY_COORDINATOR)
    people = lock_people(*_not_stopped())
    if Postponement.objects.filter(pk=postponement.pk, withdrawn_at=None).exists():
        with changing_facts(by, *people):
            Postponement.objects.filter(pk=postponement.pk).update(withdrawn_at=clock.now(), withdrawn_by_id=by.user_id)


def _not_stopped() -> list[int]:
    stopped = StandingSpan.objects.on(clock.today()).filter(status=Status.STOPPED).values("volunteer_id")
    return list(Volunteer.objects.exclude(pk__in=stopped).values_list("pk", flat=True))
