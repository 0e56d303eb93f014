"""Another way to reach the person, when nobody can come to the ward (3.2: 'phone contact')."""

from django.db import transaction

from oev.accounts.actor import Actor
from oev.errors import Refused
from referrals.models import Referral, ReferralPerson
from referrals.services.doors import lock_open_referral, move
from referrals.states import ReachKind


@transaction.atomic
def reach_by_phone(
    *, by: Actor, referral: Referral, phone: str, safe_hours: str = "", may_leave_message: bool = False
) -> Referral:
    """The person agrees to be called: a number takes the place of the ward, so that access to it is no condition.

    Refuses without a number, and when the personal fields are gone.
    """
    referral = lock_open_referral(referral.pk)
    person = ReferralPerson.objects.select_for_update().filter(referral=referral).first()
    if person is None or not phone.strip():
        raise Refused("Vul het nummer in waarop we kunnen bellen.", field="phone")
    referral.reach_kind = ReachKind.PHONE
    move(referral, also=["reach_kind"])
    person.phone, person.safe_hours = phone.strip(), safe_hours.strip()
    person.may_leave_message, person.reachable_until = may_leave_message, None
    person.save(update_fields=["phone", "safe_hours", "may_leave_message", "reachable_until"])
    return referral
