"""Talks of which only a day is kept: growth, the personal plan, and the talk of three before a return."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from oev import clock, privacy
from volunteers.kinds import GrowthTalkKind, SignalledBy
from volunteers.models.facts import RECORDED, Fact, Rest
from volunteers.models.people import Volunteer
from volunteers.querysets import PlanCheckQuerySet, StaffQuerySet
from volunteers.querysets_doing import GrowthTalkQuerySet


@privacy.fields(personal="volunteer on_day next_on kind", harmless=f"id hat {RECORDED}")
class GrowthTalk(Fact):
    """The yearly growth talk, or a supporting talk: offered, never obligatory, a date and the next one (R311, R351)."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="growth_talks")
    kind = models.CharField("soort", max_length=8, choices=GrowthTalkKind.choices, default=GrowthTalkKind.GROWTH)
    on_day = models.DateField("op")
    next_on = models.DateField("opnieuw rond", null=True, blank=True)
    hat = models.CharField("met", max_length=15, choices=SignalledBy.choices[1:])

    objects = GrowthTalkQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "groeigesprek"
        verbose_name_plural = "groeigesprekken"
        ordering = ["-on_day", "-pk"]


@privacy.fields(personal="volunteer on_day again_on", harmless=f"id {RECORDED}")
class RecoveryPlanCheck(Fact):
    """The day on which the personal plan was talked about; the plan stays with the person (R073, Q26, P08)."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="plan_checks")
    on_day = models.DateField("besproken op")
    again_on = models.DateField("opnieuw bespreken rond", null=True, blank=True)

    objects = PlanCheckQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "plan besproken"
        verbose_name_plural = "plannen besproken"
        ordering = ["-on_day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(again_on=None) | Q(again_on__gte=models.F("on_day")), name="plan_again_after_talk"
            ),
        ]


@privacy.fields(
    personal="volunteer rest starts_at place held_on go_on", harmless="id asked_at asked_by closed_at closed_by"
)
class ReturnTalk(models.Model):
    """The talk of three that follows 'ik wil eerst nog praten': in samenspraak is no veto (R067, 6.2).

    `go_on` is what the three agreed: start again, or not yet. Forgotten together with its rest (Q42).
    """

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="return_talks")
    rest = models.ForeignKey(Rest, models.CASCADE, related_name="return_talks")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField("wanneer", null=True, blank=True)
    place = models.CharField("waar", max_length=120, blank=True)
    held_on = models.DateField("gehouden op", null=True, blank=True)
    go_on = models.BooleanField("start terug", null=True)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "gesprek met drie"
        verbose_name_plural = "gesprekken met drie"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["rest"], condition=Q(closed_at=None), name="return_talk_open_once"),
        ]

    @property
    def day(self) -> date | None:
        """The day in Brussels on which it takes place, once a moment was chosen."""
        return self.starts_at.astimezone(clock.BRUSSELS).date() if self.starts_at else None
