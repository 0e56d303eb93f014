"""The ground floor as an app (template tags, commands), and the admin with our own site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class OevConfig(AppConfig):
    """The ground floor."""

    name = "oev"
    label = "oev"
    verbose_name = "OEV"

    def ready(self) -> None:
        """The ground floor's own part of the timetable."""
        from oev.outbox.telling import put_away_what_is_over
        from oev.registry import Job, registry
        from oev.retention import forget

        registry.jobs.append(Job("bewaartermijnen", "Brieven, inzages en sessies", forget, order=90))
        registry.jobs.append(Job("nachtronde", "Wat nog te vertellen is", put_away_what_is_over, order=90))


class OevAdminConfig(AdminConfig):
    """The web admin, with our own site."""

    default_site = "oev.admin.OevAdminSite"
