"""What the coordinator sees of one aanmelding: a sentence, what can be done next, and what happened (6.1)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse

from oev import clock
from oev.accounts.actor import Actor
from referrals.checks import reasons_not_to_call_again
from referrals.models import Assignment, Conversation, Offer, Referral, ReferralPerson
from referrals.promise import say_promise
from referrals.services import personal_fields_of
from referrals.states import OPEN_ASSIGNMENTS, DuoKind, OfferState, ReachKind, ReferralState
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
    parts = [one for one in assignments if one.state in OPEN_ASSIGNMENTS and not one.lead]
    second = next((one for one in parts if not one.outreach), None)
    caller = next((one for one in parts if one.outreach), None)
    refused = reasons_not_to_call_again(referral)
    waiting = [one for one in offers if one.state == OfferState.OPEN and one.expires_at > now]
    asked = any(one.outreach for one in waiting)
    wished = lead is not None and lead.team_wished_at is not None and not (caller or refused or asked)
    return {
        "referral": referral,
        "tag": referral.get_state_display(),
        "tag_kind": KINDS.get(ReferralState(referral.state), "neutral"),
        "sentence": sentence(referral, lead, offers, now),
        "person": person,
        "until": _until(person),
        "lead": lead,
        "main": main_step(referral, lead),
        "steps": list(steps(referral, lead, second, may_call=not (caller or refused or wished))),
        "caller": caller,
        "wished": wished,
        "with_two": with_two(referral, lead, second),
        "waiting": waiting_rows(waiting),
        "history": history(referral, offers, assignments),
    }


def waiting_rows(offers: Iterable[Offer]) -> list[dict[str, Any]]:
    """Questions that wait for an answer, with until when in words."""
    return [{"offer": offer, "until": clock.say_moment(offer.expires_at)} for offer in offers]


def _until(person: ReferralPerson | None) -> str:
    return clock.say_moment(person.reachable_until) if person and person.reachable_until else ""


def sentence(referral: Referral, lead: Assignment | None, offers: list[Offer], now: datetime) -> str:
    """One sentence of where it stands and what is needed."""
    name = lead.first_name if lead else "Niemand"
    asked = [one for one in offers if one.state == OfferState.OPEN and one.expires_at > now and one.volunteer]
    if referral.state == S.RECEIVED:
        if referral.promised_at is None:
            return "Wacht op jou. We beloofden geen moment: er was niemand."
        late = " Dat moment is voorbij." if is_late(referral, now) else ""
        return f"Wacht op jou. We beloofden te kijken {say_promise(referral.promised_at)}.{late}"
    if referral.state == S.SEARCHING:
        waiting = [
            f"{one.volunteer.first_name} is gevraagd, tot {clock.say_moment(one.expires_at)}."
            for one in asked
            if one.volunteer
        ]
        again = f" Opnieuw bekijken: {clock.say_moment(referral.look_again_at)}." if referral.look_again_at else ""
        return (" ".join(waiting) or "Nog niemand zei ja.") + again
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


def steps(
    referral: Referral, lead: Assignment | None, second: Assignment | None = None, *, may_call: bool = False
) -> Iterator[Step]:
    """The other things that can be done now; `may_call`: the vliegende ploeg may be asked to call (R091)."""
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
    if may_call:
        yield _step("Vraag de vliegende ploeg", "referral_outreach", pk)
    yield from _duo_steps(referral, lead, second)
    if referral.reach_kind == ReachKind.WARD:
        yield _step("De persoon is vertrokken", "referral_left", pk)
    elif referral.reach_kind == ReachKind.VIA:
        yield _step("Noteer een nummer", "referral_by_phone", pk)
    if referral.state in LOOKING:
        yield _step("Geef door aan een partner", "referral_hand_over", pk)
    yield _step("Rond af", "referral_close", pk, kind="quiet")
    yield _step("Trek in", "referral_withdraw", pk, kind="quiet")


def _duo_steps(referral: Referral, lead: Assignment | None, second: Assignment | None) -> Iterator[Step]:
    if second is not None:
        yield _step("Zoek een andere tweede", "talk_hand_back", second.pk)
        return
    if referral.duo == DuoKind.GUIDE and lead is not None:
        yield _step("Vraag wie meegaat", "referral_candidates", referral.pk)
    yield _step("Ga met twee" if not referral.duo else "Wie gaat er mee?", "referral_duo", referral.pk)


def with_two(referral: Referral, lead: Assignment | None, second: Assignment | None) -> str:
    """Who goes along, in one sentence; empty when somebody goes alone."""
    if second is not None:
        free = "" if lead else " We zoeken nog wie het gesprek leidt."
        return f"{second.first_name} gaat mee.{free}"
    return {
        DuoKind.GUIDE: "Nog niemand gaat mee.",
        DuoKind.COORDINATOR: "De coördinator gaat mee.",
        DuoKind.SITE: "Iemand van de dienst is erbij.",
    }.get(DuoKind(referral.duo), "") if referral.duo else ""  # fmt: skip


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
        what = "gevraagd" if offer.lead else f"gevraagd om {'te bellen' if offer.outreach else 'mee te gaan'}"
        found.append((offer.asked_at, f"{who} {what}: {ANSWERED[OfferState(offer.state)]}", ""))
    for assignment in assignments:
        found += _of_assignment(assignment)
    if referral.closed_at:
        found.append((referral.closed_at, referral.get_state_display().capitalize(), ""))
    found.sort(key=lambda entry: entry[0])
    return [{"when": say_when(at), "text": text, "who": who} for at, text, who in reversed(found)]


def _of_assignment(assignment: Assignment) -> Iterator[tuple[datetime, str, str]]:
    name = assignment.first_name
    does = "doet dit" if assignment.lead else "belt opnieuw" if assignment.outreach else "gaat mee"
    yield assignment.accepted_at, f"{name} {does}", ""
    for talk in assignment.conversations.all():
        yield talk.happened_at, f"{name} had contact: {_say_talk(talk)}", ""
    for attempt in assignment.attempts.all():
        if attempt.made_by_id is None:
            yield attempt.recorded_at, f"{name} bereikte de persoon niet", ""
    for attempt in assignment.made_attempts.all():
        yield attempt.recorded_at, f"{name} bereikte de persoon niet", ""
    if assignment.outreach and assignment.state == "cancelled" and assignment.ended_at:
        yield assignment.ended_at, f"{name} belt niet meer", ""
    if assignment.state == "replacing" and assignment.ended_at:
        yield assignment.ended_at, f"{name} gaf het door", ""


def _say_talk(talk: Conversation) -> str:
    return ", ".join(part for part in (talk.get_channel_display(), talk.get_duration_display()) if part)


def say_when(at: datetime) -> str:
    """'zaterdag 7 maart, 10.40 uur'."""
    here = at.astimezone(clock.BRUSSELS)
    return f"{clock.say_weekday(here.date())}, {clock.say_hour(here.replace(second=0, microsecond=0))}"
