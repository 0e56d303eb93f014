"""What an ervaringsdrager must know before a talk (A09, R155-R158, R166), and what was."""

from typing import Any

from django.urls import reverse

from oev import clock
from oev.accounts.actor import Actor
from partners.states import SiteKind
from referrals.checks import reasons_not_to_call_again
from referrals.models import Assignment
from referrals.outreach import may_stop_trying
from referrals.overview import say_when
from referrals.services import personal_fields_of
from referrals.services.doors import open_second
from referrals.states import OPEN_ASSIGNMENTS, DuoKind, ReachKind, ReferralState, SubjectKind
from referrals.words import say_assignment, say_days_to_call
from referrals.work import say_attempts
from referrals.work_calls import say_caller
from volunteers.kinds import Audience

OPTIONS = (
    "een contactgroep of een zelfhulpgroep",
    "een gesprek met een huisarts",
    "het CAW of een CGG",
    "drughulpverlening",
    "een opname, als de arts dat wil",
    "nog eens met jou praten",
    "nu even niets",
)
WITH: dict[str, str] = {
    DuoKind.GUIDE: "Jullie gaan met twee. We zoeken nog iemand die meegaat.",
    DuoKind.COORDINATOR: "De coördinator gaat mee.",
    DuoKind.SITE: "Iemand van de dienst is erbij.",
}
WHO = {
    SubjectKind.SELF: "De persoon zelf vroeg om een gesprek.",
    SubjectKind.CONTEXT: "Een naaste vroeg om een gesprek.",
    SubjectKind.PROFESSIONAL: "Een professional wil graag met je praten.",
}


def context(actor: Actor, assignment: Assignment) -> dict[str, Any]:
    """Everything on the page of one talk; reading the personal fields is logged."""
    referral, site = assignment.referral, assignment.referral.site
    person = personal_fields_of(actor, referral)
    attempts = [attempt.on_day for attempt in assignment.attempts.all()]
    trying = assignment.lead and referral.state == ReferralState.NOT_REACHED
    until = person.reachable_until if person else None
    return {
        "assignment": assignment,
        "referral": referral,
        "site": site,
        "person": person,
        "is_open": assignment.state in OPEN_ASSIGNMENTS,
        "who": WHO[SubjectKind(referral.subject_kind)],
        "sentence": f"{say_assignment(assignment)}.",
        "reach": ReachKind(referral.reach_kind),
        "until": clock.say_moment(until) if until else "",
        "in_hospital": site.kind == SiteKind.HOSPITAL,
        "options": OPTIONS,
        "attempts": say_attempts(attempts, clock.today()) if trying else "",
        **passing_on(assignment, trying=trying),
        "with_two": with_two(assignment),
        "may_stop": may_stop_trying(attempts),
        "planned": assignment.agreed_at is not None,
    }


def passing_on(lead: Assignment, *, trying: bool) -> dict[str, Any]:
    """Of a person who was not reached: whether the vliegende ploeg does it, and whether it may be asked (R091, A10)."""
    if not trying:
        return {"passed_on": "", "may_pass_on": False}
    passed_on = say_caller(Assignment.objects.with_callers(clock.now()).get(pk=lead.pk))
    may_pass_on = not passed_on and not reasons_not_to_call_again(lead.referral)
    return {"passed_on": passed_on, "may_pass_on": may_pass_on}


def goes_along(assignment: Assignment) -> str:
    """Who of us goes along with whoever leads this talk, by the name for fellow ED; '' when nobody does."""
    second = open_second(assignment.referral) if assignment.lead else None
    return second.volunteer.name_for(Audience.PEERS) if second is not None and second.volunteer else ""


def with_two(assignment: Assignment) -> list[str]:
    """Who else is there and who does what, in sentences; the other part by the name for fellow ED (R141, R313)."""
    referral = assignment.referral
    parts = Assignment.objects.open().talks().filter(referral=referral).exclude(pk=assignment.pk)
    other = parts.select_related("volunteer").first()
    name = other.volunteer.name_for(Audience.PEERS) if other and other.volunteer else ""
    if not assignment.lead:
        if other is None:
            return ["We zoeken nog iemand die het gesprek leidt. Je hoort het van ons."]
        return [
            f"Je gaat samen met {name or 'de coördinator'}.",
            f"{name or 'De coördinator'} spreekt het moment af, en noteert hoe het ging.",
        ]
    if name:
        return [f"{name} gaat mee.", "Jij spreekt het moment af, en noteert hoe het ging."]
    return [WITH[referral.duo]] if referral.duo else []


def of_call(actor: Actor, call: Assignment) -> dict[str, Any]:
    """The page of who calls once more (R091): when, and how to reach the person; reading that is logged.

    No place, no aanmelder, no agreement and nobody else's name: a call needs none of them.
    """
    return {
        "call": call,
        "number": call.referral.number,
        "when": say_days_to_call(call.attempt_days, clock.today()),  # type: ignore[attr-defined]
        "person": personal_fields_of(actor, call.referral),
    }


def past_talks(actor: Actor) -> list[dict[str, str]]:
    """Own talks that ended in the last thirty days, newest first: place and moment."""
    ended = Assignment.objects.visible_to(actor).with_place().ended()
    return [{"title": one.referral.site.name, "line": say_when(one.ended_at)} for one in ended]


def talk_afterwards() -> dict[str, str]:
    """Where 'Wil je even napraten?' leads: the person chooses who calls (R084)."""
    return {"talk_after_url": reverse("volunteers:talk_after")}
