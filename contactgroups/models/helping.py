"""Who helps in a group besides leading: tasks without a call, and roles that a trekker proposes (P09, P19)."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from contactgroups.models.groups import ContactGroup
from contactgroups.querysets_helping import GroupRoleRequestQuerySet, GroupTaskQuerySet
from contactgroups.states import GroupRoleKind
from oev import privacy
from volunteers.models import TaskHolding, Volunteer


@privacy.fields(personal="task", harmless="id group")
class GroupTask(models.Model):
    """A task without a call that somebody does for one group; it runs and ends with the task itself (P09)."""

    task = models.OneToOneField(TaskHolding, models.CASCADE, related_name="group_task", verbose_name="taak")
    group = models.ForeignKey(ContactGroup, models.CASCADE, related_name="tasks", verbose_name="groep")

    objects = GroupTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "taak in een groep"
        verbose_name_plural = "taken in groepen"


@privacy.fields(personal="volunteer kind", harmless="id group asked_at asked_by passed_at passed_by")
class GroupRoleRequest(models.Model):
    """A trekker proposes somebody of the group for a role in it (P19): which one, never why.

    The row goes once it is answered, by whomever: who said 'nu niet' is kept nowhere. `passed_at`: coordinator or
    vertegenwoordiger asked the person.
    """

    group = models.ForeignKey(ContactGroup, models.CASCADE, related_name="role_requests", verbose_name="groep")
    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="group_role_requests", verbose_name="wie")
    kind = models.CharField("rol", max_length=10, choices=GroupRoleKind.choices)
    asked_at = models.DateTimeField("voorgesteld op", default=timezone.now, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    passed_at = models.DateTimeField("gevraagd op", null=True, editable=False)
    passed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = GroupRoleRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "voorstel voor een rol in een groep"
        verbose_name_plural = "voorstellen voor rollen in groepen"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "volunteer", "kind"], name="group_role_request_once"),
        ]
