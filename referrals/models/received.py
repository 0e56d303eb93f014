"""Aanmeldingen and the yes of the person. What must be erased lives in `ReferralPerson` alone."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from oev import privacy
from oev.crypto import EncryptedTextField
from partners.models import Partner, PartnerContact, Site
from referrals.querysets import ReferralPersonQuerySet, ReferralQuerySet
from referrals.states import DuoKind, FeedbackLevel, Outcome, ReachKind, ReferralState, SubjectKind
from volunteers.kinds import ExperienceKind, Gender


@privacy.fields(
    personal="",
    harmless="id year sequence site contact by_actor subject_kind state state_since feedback_level reach_kind "
    "wish_language wish_gender wish_experience referrer_comes_along received_at promised_at closed_at outcome "
    "person_left_at handed_over_to duo phone_only question_since look_again_at idempotency_key",
    track=True,
)
class Referral(models.Model):
    """One aanmelding, without anything about the person: that is `person`, and it goes away (house habit 10).

    `question_since`: the question became another one then (with two, or by phone), so that whoever was asked before
    may be asked again. `look_again_at`: agreed moment to look again; until that day it waits (3.2).
    """

    year = models.PositiveSmallIntegerField(editable=False)
    sequence = models.PositiveIntegerField(editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="referrals", verbose_name="plaats")
    contact = models.ForeignKey(
        PartnerContact, models.PROTECT, null=True, blank=True, related_name="referrals", verbose_name="aanmelder"
    )
    by_actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    subject_kind = models.CharField("voor wie", max_length=12, choices=SubjectKind.choices)
    state = models.CharField(
        "staat", max_length=12, choices=ReferralState.choices, default=ReferralState.RECEIVED, editable=False
    )
    state_since = models.DateTimeField(default=timezone.now, editable=False)
    feedback_level = models.PositiveSmallIntegerField(
        "wat de aanmelder hoort", choices=FeedbackLevel.choices, default=FeedbackLevel.RECEIVED
    )
    reach_kind = models.CharField("hoe bereiken", max_length=6, choices=ReachKind.choices)
    wish_language = models.CharField("taal", max_length=20, blank=True)
    wish_gender = models.CharField("liever", max_length=1, choices=Gender.choices, blank=True)
    wish_experience = models.CharField("liever", max_length=8, choices=ExperienceKind.choices, blank=True)
    referrer_comes_along = models.BooleanField("ik kom de eerste keer mee", default=False)
    received_at = models.DateTimeField("ontvangen op", default=timezone.now)
    promised_at = models.DateTimeField("antwoord beloofd tegen", null=True)
    closed_at = models.DateTimeField("afgesloten op", null=True, editable=False)
    outcome = models.CharField("uitkomst", max_length=12, choices=Outcome.choices, blank=True, editable=False)
    person_left_at = models.DateTimeField("de persoon is vertrokken", null=True, editable=False)
    handed_over_to = models.ForeignKey(
        Partner, models.PROTECT, null=True, related_name="+", editable=False, verbose_name="doorgegeven aan"
    )
    duo = models.CharField("met twee", max_length=12, choices=DuoKind.choices, blank=True, editable=False)
    phone_only = models.BooleanField("aan de telefoon", default=False, editable=False)
    question_since = models.DateTimeField(null=True, editable=False)
    look_again_at = models.DateTimeField("opnieuw bekijken", null=True, editable=False)
    idempotency_key = models.CharField(  # noqa: DJ001 - unique when it is there
        max_length=64, null=True, unique=True, editable=False
    )

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        ordering = ["-received_at"]
        constraints = [
            models.UniqueConstraint(fields=["year", "sequence"], name="referral_number_once"),
            models.CheckConstraint(
                condition=Q(
                    closed_at=None,
                    state__in=["received", "question", "searching", "found", "not_reached", "contacted", "running"],
                )
                | Q(closed_at__isnull=False, state__in=["closed", "handed_over", "withdrawn"]),
                name="referral_closed_has_moment",
            ),
            models.CheckConstraint(condition=Q(feedback_level__lte=1), name="referral_feedback_level"),
        ]
        indexes = [
            models.Index(fields=["state", "received_at"], name="referral_by_state"),
            models.Index(fields=["site", "received_at"], name="referral_by_site"),
            models.Index(fields=["-received_at", "-id"], name="referral_last_first"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """'26-0312'."""
        return f"{self.year % 100:02d}-{self.sequence:04d}"


@privacy.fields(
    personal="display_name phone safe_hours may_leave_message reachable_until via practical_note",
    harmless="id referral",
)
class ReferralPerson(models.Model):
    """What we know of the person, encrypted and untracked; deleted 30 days after closing, 24 hours after withdrawal."""

    referral = models.OneToOneField(Referral, models.CASCADE, related_name="person")
    display_name = EncryptedTextField("voornaam of schuilnaam", blank=True)
    phone = EncryptedTextField("gsm", blank=True)
    safe_hours = EncryptedTextField("veilige uren", blank=True)
    may_leave_message = models.BooleanField("mogen we een boodschap inspreken", default=False)
    reachable_until = models.DateTimeField("op de dienst tot", null=True, blank=True)
    via = EncryptedTextField("via wie", blank=True)
    practical_note = EncryptedTextField("één praktische afspraak", blank=True)

    objects = ReferralPersonQuerySet.as_manager()

    class Meta:
        verbose_name = "gegevens van de persoon"
        verbose_name_plural = "gegevens van personen"


@privacy.fields(personal="", harmless="id referral given_at feedback_level withdrawn_at confirmed_at", track=True)
class Consent(models.Model):
    """The person's own yes: what, when, confirmed at first contact, withdrawn when (R025)."""

    referral = models.OneToOneField(Referral, models.CASCADE, related_name="consent")
    given_at = models.DateTimeField(default=timezone.now)
    feedback_level = models.PositiveSmallIntegerField(choices=FeedbackLevel.choices)
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
