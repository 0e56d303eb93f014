"""What roles, tasks, insurance and training hand to the ground floor (called once, in AppConfig.ready)."""

from typing import Any

from django.urls import reverse

from oev.accounts.actor import Actor
from oev.outbox.catalogue import TELLINGS, Telling


def register_doing() -> None:
    """Work lists, jobs, navigation, reference data."""
    from oev.accounts.actor import Hat
    from oev.registry import Job, NavItem, registry
    from volunteers.personal_doing import DATA
    from volunteers.reference import load_reference
    from volunteers.services.insurance import remind_of_policies
    from volunteers.services.training_offers import forget_offers_job
    from volunteers.work.growth import growth_talks
    from volunteers.work.insurance import insurance
    from volunteers.work.roles import asked_roles
    from volunteers.work.training import my_trainings, offered_trainings, open_training_lists

    for code in ("training_invitation", "training_moved"):
        TELLINGS[code] = Telling(answer=_training)
    TELLINGS["role_asked"] = Telling(answer=_role)
    registry.demo_loaders.append((25, _load_demo))
    registry.reference_loaders.append((20, load_reference))
    registry.today += [insurance, asked_roles, open_training_lists, offered_trainings, growth_talks]
    registry.dashboard.append(growth_talks)
    registry.personal_data += DATA
    registry.volunteer_home.append(my_trainings)
    registry.jobs.append(Job("nachtronde", "Verzekeringen", remind_of_policies, order=15))
    registry.jobs.append(Job("bewaartermijnen", "Voorstellen van partners", forget_offers_job, order=33))
    registry.navigation.append(NavItem(Hat.BOARD, "Verzekeringen", "volunteers:policy_list", 50))
    registry.navigation.append(NavItem(Hat.PROFESSIONAL, "Vorming", "volunteers:training_offer_list", 50))


def _load_demo(world: Any) -> None:
    from volunteers.demo_training import load

    load(world)


def _training(actor: Actor, fact_id: int, to_id: int) -> str:
    """Where the answer to an invitation is written down by phone."""
    from volunteers import rules

    return reverse("volunteers:training_detail", args=[fact_id]) if rules.is_staff(actor) else ""


def _role(actor: Actor, fact_id: int, to_id: int) -> str:
    """The person's page, where a role that waits is answered by phone."""
    from volunteers import rules
    from volunteers.models import RoleHolding

    holding = RoleHolding.objects.filter(pk=fact_id).first()
    if holding is None or not rules.is_staff(actor):
        return ""
    return reverse("volunteers:volunteer_detail", args=[holding.volunteer_id])
