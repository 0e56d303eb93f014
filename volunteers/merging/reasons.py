"""Why two entries cannot become one now: what would be hidden by it, each with its own sentence."""

from itertools import product

from django.db.models import Q

from oev import clock
from oev.registry import registry
from volunteers.models import Engagement, Rest, Volunteer


def why_no_merge(kept: Volunteer, gone: Volunteer) -> list[str]:
    """Why these two cannot become one; the floors above add their own."""
    if kept.forgotten_on or gone.forgotten_on:
        return ["Van een van beiden zijn de namen gewist. Die kan je niet samenvoegen."]
    found = [*_engagements(kept, gone), *_rests(kept, gone)]
    return found + [sentence for ask in registry.merge_refusals for sentence in ask(kept.pk, gone.pk)]


def _engagements(kept: Volunteer, gone: Volunteer) -> list[str]:
    """Two that run at once become one; a goodbye while the other entry went on would be hidden."""
    ours, theirs = (Engagement.objects.standing().filter(volunteer=one) for one in (kept, gone))
    for one, other in product(ours, theirs):
        if one.stopped_on is None and other.stopped_on is None:
            continue
        first, second = sorted((one, other), key=lambda e: (e.candidate_on, e.pk))
        if first.stopped_on is None or first.stopped_on > second.candidate_on:
            ended = first.stopped_on or second.stopped_on
            return [
                f"Bij de ene staat een afscheid op {clock.say_day(ended)}. De andere deed nog mee. Kijk dat eerst na."
            ]
    return []


def _rests(kept: Volunteer, gone: Volunteer) -> list[str]:
    """Two periods of rest in the same days: which of them holds is for people to say."""
    for one in Rest.objects.standing().filter(volunteer=kept):
        begins_before = Q(from_on__lt=one.until_on) if one.until_on else Q()
        goes_on = Q(until_on=None) | Q(until_on__gt=one.from_on)
        if Rest.objects.standing().filter(begins_before, goes_on, volunteer=gone).exists():
            return [f"Bij allebei staat een rustperiode rond {clock.say_day(one.from_on)}. Zet er eerst een recht."]
    return []
