"""What ervaringsdragers are asked and do for an aanmelding: offers, assignments, attempts and talks."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from oev import privacy
from partners.models import Partner, Site
from referrals.models.received import Referral
from referrals.querysets import AssignmentQuerySet, OfferQuerySet
from referrals.querysets_talks import ConversationQuerySet
from referrals.states import AssignmentState, DurationBand, OfferState, TalkChannel
from volunteers.models import Volunteer


@privacy.fields(
    personal="volunteer state",
    harmless="id referral lead outreach asked_at expires_at answered_at asked_by secret over_maximum nobody_left",
)
class Offer(models.Model):
    """One question to one ervaringsdrager. On closing, offers that were not taken lose their volunteer (R075).

    `lead`: to do the talk; `outreach`: to call somebody once more who stayed away, as the vliegende ploeg does (R091);
    else to go along as the second part of a duo (R313).

    `nobody_left`: when this question ended without a yes, nobody else could be asked. It stands here and not on the
    aanmelding, because that is tracked with who acted, and nobody may find who said "nu niet".
    """

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="offers")
    volunteer = models.ForeignKey(Volunteer, models.CASCADE, null=True, related_name="offers")
    lead = models.BooleanField(default=True)
    outreach = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=OfferState.choices, default=OfferState.OPEN)
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    secret = models.CharField(max_length=43, unique=True)
    over_maximum = models.BooleanField("mag boven het eigen maximum", default=False)
    nobody_left = models.BooleanField(default=False)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag"
        verbose_name_plural = "vragen"
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "volunteer"], condition=Q(state="open"), name="offer_open_once"
            ),
            models.CheckConstraint(condition=Q(lead=False) | Q(outreach=False), name="offer_is_of_one_kind"),
        ]
        indexes = [
            models.Index(fields=["volunteer", "state"], name="offer_of_volunteer"),
            models.Index(fields=["volunteer", "asked_at"], name="offer_last_asked"),
        ]


@privacy.fields(
    personal="volunteer",
    harmless="id referral coordinator lead outreach team_wished_at state accepted_at agreed_at place ended_at",
    track=True,
)
class Assignment(models.Model):
    """Somebody said yes: an ervaringsdrager, or the coordinator who does it (R135).

    One open lead and one open second part per referral, held by the database. The second part follows the lead:
    same moment, same place, same state (`services/duo.py`).

    `outreach`: somebody of the vliegende ploeg who calls once more, one open at most, and nothing else of the talk
    (R091, `services/reaching.py`). `team_wished_at`: whoever leads would like the vliegende ploeg to call (A10).
    """

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="assignments")
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, null=True, related_name="assignments")
    coordinator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lead = models.BooleanField(default=True)
    outreach = models.BooleanField("opnieuw contact", default=False)
    team_wished_at = models.DateTimeField(null=True, editable=False)
    state = models.CharField(max_length=10, choices=AssignmentState.choices, default=AssignmentState.ACCEPTED)
    accepted_at = models.DateTimeField(default=timezone.now)
    agreed_at = models.DateTimeField("afgesproken moment", null=True, blank=True)
    place = models.CharField("waar", max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "gesprek op komst"
        verbose_name_plural = "gesprekken op komst"
        ordering = ["-accepted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(lead=True, state__in=["accepted", "planned", "done", "follow_up"]),
                name="assignment_one_open_lead",
            ),
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(lead=False, outreach=False, state__in=["accepted", "planned", "done", "follow_up"]),
                name="assignment_one_open_second",
            ),
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(outreach=True, state__in=["accepted", "planned", "done", "follow_up"]),
                name="assignment_one_open_outreach",
            ),
            models.CheckConstraint(condition=Q(lead=False) | Q(outreach=False), name="assignment_is_of_one_kind"),
            models.CheckConstraint(
                condition=Q(volunteer__isnull=False, coordinator=None)
                | Q(volunteer=None, coordinator__isnull=False, lead=True),
                name="assignment_has_one_person",
            ),
        ]
        indexes = [
            models.Index(fields=["volunteer", "state"], name="assignment_of_volunteer"),
            models.Index(
                fields=["volunteer"], condition=Q(state__in=["accepted", "planned"]), name="assignment_to_come"
            ),
        ]

    @property
    def first_name(self) -> str:
        """Of who does it, for the coordinator's pages."""
        if self.volunteer:
            return self.volunteer.first_name
        return self.coordinator.name.split(" ")[0] if self.coordinator else ""


@privacy.fields(personal="", harmless="id assignment on_day recorded_at recorded_by made_by", track=True)
class OutreachAttempt(models.Model):
    """Somebody tried to reach the person and did not: the day only (R091, R100, P31).

    The first is the agreed moment itself. It counts for the `assignment` that leads the talk, whoever called; `made_by`
    is that of the vliegende ploeg when it did.
    """

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="attempts")
    on_day = models.DateField("geprobeerd op")
    made_by = models.ForeignKey(Assignment, models.CASCADE, null=True, related_name="made_attempts")
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "poging"
        verbose_name_plural = "pogingen"
        ordering = ["on_day"]
        constraints = [models.UniqueConstraint(fields=["assignment", "on_day"], name="attempt_once_a_day")]


@privacy.fields(
    personal="volunteer second",
    harmless="id assignment coordinator site partner happened_at channel duration recorded_at recorded_by",
    track=True,
)
class Conversation(models.Model):
    """A talk that took place: when, how, how long; never what was said. Also talks outside the chain (Q49).

    A duo has one talk, that of who leads it (F29). `second`: who of us went along; it is a talk of that person too,
    for the own pace and for knowing the place (R081, R313).
    """

    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, blank=True, related_name="conversations")
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, null=True, related_name="conversations")
    second = models.ForeignKey(Volunteer, models.PROTECT, null=True, related_name="conversations_along")
    coordinator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="conversations")
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="conversations")
    happened_at = models.DateTimeField("wanneer")
    channel = models.CharField("hoe", max_length=10, choices=TalkChannel.choices)
    duration = models.CharField("hoelang", max_length=6, choices=DurationBand.choices, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = "gesprek"
        verbose_name_plural = "gesprekken"
        ordering = ["-happened_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(volunteer__isnull=False, coordinator=None) | Q(volunteer=None, coordinator__isnull=False),
                name="conversation_has_one_person",
            ),
            models.CheckConstraint(
                condition=Q(second=None) | Q(volunteer=None) | ~Q(second=F("volunteer")),
                name="conversation_second_is_another",
            ),
        ]
        indexes = [
            models.Index(fields=["happened_at"], name="conversation_by_moment"),
            models.Index(fields=["site", "volunteer"], name="conversation_who_knows"),
            models.Index(fields=["site", "second"], condition=Q(second__isnull=False), name="conversation_along_knows"),
        ]
