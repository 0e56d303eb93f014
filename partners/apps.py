"""Partners."""

from typing import Any

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Hands the ground floor what it must know of partners."""

    name = "partners"
    verbose_name = "Partners"

    def ready(self) -> None:
        """Fill the registry."""
        from oev.accounts.actor import Hat
        from oev.registry import Job, NavItem, registry
        from partners import jobs, work
        from partners.personal import PERSONAL_DATA
        from partners.querysets import contact_hats, mandate_hats
        from partners.reference import load_reference

        registry.hats += [contact_hats, mandate_hats]
        registry.reference_loaders.append((10, load_reference))
        registry.house_facts.append(work.house_facts)
        registry.first_steps.append(work.first_step)
        registry.today += [work.running_out, work.to_confirm]
        registry.dashboard.append(work.board_decisions)
        registry.jobs.append(Job("nachtronde", "Overeenkomsten die aflopen", jobs.remind_of_endings, order=60))
        registry.personal_data += PERSONAL_DATA
        registry.navigation += [
            NavItem(Hat.COORDINATOR, "Partners", "admin:partners_partner_changelist", 50),
            NavItem(Hat.REPRESENTATIVE, "Partners", "partners:partner_list", 60),
            NavItem(Hat.BOARD, "Overeenkomsten", "partners:agreement_list", 30),
            NavItem(Hat.BOARD, "Partners", "partners:partner_list", 40),
            NavItem(Hat.PROFESSIONAL, "Mijn organisatie", "partners:my_organisation", 40),
        ]
        registry.demo_loaders.append((10, _load_demo))


def _load_demo(world: Any) -> None:
    from partners.demo import load

    load(world)
