"""What people read about an aanmelding: the aanmelder its state (6.3.3), the ervaringsdrager a question (6.5.1)."""

from datetime import date, datetime, timedelta

from oev import clock
from partners.states import SiteKind
from referrals.models import Assignment, Offer, Referral, ReferralPerson
from referrals.outreach import days_to_try
from referrals.states import (
    OPEN_ASSIGNMENTS,
    AssignmentState,
    DuoKind,
    FeedbackLevel,
    ReachKind,
    ReferralState,
    SubjectKind,
)
from volunteers.kinds import Audience
from volunteers.models import SiteAccess

S = ReferralState
LATE = "Het duurt langer dan we zeiden"
TOGETHER: dict[str, str] = {
    DuoKind.GUIDE: "Je gaat samen met iemand anders van ons.",
    DuoKind.COORDINATOR: "Je gaat samen met de coördinator.",
    DuoKind.SITE: "Iemand van de dienst is erbij.",
}
WITH_WHOM: dict[str, str] = {
    DuoKind.COORDINATOR: ", samen met de coördinator",
    DuoKind.SITE: ", samen met iemand van de dienst",
}
CALL_AGAIN = "Iemand wou met ons praten en was er niet. De persoon vindt het goed dat we nog eens bellen. Bel jij?"
WHO = {SubjectKind.SELF: "Iemand", SubjectKind.CONTEXT: "Een naaste", SubjectKind.PROFESSIONAL: "Een professional"}


def is_late(referral: Referral, now: datetime) -> bool:
    """Nobody looked at it by the promised moment (Q43)."""
    return referral.state == S.RECEIVED and referral.promised_at is not None and now >= referral.promised_at


def state_words(referral: Referral, now: datetime | None = None) -> str:
    """The state as the aanmelder reads it; rows of `with_words()` cost no query.

    Somebody who comes to the own ward is always told with the hour (Q23). "Er is contact geweest" only at level 1;
    at level 0 nothing tells whether there was contact, not even after the end.
    """
    now = now or clock.now()
    if referral.state == S.RECEIVED:
        return LATE if is_late(referral, now) else "Ontvangen"
    if referral.state == S.QUESTION:
        return "We hebben nog een vraag"
    if referral.state in (S.CLOSED, S.HANDED_OVER, S.WITHDRAWN):
        return "Afgerond"
    if referral.state == S.SEARCHING:
        return "We zoeken iemand. Iemand anders van ons komt" if _replacing(referral) else "We zoeken iemand"
    coming = _coming_at(referral)
    if coming and coming >= now and referral.reach_kind == ReachKind.WARD:
        return f"Iemand komt {clock.say_moment(coming)}"
    contacted = referral.state in (S.CONTACTED, S.RUNNING) and referral.feedback_level >= FeedbackLevel.CONTACT
    return "Er is contact geweest" if contacted else "We vonden iemand"


def _coming_at(referral: Referral) -> datetime | None:
    if hasattr(referral, "coming_at"):
        return referral.coming_at  # type: ignore[no-any-return]
    lead = referral.assignments.filter(lead=True, state__in=OPEN_ASSIGNMENTS).first()
    return lead.agreed_at if lead else None


def _replacing(referral: Referral) -> bool:
    if hasattr(referral, "is_replacing"):
        return bool(referral.is_replacing)
    return referral.assignments.filter(state=AssignmentState.REPLACING, lead=True).exists()


def who_comes(referral: Referral) -> str:
    """'Jan en Mia komen praten.', by the names of the desk, else those for partners (P01); empty without a lead."""
    parts = referral.assignments.filter(state__in=OPEN_ASSIGNMENTS, outreach=False).select_related("volunteer")
    found = list(parts.order_by("-lead"))
    if not found or not found[0].lead:
        return ""
    ids = [one.volunteer_id for one in found]
    at_desk = SiteAccess.objects.filter(volunteer__in=ids, site=referral.site_id)
    desk = dict(at_desk.values_list("volunteer", "display_name"))
    names = [
        (desk.get(one.volunteer_id) or one.volunteer.name_for(Audience.PARTNERS)) if one.volunteer else "De coördinator"
        for one in found
    ]
    if len(names) > 1:
        return f"{' en '.join(names)} komen praten."
    return f"{names[0]} komt praten{WITH_WHOM.get(referral.duo, '')}."


def together_words(referral: Referral, *, lead: bool = True) -> str:
    """What somebody who is asked reads about who else is there, without a name; empty when it is for one alone."""
    if not lead:
        return "Jij gaat mee, samen met iemand anders van ons. Die spreekt het moment af."
    return TOGETHER.get(referral.duo, "")


def question_text(offer: Offer, now: datetime | None = None) -> str:
    """'Iemand in het ziekenhuis van Turnhout wil graag praten. Vandaag tussen 14 en 18 uur.', nothing personal."""
    return f"{question_about(offer)} {question_window_words(offer, now or clock.now())}"


def question_about(offer: Offer) -> str:
    """Who wants to talk, in what place, by phone or with two; of a call to who stayed away not even the place."""
    if offer.outreach:
        return CALL_AGAIN
    referral = offer.referral
    site = referral.site
    town = site.municipality.name if site.municipality else site.name
    where = f"in het ziekenhuis van {town}" if site.kind == SiteKind.HOSPITAL else f"in {town}"
    who = WHO[SubjectKind(referral.subject_kind)]
    said = (
        f"{who} {where} wil graag praten.",
        "Het is een gesprek aan de telefoon." if referral.phone_only else "",
        together_words(referral, lead=offer.lead),
    )
    return " ".join(part for part in said if part)


def question_window_words(offer: Offer, now: datetime) -> str:
    """When it would be: the agreed moment for whoever would go along, else when it can be."""
    if offer.outreach:
        return say_days_to_call(attempt_days(offer), now.astimezone(clock.BRUSSELS).date())
    agreed = None if offer.lead else offer.lead_at if hasattr(offer, "lead_at") else _coming_at(offer.referral)
    if agreed and agreed > now:
        return f"Het moment staat vast: {clock.say_moment(agreed)}."
    until = offer.ward_until if hasattr(offer, "ward_until") else ward_until(offer.referral)
    return say_window(until, now)


def attempt_days(offer: Offer) -> list[date]:
    """Days on which who leads the talk did not reach the person."""
    if hasattr(offer, "attempt_days"):
        return list(offer.attempt_days)
    lead = offer.referral.assignments.filter(lead=True, state__in=OPEN_ASSIGNMENTS).first()
    return list(lead.attempts.values_list("on_day", flat=True)) if lead else []


def say_days_to_call(attempts: list[date], day: date) -> str:
    """'Bel vandaag, en anders nog eens op 19 maart 2026.'"""
    days = list(dict.fromkeys(max(due, day) for due in days_to_try(attempts)))
    words = ["vandaag" if due == day else f"op {clock.say_day(due)}" for due in days]
    return f"Bel {', en anders nog eens '.join(words)}." if words else "Kies zelf een dag om te bellen."


def ward_until(referral: Referral) -> datetime | None:
    """Until when somebody is on the ward, without reading anything else of the person."""
    if referral.reach_kind != ReachKind.WARD:
        return None
    people = ReferralPerson.objects.filter(referral=referral)
    return people.values_list("reachable_until", flat=True).first()


def say_window(until: datetime | None, now: datetime) -> str:
    """When a talk can be, in words: the hours on the ward, or a moment that both choose."""
    if until is None or until <= now:
        return "Jullie kiezen samen een moment."
    now, until = now.astimezone(clock.BRUSSELS), until.astimezone(clock.BRUSSELS)
    if until.date() > now.date():
        return f"Het kan tot {clock.say_weekday(until.date())} om {clock.say_hour(until)}."
    start = (now + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    if start + timedelta(hours=1) > until:
        return f"Vandaag tot {clock.say_hour(until)}."
    return f"Vandaag tussen {start.hour} en {clock.say_hour(until)}."


def say_assignment(assignment: Assignment) -> str:
    """One line about a coming talk for the person who does it: when and where, nobody's name."""
    when = (
        f"Afgesproken {clock.say_moment(assignment.agreed_at)}"
        if assignment.agreed_at
        else "Nog geen moment afgesproken"
    )
    return f"{when}, {assignment.place}" if assignment.place else when
