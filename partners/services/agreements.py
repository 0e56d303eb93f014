"""An agreement from draft to its end; each act writes a date, the state follows (3.4, A11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from partners import checks
from partners.models import Agreement, Partner
from partners.rules import may_decide
from partners.services.reference import seal


@dataclass(frozen=True)
class Terms:
    """What two parties agree: services (keys of `Agreement.SERVICES`), period (last day included), support in euro."""

    title: str
    services: Sequence[str] = ()
    from_on: date | None = None
    until_on: date | None = None
    amount_per_talk: Decimal | None = None
    amount_per_group_year: Decimal | None = None
    partner_task: str = ""


def _locked(agreement: Agreement) -> Agreement:
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("partner", "partner__municipality")
    return rows.get(pk=agreement.pk)


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise Refused(*reasons)


def _not_ahead(day: date | None, field: str) -> None:
    if day and day > clock.today():
        raise Refused("Die dag ligt nog voor ons.", field=field)


def _write(agreement: Agreement, terms: Terms) -> None:
    if terms.from_on and terms.until_on and terms.until_on < terms.from_on:
        raise Refused("De laatste dag ligt na de eerste dag.", field="until_on")
    agreement.title, agreement.services = terms.title, list(terms.services)
    agreement.from_on, agreement.until_on = terms.from_on, terms.until_on
    agreement.amount_per_talk = terms.amount_per_talk
    agreement.amount_per_group_year = terms.amount_per_group_year
    agreement.partner_task = terms.partner_task


@transaction.atomic
def draft_agreement(*, by: Actor, partner: Partner, terms: Terms) -> Agreement:
    """Begin an agreement with a partner (R251)."""
    agreement = Agreement(partner=partner)
    _write(agreement, terms)
    seal(agreement, by)
    agreement.save()
    return agreement


@transaction.atomic
def save_agreement(*, by: Actor, agreement: Agreement, terms: Terms) -> None:
    """Change the terms while nothing is signed."""
    kept = _locked(agreement)
    _refuse(checks.reasons_not_to_change(kept, clock.today()))
    _write(kept, terms)
    seal(kept, by)
    kept.save()


@transaction.atomic
def register_agreement(
    *,
    by: Actor,
    agreement: Agreement,
    terms: Terms,
    sent_on: date | None = None,
    signed_by_us_on: date | None = None,
    signed_by_partner_on: date | None = None,
    approved_on: date | None = None,
) -> None:
    """Fill in an agreement that exists on paper already, with the days on it; confirms it (section 5, Q06)."""
    kept = _locked(agreement)
    _refuse(checks.reasons_not_to_change(kept, clock.today()))
    for field, day in (
        ("sent_on", sent_on),
        ("signed_by_us_on", signed_by_us_on),
        ("signed_by_partner_on", signed_by_partner_on),
        ("approved_on", approved_on),
    ):
        _not_ahead(day, field)
        setattr(kept, field, day)
    _write(kept, terms)
    seal(kept, by)
    kept.save()


@transaction.atomic
def send_agreement(*, by: Actor, agreement: Agreement, on: date) -> None:
    """ontwerp -> in goedkeuring: it left for the partner on this day."""
    kept = _locked(agreement)
    _refuse(checks.reasons_not_to_send(kept, clock.today()))
    _not_ahead(on, "on")
    kept.sent_on = on
    kept.save(update_fields=["sent_on"])


@transaction.atomic
def approve_agreement(*, by: Actor, agreement: Agreement, on: date) -> None:
    """The bestuur approves what waits (R249, P43)."""
    if not may_decide(by):
        raise Refused("Het bestuur keurt overeenkomsten goed.")
    kept = _locked(agreement)
    _refuse(checks.reasons_not_to_approve(kept, clock.today()))
    _not_ahead(on, "on")
    kept.approved_on = on
    kept.save(update_fields=["approved_on"])


@transaction.atomic
def sign_agreement(
    *, by: Actor, agreement: Agreement, us_on: date | None = None, partner_on: date | None = None
) -> None:
    """in goedkeuring -> van kracht, once both days are known; one signature may come before the other."""
    kept = _locked(agreement)
    _refuse(checks.reasons_not_to_sign(kept, clock.today()))
    if us_on is None and partner_on is None:
        raise Refused("Vul minstens één dag in.", field="us_on")
    _not_ahead(us_on, "us_on")
    _not_ahead(partner_on, "partner_on")
    kept.signed_by_us_on = us_on or kept.signed_by_us_on
    kept.signed_by_partner_on = partner_on or kept.signed_by_partner_on
    kept.save(update_fields=["signed_by_us_on", "signed_by_partner_on"])


@transaction.atomic
def renew_agreement(
    *,
    by: Actor,
    agreement: Agreement,
    until_on: date,
    amount_per_talk: Decimal | None = None,
    amount_per_group_year: Decimal | None = None,
) -> None:
    """van kracht -> verlengd: a later last day, amounts as they are from now on (3.4)."""
    kept = _locked(agreement)
    _refuse(checks.reasons_not_to_renew(kept, clock.today()))
    if kept.until_on and until_on <= max(kept.until_on, clock.today()):
        raise Refused("Kies een laatste dag die later ligt dan nu.", field="until_on")
    kept.until_on = until_on
    kept.amount_per_talk, kept.amount_per_group_year = amount_per_talk, amount_per_group_year
    kept.save(update_fields=["until_on", "amount_per_talk", "amount_per_group_year"])


@transaction.atomic
def end_agreement(*, by: Actor, agreement: Agreement, ended_on: date) -> None:
    """van kracht -> opgezegd by the bestuur, from this day on (3.4); groups and places keep their own state."""
    if not may_decide(by):
        raise Refused("Het bestuur zegt overeenkomsten op.")
    kept = _locked(agreement)
    _refuse(checks.reasons_not_to_end(kept, clock.today()))
    if kept.from_on and ended_on < kept.from_on:
        raise Refused("Die dag ligt voor het begin van de overeenkomst.", field="ended_on")
    kept.ended_on = ended_on
    kept.save(update_fields=["ended_on"])
