"""What partners put on 'Vandaag' and on the page of the bestuur."""

from collections.abc import Collection
from datetime import date, timedelta

from django.urls import reverse

from oev.accounts.actor import Actor, Hat
from oev.clock import say_day
from oev.links import address
from oev.prepared import Prepared
from oev.registry import WorkRow, WorkSection, registry
from oev.worklist import opened_by
from partners.agreement_words import (
    WAIT_DAYS,
    dependents_of,
    past_grace,
    reminder_horizon,
    say_dependents,
    say_ending,
    say_now,
)
from partners.checks import reasons_not_to_approve
from partners.models import Agreement, Organisation
from partners.places import page_of
from partners.reference_kinds import REFERENCE_KINDS, waiting_counts

SHOWN = 20
HALF_A_YEAR = timedelta(days=190)  # and no day less, whatever the months


def hanging_on(agreement_ids: Collection[int]) -> dict[int, list[str]]:
    """What the floors above count on these agreements, in one call per floor."""
    found: dict[int, list[str]] = {pk: [] for pk in agreement_ids}
    for provider in registry.agreement_dependents:
        for pk, parts in provider(agreement_ids).items():
            found[pk] += parts
    return found


@opened_by(lambda when: Agreement.objects.ending_by(when.day + HALF_A_YEAR) | Agreement.objects.waiting())
def running_out(actor: Actor, day: date) -> WorkSection:
    """'Loopt af': what ends within six months or has ended, and what waits a month for a signature (6.1, 3.4)."""
    ending = ENDING.rows(actor=actor, until=reminder_horizon(day))
    first = ending[:SHOWN]
    hanging = hanging_on([agreement.pk for agreement in first])
    rows = [_ending_row(agreement, hanging[agreement.pk], day, actor) for agreement in first]
    for agreement in WAITING.rows(actor=actor):
        if agreement.sent_on and (day - agreement.sent_on).days >= WAIT_DAYS:
            rows.append(_waiting_row(agreement, day, actor))
    total = len(rows) + len(ending) - len(first)
    return WorkSection("running_out", "Loopt af", rows, order=50, total=total if total > len(rows) else None)


ENDING = Prepared(
    lambda actor, until: Agreement.objects.visible_to(actor).for_list().ending_by(until), actor=Actor, until=date
)
WAITING = Prepared(lambda actor: Agreement.objects.visible_to(actor).for_list().waiting(), actor=Actor)


def _ending_row(agreement: Agreement, others: list[str], day: date, actor: Actor) -> WorkRow:
    over = agreement.until_on is not None and day > agreement.until_on
    return WorkRow(
        title=say_ending(agreement, day),
        line=say_dependents(dependents_of(agreement, others)),
        tag="bij het bestuur" if past_grace(agreement, day) else "loopt nog door" if over else "",
        tag_kind="steen" if past_grace(agreement, day) else "zon",
        action_label="Verleng",
        action_url=address("partners:agreement_renew", agreement.pk),
        second_label="Bekijk",
        second_url=page_of(agreement, actor),
    )


def _waiting_row(agreement: Agreement, day: date, actor: Actor) -> WorkRow:
    return WorkRow(
        title=f"De overeenkomst met {agreement.partner.spoken_name} wacht op een handtekening",
        line=say_now(agreement, day),
        action_label="Bekijk",
        action_url=page_of(agreement, actor),
    )


def to_confirm(actor: Actor, day: date) -> WorkSection:
    """What was loaded and nobody has looked at yet, one row a kind (Q06)."""
    rows, counts = [], waiting_counts()
    for kind in REFERENCE_KINDS.values():
        if count := counts.get(kind.key, 0):
            rows.append(
                WorkRow(
                    title=f"{count} {kind.plural if count != 1 else kind.singular} te bevestigen",
                    line="Geladen uit een bestand. Klopt het nog?",
                    action_label="Kijk na",
                    action_url=reverse("partners:reference_check_kind", args=[kind.key]),
                )
            )
    return WorkSection("to_confirm", "Na te kijken", rows, order=95)


def board_decisions(actor: Actor, day: date) -> WorkSection:
    """What asks a decision of the bestuur: agreements to approve, and those whose 90 days are over (Q20, R249)."""
    section = WorkSection("decisions", "Vraagt een beslissing", [], "Er zijn nu geen beslissingen nodig.", order=10)
    if not actor.wears(Hat.BOARD):
        return section
    for agreement in Agreement.objects.visible_to(actor).for_list().asking_the_board(day):
        if past_grace(agreement, day):
            section.rows.append(_decision_row(agreement, say_now(agreement, day), "Beslis"))
        elif agreement.sent_on and not reasons_not_to_approve(agreement, day):
            line = f"Verstuurd op {say_day(agreement.sent_on)}. Het bestuur keurt eerst goed."
            section.rows.append(_decision_row(agreement, line, "Keur goed", "agreement_approve"))
    return section


def _decision_row(agreement: Agreement, line: str, verb: str, page: str = "agreement_detail") -> WorkRow:
    return WorkRow(
        title=f"Overeenkomst met {agreement.partner.spoken_name}",
        line=line,
        action_label=verb,
        action_url=address(f"partners:{page}", agreement.pk),
    )


def first_step(actor: Actor) -> str:
    """Where an empty house begins: its name (Q53); empty when it has one."""
    if actor.wears(Hat.COORDINATOR, Hat.ADMIN) and Organisation.objects.ours() is None:
        return reverse("partners:setup")
    return ""


REACH_US = Prepared(Organisation.objects.how_to_reach)


def house_facts() -> dict[str, str]:
    """How everybody reaches the house, for the foot of each page (R199)."""
    return next(({"help_phone": phone, "help_email": email} for phone, email in REACH_US.rows()), {})
