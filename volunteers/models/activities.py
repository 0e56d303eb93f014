"""What is counted outside talks and groups, and the bridge to self-help groups (R012, R305-R308, F35)."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from oev import privacy
from partners.models import Partner
from volunteers.kinds import ActivityKind, BridgePurpose
from volunteers.querysets import StaffQuerySet


@privacy.fields(
    personal="", harmless="id kind on_day participations reached partner recorded_at recorded_by withdrawn_at"
)
class ActivityLog(models.Model):
    """A phone contact, a policy meeting, a lecture: counted by day, without a name."""

    kind = models.CharField("wat", max_length=12, choices=ActivityKind.choices)
    on_day = models.DateField("op")
    participations = models.PositiveSmallIntegerField("hoeveel ervaringsdragers", default=1)
    reached = models.PositiveIntegerField("hoeveel mensen bereikt (schatting)", null=True, blank=True)
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name="bij"
    )
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField("rechtgezet op", null=True, editable=False)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "telling"
        verbose_name_plural = "tellingen"
        ordering = ["-on_day", "-pk"]


@privacy.fields(personal="", harmless="id partner on_day purpose recorded_at recorded_by withdrawn_at")
class BridgeContact(models.Model):
    """A contact with a self-help group: three fields (6.2)."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="bridge_contacts", verbose_name="groep")
    on_day = models.DateField("op")
    purpose = models.CharField("waarvoor", max_length=12, choices=BridgePurpose.choices)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField("rechtgezet op", null=True, editable=False)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "contact met zelfhulp"
        verbose_name_plural = "contacten met zelfhulp"
        ordering = ["-on_day", "-pk"]


@privacy.fields(personal="", harmless="id year times")
class SupportAsked(models.Model):
    """How often support was asked in a year (F35): a number alone, for who asked goes after three months (P11)."""

    year = models.PositiveSmallIntegerField("jaar", unique=True)
    times = models.PositiveIntegerField("hoe vaak", default=0)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "vragen om ondersteuning"
        verbose_name_plural = "vragen om ondersteuning"
        ordering = ["-year"]
