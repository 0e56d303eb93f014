"""Lists that went out, people who are one person, and the address of somebody's calendar."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from oev import privacy
from oev.crypto import EncryptedTextField
from volunteers.models.people import Volunteer
from volunteers.querysets import CoordinatorQuerySet


@privacy.fields(personal="content", harmless="id key purpose rows made_at made_by forgotten_at")
class PeopleExport(models.Model):
    """A list that left the house: who, when, why, and what every cell said, so that an edited list can come back (P51).

    `content` is forgotten after the setting's days; then a returning list is an ordinary import.
    """

    key = models.CharField(max_length=12, unique=True)
    purpose = models.CharField("waarvoor", max_length=120)
    rows = models.PositiveIntegerField("rijen")
    content = EncryptedTextField(blank=True)
    made_at = models.DateTimeField("gemaakt op", default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    forgotten_at = models.DateTimeField(null=True)

    objects = CoordinatorQuerySet.as_manager()

    class Meta:
        verbose_name = "lijst die vertrok"
        verbose_name_plural = "lijsten die vertrokken"
        ordering = ["-made_at"]


@privacy.fields(personal="first second", harmless="id made_at made_by")
class NotTheSame(models.Model):
    """Two people who look alike and are two: not suggested again."""

    first = models.ForeignKey(Volunteer, models.CASCADE, related_name="+")
    second = models.ForeignKey(Volunteer, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CoordinatorQuerySet.as_manager()

    class Meta:
        verbose_name = "niet dezelfde persoon"
        verbose_name_plural = "niet dezelfde personen"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="not_the_same_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="not_the_same_in_order"),
        ]


@privacy.fields(personal="kept", harmless="id gone_id made_at made_by")
class Merge(models.Model):
    """The same person entered twice became one; old links lead to who was kept."""

    kept = models.ForeignKey(Volunteer, models.CASCADE, related_name="merges")
    gone_id = models.PositiveBigIntegerField(unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CoordinatorQuerySet.as_manager()

    class Meta:
        verbose_name = "samengevoegde persoon"
        verbose_name_plural = "samengevoegde personen"
        ordering = ["-made_at"]


@privacy.fields(personal="volunteer digest secret", harmless="id made_at")
class CalendarFeed(models.Model):
    """The secret address of somebody's own calendar; a new one ends the old one."""

    volunteer = models.OneToOneField(Volunteer, models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True)
    secret = EncryptedTextField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "agenda-adres"
        verbose_name_plural = "agenda-adressen"
