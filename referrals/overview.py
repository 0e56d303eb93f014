"""What the coordinator sees of one aanmelding: a sentence, what can be done next, and what happened (6.1)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse

from oev import clock
from oev.accounts.actor import Actor
from referrals.candidates import Found
from referrals.models import Assignment, Conversation, Offer, Referral, ReferralPerson
from referrals.promise import say_promise
from referrals.services import personal_fields_of
from referrals.states import OPEN_ASSIGNMENTS, OfferState, ReachKind, ReferralState
from referrals.words import is_late, say_assignment
from referrals.work import say_attempts

S = ReferralState
KINDS = {
    S.RECEIVED: "zon",
    S.QUESTION: "zon",
    S.SEARCHING: "zon",
    S.NOT_REACHED: "zon",
    S.FOUND: "den",
    S.CONTACTED: "den",
    S.RUNNING: "den",
}
LOOKING = frozenset({S.RECEIVED, S.QUESTION, S.SEARCHING})
ANSWERED = {
    OfferState.OPEN: "kan nog antwoorden",
    OfferState.YES: "ja",
    OfferState.NOT_NOW: "nu niet",
    OfferState.LAPSED: "geen antwoord",
    OfferState.WITHDRAWN: "niet meer nodig",
}
Step = dict[str, Any]


def overview(actor: Actor, referral: Referral, now: datetime) -> dict[str, Any]:
    """Everything on the coordinator's page; reading the personal fields is logged."""
    assignments = list(Assignment.objects.visible_to(actor).of_referral(referral))
    offers = list(Offer.objects.visible_to(actor).of_referral(referral))
    person = personal_fields_of(actor, referral)
    lead = next((one for one in assignments if one.lead and one.state in OPEN_ASSIGNMENTS), None)
    return {
        "referral": referral,
        "tag": referral.get_state_display(),
        "tag_kind": KINDS.get(ReferralState(referral.state), "neutral"),
        "sentence": sentence(referral, lead, offers, now),
        "person": person,
        "until": _until(person),
        "lead": lead,
        "main": main_step(referral, lead),
        "steps": list(steps(referral, lead)),
        "waiting": waiting_rows(one for one in offers if one.state == OfferState.OPEN and one.expires_at > now),
        "history": history(referral, offers, assignments),
    }


def waiting_rows(offers: Iterable[Offer]) -> list[dict[str, Any]]:
    """Questions that wait for an answer, with until when in words."""
    return [{"offer": offer, "until": clock.say_moment(offer.expires_at)} for offer in offers]


def _until(person: ReferralPerson | None) -> str:
    return clock.say_moment(person.reachable_until) if person and person.reachable_until else ""


def sentence(referral: Referral, lead: Assignment | None, offers: list[Offer], now: datetime) -> str:
    """One sentence of where it stands and what is needed."""
    name = lead.volunteer.first_name if lead else "Niemand"
    asked = [one for one in offers if one.state == OfferState.OPEN and one.expires_at > now and one.volunteer]
    if referral.state == S.RECEIVED:
        late = " Dat moment is voorbij." if is_late(referral, now) else ""
        return f"Wacht op jou. We beloofden te kijken {say_promise(referral.promised_at)}.{late}"
    if referral.state == S.SEARCHING:
        waiting = [
            f"{one.volunteer.first_name} is gevraagd, tot {clock.say_moment(one.expires_at)}."
            for one in asked
            if one.volunteer
        ]
        return " ".join(waiting) or "Nog niemand zei ja."
    attempts = [one.on_day for one in lead.attempts.all()] if lead else []
    return {
        S.QUESTION: "We vroegen de aanmelder om te bellen.",
        S.FOUND: f"{name} doet dit. {say_assignment(lead)}." if lead else "",
        S.NOT_REACHED: f"{name} bereikte de persoon nog niet. {say_attempts(attempts, now.date())}",
        S.CONTACTED: f"{name} sprak met de persoon.",
        S.RUNNING: f"{name} en de persoon spreken nog af. {say_assignment(lead)}." if lead else "",
        S.CLOSED: f"Afgerond: {referral.get_outcome_display()}.",
        S.HANDED_OVER: f"Doorgegeven aan {referral.handed_over_to}.",
        S.WITHDRAWN: "Ingetrokken. De gegevens van de persoon worden gewist.",
    }[ReferralState(referral.state)]


def _step(label: str, page: str, pk: int, **more: str) -> Step:
    return {"label": label, "url": reverse(f"referrals:{page}", args=[pk]), **more}


def main_step(referral: Referral, lead: Assignment | None) -> Step | None:
    """The one green button."""
    if referral.state in LOOKING:
        return _step("Zoek iemand", "referral_candidates", referral.pk)
    return talk_steps(referral, lead)[0] if lead else None


def talk_steps(referral: Referral, lead: Assignment) -> list[Step]:
    """A moment and the talk itself, the more likely one first."""
    plan = _step("Ander moment" if lead.agreed_at else "Spreek een moment af", "talk_plan", lead.pk)
    note = _step("Noteer het gesprek", "talk_after", lead.pk)
    return [note, plan] if lead.agreed_at or referral.state == S.NOT_REACHED else [plan, note]


def steps(referral: Referral, lead: Assignment | None) -> Iterator[Step]:
    """The other things that can be done now."""
    pk = referral.pk
    if referral.closed_at is not None:
        return
    if referral.state == S.RECEIVED and referral.contact_id:
        yield _step("Vraag iets aan de aanmelder", "referral_question", pk, method="post")
    if referral.state == S.QUESTION:
        yield _step("De vraag is beantwoord", "referral_question", pk, method="post", name="answered", value="1")
    if lead is not None:
        yield talk_steps(referral, lead)[1]
        yield _step("Zoek iemand anders", "talk_hand_back", lead.pk)
    if referral.reach_kind == ReachKind.WARD:
        yield _step("De persoon is vertrokken", "referral_left", pk)
    elif referral.reach_kind == ReachKind.VIA:
        yield _step("Noteer een nummer", "referral_by_phone", pk)
    if referral.state in LOOKING:
        yield _step("Geef door aan een partner", "referral_hand_over", pk)
    yield _step("Rond af", "referral_close", pk, kind="quiet")
    yield _step("Trek in", "referral_withdraw", pk, kind="quiet")


def history(referral: Referral, offers: list[Offer], assignments: list[Assignment]) -> list[dict[str, str]]:
    """What happened, newest first; who said what is gone once it is closed (R075)."""
    by = (
        referral.contact.name if referral.contact else "adres van de plaats" if not referral.by_actor else "coördinator"
    )
    found: list[tuple[datetime, str, str]] = [(referral.received_at, f"Ontvangen, {referral.site}", by)]
    if referral.person_left_at:
        found.append((referral.person_left_at, "De persoon is vertrokken", ""))
    for offer in offers:
        who = offer.volunteer.first_name if offer.volunteer else "Iemand"
        found.append((offer.asked_at, f"{who} gevraagd: {ANSWERED[OfferState(offer.state)]}", ""))
    for assignment in assignments:
        found += _of_assignment(assignment)
    if referral.closed_at:
        found.append((referral.closed_at, referral.get_state_display().capitalize(), ""))
    found.sort(key=lambda entry: entry[0])
    return [{"when": say_when(at), "text": text, "who": who} for at, text, who in reversed(found)]


def _of_assignment(assignment: Assignment) -> Iterator[tuple[datetime, str, str]]:
    name = assignment.volunteer.first_name
    yield assignment.accepted_at, f"{name} doet dit", ""
    for talk in assignment.conversations.all():
        yield talk.happened_at, f"{name} had contact: {_say_talk(talk)}", ""
    for attempt in assignment.attempts.all():
        yield attempt.recorded_at, f"{name} bereikte de persoon niet", ""
    if assignment.state == "replacing" and assignment.ended_at:
        yield assignment.ended_at, f"{name} gaf het door", ""


def _say_talk(talk: Conversation) -> str:
    return ", ".join(part for part in (talk.get_channel_display(), talk.get_duration_display()) if part)


def say_when(at: datetime) -> str:
    """'zaterdag 7 maart, 10.40 uur'."""
    here = at.astimezone(clock.BRUSSELS)
    return f"{clock.say_weekday(here.date())}, {clock.say_hour(here.replace(second=0, microsecond=0))}"


def people_context(referral: Referral, found: Found) -> dict[str, Any]:
    """The two lists of the page with people: who can be asked, and who cannot be asked now with its reason."""
    anyway = {row.candidate.pk for row in found.may_exceed}
    return {
        "may_ask": referral.state in LOOKING,
        "nobody": found.nobody,
        "may_exceed": bool(anyway),
        "by_phone": referral.reach_kind == ReachKind.PHONE,
        "best": [_person(row.candidate.pk, found, row.reasons) for row in found.best],
        "aside": [
            {**_person(row.candidate.pk, found, row.reasons), "anyway": row.candidate.pk in anyway}
            for row in found.set_aside
        ],
    }


def _person(pk: int, found: Found, reasons: tuple[str, ...]) -> dict[str, Any]:
    name = found.names[pk]
    return {"pk": pk, "name": name, "first_name": name.split(" ")[0], "line": " · ".join(reasons)}
