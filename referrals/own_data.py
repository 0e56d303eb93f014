"""What this app holds about one account, for 'Dit weten we van jou'."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from oev import clock
from oev.accounts.models import User
from oev.registry import PersonalData
from referrals.models import Assignment, Conversation, Offer


def _questions(user: User) -> Iterable[Mapping[str, Any]]:
    """Questions that are still known: of closed aanmeldingen only those with a yes (R075)."""
    for offer in Offer.objects.filter(volunteer__user=user).order_by("asked_at"):
        yield {"gevraagd op": _day(offer.asked_at), "antwoord": offer.get_state_display()}


def _talks_to_come(user: User) -> Iterable[Mapping[str, Any]]:
    for assignment in Assignment.objects.filter(Q(volunteer__user=user) | Q(coordinator=user)).order_by("accepted_at"):
        what = "opnieuw bellen" if assignment.outreach else "gesprek"
        yield {"wat": what, "ja gezegd op": _day(assignment.accepted_at), "staat": assignment.get_state_display()}


def _talks(user: User) -> Iterable[Mapping[str, Any]]:
    mine = Q(volunteer__user=user) | Q(second__user=user) | Q(coordinator=user)
    for talk in Conversation.objects.filter(mine).order_by("happened_at"):
        yield {"op": _day(talk.happened_at), "hoe": talk.get_channel_display(), "hoelang": talk.get_duration_display()}


def _day(moment: Any) -> str:
    return clock.say_day(moment.astimezone(clock.BRUSSELS).date())


OWN_DATA = [
    PersonalData("Vragen aan jou", _questions),
    PersonalData("Gesprekken waarop je ja zei", _talks_to_come),
    PersonalData("Gesprekken die je had", _talks),
]
