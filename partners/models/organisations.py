"""The koepel itself, its municipalities and the organisations of the platform; data of one koepel (Q53)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from oev import privacy
from partners.models.confirmable import CONFIRMABLE, Confirmable
from partners.querysets import MunicipalityQuerySet, OrganisationQuerySet, PartnerQuerySet
from partners.states import PartnerKind, PartnerSide, PartnerStage


@privacy.fields(
    personal="",
    harmless=f"id name phone email coordinator_email website region crisis_lines {CONFIRMABLE}",
    track=True,
)
class Organisation(Confirmable):
    """The koepel that this installation serves; exactly one row (Q53)."""

    name = models.CharField("naam", max_length=120)
    region = models.CharField("regio", max_length=80, blank=True)
    phone = models.CharField("telefoon", max_length=30, blank=True)
    email = models.EmailField("mailadres", blank=True)
    coordinator_email = models.EmailField("mailadres van de coördinator", blank=True)
    website = models.URLField("website", blank=True)
    crisis_lines = models.JSONField("noodnummers", default=list, blank=True, help_text="Lijst van naam en nummer.")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisatie"

    def __str__(self) -> str:
        return self.name


@privacy.fields(personal="", harmless=f"id name postcode latitude longitude search_name {CONFIRMABLE}", track=True)
class Municipality(Confirmable):
    """A town or municipality with its approximate centre (degrees)."""

    name = models.CharField("naam", max_length=80, unique=True)
    postcode = models.CharField("postcode", max_length=4)
    latitude = models.FloatField("breedtegraad", null=True, blank=True)
    longitude = models.FloatField("lengtegraad", null=True, blank=True)
    search_name = models.CharField(max_length=80, editable=False, db_index=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@privacy.fields(
    personal="",
    harmless="id name kind side side_decided_on side_decision stage aliases municipality note search_name "
    f"{CONFIRMABLE}",
    track=True,
)
class Partner(Confirmable):
    """An organisation of the platform (R245, Q33)."""

    name = models.CharField("naam", max_length=120, unique=True)
    kind = models.CharField("soort", max_length=20, choices=PartnerKind.choices)
    side = models.CharField("kant", max_length=10, choices=PartnerSide.choices, default=PartnerSide.ASKING)
    side_decided_on = models.DateField("beslist door het bestuur op", null=True, blank=True)
    side_decision = models.CharField("verwijzing naar de beslissing", max_length=120, blank=True)
    stage = models.CharField("fase", max_length=10, choices=PartnerStage.choices, default=PartnerStage.WORKING)
    aliases = ArrayField(models.CharField(max_length=80), verbose_name="andere namen", default=list, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, verbose_name="gemeente", related_name="partners"
    )
    note = models.CharField("opmerking", max_length=200, blank=True)
    search_name = models.CharField(max_length=400, editable=False, db_index=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = "partner"
        verbose_name_plural = "partners"
        ordering = ["search_name"]

    def __str__(self) -> str:
        return self.name

    @property
    def spoken_name(self) -> str:
        """How people say it: 'Olen' for a local government, the name for all others; asks for `municipality`."""
        if self.kind == PartnerKind.MUNICIPALITY and self.municipality:
            return self.municipality.name
        return self.name
