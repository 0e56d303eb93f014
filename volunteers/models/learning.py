"""What feeds the yearly cycle of trainings: what partners propose, and what people would like to learn (P17, R321)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from oev import privacy
from partners.models import Partner
from volunteers.kinds import OfferedTraining, TrainingTheme
from volunteers.models.people import Volunteer
from volunteers.models.training import TrainingSession
from volunteers.querysets_doing import TrainingOfferQuerySet, TrainingWishQuerySet


@privacy.fields(
    personal="",
    harmless="id partner title theme starts_at place for_whom state offered_at offered_by closed_at closed_by session",
)
class TrainingOffer(models.Model):
    """A partner proposes a training; in the catalogue it is `session`. Who came is never told the partner (P17)."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="training_offers", verbose_name="partner")
    title = models.CharField("titel", max_length=120)
    theme = models.CharField("thema", max_length=12, choices=TrainingTheme.choices, blank=True)
    starts_at = models.DateTimeField("begint")
    place = models.CharField("plaats", max_length=120)
    for_whom = models.CharField("voor wie", max_length=120, blank=True)
    state = models.CharField(
        "staat", max_length=10, choices=OfferedTraining.choices, default=OfferedTraining.WAITING, editable=False
    )
    offered_at = models.DateTimeField("voorgesteld op", default=timezone.now, editable=False)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField("beantwoord op", null=True, editable=False)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    session = models.ForeignKey(
        TrainingSession, models.PROTECT, null=True, related_name="offers", verbose_name="vormingsmoment"
    )

    objects = TrainingOfferQuerySet.as_manager()

    class Meta:
        verbose_name = "voorstel voor een vorming"
        verbose_name_plural = "voorstellen voor een vorming"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=OfferedTraining.WAITING, closed_at=None)
                | (~Q(state=OfferedTraining.WAITING) & ~Q(closed_at=None)),
                name="training_offer_closed_when_answered",
            ),
            models.CheckConstraint(
                condition=Q(state=OfferedTraining.TAKEN, session__isnull=False)
                | (~Q(state=OfferedTraining.TAKEN) & Q(session=None)),
                name="training_offer_taken_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.title


@privacy.fields(personal="volunteer theme", harmless="id since")
class TrainingWish(models.Model):
    """Somebody would like to learn about a theme (R111, R321); gone again with one tap, never a score."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="training_wishes")
    theme = models.CharField("thema", max_length=12, choices=TrainingTheme.choices)
    since = models.DateField("sinds", default=timezone.localdate)

    objects = TrainingWishQuerySet.as_manager()

    class Meta:
        verbose_name = "thema om te leren"
        verbose_name_plural = "thema’s om te leren"
        ordering = ["theme"]
        constraints = [models.UniqueConstraint(fields=["volunteer", "theme"], name="training_wish_once")]
