"""Why not now: reasons for refusal, each with its own sentence (3.4)."""

from datetime import date

from partners.models import Agreement
from partners.states import AgreementState, PartnerSide

OPEN_STATES = {AgreementState.DRAFT, AgreementState.APPROVAL}
RUNNING_STATES = {AgreementState.IN_FORCE, AgreementState.EXPIRED}


def reasons_not_to_change(agreement: Agreement, day: date) -> list[str]:
    """What was signed stays as it was signed; loaded rows wait for their first dates."""
    if agreement.to_confirm or agreement.state_on(day) in OPEN_STATES:
        return []
    return ["Deze overeenkomst is getekend. Verleng ze, of maak een nieuwe."]


def reasons_not_to_send(agreement: Agreement, day: date) -> list[str]:
    """Counterparty, services, support and period are filled in (3.4, R250, R252, R266)."""
    if agreement.state_on(day) != AgreementState.DRAFT:
        return ["Deze overeenkomst is al verstuurd."]
    reasons = []
    if not agreement.services:
        reasons.append("Kies eerst welke diensten in de overeenkomst staan.")
    if agreement.from_on is None:
        reasons.append("Vul eerst in vanaf wanneer de overeenkomst geldt.")
    support = agreement.amount_per_talk, agreement.amount_per_group_year, agreement.partner_task or None
    if all(part is None for part in support):
        reasons.append("Vul eerst in wat de partner bijdraagt: een bedrag of een taak.")
    return reasons


def reasons_not_to_sign(agreement: Agreement, day: date) -> list[str]:
    """Only what was sent is signed; an offering partner's agreement is approved by the bestuur first (R249)."""
    if agreement.state_on(day) != AgreementState.APPROVAL:
        return ["Verstuur de overeenkomst eerst. Wat getekend is, tekenen we niet opnieuw."]
    if agreement.partner.side == PartnerSide.OFFERING and agreement.approved_on is None:
        return ["Het bestuur keurt deze overeenkomst eerst goed."]
    return []


def reasons_not_to_approve(agreement: Agreement, day: date) -> list[str]:
    """The bestuur approves once, while the agreement waits (3.4)."""
    if agreement.approved_on is not None:
        return ["Het bestuur keurde deze overeenkomst al goed."]
    if agreement.state_on(day) != AgreementState.APPROVAL:
        return ["Deze overeenkomst ligt nu niet ter goedkeuring voor."]
    return []


def reasons_not_to_renew(agreement: Agreement, day: date) -> list[str]:
    """What is in force or has expired can be renewed, when it has an end (3.4)."""
    if agreement.state_on(day) not in RUNNING_STATES:
        return ["Alleen een overeenkomst die van kracht is of was, kan je verlengen."]
    if agreement.until_on is None:
        return ["Deze overeenkomst heeft geen einddatum."]
    return []


def reasons_not_to_end(agreement: Agreement, day: date) -> list[str]:
    """Only what is in force, or will be, is ended (3.4)."""
    if agreement.ended_on is not None:
        return ["Deze overeenkomst is al opgezegd."]
    if agreement.state_on(day) not in {AgreementState.IN_FORCE, AgreementState.FUTURE}:
        return ["Deze overeenkomst is niet van kracht."]
    return []
