"""What roles, tasks, insurance and training hand to the ground floor (called once, in AppConfig.ready)."""

from typing import Any


def register_doing() -> None:
    """Work lists, jobs, navigation, reference data."""
    from oev.accounts.actor import Hat
    from oev.registry import Job, NavItem, registry
    from volunteers.personal_doing import DATA
    from volunteers.reference import load_reference
    from volunteers.services.insurance import remind_of_policies
    from volunteers.work.growth import growth_talks
    from volunteers.work.insurance import insurance
    from volunteers.work.roles import asked_roles
    from volunteers.work.training import my_trainings, open_training_lists

    registry.demo_loaders.append((25, _load_demo))
    registry.reference_loaders.append((20, load_reference))
    registry.today += [insurance, asked_roles, open_training_lists, growth_talks]
    registry.dashboard.append(growth_talks)
    registry.personal_data += DATA
    registry.volunteer_home.append(my_trainings)
    registry.jobs.append(Job("nachtronde", "Verzekeringen", remind_of_policies, order=15))
    registry.navigation.append(NavItem(Hat.BOARD, "Verzekeringen", "volunteers:policy_list", 50))


def _load_demo(world: Any) -> None:
    from volunteers.demo_training import load

    load(world)
