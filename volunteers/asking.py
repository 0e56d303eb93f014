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
from volunteers.querysets import VolunteerQuerySet, holding_on

if TYPE_CHECKING:
    from partners.models import Site


def may_be_asked(role: Role | str, day: date, site: "Site | None" = None) -> VolunteerQuerySet:
    """People who may get a new question for this role on this day, as one query.

    Callable today, no known rest on that day, the role held then, not blocked then, and on the list of the site then. A
    lapse that lies ahead never excludes (3.1). A role that never was insured: nobody; cover that has ended is a warning
    to who coordinates, and who holds the role goes on (A15).
    """
    held = RoleHolding.objects.held_on(day).filter(role=role)
    away = BlockedPeriod.objects.filter(from_on__lte=day, until_on__gte=day)
    insured = Exists(InsurancePolicy.objects.once_covering(role, day))
    people = callable_for(day).filter(insured, ~Q(pk__in=_whose(away)), pk__in=_whose(held))
    if site is not None:
        valid = Q(valid_until=None) | Q(valid_until__gte=day)
        people = people.filter(pk__in=_whose(SiteAccess.objects.filter(valid, agreed_on__lte=day, site=site)))
    return people


def callable_for(day: date) -> VolunteerQuerySet:
    """People callable today of whom no rest is known on a later day (3.1, for a turn on that day)."""
    today = clock.today()
    people: VolunteerQuerySet = Volunteer.objects.filter(pk__in=_whose(StandingSpan.objects.on(today).callable()))
    if day <= today:
        return people
    return people.exclude(pk__in=_whose(Rest.objects.standing().filter(holding_on(day))))


def _whose(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """Whose facts these are, as a set: cheaper to ask of everybody than person by person."""
    return rows.order_by().values("volunteer")


def callable_cards(ids: Iterable[int], day: date, audience: Audience) -> dict[int, PersonCard]:
    """What an audience may know of these people: the name for it and 'oproepbaar' or not on a day; one query."""
    people = Volunteer.objects.filter(pk__in=set(ids)).with_standing(day)
    return {one.pk: PersonCard(one.name_for(audience), one.callable_today) for one in people}
