"""Who can sign in with one click, in the demo only: the invented people with an address in the demo's own domain."""

from oev import clock
from oev.accounts.models import User
from oev.accounts.querysets import hats_of
from oev.registry import DemoPerson

DOMAIN = "rondkijken.oev.example"


def demo_people() -> list[DemoPerson]:
    """The featured people, one entry for each hat that they may wear today."""
    day = clock.today()
    featured = User.objects.filter(email__endswith=f"@{DOMAIN}", is_active=True).order_by("pk")
    return [
        DemoPerson(user.pk, user.name, option.key, option.label)
        for user in featured
        for option in hats_of(user.pk, day)
    ]
