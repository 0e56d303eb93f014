"""What waits: for the coordinator on 'Vandaag' (6.1.1), for an ervaringsdrager on the own page (6.5)."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from oev import clock
from oev.accounts.actor import Actor
from oev.links import address
from oev.prepared import Prepared
from oev.registry import WorkRow, WorkSection
from oev.worklist import counted, first_of, opened_by
from referrals.models import Assignment, Offer, Referral
from referrals.outreach import days_to_try, may_stop_trying
from referrals.promise import say_promise
from referrals.states import DuoKind, ReferralState
from referrals.words import question_text, say_assignment
from referrals.work_calls import call_row, caller_line, is_wished, say_caller
from referrals.work_late import late

SHOWN = 20
MISSED_BEFORE_CHOICE = 3
CHOICES = "Kies: aan de telefoon, met twee, zelf doen, of later opnieuw kijken."


@opened_by(lambda when: Referral.objects.new())
def new_referrals(actor: Actor, day: date) -> WorkSection:
    """Nieuwe aanmeldingen, the oldest first; what waits longer than promised stands above (`work_late`, Q43)."""
    first, total = first_of(NEW.rows(actor=actor, now=clock.now()), SHOWN)
    rows = [_new(referral) for referral in first]
    return WorkSection("referrals_new", "Nieuwe aanmeldingen", rows, order=10, total=total)


def _new_ones(actor: Actor, now: datetime) -> QuerySet[Referral]:
    found = Referral.objects.visible_to(actor).new().exclude(late(now))
    return counted(found.select_related("site"), SHOWN)


NEW = Prepared(_new_ones, actor=Actor, now=datetime)


def _new(referral: Referral) -> WorkRow:
    asked, moment = referral.state == ReferralState.QUESTION, say_promise(referral.promised_at)
    waiting = f"Bekijk dit {moment}." if moment else "We beloofden geen moment."
    return WorkRow(
        title=f"{referral.number}, {referral.site.name}",
        line="We vroegen de aanmelder iets." if asked else waiting,
        tag="vraag gesteld" if asked else "",
        action_label="Zoek iemand",
        action_url=address("referrals:referral_candidates", referral.pk),
        second_label="Bekijk",
        second_url=_page(referral),
    )


@opened_by(lambda when: Referral.objects.filter(state=ReferralState.SEARCHING))
def looked_for(actor: Actor, day: date) -> tuple[WorkSection, WorkSection]:
    """Zoekt nog iemand: who waits for an answer, and who needs a choice of the coordinator (A08).

    And Vervanging nodig: somebody had said yes (R077). Both from one question to the database.
    """
    now = clock.now()
    rows = LOOKED_FOR.rows(actor=actor, now=now, tomorrow=clock.tomorrow(now))
    return (
        _searching("referrals_searching", "Zoekt nog iemand", [one for one in rows if not one.is_replacing], order=20),
        _searching("referrals_replacing", "Vervanging nodig", [one for one in rows if one.is_replacing], order=30),
    )


def _looked_for(actor: Actor, now: datetime, tomorrow: datetime) -> QuerySet[Referral]:
    found = Referral.objects.visible_to(actor).searching(now, tomorrow).select_related("site")
    of_all = Window(Count("*"), partition_by="is_replacing")
    place = Window(RowNumber(), "is_replacing", "received_at")
    rows: QuerySet[Referral] = found.annotate(of_all=of_all, place=place).filter(place__lte=SHOWN)
    return rows


LOOKED_FOR = Prepared(_looked_for, actor=Actor, now=datetime, tomorrow=datetime)


def _searching(key: str, title: str, found: list[Any], *, order: int) -> WorkSection:
    total = found[0].of_all if found else 0
    return WorkSection(key, title, [_search(referral) for referral in found], order=order, total=total)


def _search(referral: Referral) -> WorkRow:
    waiting = referral.open_offers  # type: ignore[attr-defined]
    missed = referral.missed_offers  # type: ignore[attr-defined]
    stuck = not waiting and (missed >= MISSED_BEFORE_CHOICE or referral.nobody_left)  # type: ignore[attr-defined]
    again = "" if waiting or referral.look_again_at is None else clock.say_moment(referral.look_again_at)
    if waiting:
        line = say_waiting(waiting)
    elif again:
        line = f"Afgesproken om opnieuw te kijken: {again}."
    else:
        line = CHOICES if stuck else "Vraag de volgende." if missed else "Nog niemand gevraagd."
    return WorkRow(
        title=f"{referral.number}, {referral.site.name}",
        line=line,
        tag="kijk opnieuw" if again else "kies" if stuck else "wacht" if waiting else "",
        tag_kind="zon" if stuck or again else "neutral",
        action_label="Vraag iemand",
        action_url=address("referrals:referral_candidates", referral.pk),
        second_label="Bekijk",
        second_url=_page(referral),
    )


def say_waiting(number: int) -> str:
    """'1 vraag wacht op een antwoord.'"""
    return "1 vraag wacht op een antwoord." if number == 1 else f"{number} vragen wachten op een antwoord."


@opened_by(lambda when: Referral.objects.open().filter(duo=DuoKind.GUIDE))
def lacking_seconds(actor: Actor, day: date) -> WorkSection:
    """Zoekt iemand om mee te gaan: somebody leads the talk, the second of the duo is not there (yet); R313."""
    first, total = first_of(LACKING.rows(actor=actor, now=clock.now()), SHOWN)
    rows = [_lacking_second(referral) for referral in first]
    return WorkSection("referrals_seconds", "Zoekt iemand om mee te gaan", rows, order=32, total=total)


LACKING = Prepared(
    lambda actor, now: counted(Referral.objects.visible_to(actor).lacking_second(now).select_related("site"), SHOWN),
    actor=Actor,
    now=datetime,
)


def _lacking_second(referral: Referral) -> WorkRow:
    waiting, fell_away = referral.open_offers, referral.fell_away  # type: ignore[attr-defined]
    free = "Wie meeging, kan niet meer. Het gesprek gaat door." if fell_away else "Nog niemand gaat mee."
    return WorkRow(
        title=f"{referral.number}, {referral.site.name}",
        line=say_waiting(waiting) if waiting else free,
        tag="wacht" if waiting else "",
        action_label="Vraag iemand",
        action_url=address("referrals:referral_candidates", referral.pk),
        second_label="Bekijk",
        second_url=_page(referral),
    )


@opened_by(lambda when: Referral.objects.filter(state=ReferralState.NOT_REACHED))
def attempts_due(actor: Actor, day: date) -> WorkSection:
    """Nog eens proberen: people who were not reached and whose day has come, or whose two attempts are over (A10).

    Also those for whom somebody of the vliegende ploeg is to be found (R091).
    """
    rows = [
        WorkRow(
            title=f"{assignment.referral.number}, {assignment.referral.site.name}",
            line=f"{say_attempts(assignment.attempt_days, day)} {caller_line(assignment)}".strip(),
            action_label="Bekijk",
            action_url=_page(assignment.referral),
        )
        for assignment in NOT_REACHED.rows(actor=actor, now=clock.now())
        if is_due(assignment.attempt_days, day) or is_wished(assignment)
    ]
    return WorkSection("referrals_attempts", "Nog eens proberen", rows, order=35)


NOT_REACHED = Prepared(
    lambda actor, now: Assignment.objects.visible_to(actor).not_reached().with_place().with_callers(now),
    actor=Actor,
    now=datetime,
)


def is_due(attempts: list[date], day: date) -> bool:
    """There is something to do today: try, or decide."""
    return may_stop_trying(attempts) or any(due <= day for due in days_to_try(attempts)[:1])


def say_attempts(attempts: list[date], day: date) -> str:
    """'Probeer opnieuw op 13 maart 2026 en 19 maart 2026.'"""
    if may_stop_trying(attempts):
        return "Twee keer geprobeerd. Je kan dit afronden."
    days = [clock.say_day(due) if due > day else "vandaag" for due in days_to_try(attempts)]
    return f"Probeer opnieuw {' en '.join(dict.fromkeys(days))}."


def open_questions(actor: Actor, day: date) -> WorkSection:
    """Questions for this ervaringsdrager; nothing about the person who asks."""
    found = Offer.objects.visible_to(actor).open_at(clock.now()).with_question().order_by("expires_at")
    rows = [
        WorkRow(
            title="Er is een vraag voor jou",
            line=question_text(offer),
            action_label="Bekijk de vraag",
            action_url=reverse("referrals:offer_answer", args=[offer.secret]),
        )
        for offer in found
    ]
    return WorkSection("offers", "Vragen voor jou", rows, order=10)


def coming_talks(actor: Actor, day: date) -> WorkSection:
    """Talks this ervaringsdrager said yes to, what has no moment yet first; and calls to who stayed away."""
    found = Assignment.objects.visible_to(actor).open().with_place().with_callers(clock.now())
    rows = [
        call_row(assignment, day)
        if assignment.outreach
        else WorkRow(
            title=assignment.referral.site.name,
            line=_say_coming(assignment, day),
            action_label="Bekijk het gesprek",
            action_url=address("referrals:assignment_detail", assignment.pk),
        )
        for assignment in found
    ]
    return WorkSection("talks", "Jouw gesprekken", rows, order=20)


def _say_coming(assignment: Assignment, day: date) -> str:
    if not assignment.lead:
        return f"{say_assignment(assignment)}. Je gaat mee."
    if assignment.referral.state == ReferralState.NOT_REACHED:
        passed_on = say_caller(assignment)
        return passed_on or say_attempts(assignment.attempt_days, day)  # type: ignore[attr-defined]
    return f"{say_assignment(assignment)}."


def coming_talks_of(actor: Actor, volunteer_id: int, day: date) -> list[WorkRow]:
    """Talks that a person said yes to, on the page of that person: for the coordinator alone (P24, P28)."""
    if not actor.is_coordinator:
        return []
    found = Assignment.objects.visible_to(actor).open().filter(volunteer=volunteer_id).with_place()[:SHOWN]
    return [
        WorkRow(
            title=f"{assignment.referral.number}, {assignment.referral.site.name}",
            line="Belt de persoon opnieuw." if assignment.outreach else f"{say_assignment(assignment)}.",
            action_label="Bekijk",
            action_url=_page(assignment.referral),
        )
        for assignment in found
    ]


def _page(referral: Referral) -> str:
    return address("admin:referrals_referral_change", referral.pk)
