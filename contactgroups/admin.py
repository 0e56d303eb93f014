"""The coordinator's window on groups: a list, and a page with the next steps as buttons."""

from datetime import datetime
from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from contactgroups.models import ContactGroup
from contactgroups.overview import STATE_KINDS, group_context
from contactgroups.public import running_series, say_rhythm
from contactgroups.states import GroupState
from oev import clock
from oev.admin import OevModelAdmin
from oev.http import Request
from oev.templatetags.ui_rows import tag

WEEKS = 4


@admin.register(ContactGroup)
class ContactGroupAdmin(OevModelAdmin):
    """Groups: search by name or municipality, filter by state, one line each of what matters now."""

    list_display = ("name", "state_tag", "rhythm", "next_meeting", "open_turns")
    list_filter = ("state",)
    search_fields = ("search_name",)
    search_help_text = "Naam of gemeente"
    ordering = ("search_name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the next meeting and the gaps of the coming weeks."""
        rows = super().get_queryset(request)
        now = clock.now()
        return rows.with_next_meeting(now).with_gaps(now, WEEKS).prefetch_related("series")  # type: ignore[attr-defined, no-any-return]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """By name, without marks and case."""
        return queryset.search(search_term), False  # type: ignore[attr-defined]

    @admin.display(description="staat", ordering="state")
    def state_tag(self, group: ContactGroup) -> str:
        """The state as a tag."""
        return tag(group.get_state_display(), STATE_KINDS[GroupState(group.state)])

    @admin.display(description="wanneer")
    def rhythm(self, group: ContactGroup) -> str:
        """'elke dinsdag om 19.30 uur'."""
        series = running_series(group.series.all(), clock.today())
        return say_rhythm(series) if series else "–"

    @admin.display(description="volgende keer")
    def next_meeting(self, group: ContactGroup) -> str:
        """'dinsdag 10 maart'."""
        moment: datetime | None = getattr(group, "next_at", None)
        return clock.say_weekday(moment.astimezone(clock.BRUSSELS).date()) if moment else "–"

    @admin.display(description=f"zonder gespreksleider ({WEEKS} weken)")
    def open_turns(self, group: ContactGroup) -> str:
        """How many meetings nobody leads yet."""
        gaps: int = getattr(group, "gaps", 0)
        return tag(str(gaps), "zon") if gaps else "–"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One group, read-only; its buttons lead to our own views."""
        asked = cast("Request", request)
        rows = ContactGroup.objects.visible_to(asked.actor).with_everything()
        group = rows.among([int(object_id)]).first() if object_id.isdecimal() else None
        if group is None:
            raise Http404
        context = {**self.admin_site.each_context(request), **group_context(group, asked.actor)}
        return TemplateResponse(request, "admin/contactgroups/contactgroup/change_form.html", context)
