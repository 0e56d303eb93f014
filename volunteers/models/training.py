"""Vorming: a catalogue with the partner that offers it, sessions, and who takes part (R016, R110, R111)."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from oev import clock, privacy
from partners.models import Partner
from volunteers.kinds import Mode, Presence, SignUp, TrainingKind, TrainingTheme
from volunteers.models.facts import RECORDED, Fact
from volunteers.models.people import Volunteer
from volunteers.querysets_doing import TrainingQuerySet, TrainingSessionQuerySet


@privacy.fields(personal="", harmless="id title kind theme partner summary ended_on", track=True)
class Training(models.Model):
    """Something that can be followed; `partner` offers it, empty is the koepel itself."""

    title = models.CharField("titel", max_length=120)
    kind = models.CharField("soort", max_length=10, choices=TrainingKind.choices, default=TrainingKind.THEME)
    theme = models.CharField("thema", max_length=12, choices=TrainingTheme.choices, blank=True)
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="trainings", verbose_name="aangeboden door"
    )
    summary = models.CharField("in één zin", max_length=200, blank=True)
    ended_on = models.DateField("niet meer aangeboden sinds", null=True, blank=True)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = "vorming"
        verbose_name_plural = "vormingen"
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


@privacy.fields(
    personal="", harmless="id training mode starts_at minutes place invited_at cancelled_at closed_at", track=True
)
class TrainingSession(models.Model):
    """One day on which a training is given."""

    training = models.ForeignKey(Training, models.PROTECT, related_name="sessions", verbose_name="vorming")
    mode = models.CharField("vorm", max_length=10, choices=Mode.choices, default=Mode.ON_SITE)
    starts_at = models.DateTimeField("begint")
    minutes = models.PositiveSmallIntegerField("duur in minuten", default=180)
    place = models.CharField("plaats", max_length=120, blank=True)
    invited_at = models.DateTimeField("uitgenodigd op", null=True, editable=False)
    cancelled_at = models.DateTimeField("afgelast op", null=True, editable=False)
    closed_at = models.DateTimeField("lijst gesloten op", null=True, editable=False)

    objects = TrainingSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "vormingsmoment"
        verbose_name_plural = "vormingsmomenten"
        ordering = ["-starts_at", "-pk"]

    @property
    def day(self) -> date:
        """The day in Brussels on which it begins."""
        return self.starts_at.astimezone(clock.BRUSSELS).date()


@privacy.fields(personal="volunteer answer presence", harmless=f"id session answered_at by_phone {RECORDED}")
class TrainingEnrolment(Fact):
    """Somebody's answer to a training moment, and afterwards whether they were there."""

    session = models.ForeignKey(TrainingSession, models.PROTECT, related_name="enrolments")
    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="enrolments")
    answer = models.CharField("antwoord", max_length=6, choices=SignUp.choices, blank=True)
    answered_at = models.DateTimeField(default=timezone.now)
    by_phone = models.BooleanField(default=False)
    presence = models.CharField("was er", max_length=10, choices=Presence.choices, blank=True)

    class Meta:
        verbose_name = "deelname aan vorming"
        verbose_name_plural = "deelnames aan vorming"
        ordering = ["-session__starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "volunteer"], condition=Q(withdrawn_at=None), name="enrolment_once"
            ),
        ]
