"""Who is in the pool, how they want to be named, and when they can be asked."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower
from django.utils import timezone

from oev import privacy
from partners.models import Municipality
from volunteers.kinds import Audience, DayPart, ExperienceKind, Gender, NameShown, VolunteerKind
from volunteers.querysets import VolunteerQuerySet


@dataclass(frozen=True, slots=True)
class PersonCard:
    """What an outsider gets of a person: a name for that audience and whether a question may be asked today."""

    display_name: str
    callable_today: bool

    @property
    def label(self) -> str:
        """'oproepbaar' or 'nu niet oproepbaar'; the same words for every cause (3.1)."""
        return "oproepbaar" if self.callable_today else "nu niet oproepbaar"


@privacy.fields(
    personal="first_name last_name alias email phone experience_kind gender user search_name municipality languages",
    harmless="id kind name_for_peers name_for_partners name_for_public max_per_month prefers_phone companion "
    "created_at import_key forgotten_on",
    track=True,
)
class Volunteer(models.Model):
    """A person of the pool; standing is never stored here (house habit 4). An account is optional (Q45)."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="volunteer"
    )
    first_name = models.CharField("voornaam", max_length=60)
    last_name = models.CharField("achternaam", max_length=80, blank=True)
    alias = models.CharField("schuilnaam", max_length=60, blank=True)
    email = models.EmailField("mailadres", blank=True)
    phone = models.CharField("gsm of telefoon", max_length=30, blank=True)
    prefers_phone = models.BooleanField("liever bellen dan mailen", default=False)
    kind = models.CharField("soort", max_length=12, choices=VolunteerKind.choices, default=VolunteerKind.ED)
    experience_kind = models.CharField(
        "ervaring", max_length=8, choices=ExperienceKind.choices, blank=True, help_text="Enkel bij ervaringsdragers."
    )
    gender = models.CharField("m/v/x", max_length=1, choices=Gender.choices, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="volunteers", verbose_name="gemeente"
    )
    languages = ArrayField(models.CharField(max_length=20), verbose_name="talen", default=list, blank=True)
    max_per_month = models.PositiveSmallIntegerField("hooguit gesprekken per maand", null=True, blank=True)
    name_for_peers = models.CharField(
        "naam voor andere ervaringsdragers", max_length=5, choices=NameShown.choices, default=NameShown.FIRST
    )
    name_for_partners = models.CharField(
        "naam voor professionals", max_length=5, choices=NameShown.choices, default=NameShown.FIRST
    )
    name_for_public = models.CharField(
        "naam voor iedereen", max_length=5, choices=NameShown.choices, default=NameShown.ALIAS
    )
    companion = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="companion_of", verbose_name="peter of meter"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    import_key = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    forgotten_on = models.DateField("namen gewist op", null=True, blank=True, editable=False)
    search_name = models.CharField(max_length=220, editable=False, db_index=True)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        verbose_name = "persoon"
        verbose_name_plural = "mensen"
        ordering = ["search_name", "pk"]
        # What `merging.alike` looks for from whoever is new, and in the same words.
        indexes = [
            models.Index(fields=["created_at"], name="volunteer_by_age"),
            models.Index(Lower("email"), name="volunteer_by_mail"),
            models.Index(
                Func("phone", template="right(translate(%(expressions)s, ' ./()-+', ''), 8)"), name="volunteer_by_phone"
            ),
            models.Index(
                Func("first_name", "last_name", arg_joiner=" || ' ' || ", template="lower(%(expressions)s)"),
                name="volunteer_by_name",
            ),
            models.Index(Lower("last_name"), "municipality", name="volunteer_by_last_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="organisation", experience_kind="") | Q(kind="ed", experience_kind__in=ExperienceKind),
                name="volunteer_experience_for_ed_only",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """First and last name, for coordinator, vertegenwoordiger and the person."""
        return f"{self.first_name} {self.last_name}".strip()

    def name_for(self, audience: Audience) -> str:
        """The name this audience may read (R141); an empty schuilnaam gives the first letter with a dot."""
        if audience == Audience.STAFF:
            return self.full_name
        shown = {
            Audience.PEERS: self.name_for_peers,
            Audience.PARTNERS: self.name_for_partners,
            Audience.PUBLIC: self.name_for_public,
        }[audience]
        if shown == NameShown.FULL:
            return self.full_name
        if shown == NameShown.FIRST:
            return self.first_name
        return self.alias or f"{self.first_name[:1]}."


@privacy.fields(personal="volunteer weekday part", harmless="id")
class Availability(models.Model):
    """A half-day of the week on which somebody can be asked; no rows means no preference."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="availability")
    weekday = models.PositiveSmallIntegerField("dag", help_text="0 is maandag.")
    part = models.CharField("deel", max_length=10, choices=DayPart.choices)

    class Meta:
        verbose_name = "beschikbaarheid"
        verbose_name_plural = "beschikbaarheid"
        constraints = [
            models.UniqueConstraint(fields=["volunteer", "weekday", "part"], name="availability_once"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="availability_weekday"),
        ]


@privacy.fields(personal="volunteer from_on until_on", harmless="id")
class BlockedPeriod(models.Model):
    """Days on which somebody cannot be asked, without a reason (R044)."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="blocked_periods")
    from_on = models.DateField("van")
    until_on = models.DateField("tot en met")

    class Meta:
        verbose_name = "niet beschikbaar"
        verbose_name_plural = "niet beschikbaar"
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="blocked_ends_after_start"),
        ]
