"""Aanmeldingen."""

from typing import Any

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Hands the ground floor what it must know of referrals."""

    name = "referrals"
    verbose_name = "Aanmeldingen"

    def ready(self) -> None:
        """Fill the registry and the catalogue of letters, and listen to changes of standing."""
        from oev.accounts.actor import Hat
        from oev.registry import NavItem, registry
        from referrals import receivers, work, work_late, work_noted
        from referrals.calendars import own_talks
        from referrals.emails import register_letters
        from referrals.jobs import JOBS
        from referrals.load import capacity_tiles, load_facts
        from referrals.merging import why_no_merge
        from referrals.own_data import OWN_DATA
        from referrals.telling import register_tellings

        register_letters()
        register_tellings()
        registry.today += [work.new_referrals, work.looked_for]
        registry.today += [work.lacking_seconds, work.attempts_due]
        registry.today.append(work_late.late_referrals)
        registry.dashboard.append(work_late.late_for_representative)
        registry.volunteer_home += [work.open_questions, work.coming_talks, work_noted.talks_noted]
        registry.rest_effects.append(receivers.effects_of_rest)
        registry.merge_refusals.append(why_no_merge)
        registry.calendar.append(own_talks)
        registry.person_coming.append(work.coming_talks_of)
        registry.person_load.append(load_facts)
        registry.week_tiles.append(capacity_tiles)
        registry.jobs += JOBS
        registry.personal_data += OWN_DATA
        registry.demo_loaders.append((40, _load_demo))
        registry.homes[Hat.PROFESSIONAL] = "referrals:referral_list"
        registry.navigation += [
            NavItem(Hat.COORDINATOR, "Aanmeldingen", "admin:referrals_referral_changelist", 15),
            NavItem(Hat.PROFESSIONAL, "Mijn aanmeldingen", "referrals:referral_list", 10),
            NavItem(Hat.PROFESSIONAL, "Nieuwe aanmelding", "referrals:referral_new", 20),
            NavItem(Hat.VOLUNTEER, "Gesprekken", "referrals:talk_list", 20),
        ]


def _load_demo(world: Any) -> None:
    from referrals import demo, demo_outreach

    demo.load(world)
    demo_outreach.load(world)
