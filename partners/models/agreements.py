"""Agreements with partners; their state follows from their dates."""

from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from oev import privacy
from partners.models.confirmable import CONFIRMABLE, Confirmable
from partners.models.organisations import Partner
from partners.querysets import AgreementQuerySet
from partners.states import AgreementState

GRACE_DAYS = 90


@privacy.fields(
    personal="",
    harmless="id partner title services sent_on signed_by_us_on signed_by_partner_on approved_on from_on until_on "
    f"ended_on amount_per_talk amount_per_group_year partner_task {CONFIRMABLE}",
    track=True,
)
class Agreement(Confirmable):
    """A dated agreement with services and support; its state follows from its dates (3.4, A11)."""

    SERVICES = (
        ("talks", "individuele gesprekken"),
        ("groups", "contactgroepen"),
        ("prevention", "ondersteuning van preventiewerking"),
        ("projects", "projectwerking"),
    )

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="agreements", verbose_name="partner")
    title = models.CharField("titel", max_length=120)
    services = ArrayField(
        models.CharField(max_length=20, choices=SERVICES), verbose_name="diensten", default=list, blank=True
    )
    sent_on = models.DateField("verstuurd op", null=True, blank=True)
    signed_by_us_on = models.DateField("door ons getekend op", null=True, blank=True)
    signed_by_partner_on = models.DateField("door de partner getekend op", null=True, blank=True)
    approved_on = models.DateField("goedgekeurd door het bestuur op", null=True, blank=True)
    from_on = models.DateField("van kracht vanaf", null=True, blank=True)
    until_on = models.DateField("laatste dag", null=True, blank=True, help_text="Leeg is onbepaalde duur.")
    ended_on = models.DateField("opgezegd vanaf", null=True, blank=True)
    amount_per_talk = models.DecimalField("bedrag per gesprek", max_digits=8, decimal_places=2, null=True, blank=True)
    amount_per_group_year = models.DecimalField(
        "bedrag per groep per jaar", max_digits=9, decimal_places=2, null=True, blank=True
    )
    partner_task = models.CharField("wat de partner doet", max_length=300, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "overeenkomst"
        verbose_name_plural = "overeenkomsten"
        ordering = ["partner__search_name", "-from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(from_on=None) | Q(until_on__gte=F("from_on")),
                name="agreement_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def signed_on(self) -> date | None:
        """The day on which both had signed."""
        if self.signed_by_us_on and self.signed_by_partner_on:
            return max(self.signed_by_us_on, self.signed_by_partner_on)
        return None

    def state_on(self, day: date) -> AgreementState:
        """State on a day, from the dates alone (3.4)."""
        if self.ended_on and day >= self.ended_on:
            return AgreementState.ENDED
        signed = self.signed_on
        if signed is None or signed > day:
            return AgreementState.APPROVAL if self.sent_on and self.sent_on <= day else AgreementState.DRAFT
        if self.from_on and day < self.from_on:
            return AgreementState.FUTURE
        if self.until_on and day > self.until_on:
            return AgreementState.EXPIRED
        return AgreementState.IN_FORCE

    def grace_ends_on(self) -> date | None:
        """Last day of the 90 days of grace after the end (Q20)."""
        return self.until_on + timedelta(days=GRACE_DAYS) if self.until_on else None
