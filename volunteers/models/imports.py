"""A spreadsheet on its way in: kept while rows wait, encrypted, and forgotten afterwards (Q39)."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from oev import privacy
from oev.crypto import EncryptedTextField
from volunteers.querysets import ImportBatchQuerySet


@privacy.fields(personal="content", harmless="id file_name mapping made_at made_by done_at brought_in")
class ImportBatch(models.Model):
    """One file: its rows as JSON, which column is what, and how many people came in."""

    file_name = models.CharField("bestand", max_length=120)
    content = EncryptedTextField()
    mapping = models.JSONField(default=dict)
    made_at = models.DateTimeField("geladen op", default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    brought_in = models.PositiveIntegerField(default=0)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "bestand met mensen"
        verbose_name_plural = "bestanden met mensen"
        ordering = ["-made_at"]
