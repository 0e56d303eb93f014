"""Dated facts from which standing follows (3.1); withdrawn rather than overwritten, each with who and when."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone

from oev import privacy
from volunteers.kinds import Channel, GoodbyeWish, HeardOf, MayCall, SignalledBy
from volunteers.models.people import Volunteer
from volunteers.querysets import ContactQuerySet, FactQuerySet, RestQuerySet
from volunteers.states import RestKind

REST_CHOICES = [(kind.value, kind.value) for kind in RestKind]
RECORDED = "recorded_at recorded_by withdrawn_at withdrawn_by"


class Fact(models.Model):
    """Something that happened: recorded by somebody, and taken back visibly when it was wrong."""

    recorded_at = models.DateTimeField("genoteerd op", default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    withdrawn_at = models.DateTimeField("rechtgezet op", null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True


@privacy.fields(
    personal="volunteer heard_of goodbye_wish",
    harmless=f"id candidate_on activated_on stopped_on ended_by_death {RECORDED}",
    track=True,
)
class Engagement(Fact):
    """From candidacy to goodbye; the latest decides."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="engagements")
    candidate_on = models.DateField("kandidaat op")
    activated_on = models.DateField("actief op", null=True, blank=True)
    stopped_on = models.DateField("gestopt op", null=True, blank=True)
    ended_by_death = models.BooleanField(default=False)
    heard_of = models.CharField("hoorde van ons", max_length=12, choices=HeardOf.choices, blank=True)
    goodbye_wish = models.CharField("bij het afscheid", max_length=7, choices=GoodbyeWish.choices, blank=True)

    class Meta:
        verbose_name = "engagement"
        verbose_name_plural = "engagementen"
        ordering = ["candidate_on", "pk"]
        indexes = [
            models.Index(
                fields=["candidate_on"],
                condition=Q(activated_on=None, stopped_on=None),
                name="engagement_on_the_way_in",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(activated_on=None) | Q(activated_on__gte=F("candidate_on")),
                name="engagement_active_after_candidate",
            ),
            models.CheckConstraint(
                condition=Q(stopped_on=None) | Q(stopped_on__gte=F("candidate_on")),
                name="engagement_stops_after_candidate",
            ),
            models.UniqueConstraint(
                fields=["volunteer"],
                condition=Q(stopped_on=None, withdrawn_at=None),
                name="engagement_one_open_per_volunteer",
            ),
        ]


class DateRange(Func):
    """daterange(from, until) half-open."""

    function = "daterange"
    output_field = models.Field()


@privacy.fields(
    personal="volunteer kind signalled_by needs_return letter_after talked_on may_call call_every_days asked_on "
    "wants_invitations",
    harmless=f"id from_on until_on ask_again_on {RECORDED}",
)
class Rest(Fact):
    """A pause or a slapend period: half-open, at most one at a time, no reason anywhere.

    Not tracked: after a year the kind is rewritten and no copy may stay behind (Q42).
    """

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="rests")
    kind = models.CharField(max_length=12, choices=REST_CHOICES)
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot (eerste dag terug)", null=True, blank=True)
    ask_again_on = models.DateField("vraag me opnieuw op", null=True, blank=True)
    needs_return = models.BooleanField(default=False)
    signalled_by = models.CharField(max_length=15, choices=SignalledBy.choices, blank=True)
    letter_after = models.DateTimeField(null=True)
    talked_on = models.DateField(null=True)
    may_call = models.CharField("wie mag bellen", max_length=15, choices=MayCall.choices, blank=True)
    call_every_days = models.PositiveSmallIntegerField("om de hoeveel dagen", null=True)
    asked_on = models.DateField("gevraagd op", null=True)
    wants_invitations = models.BooleanField("wil uitnodigingen voor intervisie", default=True)

    objects = RestQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "rustperiode"
        verbose_name_plural = "rustperiodes"
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="rest_ends_after_start"
            ),
            ExclusionConstraint(
                name="rest_one_at_a_time",
                expressions=[
                    (
                        Func(
                            F("volunteer_id"),
                            F("volunteer_id"),
                            Value("[]"),
                            function="int8range",
                            output_field=models.Field(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (DateRange(F("from_on"), F("until_on")), RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_at=None),
            ),
        ]


@privacy.fields(personal="volunteer on_day hat channel", harmless=f"id {RECORDED}")
class Contact(Fact):
    """Coordinator or vertegenwoordiger spoke with somebody: the date only (P10)."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="contacts")
    on_day = models.DateField("op")
    hat = models.CharField("met", max_length=15, choices=SignalledBy.choices[1:])
    channel = models.CharField("hoe", max_length=10, choices=Channel.choices, default=Channel.PHONE)

    objects = ContactQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "contact"
        verbose_name_plural = "contacten"
        ordering = ["-on_day", "-pk"]
        indexes = [
            models.Index(fields=["volunteer", "-on_day"], condition=Q(withdrawn_at=None), name="contact_last_first")
        ]


@privacy.fields(personal="volunteer on_day", harmless=f"id {RECORDED}")
class ReturnAgreement(Fact):
    """The vertegenwoordiger agrees that somebody is asked again (R067)."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="return_agreements")
    on_day = models.DateField("op")

    class Meta:
        verbose_name = "akkoord"
        verbose_name_plural = "akkoorden"
        ordering = ["-on_day", "-pk"]


@privacy.fields(personal="volunteer", harmless=f"id on_day {RECORDED}", track=True)
class ConfirmedReturn(Fact):
    """A neutral fact that restarts the year's clock (Q42)."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="confirmed_returns")
    on_day = models.DateField("op")

    class Meta:
        verbose_name = "herstart"
        verbose_name_plural = "herstarts"
        ordering = ["on_day", "pk"]


@privacy.fields(personal="volunteer", harmless=f"id on_day {RECORDED}", track=True)
class ClockStart(Fact):
    """The day of import starts the clock of whoever had no known intervisie (Q39)."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="clock_starts")
    on_day = models.DateField("op")

    class Meta:
        verbose_name = "start van de klok"
        verbose_name_plural = "starten van de klok"


@privacy.fields(personal="", harmless=f"id decided_on until_on {RECORDED}", track=True)
class Postponement(Fact):
    """Collective uitstel, for everybody, because sessions were cancelled (Q40)."""

    decided_on = models.DateField("beslist op")
    until_on = models.DateField("uitstel tot en met")

    class Meta:
        verbose_name = "uitstel"
        verbose_name_plural = "uitstel"
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("decided_on")), name="postponement_ends_after_start"),
        ]
