"""The page 'Wie vragen we?': who fits, who cannot be asked now, and what else can be chosen (6.1.2, A08, R313).

'Wie belt nog eens?' is the same for the vliegende ploeg (R091).
"""

from datetime import datetime
from typing import Any

from django.urls import reverse

from oev import clock
from oev.accounts.actor import Actor
from referrals.candidates import Found, callers_for, candidates_for
from referrals.checks import reasons_not_to_call_again
from referrals.models import Assignment, Offer, Referral
from referrals.overview import LOOKING, waiting_rows
from referrals.promise import question_window
from referrals.seconds import second_to_ask_first
from referrals.services.doors import open_outreach
from referrals.states import DuoKind, ReferralState
from referrals.work import MISSED_BEFORE_CHOICE

NOBODY = "Er is nu niemand meer om te vragen."
KNOWS_IT = "kent dit gesprek al"


def candidates_page(actor: Actor, referral: Referral, now: datetime) -> dict[str, Any]:
    """Everything on the page. `part` is 'lead', 'second', or empty when nobody has to be asked.

    `choose`: nobody is left, or three people did not say yes, and no question waits: the choices stand open.
    """
    part = part_to_ask(referral)
    if not part:
        return {"referral": referral, "part": part}
    found = candidates_for(referral, now)
    first = second_to_ask_first(referral, now) if part == "lead" else None
    asked = Offer.objects.visible_to(actor).of_referral(referral).open_at(now)
    waiting = waiting_rows(asked.filter(outreach=False))
    people = _people(referral, found, "referral_ask_along" if part == "second" else "referral_ask", first)
    missed = Offer.objects.visible_to(actor).missed(referral, now).filter(lead=part == "lead").count()
    return {
        **people,
        "referral": referral,
        "part": part,
        "waiting": waiting,
        "choose_title": f"{missed} vragen bleven zonder ja." if people["best"] else NOBODY,
        "choose": not waiting and (not people["best"] or missed >= MISSED_BEFORE_CHOICE),
        **_window(referral, now),
    }


def callers_page(actor: Actor, referral: Referral, now: datetime) -> dict[str, Any]:
    """Everything on 'Wie belt nog eens?'. `why_not`: sentences why nobody can be asked; `caller`: who calls already."""
    caller = open_outreach(referral)
    why_not = [] if caller else reasons_not_to_call_again(referral)
    told = {"referral": referral, "caller": caller, "why_not": why_not}
    if caller or why_not:
        return {**told, "not_called": referral.state == ReferralState.NOT_REACHED}
    asked = Offer.objects.visible_to(actor).of_referral(referral).open_at(now)
    waiting = waiting_rows(asked.filter(outreach=True))
    people = _people(referral, callers_for(referral, now), "referral_ask_to_call")
    return {
        **told,
        **people,
        "waiting": waiting,
        "choose": not waiting and not people["best"],
        **_window(referral, now, outreach=True),
    }


def _window(referral: Referral, now: datetime, *, outreach: bool = False) -> dict[str, str]:
    leaves_at, until = question_window(referral.site, now, outreach=outreach)
    return {"leaves": clock.say_moment(leaves_at) if leaves_at > now else "", "until": clock.say_moment(until)}


def part_to_ask(referral: Referral) -> str:
    """Whom this aanmelding looks for: who does it, or, when it is a duo of two of us, who goes along."""
    if referral.state in LOOKING:
        return "lead"
    if referral.duo != DuoKind.GUIDE:
        return ""
    parts = set(Assignment.objects.open().talks().filter(referral=referral).values_list("lead", flat=True))
    return "second" if parts == {True} else ""


def _people(referral: Referral, found: Found, page: str, first: Assignment | None = None) -> dict[str, Any]:
    anyway = {row.candidate.pk for row in found.may_exceed}
    best = [_person(row.candidate.pk, found.names[row.candidate.pk], row.reasons) for row in found.best]
    if first is not None and first.volunteer is not None:
        best.insert(0, _person(first.volunteer.pk, first.volunteer.full_name, (KNOWS_IT,)))
    shown = {row["pk"] for row in best}
    aside = [
        {**_person(row.candidate.pk, found.names[row.candidate.pk], row.reasons), "anyway": row.candidate.pk in anyway}
        for row in found.set_aside
        if row.candidate.pk not in shown
    ]
    for row in [*best, *aside]:
        row["ask_url"] = reverse(f"referrals:{page}", args=[referral.pk, row["pk"]])
    return {"best": best, "aside": aside, "may_exceed": any(row["anyway"] for row in aside)}


def _person(pk: int, name: str, reasons: tuple[str, ...]) -> dict[str, Any]:
    return {"pk": pk, "name": name, "first_name": name.split(" ", maxsplit=1)[0], "line": " · ".join(reasons)}
