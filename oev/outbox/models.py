"""Letters to be sent, as rows of the transaction that made them due."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from oev import privacy
from oev.outbox.querysets import OutgoingQuerySet


class State(models.TextChoices):
    """Where a letter is."""

    WAITING = "waiting", "wacht"
    SENT = "sent", "verstuurd"
    DROPPED = "dropped", "niet meer nodig"
    STUCK = "stuck", "lukt niet"
    CALL = "call", "te vertellen"
    TOLD = "told", "verteld"


@privacy.fields(
    personal="",
    harmless="id key code fact_id to_id reader_id state not_before attempts last_error created_at done_at",
)
class Outgoing(models.Model):
    """One letter: its code, the fact it is about and for whom; no name, address or text.

    `reader_id` is known once it turned out that the reader must be called (Q45).
    """

    key = models.CharField(max_length=120, unique=True)
    code = models.CharField("brief", max_length=50)
    fact_id = models.BigIntegerField()
    to_id = models.BigIntegerField(default=0)
    reader_id = models.BigIntegerField(default=0)
    state = models.CharField("staat", max_length=10, choices=State.choices, default=State.WAITING)
    not_before = models.DateTimeField("niet voor", default=timezone.now)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    last_error = models.CharField("fout", max_length=100, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        verbose_name = "brief"
        verbose_name_plural = "brieven"
        indexes = [
            models.Index(fields=["not_before"], name="outgoing_due", condition=models.Q(state="waiting")),
            models.Index(fields=["code", "state"], name="outgoing_by_code"),
            models.Index(fields=["reader_id"], name="outgoing_to_tell", condition=models.Q(state="call")),
        ]

    def __str__(self) -> str:
        return self.key


@privacy.fields(personal="", harmless="id code is_open changed_at changed_by", track=True)
class LetterSwitch(models.Model):
    """Whether a kind of letter may leave (stille start, Q39); without a row it may not."""

    code = models.CharField(max_length=50, unique=True)
    is_open = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "soort brief"
        verbose_name_plural = "soorten brieven"

    def __str__(self) -> str:
        return self.code
