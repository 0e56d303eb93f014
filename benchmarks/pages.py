"""The pages that are measured: by URL name, in the hat that opens them; what does not exist is said loudly."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from benchmarks.people import VOLUNTEER
from oev import clock
from referrals.models import Referral

Find = Callable[[], list[Any]]


def _nothing() -> list[Any]:
    return []


def _running(state: str) -> Find:
    """The key of an open aanmelding in this state."""
    return lambda: [Referral.objects.filter(state=state).order_by("-pk").values_list("pk", flat=True)[0]]


def _site_link() -> list[Any]:
    from partners.links import site_token
    from partners.models import Site

    return [site_token(Site.objects.get(pk=1))]


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `goal` is its name in goals.toml, where several pages may share one."""

    name: str
    title: str
    hat: str
    route: str
    find: Find = _nothing
    query: str = ""

    def path(self) -> str | None:
        """The address, or None for a route that does not exist."""
        try:
            return reverse(self.route, args=self.find()) + self.query
        except NoReverseMatch:
            return None


ONE = [VOLUNTEER]
PAGES = (
    Page("people_list", "Mensen, gefilterd", "coordinator", "admin:volunteers_volunteer_changelist",
         query="?q=achternaam&standing=callable&role=talks"),
    Page("person", "Een persoon met geschiedenis", "coordinator", "admin:volunteers_volunteer_change", lambda: ONE),
    Page("today", "Vandaag", "coordinator", "admin:index"),
    Page("dashboard", "Dashboard van de vertegenwoordiger", "representative", "volunteers:dashboard"),
    Page("people_list_v", "Mensen, bij de vertegenwoordiger", "representative", "volunteers:volunteer_list",
         query="?q=achternaam&standing=callable"),
    Page("me", "Eigen pagina van een vrijwilliger", "volunteer", "volunteers:me"),
    Page("referral_list", "Aanmeldingen", "coordinator", "admin:referrals_referral_changelist"),
    Page("referral", "Eén aanmelding", "coordinator", "admin:referrals_referral_change", _running("searching")),
    Page("candidates", "Wie kan er gevraagd worden", "coordinator", "referrals:referral_candidates",
         _running("searching")),
    Page("own_referrals", "Eigen aanmeldingen van een professional", "professional", "referrals:referral_list"),
    Page("group_list", "Groepen bij de coördinator", "coordinator", "admin:contactgroups_contactgroup_changelist"),
    Page("public_groups", "Groepen voor iedereen", "volunteer", "contactgroups:group_list"),
    Page("roster", "Beurtrol van een groep", "coordinator", "contactgroups:roster", lambda: [1]),
    Page("figures", "Cijfers van een jaar", "board", "reporting:figures_year", lambda: [clock.today().year]),
    Page("ward_form", "Formulier van een dienst", "professional", "referrals:referral_by_link", _site_link),
)  # fmt: skip
