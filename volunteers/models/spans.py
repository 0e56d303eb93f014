"""The calculated timeline as rows, so that a list is one indexed look-up (house habit 4)."""

from django.db import models
from django.db.models import Q

from oev import privacy
from volunteers.models.people import Volunteer
from volunteers.querysets import StandingSpanQuerySet
from volunteers.states import Status

STATUS_CHOICES = [(status.value, status.value) for status in Status]


REMINDERS = "after_contact first_reminder_on second_reminder_on last_reminder_on"


@privacy.fields(personal=f"volunteer status from_on until_on is_callable last_day {REMINDERS}", harmless="id")
class StandingSpan(models.Model):
    """A stay in one standing, half-open; the future lapse is a row too. Rebuilt with every change of a fact.

    The reminders are those of the term that the stay ends in: what the nightly round looks up (R042).
    """

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="spans")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    status = models.CharField(max_length=10, choices=STATUS_CHOICES)
    is_callable = models.BooleanField()
    last_day = models.DateField(null=True)
    after_contact = models.BooleanField(default=False)
    first_reminder_on = models.DateField(null=True)
    second_reminder_on = models.DateField(null=True)
    last_reminder_on = models.DateField(null=True)

    objects = StandingSpanQuerySet.as_manager()

    class Meta:
        verbose_name = "statusperiode"
        verbose_name_plural = "statusperiodes"
        ordering = ["from_on"]
        constraints = [
            models.UniqueConstraint(fields=["volunteer", "from_on"], name="span_once"),
            models.CheckConstraint(
                condition=Q(status="active", is_callable=True) | (~Q(status="active") & Q(is_callable=False)),
                name="span_callable_is_active",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "from_on", "until_on"], include=["volunteer"], name="span_by_status"),
            models.Index(fields=["last_day"], condition=Q(status="active"), name="span_by_last_day"),
        ]
