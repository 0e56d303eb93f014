"""Organisations, their sites and people, agreements and mandates; all of it data of one koepel (Q53)."""

from datetime import date, time, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from oev import privacy
from partners.querysets import (
    AgreementQuerySet,
    BoardMandateQuerySet,
    MunicipalityQuerySet,
    PartnerContactQuerySet,
    PartnerQuerySet,
    SiteQuerySet,
)
from partners.states import (
    AgreementState,
    MandateVote,
    PartnerKind,
    PartnerSide,
    PartnerStage,
    SiteIntake,
    SiteKind,
)

GRACE_DAYS = 90


class Confirmable(models.Model):
    """Reference data is 'te bevestigen' until the coordinator has confirmed it (section 5)."""

    reference_key = models.CharField(max_length=80, null=True, blank=True, unique=True, editable=False)
    confirmed_at = models.DateTimeField("bevestigd op", null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        abstract = True

    @property
    def to_confirm(self) -> bool:
        """True while nobody has confirmed what was loaded."""
        return self.confirmed_at is None


CONFIRMABLE = "reference_key confirmed_at confirmed_by"


@privacy.fields(personal="", harmless=f"id name phone email website region crisis_lines {CONFIRMABLE}", track=True)
class Organisation(Confirmable):
    """The koepel that this installation serves; exactly one row (Q53)."""

    name = models.CharField("naam", max_length=120)
    region = models.CharField("regio", max_length=80, blank=True)
    phone = models.CharField("telefoon", max_length=30, blank=True)
    email = models.EmailField("mailadres", blank=True)
    website = models.URLField("website", blank=True)
    crisis_lines = models.JSONField("noodnummers", default=list, blank=True, help_text="Lijst van naam en nummer.")

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
    harmless=f"id name kind side stage aliases municipality note search_name {CONFIRMABLE}",
    track=True,
)
class Partner(Confirmable):
    """An organisation of the platform (R245, Q33)."""

    name = models.CharField("naam", max_length=120, unique=True)
    kind = models.CharField("soort", max_length=20, choices=PartnerKind.choices)
    side = models.CharField("kant", max_length=10, choices=PartnerSide.choices, default=PartnerSide.ASKING)
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


@privacy.fields(personal="name email phone", harmless="id partner site function user from_on until_on", track=True)
class PartnerContact(models.Model):
    """A person at a partner, who may have an account; gives the hat of professional (Q48)."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="contacts", verbose_name="partner")
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="contacts", verbose_name="plaats"
    )
    name = models.CharField("naam", max_length=100)
    function = models.CharField("functie", max_length=80, blank=True)
    email = models.EmailField("mailadres", blank=True)
    phone = models.CharField("telefoon", max_length=30, blank=True)
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
