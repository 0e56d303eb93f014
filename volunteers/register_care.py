"""What care hands to the ground floor: rows of work and own data."""

from oev.registry import registry


def register_care() -> None:
    """Fill the registry."""
    from volunteers.personal_care import PERSONAL_DATA
    from volunteers.work.care import plans_again

    registry.today.append(plans_again)
    registry.personal_data += PERSONAL_DATA
