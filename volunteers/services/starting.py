"""A candidate starts: every missing point is said at once, and then the year begins (3.1, R030-R041, R083, R190)."""

from datetime import date

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.outbox.services import post_letter
from volunteers import checks, rules
from volunteers.checklist import checklist_of
from volunteers.kinds import Role
from volunteers.models import Volunteer
from volunteers.services.newcomers import begin_newcomer_calls
from volunteers.services.roles import give_role
from volunteers.services.standing_change import changing_facts, lock_person


@transaction.atomic
def activate_volunteer(
    *, by: Actor, volunteer: Volunteer, on: date, first_role: Role | str, companion: Volunteer | None = None
) -> None:
    """A candidate starts: the year's clock begins and the person is callable (3.1, Q17). Twice is once.

    Refused with every missing point of the checklist, and with the insurance of the first role, in one go. The
    vertegenwoordiger's agreement is one of the points (R030). `companion` is the peter of meter (R083).
    """
    checks.require(rules.may_activate(by), checks.ONLY_COORDINATOR)
    person = lock_person(volunteer)
    engagement = checks.open_engagement(person)
    if engagement is None:
        raise Refused("Deze persoon is gestopt. Begin opnieuw als kandidaat.")
    if engagement.activated_on is not None:
        return
    checks.require_past(on)
    if on < engagement.candidate_on:
        raise Refused(f"Kies {clock.say_day(engagement.candidate_on)} of een latere dag.", field="on")
    missing = [*checklist_of(person, engagement).missing, *checks.why_no_first_role(person, Role(first_role), on)]
    checks.refuse_any([*missing, *checks.why_no_companion(person, companion)])
    with changing_facts(by, person):
        engagement.activated_on = on
        engagement.save(update_fields=["activated_on"])
    if companion is not None:
        person.companion = companion
        person.save(update_fields=["companion"])
    give_role(by=by, volunteer=person, role=Role(first_role), from_on=on)
    begin_newcomer_calls(person, on)
    post_letter("welcome", engagement.pk)
