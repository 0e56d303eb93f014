"""Contact points and groups, their series, meetings, turns and head counts; no participant is ever named (R139)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from contactgroups.querysets import (
    ContactGroupQuerySet,
    GroupPeriodQuerySet,
    GroupRoleQuerySet,
    MeetingQuerySet,
    RosterTurnQuerySet,
    TurnQuestionQuerySet,
)
from contactgroups.states import GroupRoleKind, GroupState, MeetingKind, MeetingState, QuestionState, TurnState
from oev import privacy
from partners.models import Agreement, Municipality, Partner
from volunteers.kinds import Mode
from volunteers.models import Volunteer

DEFAULT_MINUTES = 120  # R117


@privacy.fields(
    personal="",
    harmless="id name municipality state state_since mode place supporting_partner agreement agreement_to_register "
    "public_text break_until started_on search_name",
    track=True,
)
class ContactGroup(models.Model):
    """A contact point or group (R116, R131); an online weekend series has no municipality (Q35)."""

    name = models.CharField("naam", max_length=80, unique=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="groups", verbose_name="gemeente"
    )
    state = models.CharField(
        "staat", max_length=15, choices=GroupState.choices, default=GroupState.CONTACT_POINT, editable=False
    )
    state_since = models.DateField("sinds", default=timezone.localdate, editable=False)
    mode = models.CharField("hoe", max_length=10, choices=Mode.choices, default=Mode.ON_SITE)
    place = models.CharField("lokaal", max_length=150, blank=True)
    supporting_partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="groups", verbose_name="ondersteunende partner"
    )
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="groups", verbose_name="overeenkomst"
    )
    agreement_to_register = models.BooleanField("overeenkomst nog te registreren", default=False)
    public_text = models.CharField("tekst voor iedereen", max_length=400, blank=True)
    break_until = models.DateField("in pauze tot en met", null=True, blank=True)
    started_on = models.DateField("gestart op", null=True, blank=True)
    search_name = models.CharField(max_length=120, editable=False, db_index=True)

    objects = ContactGroupQuerySet.as_manager()

    class Meta:
        verbose_name = "groep"
        verbose_name_plural = "groepen"
        ordering = ["search_name"]

    def __str__(self) -> str:
        return self.name


@privacy.fields(personal="", harmless="id group state from_on until_on")
class GroupPeriod(models.Model):
    """A stay of a group in one state, half-open; the last one runs and is what `ContactGroup.state` says."""

    group = models.ForeignKey(ContactGroup, models.CASCADE, related_name="periods")
    state = models.CharField(max_length=15, choices=GroupState.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    objects = GroupPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "periode van een groep"
        verbose_name_plural = "periodes van groepen"
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")), name="group_period_ends_after_start"
            ),
            models.UniqueConstraint(fields=["group"], condition=Q(until_on=None), name="group_period_one_open"),
        ]


@privacy.fields(
    personal="volunteer", harmless="id group kind from_on until_on public_contact reserve_since joined_at", track=True
)
class GroupRole(models.Model):
    """Who is trekker, gespreksleider, lezer or starter of a group, dated; kept in reserve while not callable (Q12)."""

    group = models.ForeignKey(ContactGroup, models.CASCADE, related_name="roles", verbose_name="groep")
    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="group_roles", verbose_name="wie")
    kind = models.CharField("rol", max_length=10, choices=GroupRoleKind.choices)
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot (eerste dag zonder)", null=True, blank=True)
    public_contact = models.BooleanField("contactpersoon voor iedereen", default=False)
    reserve_since = models.DateField(null=True, editable=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = GroupRoleQuerySet.as_manager()

    class Meta:
        verbose_name = "rol in een groep"
        verbose_name_plural = "rollen in groepen"
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="group_role_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["group", "volunteer", "kind"], condition=Q(until_on=None), name="group_role_open_once"
            ),
        ]


@privacy.fields(personal="", harmless="id group weekday starts_at minutes mode place from_on until_on", track=True)
class MeetingSeries(models.Model):
    """The weekly rhythm of a group in local wall time; the hour stays the same through summer time."""

    group = models.ForeignKey(ContactGroup, models.CASCADE, related_name="series", verbose_name="groep")
    weekday = models.PositiveSmallIntegerField("dag", help_text="0 is maandag.")
    starts_at = models.TimeField("begint om")
    minutes = models.PositiveSmallIntegerField("duur in minuten", default=DEFAULT_MINUTES)
    mode = models.CharField("hoe", max_length=10, choices=Mode.choices, default=Mode.ON_SITE)
    place = models.CharField("lokaal", max_length=150, blank=True)
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot en met", null=True, blank=True)

    class Meta:
        verbose_name = "reeks"
        verbose_name_plural = "reeksen"
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="series_weekday"),
            models.CheckConstraint(condition=Q(minutes__gte=15, minutes__lte=480), name="series_minutes"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=models.F("from_on")),
                name="series_ends_after_start",
                violation_error_message="De laatste dag ligt voor de eerste.",
            ),
        ]


@privacy.fields(
    personal="", harmless="id group series kind state starts_at minutes mode place cancelled_at cancel_text", track=True
)
class Meeting(models.Model):
    """One gathering; 'doorgegaan' once its end has passed and it was not called off (3.5)."""

    group = models.ForeignKey(ContactGroup, models.CASCADE, related_name="meetings", verbose_name="groep")
    series = models.ForeignKey(MeetingSeries, models.SET_NULL, null=True, blank=True, related_name="meetings")
    kind = models.CharField("soort", max_length=10, choices=MeetingKind.choices, default=MeetingKind.REGULAR)
    state = models.CharField("staat", max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED)
    starts_at = models.DateTimeField("begint")
    minutes = models.PositiveSmallIntegerField("duur in minuten", default=DEFAULT_MINUTES)
    mode = models.CharField("hoe", max_length=10, choices=Mode.choices, default=Mode.ON_SITE)
    place = models.CharField("lokaal", max_length=150, blank=True)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancel_text = models.CharField("tekst bij afgelasten", max_length=200, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint(fields=["group", "starts_at"], name="meeting_once")]
        indexes = [models.Index(fields=["starts_at"], name="meeting_by_start")]

    def __str__(self) -> str:
        return f"{self.group} {timezone.localtime(self.starts_at):%d-%m-%Y}"

    @property
    def ends_at(self) -> datetime:
        """The moment it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


@privacy.fields(
    personal="",
    harmless="id meeting own_experience context professionals new_faces contribution theme unknown registered_at "
    "registered_by",
    track=True,
)
class AttendanceCount(models.Model):
    """Heads at one meeting, in three kinds, never names (R139, R144); `unknown` is the answer 'Weet ik niet'."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="count")
    own_experience = models.PositiveSmallIntegerField("eigen ervaring", default=0)
    context = models.PositiveSmallIntegerField("naasten", default=0)
    professionals = models.PositiveSmallIntegerField("professionals", default=0)
    new_faces = models.PositiveSmallIntegerField("nieuwe gezichten", null=True, blank=True)
    contribution = models.DecimalField("vrijwillige bijdrage", max_digits=7, decimal_places=2, null=True, blank=True)
    theme = models.CharField("thema", max_length=80, blank=True)
    unknown = models.BooleanField("weet ik niet", default=False)
    registered_at = models.DateTimeField(default=timezone.now)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "telling"
        verbose_name_plural = "tellingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(unknown=False) | Q(own_experience=0, context=0, professionals=0),
                name="count_unknown_is_empty",
            ),
            models.CheckConstraint(
                condition=Q(own_experience__lte=500, context__lte=500, professionals__lte=500),
                name="count_believable",
            ),
        ]

    @property
    def total(self) -> int:
        """Everybody who was there."""
        return self.own_experience + self.context + self.professionals


@privacy.fields(personal="volunteer", harmless="id meeting state published reason since", track=True)
class RosterTurn(models.Model):
    """Who leads one meeting. A turn whose leader falls away seeks a replacement and keeps nobody's name."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="turn")
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, null=True, blank=True, related_name="turns")
    state = models.CharField("staat", max_length=10, choices=TurnState.choices, default=TurnState.FREE)
    published = models.BooleanField("gepubliceerd", default=False)
    reason = models.CharField("waarom", max_length=120, blank=True)
    since = models.DateTimeField(default=timezone.now)

    objects = RosterTurnQuerySet.as_manager()

    class Meta:
        verbose_name = "beurt"
        verbose_name_plural = "beurten"
        ordering = ["meeting__starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["free", "seeking"], volunteer=None)
                | Q(state__in=["proposed", "confirmed"], volunteer__isnull=False),
                name="turn_state_fits_volunteer",
            ),
        ]


@privacy.fields(personal="volunteer state", harmless="id turn asked_at answered_at secret")
class TurnQuestion(models.Model):
    """One question to one leader about one turn; 'nu niet' is never counted per person (R075)."""

    turn = models.ForeignKey(RosterTurn, models.CASCADE, related_name="questions")
    volunteer = models.ForeignKey(Volunteer, models.CASCADE, null=True, related_name="turn_questions")
    state = models.CharField(max_length=10, choices=QuestionState.choices, default=QuestionState.OPEN)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)
    secret = models.CharField(max_length=43, unique=True)

    objects = TurnQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag voor een beurt"
        verbose_name_plural = "vragen voor beurten"
        constraints = [
            models.UniqueConstraint(
                fields=["turn", "volunteer"], condition=Q(state="open"), name="turn_question_open_once"
            ),
        ]
