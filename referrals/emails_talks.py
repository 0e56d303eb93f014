"""Letters to who does a talk or goes along: a question, news about the moment, and when it is off or taken over.

The day and the hour may stand in them; where, for whom and with whom is read after signing in.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from oev import clock
from oev.outbox.catalogue import Letter, Recipient
from referrals.models import Assignment, Offer
from referrals.states import OPEN_ASSIGNMENTS, AssignmentState
from volunteers.emails import reader

ENDED = frozenset({AssignmentState.CLOSED, AssignmentState.CANCELLED})


def assignment_of(pk: int) -> Assignment | None:
    """With the aanmelding and its contact, for letters to the aanmelder as well."""
    rows = Assignment.objects.select_related("referral__contact__user", "referral__site")
    return rows.filter(pk=pk).first()


def _offer(fact_id: int, _to: int) -> Mapping[str, Any] | None:
    """The one-tap link, as long as an answer is possible."""
    offer = Offer.objects.open_at(clock.now()).filter(pk=fact_id).first()
    if offer is None:
        return None
    return {"answer_url": settings.SITE_URL + reverse("referrals:offer_answer", args=[offer.secret])}


def _offer_recipient(fact_id: int, _to: int) -> Recipient | None:
    offer = Offer.objects.filter(pk=fact_id).first()
    return reader(offer.volunteer_id) if offer else None


def _of_us(fact_id: int, _to: int) -> Recipient | None:
    assignment = assignment_of(fact_id)
    return reader(assignment.volunteer_id) if assignment and assignment.volunteer_id else None


def _taken_over(fact_id: int, _to: int) -> Mapping[str, Any] | None:
    """Only while somebody else really does it."""
    assignment = assignment_of(fact_id)
    if assignment is None or assignment.state != AssignmentState.REPLACING:
        return None
    others = assignment.referral.assignments.filter(state__in=[*OPEN_ASSIGNMENTS, "closed"], lead=assignment.lead)
    others = others.filter(outreach=False)
    if not others.exclude(volunteer=assignment.volunteer_id).exists():
        return None
    return _day(assignment)


def _news(fact_id: int, _to: int) -> Mapping[str, Any] | None:
    """How it stands now; a moment that is over is no news."""
    assignment = assignment_of(fact_id)
    if assignment is None or assignment.state not in OPEN_ASSIGNMENTS:
        return None
    if assignment.agreed_at is None:
        return {"moment": ""}
    at = assignment.agreed_at.astimezone(clock.BRUSSELS)
    return {"moment": f"{clock.say_weekday(at.date())} om {clock.say_hour(at)}"} if at > clock.now() else None


def _off(fact_id: int, _to: int) -> Mapping[str, Any] | None:
    assignment = assignment_of(fact_id)
    return _day(assignment) if assignment is not None and assignment.state in ENDED else None


def _day(assignment: Assignment) -> dict[str, Any]:
    """Of an appointment that somebody need not keep any more; '' when no moment was agreed."""
    at = assignment.agreed_at
    return {"day": clock.say_day(at.astimezone(clock.BRUSSELS).date()) if at else ""}


TALK_LETTERS = [
    Letter("offer", "Vraag voor een gesprek", "als de coördinator iemand vraagt", "ervaringsdrager",
           "Er is een vraag voor jou", "referrals_offer", _offer_recipient, _offer,
           {"answer_url": "https://oev.example/vraag/voorbeeld"}),
    Letter("talk_taken_over", "Afspraak overgenomen", "als een ander ja zei op een afspraak die vrijkwam",
           "ervaringsdrager", "Je afspraak is overgenomen", "referrals_taken_over", _of_us, _taken_over,
           {"day": "13 mei 2026"}),
    Letter("talk_news", "Nieuws over een afspraak",
           "als uur of plaats verandert, of met wie je gaat, en je dat niet zelf deed",
           "wie het gesprek doet of meegaat", "Nieuws over je afspraak", "referrals_talk_news", _of_us, _news,
           {"moment": "woensdag 13 mei om 15 uur"}),
    Letter("talk_off", "Afspraak gaat niet door", "als een gesprek dat nog moest komen niet meer nodig is",
           "wie het gesprek zou doen of zou meegaan", "Je afspraak gaat niet door", "referrals_talk_off", _of_us, _off,
           {"day": "13 mei 2026"}),
]  # fmt: skip
