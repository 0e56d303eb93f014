"""An agreement in words: its state as a tag, what hangs on it, when to remind (3.4, 6.1, A11); asks no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from oev.clock import say_day
from partners.models import Agreement
from partners.states import AgreementState

REMIND_MONTHS = (6, 3, 1)
WAIT_DAYS = 30

KINDS = {
    AgreementState.DRAFT: "neutral",
    AgreementState.APPROVAL: "zon",
    AgreementState.FUTURE: "den",
    AgreementState.IN_FORCE: "den",
    AgreementState.EXPIRED: "zon",
    AgreementState.ENDED: "neutral",
}


@dataclass(frozen=True)
class AgreementLine:
    """One agreement as a list shows it."""

    agreement: Agreement
    state: AgreementState
    tag: str
    kind: str
    sentence: str


def line_of(agreement: Agreement, day: date) -> AgreementLine:
    """The agreement on a day: state, tag and one sentence of what matters now."""
    state = agreement.state_on(day)
    undated = agreement.to_confirm and state == AgreementState.DRAFT
    if undated:
        return AgreementLine(agreement, state, "te bevestigen", "zon", "De coördinator vult de datums nog in.")
    kind = "steen" if past_grace(agreement, day) else KINDS[state]
    return AgreementLine(agreement, state, str(state.label), kind, say_now(agreement, day))


def say_now(agreement: Agreement, day: date) -> str:
    """What matters now, without a name: 'Van kracht tot en met 31 december 2026.'"""
    state = agreement.state_on(day)
    if state == AgreementState.ENDED and agreement.ended_on:
        return f"Opgezegd vanaf {say_day(agreement.ended_on)}."
    if state == AgreementState.EXPIRED:
        return _say_expired(agreement, day)
    if state == AgreementState.FUTURE and agreement.from_on:
        return f"Getekend. Begint op {say_day(agreement.from_on)}."
    if state == AgreementState.IN_FORCE:
        until = agreement.until_on
        return f"Van kracht tot en met {say_day(until)}." if until else "Van kracht, zonder einddatum."
    if state == AgreementState.APPROVAL and agreement.sent_on:
        return f"Verstuurd op {say_day(agreement.sent_on)}. {say_missing(agreement)}"
    return "Nog niet verstuurd."


def _say_expired(agreement: Agreement, day: date) -> str:
    until, grace = agreement.until_on, agreement.grace_ends_on()
    if until is None or grace is None:
        return ""
    if day <= grace:
        return f"Verlopen sinds {say_day(until)}. Alles loopt door tot en met {say_day(grace)}."
    return f"Verlopen sinds {say_day(until)}. De 90 dagen zijn om: het bestuur beslist."


def say_missing(agreement: Agreement) -> str:
    """Whose signature still lacks."""
    if agreement.signed_by_us_on:
        return "De partner moet nog tekenen."
    if agreement.signed_by_partner_on:
        return "Wij moeten nog tekenen."
    return "Nog niet getekend."


def past_grace(agreement: Agreement, day: date) -> bool:
    """Expired, and the 90 days are over: on the decision list of the bestuur (Q20)."""
    grace = agreement.grace_ends_on()
    return agreement.state_on(day) == AgreementState.EXPIRED and grace is not None and day > grace


def dependents_of(agreement: Agreement, others: Sequence[str]) -> list[str]:
    """What hangs on it: what the floors above count ('1 groep'), and its own services ('2 diensten')."""
    count = len(agreement.services)
    own = [f"{count} {'dienst' if count == 1 else 'diensten'}"] if count else []
    return [*others, *own]


def say_dependents(parts: Sequence[str]) -> str:
    """'1 groep en 2 diensten hangen hieraan vast.'; empty when nothing does."""
    if not parts:
        return ""
    verb = "hangt" if len(parts) == 1 and parts[0].startswith("1 ") else "hangen"
    text = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} en {parts[-1]}"
    return f"{text} {verb} hieraan vast."


def say_ending(agreement: Agreement, day: date) -> str:
    """The warning of 6.1: 'De overeenkomst met Olen loopt af op 31 december 2026.'"""
    if agreement.until_on is None:
        return ""
    verb = "liep af" if day > agreement.until_on else "loopt af"
    return f"De overeenkomst met {agreement.partner.spoken_name} {verb} op {say_day(agreement.until_on)}."


def reminder_horizon(day: date) -> date:
    """Agreements with a later last day need no thought yet; three days more, because months are clamped."""
    return day + relativedelta(months=max(REMIND_MONTHS), days=3)


def reminder_days(until: date) -> list[date]:
    """6, 3 and 1 months before the last day, clamped to the last day of a month; the first one first (A11)."""
    return [until - relativedelta(months=months) for months in REMIND_MONTHS]


def reminder_due(until: date, day: date) -> date | None:
    """The latest reminder whose day has come while the agreement still runs; a missed night is caught up."""
    passed = [remind for remind in reminder_days(until) if remind <= day <= until]
    return passed[-1] if passed else None
