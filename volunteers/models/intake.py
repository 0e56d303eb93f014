"""On the way in: the talk, the checklist with who and when, and the papers of the house by version (R031-R041)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from oev import privacy
from volunteers.kinds import CheckState, DocumentKind, IntakeItem, IntakeOutcome, SignedHow
from volunteers.models.facts import RECORDED, Engagement, Fact
from volunteers.models.people import Volunteer
from volunteers.querysets import DocumentQuerySet, EngagementPartQuerySet


@privacy.fields(personal="", harmless="id kind title version from_on body", track=True)
class Document(models.Model):
    """A text of the house by version: afsprakennota, information, what is stored, charter, leidraad (R052, R101)."""

    kind = models.CharField("soort", max_length=12, choices=DocumentKind.choices)
    title = models.CharField("titel", max_length=120)
    version = models.CharField("versie", max_length=20)
    from_on = models.DateField("geldt vanaf")
    body = models.TextField("tekst", blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documenten"
        ordering = ["kind", "-from_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "title", "version"], name="document_version_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


@privacy.fields(personal="volunteer", harmless=f"id document on_day how {RECORDED}", track=True)
class DocumentSignature(Fact):
    """This person signed, or was handed, this version on a day: in the account, in a letter, on paper (Q39, R103)."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="signatures")
    document = models.ForeignKey(Document, models.PROTECT, related_name="signatures")
    on_day = models.DateField("op")
    how = models.CharField("hoe", max_length=8, choices=SignedHow.choices)

    class Meta:
        verbose_name = "handtekening"
        verbose_name_plural = "handtekeningen"
        ordering = ["-on_day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "document"], condition=Q(withdrawn_at=None), name="signature_once"
            ),
        ]


@privacy.fields(personal="engagement", harmless=f"id item state on_day {RECORDED}", track=True)
class IntakeCheck(Fact):
    """One line of the checklist: who ticked it and for which day; what was said stays with the person (R031-R041)."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="checks")
    item = models.CharField("punt", max_length=14, choices=IntakeItem.choices)
    state = models.CharField("stand", max_length=8, choices=CheckState.choices, default=CheckState.DONE)
    on_day = models.DateField("op")

    objects = EngagementPartQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "punt van de intake"
        verbose_name_plural = "punten van de intake"
        ordering = ["on_day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "item"], condition=Q(withdrawn_at=None), name="intake_item_once"
            ),
        ]


@privacy.fields(
    personal="engagement starts_at place outcome",
    harmless="id with_coordinator with_representative held_on made_at",
)
class IntakeTalk(models.Model):
    """The talk in which the conditions are gone through: a moment, who was there, and what was agreed (R186)."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="intake_talks")
    starts_at = models.DateTimeField("wanneer")
    place = models.CharField("waar", max_length=120, blank=True)
    with_coordinator = models.BooleanField("met de coördinator", default=True)
    with_representative = models.BooleanField("met de vertegenwoordiger", default=True)
    held_on = models.DateField("gehouden op", null=True, blank=True)
    outcome = models.CharField("afspraak", max_length=8, choices=IntakeOutcome.choices, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EngagementPartQuerySet.as_manager()

    class Meta:
        verbose_name = "intakegesprek"
        verbose_name_plural = "intakegesprekken"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["engagement"], condition=Q(held_on=None), name="intake_talk_open_once"),
        ]
