"""What care hands the ground floor: plans to talk about again, and what the nights tell about open lists."""


def register_care() -> None:
    """Fill the registry."""
    from oev.registry import registry
    from volunteers.work.care import plans_again

    registry.today.append(plans_again)
