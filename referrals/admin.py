"""Aanmeldingen in the coordinator's house: a list by number, and one page that offers the next steps (6.1)."""

import re
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from oev import clock
from oev.admin import OevModelAdmin
from oev.templatetags.ui_rows import tag
from referrals.models import Referral
from referrals.overview import KINDS, overview
from referrals.promise import say_promise
from referrals.states import OPEN_STATES, ReferralState
from referrals.words import is_late

NUMBER = re.compile(r"^\s*(?:20)?(?P<year>\d{2})\s*[-/ ]\s*(?P<sequence>\d{1,6})\s*$")


class StillOpen(admin.SimpleListFilter):
    """Open, or ended."""

    title = "loopt nog"
    parameter_name = "loopt"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Two answers."""
        return [("ja", "loopt nog"), ("nee", "afgerond")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of the chosen answer."""
        if self.value() == "ja":
            return queryset.filter(state__in=OPEN_STATES)
        return queryset.exclude(state__in=OPEN_STATES) if self.value() == "nee" else queryset


@admin.register(Referral)
class ReferralAdmin(OevModelAdmin):
    """The aanmeldingen by number; nothing about a person in the list."""

    list_display = ["number", "site", "shown_state", "age", "promised"]
    list_filter = [StillOpen, "state", ("site", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["site"]
    search_fields = ["sequence"]
    search_help_text = "Zoek op nummer, bijvoorbeeld 26-0312"
    ordering = ["-received_at"]
    fields = ["state"]

    @admin.display(description="nummer", ordering="-received_at")
    def number(self, row: Referral) -> str:
        """'26-0312'."""
        return row.number

    @admin.display(description="staat", ordering="state")
    def shown_state(self, row: Referral) -> str:
        """The state as a tag."""
        return tag(row.get_state_display(), KINDS.get(ReferralState(row.state), "neutral"))

    @admin.display(description="sinds", ordering="received_at")
    def age(self, row: Referral) -> str:
        """'vandaag', 'gisteren', '5 dagen'."""
        days = (clock.today() - row.received_at.astimezone(clock.BRUSSELS).date()).days
        return {0: "vandaag", 1: "gisteren"}.get(days, f"{days} dagen")

    @admin.display(description="beloofd", ordering="promised_at")
    def promised(self, row: Referral) -> str:
        """'zaterdag voor 10 uur' while somebody must still look; with 'te laat' when that moment is over."""
        if row.state not in (ReferralState.RECEIVED, ReferralState.QUESTION):
            return "–"
        late = ", te laat" if is_late(row, clock.now()) else ""
        return f"{say_promise(row.promised_at) or 'geen moment'}{late}"

    def get_search_results(self, request: Any, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """By number, as people say it: '26-0312', or only the last part."""
        if found := NUMBER.match(search_term):
            wanted = queryset.filter(year=2000 + int(found["year"]), sequence=int(found["sequence"]))
            return wanted, False
        if search_term.strip().isdigit():
            return queryset.filter(sequence=int(search_term[:9])), False
        return (queryset.none() if search_term.strip() else queryset), False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """As Django's, told what is going on; never kept by the browser, because a person is on it."""
        row = self.get_object(request, object_id)
        actor = request.actor  # type: ignore[attr-defined]
        told = overview(actor, row, clock.now()) if isinstance(row, Referral) else {}
        response = super().change_view(request, object_id, form_url, {**told, **(extra_context or {})})
        response["Cache-Control"] = "max-age=0, no-cache, no-store, must-revalidate, private"
        return response

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With what the page and the list show."""
        return super().get_queryset(request).select_related("site", "contact", "by_actor", "handed_over_to")
