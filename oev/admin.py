"""The web admin: a window, not a door (house habit 16).

`OevAdminSite` is open to the coordinator's hat; `OevModelAdmin` shows `visible_to`, read-only. What changes people,
aanmeldingen, groups and agreements is one of our own views, reached by a button.
"""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from oev import clock
from oev.access import refuse
from oev.accounts.actor import Actor
from oev.http import Request, maybe_actor
from oev.registry import WorkSection, registry
from oev.worklist import sections_of

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

NUMBERS = "Niets Eén Twee Drie Vier Vijf Zes Zeven Acht Negen Tien Elf Twaalf".split()


def may_use_admin(actor: Actor) -> bool:
    """The coordinator lives in the web admin."""
    return actor.is_coordinator


class OevAdminSite(admin.AdminSite):
    """The coordinator's house: first page 'Vandaag', fed by the registry."""

    site_title = "OEV"
    site_header = "OEV"
    index_title = "Vandaag"
    enable_nav_sidebar = False
    empty_value_display = "–"
    _all_apps: list[Any] | None = None

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Our own windows only: what libraries register for themselves stays outside."""
        if admin_class is not None and issubclass(admin_class, OevModelAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """The actor is coordinator (or stands in)."""
        actor = maybe_actor(request)
        return actor is not None and may_use_admin(actor)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """As Django's, built once for the whole house: whoever gets in here sees the same windows."""
        if app_label is not None or not self.has_permission(request):
            return super().get_app_list(request, app_label)
        if self._all_apps is None:
            self._all_apps = super().get_app_list(request)
        return self._all_apps

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """As Django's, but whoever is no coordinator gets our 404 or the offer to change hat, never a login page."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            refusal = refuse(request, may_use_admin)
            return refusal if refusal is not None else inner(request, *args, **kwargs)

        guarded.oev_access = may_use_admin  # type: ignore[attr-defined]
        return guarded

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """'Vandaag': what waits, one main button a row (6.1)."""
        day = clock.today()
        actor = cast("Request", request).actor
        sections = [section for section in sections_of(registry.today, actor, day) if section.rows]
        context = {
            **self.each_context(request),
            "title": self.index_title,
            "sections": sections,
            "today_line": today_line(sections),
            "week": [tile for provider in registry.week_tiles for tile in provider(day)],
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/index.html", context)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one sign-in page."""
        wanted = urlencode({"next": request.GET.get("next", "/beheer/")})
        return redirect(f"{reverse('account_login')}?{wanted}")


def today_line(sections: list[WorkSection]) -> str:
    """'Zaterdag 7 maart. Zes dingen wachten op jou.'"""
    count = sum(section.total if section.total is not None else len(section.rows) for section in sections)
    day = clock.say_weekday(clock.today()).capitalize()
    if count == 0:
        return f"{day}."
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"{day}. {number} {'ding wacht' if count == 1 else 'dingen wachten'} op jou."


class OevModelAdmin(ModelAdmin):
    """Shows what `visible_to` gives, read-only: no add, no delete, no bulk actions, no log entries."""

    actions = None
    list_per_page = 50
    show_full_result_count = False
    view_on_site = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Rows that the actor sees."""
        return self.model.objects.visible_to(cast("Request", request).actor)  # type: ignore[no-any-return]

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whoever is in the admin sees the module."""
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whoever is in the admin may look."""
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is made here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is changed here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is deleted here."""
        return False

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The house has its own history."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The house has its own history."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Django's history is empty here; ours stands on the page itself."""
        raise Http404


class ReferenceAdmin(OevModelAdmin):
    """Plain reference data: the admin's own form, whose save calls `save_reference` of the subclass."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """The coordinator keeps reference data."""
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """The coordinator keeps reference data."""
        return self.admin_site.has_permission(request)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A choice that may stay open says so in words."""
        return super().formfield_for_foreignkey(db_field, request, **{"empty_label": "Kies …", **kwargs})

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """Subclasses call their service here."""
        raise NotImplementedError


__all__ = ["OevAdminSite", "OevModelAdmin", "ReferenceAdmin"]
