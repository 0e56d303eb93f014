"""Contactgroepen."""

from typing import Any

from django.apps import AppConfig


class ContactGroupsConfig(AppConfig):
    """Hands the ground floor what it must know of contactgroups."""

    name = "contactgroups"
    verbose_name = "Contactgroepen"

    def ready(self) -> None:
        """Fill the registry, the catalogue of letters, and listen to standing."""
        from contactgroups import emails, nightly, receivers, work, work_helping  # noqa: F401 - reading registers them
        from contactgroups.calendars import own_turns
        from contactgroups.merging import why_no_merge
        from contactgroups.parts import group_parts
        from contactgroups.telling import register_tellings
        from oev.accounts.actor import Hat
        from oev.registry import Job, NavItem, PersonalData, registry

        register_tellings()
        registry.jobs += [
            Job("bijeenkomsten", "Bijeenkomsten van de groepen", nightly.plan_ahead),
            Job("nachtronde", "Beurten en bijeenkomsten", nightly.nightly_round, order=60),
            Job("bewaartermijnen", "Vragen over beurten", nightly.retention, order=60),
        ]
        registry.today.append(work_helping.proposed_roles)
        registry.dashboard.append(work_helping.proposed_roles)
        registry.volunteer_home.append(work_helping.my_role_questions)
        registry.personal_data += [
            PersonalData("Taken in een groep", work_helping.own_tasks),
            PersonalData("Rollen waarvoor een trekker je voorstelde", work_helping.own_requests),
        ]
        registry.today += [work.replacements, work.uncounted]
        registry.dashboard += [work.roster_gaps, work.next_week]
        registry.volunteer_home += [work.my_questions, work.my_counts, work.my_turns]
        registry.calendar.append(own_turns)
        registry.week_tiles.append(work.week_tile)
        registry.person_coming.append(work.coming_turns)
        registry.rest_effects.append(work.rest_effects)
        registry.merge_refusals.append(why_no_merge)
        registry.group_parts.append(group_parts)
        registry.agreement_dependents.append(work.agreement_dependents)
        registry.personal_data.append(PersonalData("Groepen", work.personal_data))
        registry.navigation += [
            NavItem(Hat.COORDINATOR, "Groepen", "admin:contactgroups_contactgroup_changelist", 30),
            NavItem(Hat.REPRESENTATIVE, "Beurtrollen", "contactgroups:roster_list", 30),
            NavItem(Hat.VOLUNTEER, "Mijn groepen", "contactgroups:my_groups", 30),
            NavItem(Hat.PROFESSIONAL, "Groepen", "contactgroups:group_list", 60),
            NavItem(Hat.BOARD, "Groepen", "contactgroups:group_list", 60),
        ]
        registry.demo_loaders.append((30, _load_demo))


def _load_demo(world: Any) -> None:
    from contactgroups import demo, demo_helping

    demo.load(world)
    demo_helping.load(world)
