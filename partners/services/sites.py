"""Places where aanmeldingen come from: their texts, whether they are open, and their address."""

from datetime import time

from django.db import transaction

from oev.accounts.actor import Actor
from oev.errors import Refused
from partners.models import Municipality, Partner, Site
from partners.naming import site_search
from partners.services.reference import seal
from partners.states import SiteIntake, SiteKind


def _locked(site: Site) -> Site:
    return Site.objects.select_for_update(of=("self",)).select_related("partner").get(pk=site.pk)


@transaction.atomic
def save_site(
    *,
    by: Actor,
    partner: Partner,
    site: Site | None = None,
    name: str,
    kind: SiteKind | str,
    municipality: Municipality | None = None,
) -> Site:
    """Make or rename a place of a partner (Q08)."""
    kept = _locked(site) if site else Site(partner=partner)
    if Site.objects.filter(name__iexact=name).exclude(pk=kept.pk).exists():
        raise Refused("Er is al een plaats met deze naam.", field="name")
    kept.name, kept.kind, kept.municipality = name, kind, municipality
    kept.search_name = site_search(name, partner.name)
    seal(kept, by)
    kept.save()
    return kept


@transaction.atomic
def save_site_texts(
    *,
    by: Actor,
    site: Site,
    admission_rule: str,
    extra_line: str,
    bedside_visits: bool,
    desk: str,
    visiting_hours: str,
    response_by: time,
    offers_from: time,
    offer_minutes: int,
    colleagues_see: bool,
) -> None:
    """Keep what referrer and ervaringsdrager read about this place, and its hours (R154-R160, Q25)."""
    kept = _locked(site)
    kept.admission_rule, kept.extra_line, kept.bedside_visits = admission_rule, extra_line, bedside_visits
    kept.desk, kept.visiting_hours, kept.colleagues_see = desk, visiting_hours, colleagues_see
    kept.response_by, kept.offers_from, kept.offer_minutes = response_by, offers_from, offer_minutes
    seal(kept, by)
    kept.save()


@transaction.atomic
def set_site_intake(*, by: Actor, site: Site, intake: SiteIntake | str, notice: str = "") -> None:
    """Open, limit or close a place for new aanmeldingen; the form says it with an alternative (R152, P35)."""
    kept = _locked(site)
    if intake != SiteIntake.OPEN and not notice.strip():
        raise Refused("Schrijf wat de dienst dan leest.", field="notice")
    kept.intake = SiteIntake(intake)
    kept.intake_notice = "" if intake == SiteIntake.OPEN else notice.strip()
    kept.save(update_fields=["intake", "intake_notice"])


@transaction.atomic
def renew_site_link(*, by: Actor, site: Site) -> Site:
    """Revoke the address of a place: the old QR, bookmark and cards stop working at once (6.3)."""
    kept = _locked(site)
    kept.link_version += 1
    kept.save(update_fields=["link_version"])
    return kept
