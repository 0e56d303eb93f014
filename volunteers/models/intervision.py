"""Intervisie: sessions, sign-up, and who was there (R041, Q18)."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from oev import clock, privacy
from partners.models import Partner
from volunteers.kinds import Mode, Presence, SessionKind, SignUp
from volunteers.models.facts import RECORDED, Fact
from volunteers.models.people import Volunteer
from volunteers.querysets import IntervisionSessionQuerySet


@privacy.fields(
    personal="",
    harmless="id kind mode starts_at minutes place partner counts_for_activity cancelled_at closed_at invited_at "
    "created_at",
    track=True,
)
class IntervisionSession(models.Model):
    """One session; it counts for the year's clock unless said otherwise (Q18)."""

    kind = models.CharField("soort", max_length=10, choices=SessionKind.choices, default=SessionKind.INTERN)
    mode = models.CharField("hoe", max_length=10, choices=Mode.choices, default=Mode.ON_SITE)
    starts_at = models.DateTimeField("begint")
    minutes = models.PositiveSmallIntegerField("duur in minuten", default=120)
    place = models.CharField("plaats", max_length=120, blank=True)
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, verbose_name="partner")
    counts_for_activity = models.BooleanField("telt mee voor het jaar", default=True)
    cancelled_at = models.DateTimeField("afgelast op", null=True, editable=False)
    invited_at = models.DateTimeField("uitgenodigd op", null=True, editable=False)
    closed_at = models.DateTimeField("lijst gesloten op", null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = IntervisionSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "intervisie"
        verbose_name_plural = "intervisies"
        ordering = ["-starts_at"]

    def __str__(self) -> str:
        return f"intervisie van {self.day:%d-%m-%Y}"

    @property
    def day(self) -> date:
        """The day in Brussels on which it begins."""
        return self.starts_at.astimezone(clock.BRUSSELS).date()


@privacy.fields(personal="volunteer answer", harmless="id session answered_at by_phone")
class IntervisionSignUp(models.Model):
    """The answer of one person to one invitation."""

    session = models.ForeignKey(IntervisionSession, models.CASCADE, related_name="sign_ups")
    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="sign_ups")
    answer = models.CharField(max_length=6, choices=SignUp.choices)
    answered_at = models.DateTimeField(default=timezone.now)
    by_phone = models.BooleanField(default=False)

    class Meta:
        verbose_name = "inschrijving"
        verbose_name_plural = "inschrijvingen"
        constraints = [models.UniqueConstraint(fields=["session", "volunteer"], name="sign_up_once")]


@privacy.fields(personal="volunteer", harmless=f"id session day presence counts {RECORDED}", track=True)
class IntervisionAttendance(Fact):
    """What the list says of one person. `day` and `counts` repeat the session, so one look-up builds a timeline."""

    session = models.ForeignKey(IntervisionSession, models.PROTECT, related_name="attendances")
    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="attendances")
    day = models.DateField("dag")
    presence = models.CharField("was er", max_length=10, choices=Presence.choices)
    counts = models.BooleanField(default=True)

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheden"
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "volunteer"], condition=Q(withdrawn_at=None), name="attendance_once"
            ),
        ]
        indexes = [
            models.Index(fields=["volunteer", "day"], name="attendance_of", condition=Q(withdrawn_at=None)),
            models.Index(
                fields=["volunteer", "day"],
                name="attended_on",
                condition=Q(withdrawn_at=None, presence=Presence.ATTENDED, counts=True),
            ),
        ]
