"""Who read what: one row per reader, object and day (section 4, privacy rule 6), append-only in the database."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone

from oev import privacy
from oev.audit.querysets import AccessLogQuerySet


class Subject(models.TextChoices):
    """What was read."""

    STANDING = "standing", "je plaats in de werking"
    REFERRAL = "referral", "een aanmelding"
    PEOPLE_LIST = "people_list", "een lijst van mensen"
    EXPORT = "export", "een bestand met gegevens"


@privacy.fields(personal="", harmless="id reader hat deputy_for subject object_id day at")
class AccessLog(models.Model):
    """One reader saw one object on one day."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="wie")
    hat = models.CharField("hoedanigheid", max_length=20)
    deputy_for = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    subject = models.CharField("wat", max_length=20, choices=Subject.choices)
    object_id = models.BigIntegerField("nummer", default=0, help_text="0 is een lijst.")
    day = models.DateField("dag")
    at = models.DateTimeField("eerste keer", default=timezone.now)

    objects = AccessLogQuerySet.as_manager()

    class Meta:
        verbose_name = "inzage"
        verbose_name_plural = "inzages"
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["reader", "hat", "subject", "object_id", "day"], name="access_once_a_day")
        ]
        indexes = [models.Index(fields=["subject", "object_id", "day"], name="access_of_object")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.object_id} op {self.day:%d-%m-%Y}"
