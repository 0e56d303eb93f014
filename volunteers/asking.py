"""Who may be asked (3.1): callable is a standing; may be asked is callable, and free, insured and let in.

It stops new questions only; what was agreed stays. The own maximum is counted by the floor that counts talks.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, Q, QuerySet

from oev import clock
from volunteers.kinds import Audience, Role
from volunteers.models import (
    BlockedPeriod,
    InsurancePolicy,
    Rest,
    RoleHolding,
    SiteAccess,
    StandingSpan,
    Volunteer,
)
from volunteers.models.people import PersonCard
from volunteers.querysets import StandingSpanQuerySet, VolunteerQuerySet, holding_on

if TYPE_CHECKING:
    from partners.models import Site


def may_be_asked(role: Role | str, day: date, site: "Site | None" = None) -> VolunteerQuerySet:
    """People who may get a new question for this role on this day, as one query.

    Callable today, no known rest on that day, the role held then, not blocked then, and on the list of the site then. A
    lapse that lies ahead never excludes (3.1). A role that never was insured: nobody; cover that has ended is a warning
    to who coordinates, and who holds the role goes on (A15).
    """
    people: VolunteerQuerySet = Volunteer.objects.filter(pk__in=keys_to_ask(role, day, site))
    return people


def keys_to_ask(role: Role | str, day: date, site: "Site | None" = None) -> QuerySet[Any, Any]:
    """The keys of `may_be_asked`, from spans and facts alone: a third of the time when everybody is meant."""
    held = RoleHolding.objects.held_on(day).filter(role=role)
    away = BlockedPeriod.objects.filter(from_on__lte=day, until_on__gte=day)
    insured = Exists(InsurancePolicy.objects.once_covering(role, day))
    free = _callable_for(day).filter(insured, ~Q(volunteer__in=_whose(away)), volunteer__in=_whose(held))
    if site is not None:
        valid = Q(valid_until=None) | Q(valid_until__gte=day)
        free = free.filter(volunteer__in=_whose(SiteAccess.objects.filter(valid, agreed_on__lte=day, site=site)))
    return free.order_by().values_list("volunteer", flat=True)


def _callable_for(day: date) -> StandingSpanQuerySet:
    """Spans of people callable today of whom no rest is known on a later day (3.1, for a turn on that day)."""
    today = clock.today()
    spans: StandingSpanQuerySet = StandingSpan.objects.on(today).callable()
    if day <= today:
        return spans
    return spans.exclude(volunteer__in=_whose(Rest.objects.standing().filter(holding_on(day))))


def _whose(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """Whose facts these are, as a set: cheaper to ask of everybody than person by person."""
    return rows.order_by().values("volunteer")


def callable_cards(ids: Iterable[int], day: date, audience: Audience) -> dict[int, PersonCard]:
    """What an audience may know of these people: the name for it and 'oproepbaar' or not on a day; one query."""
    people = Volunteer.objects.filter(pk__in=set(ids)).with_standing(day)
    return {one.pk: PersonCard(one.name_for(audience), one.callable_today) for one in people}
