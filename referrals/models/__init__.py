"""Aanmeldingen, consent, offers, assignments and talks. What must be erased lives in `ReferralPerson` alone."""

from referrals.models.doing import Assignment, Conversation, Offer, OutreachAttempt
from referrals.models.received import Consent, Referral, ReferralPerson

__all__ = ["Assignment", "Consent", "Conversation", "Offer", "OutreachAttempt", "Referral", "ReferralPerson"]
