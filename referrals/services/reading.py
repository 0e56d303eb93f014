"""Reading what is personal leaves a trace (section 4, privacy rule 6)."""

from oev.accounts.actor import Actor
from oev.audit.models import Subject
from oev.audit.services import log_access
from referrals.models import Referral, ReferralPerson


def personal_fields_of(actor: Actor, referral: Referral) -> ReferralPerson | None:
    """The personal fields when this actor may see them and they still exist (P24); reading them is logged."""
    person = ReferralPerson.objects.visible_to(actor).filter(referral=referral).first()
    if person is not None:
        log_access(actor, Subject.REFERRAL, referral.pk)
    return person
