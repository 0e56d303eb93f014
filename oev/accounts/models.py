"""Who can sign in, in which office, and who stands in."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from oev import privacy
from oev.accounts.querysets import AbsenceQuerySet, OfficeQuerySet, UserQuerySet

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Makes accounts; the address is kept in lower case."""

    def get_by_natural_key(self, username: str) -> "User":
        """The account with this address, whatever its case."""
        return self.get(email=username.strip().lower())  # type: ignore[no-any-return]


@privacy.fields(
    personal="email name password last_login prefers_phone",
    harmless="id is_active created_at",
    track=True,
)
class User(AbstractBaseUser):
    """An account; the e-mail address is its name. What it may do follows from the hat, never from the account."""

    email = models.EmailField("e-mailadres", max_length=254)
    name = models.CharField("naam", max_length=100, blank=True)
    is_active = models.BooleanField("mag aanmelden", default=True)
    prefers_phone = models.BooleanField("liever bellen dan mailen", default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        verbose_name = "account"
        verbose_name_plural = "accounts"
        constraints = [
            models.UniqueConstraint(fields=["email"], name="user_email_once"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower_case"),
        ]

    def __str__(self) -> str:
        return self.name or f"account {self.pk}"

    def get_short_name(self) -> str:
        """The first name, for a greeting."""
        return self.name.split(" ")[0] if self.name else ""


def every_day() -> list[int]:
    """All weekdays, Monday first."""
    return list(EVERY_DAY)


class OfficeKind(models.TextChoices):
    """Offices that are stored; the other hats follow from facts of the floors above."""

    COORDINATOR = "coordinator", "coördinator"
    REPRESENTATIVE = "representative", "vertegenwoordiger"
    ADMIN = "admin", "beheerder"


@privacy.fields(personal="", harmless="id user kind from_on until_on weekdays recorded_at recorded_by", track=True)
class Office(models.Model):
    """A dated office of a user (R198, Q04: several people may hold one at a time), there on its weekdays (Q43)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="offices", verbose_name="account")
    kind = models.CharField("functie", max_length=20, choices=OfficeKind.choices)
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot (eerste dag zonder)", null=True, blank=True)
    weekdays = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name="dagen", default=every_day, blank=True,
        help_text="0 is maandag.",
    )  # fmt: skip
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "functie"
        verbose_name_plural = "functies"
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")), name="office_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["user", "kind"], condition=Q(until_on=None), name="office_open_once_per_user"
            ),
            models.CheckConstraint(condition=Q(weekdays__contained_by=list(EVERY_DAY)), name="office_weekdays"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} vanaf {self.from_on:%d-%m-%Y}"


@privacy.fields(personal="", harmless="id office stand_in from_on until_on recorded_at recorded_by", track=True)
class Absence(models.Model):
    """A dated absence from an office with its stand-in (Q43); no reason is kept, holidays look the same.

    A coordinator may go without a stand-in: then nothing is promised on days on which no other coordinator is there.
    """

    office = models.ForeignKey(Office, models.CASCADE, related_name="absences", verbose_name="functie")
    stand_in = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="stands_in", verbose_name="waarnemer"
    )
    from_on = models.DateField("vanaf")
    until_on = models.DateField("terug op", null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = "waarneming"
        verbose_name_plural = "waarnemingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")), name="absence_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"waarneming vanaf {self.from_on:%d-%m-%Y}"


@privacy.fields(personal="email", harmless="id token_hash office_kind user created_at expires_at used_at invited_by")
class Invitation(models.Model):
    """A single-use address with which one person gets in (accounts are by invitation only)."""

    email = models.EmailField("e-mailadres")
    token_hash = models.CharField(max_length=64, unique=True)
    office_kind = models.CharField(max_length=20, choices=OfficeKind.choices, blank=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="invitations")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"

    def __str__(self) -> str:
        return f"uitnodiging {self.pk}"
