"""What the page of a place tells about people of the pool: who may come by, under which name (P34, Q27)."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from oev import clock
from oev.accounts.actor import Actor
from oev.registry import WorkRow
from volunteers import rules
from volunteers.kinds import VolunteerKind
from volunteers.models import SiteAccess, Volunteer


def access_rows(actor: Actor, site_id: int) -> list[WorkRow]:
    """One row a person whose access runs today, for the coordinator's page of the place."""
    if not rules.may_keep_site_access(actor):
        return []
    running = Q(valid_until=None) | Q(valid_until__gte=clock.today())
    rows = SiteAccess.objects.filter(running, site=site_id).select_related("volunteer")
    return [_row(access) for access in rows.order_by("display_name", "pk")]


def who_may_come(actor: Actor) -> "QuerySet[Volunteer]":
    """Ervaringsdragers to choose from, by name."""
    people: QuerySet[Volunteer] = Volunteer.objects.visible_to(actor)
    return people.filter(kind=VolunteerKind.ED).order_by("search_name")


def _row(access: SiteAccess) -> WorkRow:
    until = f", tot en met {clock.say_day(access.valid_until)}" if access.valid_until else ""
    return WorkRow(
        title=access.display_name,
        line=f"{access.volunteer.full_name}, afgesproken op {clock.say_day(access.agreed_on)}{until}",
        action_label="Beëindig",
        action_url=reverse("volunteers:site_access_end", args=[access.pk]),
    )
