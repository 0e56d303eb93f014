"""Places where aanmeldingen come from, each with its own procedure."""

from datetime import time

from django.db import models

from oev import privacy
from oev.clock import say_hour
from partners.models.confirmable import CONFIRMABLE, Confirmable
from partners.models.organisations import Municipality, Partner
from partners.querysets import SiteQuerySet
from partners.states import SiteIntake, SiteKind


@privacy.fields(
    personal="",
    harmless="id partner name kind municipality admission_rule bedside_visits desk visiting_hours extra_line intake "
    f"intake_notice response_by offers_from offer_minutes link_version colleagues_see search_name {CONFIRMABLE}",
    track=True,
)
class Site(Confirmable):
    """A hospital, ward or social service with its own procedure (R151-R163, Q08, Q25)."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="sites", verbose_name="partner")
    name = models.CharField("naam", max_length=120, unique=True)
    kind = models.CharField("soort", max_length=20, choices=SiteKind.choices)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, verbose_name="gemeente", related_name="sites"
    )
    admission_rule = models.CharField("opname", max_length=300, blank=True)
    extra_line = models.CharField("extra zin", max_length=200, blank=True)
    bedside_visits = models.BooleanField("gesprek aan bed", default=False)
    desk = models.CharField("waar aanmelden ter plaatse", max_length=200, blank=True)
    visiting_hours = models.CharField("bezoekuren", max_length=100, blank=True)
    intake = models.CharField("aanmeldingen", max_length=10, choices=SiteIntake.choices, default=SiteIntake.OPEN)
    intake_notice = models.CharField("melding", max_length=200, blank=True)
    response_by = models.TimeField("antwoord voor", default=time(10, 0))
    offers_from = models.TimeField("vragen vanaf", default=time(8, 0))
    offer_minutes = models.PositiveIntegerField("minuten om te antwoorden", default=60)
    link_version = models.PositiveIntegerField(default=1, editable=False)
    colleagues_see = models.BooleanField("collega's van de dienst zien elkaars aanmeldingen", default=False)
    search_name = models.CharField(max_length=200, editable=False, db_index=True)

    objects = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = "plaats"
        verbose_name_plural = "plaatsen"
        ordering = ["search_name"]

    def __str__(self) -> str:
        return self.name

    @property
    def response_hour(self) -> str:
        """Before when new aanmeldingen are looked at, in words: '10 uur' (R161)."""
        return say_hour(self.response_by)

    @property
    def asking_hour(self) -> str:
        """From when people are asked, in words: '8 uur' (A08)."""
        return say_hour(self.offers_from)
