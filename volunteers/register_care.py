"""What care hands to the ground floor: rows of work and own data."""

from oev.outbox.catalogue import TELLINGS, Telling
from oev.registry import registry


def register_care() -> None:
    """Fill the registry."""
    from volunteers.personal_care import PERSONAL_DATA
    from volunteers.work.care import plans_again

    registry.today.append(plans_again)
    TELLINGS["return_talk"] = Telling(told=False)  # whoever plans it calls round first
    registry.personal_data += PERSONAL_DATA
