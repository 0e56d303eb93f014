"""Follows the one signal of the house: somebody's standing changed, inside the same transaction (A04, A07)."""

from datetime import date
from typing import Any

from django.dispatch import receiver

from contactgroups.services.standing import follow_standing
from volunteers.models import Volunteer
from volunteers.signals import standing_changed
from volunteers.states import Status


@receiver(standing_changed, dispatch_uid="contactgroups.follow_standing")
def release_or_rejoin(
    sender: Any, *, volunteer: Volunteer, before: Status | None, after: Status, on: date, **kwargs: Any
) -> None:
    """Turns seek somebody else and roles wait, or roles come back."""
    follow_standing(volunteer_id=volunteer.pk, before=before, after=after, on=on)
