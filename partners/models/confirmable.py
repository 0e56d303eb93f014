"""What reference data has in common."""

from django.conf import settings
from django.db import models


class Confirmable(models.Model):
    """Reference data is 'te bevestigen' until the coordinator has confirmed it (section 5)."""

    reference_key = models.CharField(max_length=80, null=True, blank=True, unique=True, editable=False)
    confirmed_at = models.DateTimeField("bevestigd op", null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        abstract = True

    @property
    def to_confirm(self) -> bool:
        """True while nobody has confirmed what was loaded."""
        return self.confirmed_at is None


CONFIRMABLE = "reference_key confirmed_at confirmed_by"
