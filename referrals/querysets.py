"""Reads of aanmeldingen with names (P23-P28)."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from oev import clock
from oev.accounts.actor import Actor
from referrals.states import OPEN_ASSIGNMENTS, OPEN_STATES

SEEN_DAYS = 30


class ReferralQuerySet(QuerySet["Referral"]):
    """Aanmeldingen: state and number."""

    def visible_to(self, actor: Actor) -> "ReferralQuerySet":
        """The coordinator all; a professional the own ones, or the site's where it wants that; an ED what he took."""
        if actor.is_coordinator:
            return self
        if actor.contact_id:
            own = Q(contact=actor.contact_id)
            colleagues = Q(site__colleagues_see=True, site__contacts=actor.contact_id)
            return self.filter(own | colleagues).distinct()
        if actor.volunteer_id:
            return self.filter(assignments__in=_own_assignments(actor))
        return self.none()

    def open(self) -> "ReferralQuerySet":
        """Not closed, handed over or withdrawn."""
        return self.filter(state__in=OPEN_STATES)


class ReferralPersonQuerySet(QuerySet["ReferralPerson"]):
    """Personal fields (P24)."""

    def visible_to(self, actor: Actor) -> "ReferralPersonQuerySet":
        """The coordinator; the ED who said yes, until 30 days after the end; the aanmelder until handed over."""
        if actor.is_coordinator:
            return self
        if actor.volunteer_id:
            return self.filter(referral__assignments__in=_own_assignments(actor)).distinct()
        if actor.contact_id:
            return self.filter(referral__contact=actor.contact_id, referral__state__in=["received", "question"])
        return self.none()


class OfferQuerySet(QuerySet["Offer"]):
    """Questions to ervaringsdragers."""

    def visible_to(self, actor: Actor) -> "OfferQuerySet":
        """The coordinator, and the person asked (P27)."""
        if actor.is_coordinator:
            return self
        return self.filter(volunteer=actor.volunteer_id) if actor.volunteer_id else self.none()

    def open(self) -> "OfferQuerySet":
        """Questions that were not answered or taken back; their time may be over."""
        return self.filter(state="open")

    def open_at(self, now: datetime) -> "OfferQuerySet":
        """Questions that can be answered at this moment."""
        return self.open().filter(expires_at__gt=now)

    def expired(self, now: datetime) -> "OfferQuerySet":
        """Open questions whose time is over."""
        return self.open().filter(expires_at__lte=now)


class AssignmentQuerySet(QuerySet["Assignment"]):
    """What ervaringsdragers said yes to."""

    def visible_to(self, actor: Actor) -> "AssignmentQuerySet":
        """The coordinator, and the person who said yes until 30 days after the end."""
        return self if actor.is_coordinator else _own_assignments(actor)

    def open(self) -> "AssignmentQuerySet":
        """Not closed, cancelled or passed on."""
        return self.filter(state__in=OPEN_ASSIGNMENTS)


def _own_assignments(actor: Actor) -> "AssignmentQuerySet":
    from referrals.models import Assignment

    if not actor.volunteer_id:
        return Assignment.objects.none()
    since = clock.now() - timedelta(days=SEEN_DAYS)
    running = Q(state__in=OPEN_ASSIGNMENTS) | Q(state="closed", ended_at__gte=since)
    return Assignment.objects.filter(running, volunteer=actor.volunteer_id)
