"""Partners in the coordinator's house: windows with the next steps as buttons; one form, for municipalities."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from oev import clock
from oev.admin import OevModelAdmin, ReferenceAdmin
from oev.registry import registry
from oev.templatetags.ui_rows import tag
from partners.agreement_words import line_of
from partners.models import Agreement, BoardMandate, Municipality, Partner, PartnerContact, Site
from partners.places import page_of
from partners.services.reference import save_municipality
from partners.states import SiteIntake
from partners.views.agreements import agreement_context
from partners.views.sites import site_address

INTAKE_KINDS = {SiteIntake.OPEN: "den", SiteIntake.LIMITED: "zon", SiteIntake.CLOSED: "steen"}


class ToConfirm(admin.SimpleListFilter):
    """Rows that the coordinator has confirmed, or not yet."""

    title = "nagekeken"
    parameter_name = "nagekeken"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Two answers."""
        return [("nee", "te bevestigen"), ("ja", "bevestigd")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of the chosen answer."""
        return queryset.filter(confirmed_at__isnull=self.value() == "nee") if self.value() else queryset


class Page(OevModelAdmin):
    """A window whose page has a template of its own (admin/partners/<model>/), told what is going on."""

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """As Django's, with what our template needs."""
        row = self.get_object(request, object_id)
        told = self.tell(request, row) if row is not None else {}
        return super().change_view(request, object_id, form_url, {**told, **(extra_context or {})})

    def tell(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What the page shows beside the row itself."""
        raise NotImplementedError


@admin.display(description="nagekeken")
def checked(row: Any) -> str:
    """'te bevestigen' while nobody has looked."""
    return tag("te bevestigen", "zon") if row.to_confirm else "ja"


@admin.register(Municipality)
class MunicipalityAdmin(ReferenceAdmin):
    """Towns and municipalities: plain reference data, on the admin's own form."""

    list_display = ["name", "postcode", checked]
    list_filter = [ToConfirm]
    search_fields = ["search_name"]
    fields = ["name", "postcode", "latitude", "longitude"]

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        """The service keeps the search name and confirms the row."""
        save_municipality(by=request.actor, municipality=obj)


@admin.register(Partner)
class PartnerAdmin(Page):
    """Organisations of the platform."""

    list_display = ["name", "kind", "side", "stage", checked]
    list_filter = [ToConfirm, "stage", "side", "kind"]
    search_fields = ["search_name"]
    fields = ["name"]

    def get_search_results(self, request: Any, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """By name or alias, without marks and case (Q38)."""
        return queryset.search(search_term), False

    def tell(self, request: Any, row: Partner) -> dict[str, Any]:
        """Places, people and agreements of the partner."""
        day = clock.today()
        agreements = Agreement.objects.visible_to(request.actor).for_list().of_partner(row.pk)
        return {
            "sites": Site.objects.visible_to(request.actor).for_page().of_partner(row.pk),
            "contacts": PartnerContact.objects.visible_to(request.actor).not_ended(day).of_partner(row.pk),
            "agreements": [line_of(agreement, day) for agreement in agreements],
        }


@admin.register(Site)
class SiteAdmin(Page):
    """Places where aanmeldingen come from."""

    list_display = ["name", "partner", "kind", "shown_intake", checked]
    list_filter = [ToConfirm, "intake", "kind"]
    list_select_related = ["partner"]
    search_fields = ["search_name"]
    fields = ["name"]

    @admin.display(description="aanmeldingen", ordering="intake")
    def shown_intake(self, row: Site) -> str:
        """Open, beperkt or gesloten."""
        return tag(row.get_intake_display(), INTAKE_KINDS[SiteIntake(row.intake)])

    def get_search_results(self, request: Any, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """By name, without marks and case."""
        return queryset.search(search_term), False

    def get_queryset(self, request: Any) -> QuerySet[Any]:
        """With partner and municipality."""
        return Site.objects.visible_to(request.actor).for_page()

    def tell(self, request: Any, row: Site) -> dict[str, Any]:
        """Address, who may come by, and the people of the place."""
        contacts = PartnerContact.objects.visible_to(request.actor).not_ended(clock.today())
        return {
            "address": site_address(row),
            "partner_url": page_of(row.partner, request.actor),
            "intake_kind": INTAKE_KINDS[SiteIntake(row.intake)],
            "access": [line for provider in registry.site_access for line in provider(request.actor, row.pk)],
            "contacts": contacts.filter(site=row),
        }


@admin.register(Agreement)
class AgreementAdmin(Page):
    """Agreements, alphabetically by partner."""

    list_display = ["title", "partner", "shown_state", "until_on", checked]
    list_filter = [ToConfirm]
    search_fields = ["title", "partner__search_name"]
    fields = ["title"]

    @admin.display(description="staat")
    def shown_state(self, row: Agreement) -> str:
        """The state that follows from the dates today."""
        line = line_of(row, clock.today())
        return tag(line.tag, line.kind)

    def get_queryset(self, request: Any) -> QuerySet[Any]:
        """With the partner."""
        return Agreement.objects.visible_to(request.actor).for_list()

    def tell(self, request: Any, row: Agreement) -> dict[str, Any]:
        """What was agreed, what hangs on it, what can be done next."""
        return {**agreement_context(row), "partner_url": page_of(row.partner, request.actor)}


@admin.register(PartnerContact)
class PartnerContactAdmin(Page):
    """People at partners."""

    list_display = ["name", "partner", "site", "function", "has_account"]
    list_select_related = ["partner", "site"]
    search_fields = ["name", "partner__search_name"]
    fields = ["name"]

    @admin.display(description="account", boolean=True)
    def has_account(self, row: PartnerContact) -> bool:
        """Whether this person can sign in."""
        return row.user_id is not None

    def tell(self, request: Any, row: PartnerContact) -> dict[str, Any]:
        """Where the partner has its page, and whether the contact ended."""
        ended = row.until_on is not None and row.until_on <= clock.today()
        return {"partner_url": page_of(row.partner, request.actor), "ended": ended}


@admin.register(BoardMandate)
class BoardMandateAdmin(Page):
    """Seats in the bestuur."""

    list_display = ["name", "constituency", "function", "vote", "from_on", "until_on"]
    list_filter = ["vote"]
    search_fields = ["name", "constituency"]
    fields = ["name"]

    def tell(self, request: Any, row: BoardMandate) -> dict[str, Any]:
        """Whether the seat ended."""
        return {"ended": row.until_on is not None and row.until_on <= clock.today()}
