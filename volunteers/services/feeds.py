"""The secret address of somebody's own calendar."""

import hashlib
import secrets

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from volunteers import checks, rules
from volunteers.models import CalendarFeed, Volunteer
from volunteers.services.standing_change import lock_person


def digest_of(secret: str) -> str:
    """What the database finds an address by; the secret itself stands encrypted."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_calendar_feed(*, by: Actor, volunteer: Volunteer) -> CalendarFeed:
    """A new address; the old one ends at once."""
    person = lock_person(volunteer)
    checks.require(rules.is_self(by, person), checks.NOT_YOURS)
    secret = secrets.token_urlsafe(32)
    feed, _ = CalendarFeed.objects.update_or_create(
        volunteer=person, defaults={"secret": secret, "digest": digest_of(secret), "made_at": clock.now()}
    )
    return feed


@transaction.atomic
def end_calendar_feed(*, by: Actor, volunteer: Volunteer) -> None:
    """The address ends at once."""
    person = lock_person(volunteer)
    checks.require(rules.is_self(by, person), checks.NOT_YOURS)
    CalendarFeed.objects.filter(volunteer=person).delete()
