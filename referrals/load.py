"""How much somebody carries now, for coordinator and vertegenwoordiger: open talks, and talks of thirty days (R081)."""

from datetime import date, timedelta

from oev import clock
from oev.accounts.actor import Actor, Hat
from referrals.models import Assignment, Conversation

DAYS = 30


def load_facts(actor: Actor, volunteer_id: int, day: date) -> list[tuple[str, str]]:
    """Two numbers, of which no list is made (P27): what is open, and what took place in the last thirty days."""
    if not actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE):
        return []
    open_now = Assignment.objects.open().filter(volunteer=volunteer_id).count()
    since = clock.start_of(day - timedelta(days=DAYS))
    held = Conversation.objects.filter(volunteer=volunteer_id, happened_at__gte=since).count()
    return [("Gesprekken die lopen", str(open_now)), ("Gesprekken in 30 dagen", str(held))]
