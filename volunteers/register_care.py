"""What care hands to the ground floor: rows of work and own data."""

from typing import Any

from oev.outbox.catalogue import TELLINGS, Telling
from oev.registry import registry


def register_care() -> None:
    """Fill the registry."""
    from volunteers.pages.feeds import own_return_talks
    from volunteers.personal_care import PERSONAL_DATA
    from volunteers.work.care import plans_again

    registry.today.append(plans_again)
    registry.demo_loaders.append((27, _load_demo))
    TELLINGS["return_talk"] = Telling(told=False)  # whoever plans it calls round first
    registry.calendar.append(own_return_talks)
    registry.personal_data += PERSONAL_DATA


def _load_demo(world: Any) -> None:
    from volunteers.demo_care import load

    load(world)
