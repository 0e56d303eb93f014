"""The bridge to self-help groups: that there was contact, with whom of them and why (R012, R205, R336, 6.2.5)."""

from datetime import date

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from partners.models import Partner
from partners.states import PartnerKind
from volunteers import checks, rules
from volunteers.kinds import BridgePurpose
from volunteers.models import BridgeContact


@transaction.atomic
def record_bridge_contact(*, by: Actor, partner: Partner, on_day: date, purpose: BridgePurpose) -> BridgeContact:
    """Coordinator or vertegenwoordiger had contact with a self-help group: three fields. Twice is once."""
    checks.require(rules.may_keep_bridge(by), checks.ONLY_STAFF)
    checks.require(partner.kind == PartnerKind.SELF_HELP, "Kies een zelfhulpgroep.", field="partner")
    checks.require_past(on_day, field="on_day")
    same = {"partner": partner, "on_day": on_day, "purpose": BridgePurpose(purpose), "withdrawn_at": None}
    kept: BridgeContact | None = BridgeContact.objects.filter(**same, recorded_by_id=by.user_id).first()
    return kept or BridgeContact.objects.create(**same, recorded_by_id=by.user_id)


@transaction.atomic
def withdraw_bridge_contact(*, by: Actor, contact: BridgeContact) -> None:
    """Written down wrongly: it counts for nothing any more. Twice is once."""
    checks.require(rules.may_keep_bridge(by), checks.ONLY_STAFF)
    BridgeContact.objects.filter(pk=contact.pk, withdrawn_at=None).update(withdrawn_at=clock.now())
