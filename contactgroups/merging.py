"""What two entries of one person would hide in the roster."""

from contactgroups.models import RosterTurn
from oev import clock


def why_no_merge(kept: int, gone: int) -> list[str]:
    """Two turns at one hour: one person cannot lead both."""
    coming = RosterTurn.objects.filter(meeting__starts_at__gte=clock.now())
    hours = set(coming.filter(volunteer=kept).values_list("meeting__starts_at", flat=True))
    both = sorted(hours & set(coming.filter(volunteer=gone).values_list("meeting__starts_at", flat=True)))
    said = "Allebei hebben ze een beurt op {}. Zoek er eerst een vervanger."
    return [said.format(clock.say_moment(moment)) for moment in both]
