"""People at partners and people in the bestuur, each with dates."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from oev import privacy
from partners.models.organisations import Partner
from partners.models.sites import Site
from partners.querysets import BoardMandateQuerySet, PartnerContactQuerySet
from partners.states import MandateVote


@privacy.fields(
    personal="name email phone",
    harmless="id partner site function offers_guidance user from_on until_on",
    track=True,
)
class PartnerContact(models.Model):
    """A person at a partner, who may have an account; gives the hat of professional (Q48).

    `offers_guidance`: somebody of the pool may ring this person for guidance; who does is noted nowhere (R034).
    """

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="contacts", verbose_name="partner")
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="contacts", verbose_name="plaats"
    )
    name = models.CharField("naam", max_length=100)
    function = models.CharField("functie", max_length=80, blank=True)
    email = models.EmailField("mailadres", blank=True)
    phone = models.CharField("telefoon", max_length=30, blank=True)
    offers_guidance = models.BooleanField("begeleidt ook ervaringsdragers", default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="partner_contacts"
    )
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot (eerste dag zonder)", null=True, blank=True)

    objects = PartnerContactQuerySet.as_manager()

    class Meta:
        verbose_name = "contactpersoon"
        verbose_name_plural = "contactpersonen"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")), name="contact_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@privacy.fields(personal="name", harmless="id user partner constituency function vote from_on until_on", track=True)
class BoardMandate(models.Model):
    """A seat of a person in the bestuur; gives the hat of bestuurslid (Q48)."""

    name = models.CharField("naam", max_length=100)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="board_mandates"
    )
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="board_mandates")
    constituency = models.CharField("geleding", max_length=80)
    function = models.CharField("functie", max_length=80, blank=True)
    vote = models.CharField("stem", max_length=10, choices=MandateVote.choices, default=MandateVote.VOTE)
    from_on = models.DateField("vanaf", default=timezone.localdate)
    until_on = models.DateField("tot (eerste dag zonder)", null=True, blank=True)

    objects = BoardMandateQuerySet.as_manager()

    class Meta:
        verbose_name = "mandaat"
        verbose_name_plural = "mandaten"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")), name="mandate_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.constituency
