"""The coordinator's window on people: a list and a page of our own, in the admin's skin."""

from typing import Any, cast

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from oev.admin import OevModelAdmin
from oev.http import Request
from volunteers.models import Volunteer
from volunteers.views.common import person_or_404
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
        context = {**self.admin_site.each_context(request), **person_context(asked, person)}
        return TemplateResponse(request, "admin/volunteers/volunteer/change_form.html", context)
