"""Who does what: dated roles, access to sites, and the insurance behind them (R085, R163, R190)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from oev import privacy
from partners.models import Partner, Site
from volunteers.kinds import Role
from volunteers.models.facts import RECORDED, Fact
from volunteers.models.people import Volunteer
from volunteers.querysets import InsurancePolicyQuerySet, RoleHoldingQuerySet
from volunteers.querysets_doing import RoleRequestQuerySet, SeatSettingQuerySet


@privacy.fields(
    personal="volunteer", harmless=f"id role from_on until_on reserve_since offered_back_at {RECORDED}", track=True
)
class RoleHolding(Fact):
    """A role from a day on; it ends by date, never by deletion.

    `reserve_since`: kept in reserve while not callable (Q12); `offered_back_at`: waits for the person's yes.
    """

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="roles")
    role = models.CharField("rol", max_length=12, choices=Role.choices)
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot (eerste dag zonder)", null=True, blank=True)
    reserve_since = models.DateField(null=True, editable=False)
    offered_back_at = models.DateTimeField(null=True, editable=False)

    objects = RoleHoldingQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "rol"
        verbose_name_plural = "rollen"
        ordering = ["role", "from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="role_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["volunteer", "role"], condition=Q(until_on=None, withdrawn_at=None), name="role_open_once"
            ),
        ]


@privacy.fields(personal="volunteer role", harmless="id asked_at asked_by closed_at closed_by")
class RoleRequest(models.Model):
    """The vertegenwoordiger asks the coordinator to give somebody a role (P19): which one, never why."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="role_requests")
    role = models.CharField("rol", max_length=12, choices=Role.choices)
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField("afgehandeld op", null=True, editable=False)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = RoleRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag om een rol"
        verbose_name_plural = "vragen om een rol"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "role"], condition=Q(closed_at=None), name="role_request_open_once"
            ),
        ]


@privacy.fields(personal="", harmless="id from_on seats decision", track=True)
class SeatSetting(models.Model):
    """How many delegates the pool chooses, from a day on, with the decision it rests on (Q01)."""

    from_on = models.DateField("vanaf", unique=True)
    seats = models.PositiveSmallIntegerField("plaatsen voor afgevaardigden")
    decision = models.CharField("beslissing", max_length=120, help_text="Bijvoorbeeld: AV van 24 september 2026.")

    objects = SeatSettingQuerySet.as_manager()

    class Meta:
        verbose_name = "aantal afgevaardigden"
        verbose_name_plural = "aantallen afgevaardigden"
        ordering = ["-from_on"]

    def __str__(self) -> str:
        return f"{self.seats} vanaf {self.from_on:%d-%m-%Y}"


@privacy.fields(personal="volunteer display_name", harmless="id site agreed_on valid_until", track=True)
class SiteAccess(models.Model):
    """A site agreed that this person visits, under this name at the desk (R163, Q27)."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="site_access")
    site = models.ForeignKey(Site, models.PROTECT, related_name="access_list")
    display_name = models.CharField("naam aan de balie", max_length=80)
    agreed_on = models.DateField("afgesproken op")
    valid_until = models.DateField("geldig tot en met", null=True, blank=True)

    class Meta:
        verbose_name = "toegang"
        verbose_name_plural = "toegangslijst"
        constraints = [models.UniqueConstraint(fields=["volunteer", "site"], name="site_access_once")]


@privacy.fields(personal="", harmless="id name carrier number holder roles from_on until_on tacit_renewal", track=True)
class InsurancePolicy(models.Model):
    """Cover for roles in a period (R190, R219, A15)."""

    name = models.CharField("polis", max_length=80)
    carrier = models.CharField("verzekeraar", max_length=80, blank=True)
    number = models.CharField("polisnummer", max_length=40, blank=True)
    holder = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, verbose_name="afgesloten door", help_text="Leeg is de koepel."
    )
    roles = ArrayField(models.CharField(max_length=12, choices=Role.choices), verbose_name="rollen")
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot en met")
    tacit_renewal = models.BooleanField("stilzwijgend verlengd", default=False)

    objects = InsurancePolicyQuerySet.as_manager()

    class Meta:
        verbose_name = "verzekering"
        verbose_name_plural = "verzekeringen"
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="insurance_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name
