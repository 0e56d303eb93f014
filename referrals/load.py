"""How much somebody carries now, for coordinator and vertegenwoordiger: open talks, and talks of thirty days (R081)."""

from datetime import date, timedelta

from oev import clock
from oev.accounts.actor import Actor, Hat
from oev.registry import Tile
from referrals.models import Assignment, Conversation, Referral
from volunteers.kinds import Role
from volunteers.models import RoleHolding, StandingSpan

DAYS = 30


def load_facts(actor: Actor, volunteer_id: int, day: date) -> list[tuple[str, str]]:
    """Two numbers, of which no list is made (P27): what is open, and what took place in the last thirty days."""
    if not actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE):
        return []
    open_now = Assignment.objects.open().filter(volunteer=volunteer_id).count()
    since = clock.start_of(day - timedelta(days=DAYS))
    held = Conversation.objects.filter(volunteer=volunteer_id, happened_at__gte=since).count()
    return [("Gesprekken die lopen", str(open_now)), ("Gesprekken in 30 dagen", str(held))]


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
