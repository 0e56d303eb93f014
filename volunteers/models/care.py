"""People to call: a task with a date, never with content (R062, R064)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from oev import privacy
from volunteers.kinds import CallKind, CallWish, ProposalKind, SignalledBy
from volunteers.models.people import Volunteer
from volunteers.querysets import CallTaskQuerySet, ProposalQuerySet


@privacy.fields(personal="volunteer kind rest for_office due_on wish", harmless="id created_at done_on done_by")
class CallTask(models.Model):
    """Somebody waits for a call by the vertegenwoordiger or the coordinator."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="call_tasks")
    kind = models.CharField("waarom", max_length=15, choices=CallKind.choices)
    for_office = models.CharField("voor", max_length=15, choices=SignalledBy.choices[1:])
    due_on = models.DateField("vanaf")
    wish = models.CharField("wanneer", max_length=5, choices=CallWish.choices, blank=True)
    rest = models.ForeignKey("volunteers.Rest", models.CASCADE, null=True, related_name="call_tasks")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    done_on = models.DateField("gebeld op", null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = CallTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "oproep"
        verbose_name_plural = "oproepen"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "kind", "for_office"], condition=Q(done_on=None), name="call_open_once"
            ),
        ]


@privacy.fields(personal="volunteer kind rest for_day", harmless="id office made_at made_by done_at done_by taken_back")
class Proposal(models.Model):
    """What one of coordinator and vertegenwoordiger proposed and the other must confirm (Q41, Q46)."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="proposals")
    kind = models.CharField("wat", max_length=10, choices=ProposalKind.choices)
    rest = models.ForeignKey("volunteers.Rest", models.CASCADE, null=True, related_name="proposals")
    for_day = models.DateField("vanaf")
    office = models.CharField("door", max_length=15, choices=SignalledBy.choices[1:])
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_back = models.BooleanField(default=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "voorstel"
        verbose_name_plural = "voorstellen"
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["volunteer", "kind"], condition=Q(done_at=None), name="proposal_open_once"),
        ]
