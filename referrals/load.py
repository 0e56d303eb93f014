"""How much somebody carries now, for coordinator and vertegenwoordiger: open talks, and talks of thirty days (R081)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from oev import clock
from oev.accounts.actor import Actor, Hat
from oev.prepared import Prepared, number_of
from oev.registry import Tile
from referrals.models import Assignment, Conversation, Referral
from volunteers.kinds import Role
from volunteers.models import RoleHolding, StandingSpan, Volunteer

DAYS = 30


def load_facts(actor: Actor, volunteer_id: int, day: date) -> list[tuple[str, str]]:
    """Two numbers, of which no list is made (P27): what is open, and what took place in the last thirty days.

    Whoever goes along carries the talk as well (R313). Calls of the vliegende ploeg are said apart (P31).
    """
    if not actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE):
        return []
    since = clock.start_of(day - timedelta(days=DAYS))
    person = Volunteer.objects.filter(pk=volunteer_id)
    held = Conversation.objects.filter(happened_at__gte=since)
    busy = Assignment.objects.open()
    open_now, led, along, calls = person.values_list(
        _count(busy.talks()), _count(held), _count(held, of="second"), _count(busy.calls())
    ).get()
    found = [("Gesprekken die lopen", str(open_now)), ("Gesprekken in 30 dagen", str(led + along))]
    return found + ([("Belt iemand opnieuw", str(calls))] if calls else [])


def _count(rows: Any, of: str = "volunteer") -> Any:
    """How many of these are of the person of the outer query, as a column."""
    mine = rows.filter(**{of: OuterRef("pk")}).order_by().values(of).annotate(number=Count("pk"))
    return Coalesce(Subquery(mine.values("number")), 0)


def capacity_tiles(day: date) -> list[Tile]:
    """What is asked this week beside who can be asked today: the carrying capacity of the whole (R082)."""
    monday = clock.start_of(day - timedelta(days=day.weekday()))
    (asked,), (callable_now,) = RECEIVED.rows(since=monday), CALLABLE.rows(day=day)
    return [
        Tile(str(asked), "aanmelding deze week" if asked == 1 else "aanmeldingen deze week"),
        Tile(str(callable_now), "gids oproepbaar vandaag" if callable_now == 1 else "gidsen oproepbaar vandaag"),
    ]


def _callable(day: date) -> QuerySet[StandingSpan, Any]:
    able = RoleHolding.objects.held_on(day).filter(role=Role.TALKS).values("volunteer")
    return number_of(StandingSpan.objects.on(day).callable().filter(volunteer__in=able))


RECEIVED = Prepared(lambda since: number_of(Referral.objects.filter(received_at__gte=since)), since=datetime)
CALLABLE = Prepared(_callable, day=date)
