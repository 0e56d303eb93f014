"""Organisations of the platform and their side."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from partners.models import Municipality, Partner
from partners.naming import partner_search
from partners.rules import may_decide
from partners.services.reference import seal
from partners.states import PartnerKind, PartnerSide, PartnerStage


@transaction.atomic
def save_partner(
    *,
    by: Actor,
    partner: Partner | None = None,
    name: str,
    kind: PartnerKind | str,
    stage: PartnerStage | str,
    aliases: Sequence[str] = (),
    municipality: Municipality | None = None,
    note: str = "",
) -> Partner:
    """Make or change an organisation; a new one asks until the bestuur decides otherwise (R247)."""
    kept = Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk) if partner else Partner()
    if Partner.objects.filter(name__iexact=name).exclude(pk=kept.pk).exists():
        raise Refused("Er is al een partner met deze naam.", field="name")
    kept.name, kept.kind, kept.stage, kept.note = name, kind, stage, note
    kept.aliases, kept.municipality = list(aliases), municipality
    kept.search_name = partner_search(name, aliases)
    seal(kept, by)
    kept.save()
    return kept


@transaction.atomic
def set_side(*, by: Actor, partner: Partner, side: PartnerSide | str, decided_on: date, decision: str) -> None:
    """Record what the bestuur decided about a partner's side, with its date and reference (R247, Q05)."""
    if not may_decide(by):
        raise Refused("Het bestuur beslist hierover.")
    if decided_on > clock.today():
        raise Refused("De dag van de beslissing ligt nog voor ons.", field="decided_on")
    kept = Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    kept.side, kept.side_decided_on, kept.side_decision = side, decided_on, decision
    seal(kept, by)
    kept.save(update_fields=["side", "side_decided_on", "side_decision", "confirmed_at", "confirmed_by"])
