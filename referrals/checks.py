"""Why something cannot be done now, as Dutch sentences for the reader."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from partners.models import Site
from partners.states import SiteIntake
from referrals.candidates import reasons_against
from referrals.models import Assignment, Consent, Referral, ReferralPerson
from referrals.seconds import NO_REASON_FOR_SECOND, second_to_ask_first
from referrals.states import OfferState, Outcome, ReachKind, ReferralState, SubjectKind
from volunteers.models import Volunteer

NOTE_LENGTH = 200
ATTEMPTS_NEEDED = 2
SITE_CLOSED = "Deze plaats neemt nu geen aanmeldingen aan. Bel de coördinator."
NO_CONSENT = "Dan melden we niets. Geef dit kaartje mee."
NO_REACH = "Kies hoe we de persoon bereiken. De rest is ingevuld."


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, with the form field it stands beside."""

    sentence: str
    field: str | None = None


def reasons_not_to_receive(
    *,
    site: Site,
    subject_kind: str,
    consent: bool,
    reach_kind: str,
    phone: str,
    reachable_until: datetime | None,
    practical_note: str,
    now: datetime,
) -> list[Reason]:
    """Why an aanmelding cannot be taken in (R025, R152, 3.2)."""
    reasons = []
    if site.intake == SiteIntake.CLOSED:
        reasons.append(Reason(site.intake_notice or SITE_CLOSED))
    if not consent and subject_kind != SubjectKind.PROFESSIONAL:
        reasons.append(Reason(NO_CONSENT, "consent"))
    if reach_kind == ReachKind.PHONE and not phone.strip():
        reasons.append(Reason("Vul het nummer in waarop we kunnen bellen.", "phone"))
    if reach_kind == ReachKind.WARD and reachable_until is None:
        reasons.append(Reason("Tot wanneer is de persoon op de dienst?", "reachable_until"))
    if reach_kind == ReachKind.WARD and reachable_until and reachable_until <= now:
        reasons.append(Reason("Kies een uur dat nog komt.", "reachable_until"))
    if reach_kind not in ReachKind.values:
        reasons.append(Reason(NO_REACH, "reach_kind"))
    if len(practical_note) > NOTE_LENGTH:
        reasons.append(Reason(f"Hou het bij {NOTE_LENGTH} tekens.", "practical_note"))
    return reasons


def reasons_not_to_ask(
    referral: Referral, volunteer: Volunteer, *, now: datetime, over_maximum: bool = False, outreach: bool = False
) -> list[str]:
    """Why this person is not asked; nothing about health, and the own maximum only when C does not go beyond it.

    `outreach`: to call once more, which is asked of the vliegende ploeg.
    """
    reasons = reasons_against(referral, volunteer, now, over_maximum=over_maximum, outreach=outreach)
    if reasons is None:
        team = ", of niet van de vliegende ploeg" if outreach else ""
        return [f"{volunteer.first_name} is nu niet oproepbaar{team}."]
    second = second_to_ask_first(referral, now)
    if second is not None and second.volunteer_id == volunteer.pk:
        reasons = [reason for reason in reasons if reason not in NO_REASON_FOR_SECOND]
    return [f"{volunteer.first_name}: {reason}." for reason in reasons]


def reasons_not_to_close(referral: Referral, outcome: str) -> list[str]:
    """Why an aanmelding cannot be closed with this outcome: 'niet bereikt' after two attempts (A10, R100)."""
    if outcome not in Outcome.values:
        return ["Kies hoe het afliep."]
    if outcome == Outcome.NOT_REACHED and attempts_after_the_first(referral) < ATTEMPTS_NEEDED:
        return ["Probeer nog eens. Na twee pogingen kan je afronden met 'niet bereikt'."]
    return []


def attempts_after_the_first(referral: Referral) -> int:
    """How often somebody tried again after the person was not reached."""
    days = {day for who in referral.assignments.all() for day in who.attempts.values_list("on_day", flat=True)}
    return max(0, len(days) - 1)


def reasons_not_to_record_talk(referral: Referral, happened_at: datetime, now: datetime) -> list[str]:
    """Why a talk cannot have been then."""
    if happened_at > now + timedelta(minutes=5):
        return ["Dit moment moet nog komen. Noteer het na het gesprek."]
    if happened_at < referral.received_at - timedelta(days=1):
        return ["Dit is van voor de aanmelding. Kijk de datum na."]
    return []


def reasons_not_to_attempt(assignment: Assignment) -> list[str]:
    """Why nobody tries again: the person said 'liever niet' (A10)."""
    if assignment.referral.outcome == Outcome.RATHER_NOT:
        return ["De persoon wil dit liever niet. We nemen geen contact meer op."]
    return []


def agreed_to_be_called(referral: Referral) -> bool:
    """The person's own yes stands, and the way to reach is a number: given with the aanmelding, on leaving or later.

    Without it nobody of the vliegende ploeg calls (R091, A10). A professional who asks for a talk says so himself.
    """
    if referral.reach_kind != ReachKind.PHONE:
        return False
    own = referral.subject_kind == SubjectKind.PROFESSIONAL
    consents = Consent.objects.filter(referral=referral, withdrawn_at=None)
    person = ReferralPerson.objects.filter(referral=referral).first()
    return person is not None and bool(person.phone) and (own or consents.exists())


def reasons_not_to_call_again(referral: Referral) -> list[str]:
    """Why nobody of the vliegende ploeg can be asked to call (R091, A10)."""
    if referral.state != ReferralState.NOT_REACHED:
        return ["De vliegende ploeg belt alleen wie nog niet bereikt werd."]
    if not agreed_to_be_called(referral):
        return ["De persoon zei geen ja op een telefoontje. Vindt de persoon dat toch goed? Noteer dan een nummer."]
    return []


def why_not_open(state: str, *, taken: bool, expired: bool) -> str | None:
    """The sentence for a question that cannot be answered any more; None when it can."""
    if state == OfferState.OPEN and not expired:
        return None
    if taken:
        return "Iemand anders doet dit al. Dank je."
    if state == OfferState.NOT_NOW:
        return "Je liet al weten dat het niet past. Dank je."
    if state == OfferState.LAPSED or expired:
        return "De tijd voor deze vraag is voorbij. Past het toch? Bel dan de coördinator."
    return "Deze vraag is niet meer nodig. Dank je."
