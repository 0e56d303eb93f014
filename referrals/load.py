"""How much somebody carries now, for coordinator and vertegenwoordiger: open talks, and talks of thirty days (R081)."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from oev import clock
from oev.accounts.actor import Actor, Hat
from oev.registry import Tile
from referrals.models import Assignment, Conversation, Referral
from volunteers.kinds import Role
from volunteers.models import RoleHolding, StandingSpan, Volunteer

DAYS = 30


def load_facts(actor: Actor, volunteer_id: int, day: date) -> list[tuple[str, str]]:
    """Two numbers, of which no list is made (P27): what is open, and what took place in the last thirty days."""
    if not actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE):
        return []
    since = clock.start_of(day - timedelta(days=DAYS))
    person = Volunteer.objects.filter(pk=volunteer_id)
    open_now, held = person.values_list(
        _count(Assignment.objects.open()), _count(Conversation.objects.filter(happened_at__gte=since))
    ).get()
    return [("Gesprekken die lopen", str(open_now)), ("Gesprekken in 30 dagen", str(held))]


def _count(rows: Any) -> Any:
    """How many of these are of the person of the outer query, as a column."""
    mine = rows.filter(volunteer=OuterRef("pk")).order_by().values("volunteer").annotate(number=Count("pk"))
    return Coalesce(Subquery(mine.values("number")), 0)


def capacity_tiles(day: date) -> list[Tile]:
    """What is asked this week beside who can be asked today: the carrying capacity of the whole (R082)."""
    monday = clock.start_of(day - timedelta(days=day.weekday()))
    asked = Referral.objects.filter(received_at__gte=monday).count()
    able = RoleHolding.objects.held_on(day).filter(role=Role.TALKS).values("volunteer")
    callable_now = StandingSpan.objects.on(day).callable().filter(volunteer__in=able).count()
    return [
        Tile(str(asked), "aanmelding deze week" if asked == 1 else "aanmeldingen deze week"),
        Tile(str(callable_now), "gids oproepbaar vandaag" if callable_now == 1 else "gidsen oproepbaar vandaag"),
    ]
