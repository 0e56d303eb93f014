"""The coordinator's window on people, in the admin's skin, and the insurance policies on the admin's own form."""

from typing import Any, cast

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from oev.admin import OevModelAdmin, ReferenceAdmin
from oev.http import Request
from volunteers.forms.documents import DocumentForm
from volunteers.forms.insurance import PolicyForm
from volunteers.forms.roles import SeatSettingForm
from volunteers.forms.tasks import TaskKindForm
from volunteers.forms.training import TrainingForm
from volunteers.kinds import Role
from volunteers.models import Document, InsurancePolicy, SeatSetting, TaskKind, Training, Volunteer
from volunteers.services.insurance import save_policy
from volunteers.services.papers import save_document
from volunteers.services.roles import save_seats
from volunteers.services.tasks import save_task_kind
from volunteers.services.training import save_training
from volunteers.views.common import person_or_404, person_url
from volunteers.views.people import people_context, person_context


@admin.register(Volunteer)
class VolunteerAdmin(OevModelAdmin):
    """People: search by name without marks, filters in the address, one line each of what matters now."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list of people."""
        context = {**self.admin_site.each_context(request), **people_context(cast("Request", request))}
        return TemplateResponse(request, "admin/volunteers/volunteer/change_list.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One person, read-only; its buttons lead to our own views."""
        asked = cast("Request", request)
        person = person_or_404(asked, int(object_id) if object_id.isdecimal() else 0)
        if str(person.pk) != object_id:
            return redirect(person_url(asked.actor, person))
        context = {**self.admin_site.each_context(request), **person_context(asked, person)}
        return TemplateResponse(request, "admin/volunteers/volunteer/change_form.html", context)


@admin.register(InsurancePolicy)
class InsurancePolicyAdmin(ReferenceAdmin):
    """Insurance policies: what a role needs before it can be given (R190)."""

    form = PolicyForm
    list_display = ["name", "carrier", "covers", "from_on", "until_on", "tacit_renewal"]
    ordering = ["-until_on", "name"]

    @admin.display(description="rollen")
    def covers(self, policy: InsurancePolicy) -> str:
        """The roles in words."""
        return ", ".join(Role(role).label for role in policy.roles)

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        """The service keeps it."""
        save_policy(by=request.actor, policy=obj)


@admin.register(SeatSetting)
class SeatSettingAdmin(ReferenceAdmin):
    """How many delegates the pool chooses, by date and decision (Q01)."""

    form = SeatSettingForm
    list_display = ["from_on", "seats", "decision"]

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        """The service keeps it."""
        save_seats(by=request.actor, setting=obj)


@admin.register(TaskKind)
class TaskKindAdmin(ReferenceAdmin):
    """The catalogue of tasks without a call (R072)."""

    form = TaskKindForm
    list_display = ["name", "outside", "ended_on"]

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        """The service keeps it."""
        save_task_kind(by=request.actor, kind=obj)


@admin.register(Document)
class DocumentAdmin(ReferenceAdmin):
    """Texts of the house by version: what somebody signed is not rewritten, a new version is added (R052, P48)."""

    form = DocumentForm
    list_display = ["title", "version", "kind", "from_on"]
    list_filter = ["kind"]
    ordering = ["kind", "-from_on", "title"]

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        """The service keeps it."""
        save_document(by=request.actor, document=obj)


@admin.register(Training)
class TrainingAdmin(ReferenceAdmin):
    """The catalogue of trainings, with the partner that offers each (R110, R111)."""

    form = TrainingForm
    list_display = ["title", "kind", "theme", "partner", "ended_on"]
    list_select_related = ["partner"]

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        """The service keeps it."""
        save_training(by=request.actor, training=obj)
