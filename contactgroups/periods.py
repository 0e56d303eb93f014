"""In which state a group was, dated: what the figures of a past year count (F13, F14)."""

from datetime import date

from contactgroups.models import ContactGroup, GroupPeriod


def begin_period(group: ContactGroup, on: date) -> None:
    """Close the period that runs and begin one in the group's present state; call it where the state changes."""
    GroupPeriod.objects.filter(group=group, until_on=None, from_on__lt=on).update(until_on=on)
    GroupPeriod.objects.filter(group=group, until_on=None).delete()
    GroupPeriod.objects.create(group=group, state=group.state, from_on=on)
