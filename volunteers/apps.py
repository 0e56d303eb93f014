"""Vrijwilligers."""

from typing import Any

from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    """Hands the ground floor what it must know of volunteers."""

    name = "volunteers"
    verbose_name = "Vrijwilligers"

    def ready(self) -> None:
        """Fill the registry."""
        from oev.accounts.actor import Hat
        from oev.registry import Job, NavItem, registry
        from volunteers import cover, nightly, retention, work
        from volunteers.emails import register_letters
        from volunteers.pages.feeds import own_sessions
        from volunteers.pages.site import access_rows
        from volunteers.personal import PERSONAL_DATA
        from volunteers.querysets import volunteer_hats
        from volunteers.register_care import register_care
        from volunteers.register_doing import register_doing
        from volunteers.register_intake import register_intake
        from volunteers.register_lists import register_lists
        from volunteers.services.imports import forget_imports_job
        from volunteers.telling import register_tellings
        from volunteers.work import load, phone

        register_doing()
        register_intake()
        register_care()
        register_lists()
        registry.hats.append(volunteer_hats)
        registry.stand_ins.append(cover.stand_ins)
        register_letters()
        register_tellings()
        staff = [work.returns, work.second_voice, work.people_to_call, work.open_lists, work.running_out]
        registry.today += staff
        registry.dashboard += [*staff, work.long_unheard, load.representative_load]
        registry.today += [load.representative_away, load.representative_load]
        registry.today.append(phone.letters_by_phone)
        registry.dashboard.append(phone.letters_by_phone)
        registry.week_tiles.append(load.load_tile)
        registry.jobs.append(Job("nachtronde", "Stand van de mensen", nightly.run, order=10))
        registry.jobs.append(Job("bewaartermijnen", "Mensen", retention.run, order=30))
        registry.jobs.append(Job("bewaartermijnen", "Bestanden met mensen", forget_imports_job, order=31))
        registry.demo_loaders.append((20, _load_demo))
        registry.calendar.append(own_sessions)
        registry.site_access.append(access_rows)
        registry.personal_data += PERSONAL_DATA
        registry.homes |= {
            Hat.COORDINATOR: "admin:index",
            Hat.REPRESENTATIVE: "volunteers:dashboard",
            Hat.VOLUNTEER: "volunteers:me",
        }
        registry.navigation += [
            NavItem(Hat.COORDINATOR, "Vandaag", "admin:index", 10),
            NavItem(Hat.COORDINATOR, "Mensen", "admin:volunteers_volunteer_changelist", 20),
            NavItem(Hat.COORDINATOR, "Intervisie", "volunteers:session_list", 40),
            NavItem(Hat.REPRESENTATIVE, "Dashboard", "volunteers:dashboard", 10),
            NavItem(Hat.REPRESENTATIVE, "Mensen", "volunteers:volunteer_list", 20),
            NavItem(Hat.REPRESENTATIVE, "Intervisie", "volunteers:session_list", 40),
            NavItem(Hat.VOLUNTEER, "Mijn pagina", "volunteers:me", 10),
            NavItem(Hat.VOLUNTEER, "Intervisie", "volunteers:session_list", 40),
        ]


def _load_demo(world: Any) -> None:
    from volunteers.demo import load

    load(world)
