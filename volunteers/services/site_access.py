"""Who may come by at a place, as agreed with that place (R163, P34, Q27)."""

from datetime import date, timedelta

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from partners.models import Site
from volunteers import checks, rules
from volunteers.kinds import VolunteerKind
from volunteers.models import SiteAccess, Volunteer


@transaction.atomic
def give_site_access(
    *,
    by: Actor,
    site: Site,
    volunteer: Volunteer,
    display_name: str,
    agreed_on: date,
    valid_until: date | None = None,
) -> SiteAccess:
    """Somebody may come by from the day it was agreed, under this name at the desk; a second time renews it."""
    checks.require(rules.may_keep_site_access(by), checks.ONLY_COORDINATOR)
    checks.require(volunteer.kind == VolunteerKind.ED, "Kies een ervaringsdrager.", field="volunteer")
    checks.require_past(agreed_on, field="agreed_on")
    checks.require(
        valid_until is None or valid_until >= agreed_on, "Deze dag ligt voor de afspraak.", field="valid_until"
    )
    given = {"display_name": display_name, "agreed_on": agreed_on, "valid_until": valid_until}
    access, _ = SiteAccess.objects.update_or_create(volunteer=volunteer, site=site, defaults=given)
    return access


@transaction.atomic
def end_site_access(*, by: Actor, access: SiteAccess) -> None:
    """From today on nobody is asked for this place any more on the strength of this row; its past stays."""
    checks.require(rules.may_keep_site_access(by), checks.ONLY_COORDINATOR)
    kept = SiteAccess.objects.select_for_update().get(pk=access.pk)
    kept.valid_until = clock.today() - timedelta(days=1)
    kept.save(update_fields=["valid_until"])
