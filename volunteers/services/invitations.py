"""An account for somebody of the pool: the coordinator hands on an address that works once (P52)."""

from django.db import transaction

from oev.accounts.actor import Actor
from oev.accounts.models import User
from oev.accounts.services.people import invite_person
from oev.errors import Refused
from volunteers import checks, rules_doing
from volunteers.models import Volunteer
from volunteers.services.standing_change import lock_person


@transaction.atomic
def invite_volunteer(*, by: Actor, volunteer: Volunteer) -> str:
    """Tie an account to a person and give the single-use token that lets its owner in.

    Gives "" when the address already has an account that was used: whoever signs in there needs no new way in, and
    nobody else gets one. Refuses without a mail address, for who stopped, or when the account is somebody else's.
    """
    checks.require(rules_doing.may_invite_people(by), checks.ONLY_COORDINATOR)
    person = lock_person(volunteer)
    checks.refuse_any(checks.why_no_account(person))
    user = person.user or User.objects.filter(email=person.email.strip().lower()).first()
    token = ""
    if user is None or user.last_login is None:
        email = user.email if user else person.email
        invitation, token = invite_person(by=by, email=email, name=person.full_name)
        user = invitation.user
    elif not user.is_active:
        raise Refused("Dit account is afgesloten. Vraag het aan de beheerder.")
    if person.user_id is None:
        person.user = user
        person.save(update_fields=["user"])
    return token
