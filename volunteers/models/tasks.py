"""Tasks without a call: newsletter, coffee, website (R063, R072); no link to any standing (Q42, P09)."""

from django.db import models
from django.db.models import F, Q

from oev import privacy
from volunteers.models.facts import RECORDED, Fact
from volunteers.models.people import Volunteer
from volunteers.querysets_doing import TaskHoldingQuerySet, TaskKindQuerySet


@privacy.fields(personal="", harmless="id code name outside ended_on", track=True)
class TaskKind(models.Model):
    """One entry of the catalogue 'taken zonder oproep'; `outside`: at a partner or elsewhere."""

    code = models.SlugField("code", max_length=30, unique=True)
    name = models.CharField("taak", max_length=80)
    outside = models.BooleanField("buiten de koepel", default=False)
    ended_on = models.DateField("niet meer sinds", null=True, blank=True)

    objects = TaskKindQuerySet.as_manager()

    class Meta:
        verbose_name = "taak zonder oproep"
        verbose_name_plural = "taken zonder oproep"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@privacy.fields(personal="volunteer", harmless=f"id kind from_on until_on {RECORDED}", track=True)
class TaskHolding(Fact):
    """Somebody does this from a day on; it goes on through every standing and ends by date."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="tasks")
    kind = models.ForeignKey(TaskKind, models.PROTECT, related_name="holdings", verbose_name="taak")
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot (eerste dag zonder)", null=True, blank=True)

    objects = TaskHoldingQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "taak van iemand"
        verbose_name_plural = "taken van mensen"
        ordering = ["kind__name", "from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="task_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["volunteer", "kind"], condition=Q(until_on=None, withdrawn_at=None), name="task_open_once"
            ),
        ]
