"""Somebody asks to be erased, and the coordinator does it (P54, Q42)."""

from datetime import date

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from volunteers import checks, rules
from volunteers.forgetting import take_names_off
from volunteers.kinds import CallKind, SignalledBy
from volunteers.models import Volunteer
from volunteers.services.endings import stop_engagement
from volunteers.services.follow_up import close_calls, open_call
from volunteers.services.standing_change import lock_person


@transaction.atomic
def ask_erasure(*, by: Actor, volunteer: Volunteer, on: date) -> None:
    """'Ik stop en wil dat jullie mijn gegevens wissen': stopped at once, and a task for the coordinator. Twice is once.

    Through coordinator or vertegenwoordiger on the phone it is a task alone: stopping asks its own page (Q46).
    """
    person = lock_person(volunteer)
    checks.require(rules.may_ask_erasure(by, person), checks.NOT_YOURS)
    checks.require(person.forgotten_on is None, "De gegevens zijn al gewist.")
    open_call(person, CallKind.ERASE, SignalledBy.COORDINATOR, clock.today())
    if rules.is_self(by, person):
        stop_engagement(by=by, volunteer=person, on=on)


@transaction.atomic
def erase_person(*, by: Actor, volunteer: Volunteer) -> None:
    """Take the name off somebody who stopped; what the figures need stays without a name. It cannot be undone."""
    checks.require(rules.may_erase(by), checks.ONLY_COORDINATOR)
    person = lock_person(volunteer)
    if person.forgotten_on is not None:
        return
    if checks.open_engagement(person) is not None:
        raise Refused("Deze persoon is nog niet gestopt. Noteer dat eerst.")
    close_calls(person, CallKind.ERASE, by=by)
    take_names_off([person], clock.today())
