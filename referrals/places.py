"""Where an aanmelding has its page, for the hat that is worn."""

from django.urls import reverse

from oev.accounts.actor import Actor, Hat
from referrals.models import Assignment, Offer, Referral


def page_of(referral: Referral, actor: Actor) -> str:
    """The coordinator's page stands in the web admin, a professional has an own one; an ED has the page of his talk."""
    if actor.is_coordinator:
        return reverse("admin:referrals_referral_change", args=[referral.pk])
    if actor.wears(Hat.PROFESSIONAL):
        return reverse("referrals:referral_detail", args=[referral.pk])
    return reverse("referrals:talk_list")


def page_of_asking(offer: Offer) -> str:
    """Where the coordinator asked this question, and can ask another."""
    return reverse(
        "referrals:referral_outreach" if offer.outreach else "referrals:referral_candidates", args=[offer.referral_id]
    )


def page_of_talk(assignment: Assignment, actor: Actor) -> str:
    """The page of the talk for who does it; the aanmelding for the coordinator."""
    if actor.is_coordinator:
        return page_of(assignment.referral, actor)
    return own_page(assignment)


def own_page(assignment: Assignment) -> str:
    """The page of who said yes: of a talk, or of a call to who stayed away."""
    return reverse(
        "referrals:outreach_detail" if assignment.outreach else "referrals:assignment_detail", args=[assignment.pk]
    )
