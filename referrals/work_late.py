"""What waits longer than was promised: on top of 'Vandaag' for who is there, and said to the vertegenwoordiger (Q43).

Read from the rows as they are: no page waits for the job that sends the letter.
"""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse

from oev import clock
from oev.accounts.actor import Actor
from oev.links import address
from oev.prepared import Prepared
from oev.registry import WorkRow, WorkSection
from oev.worklist import counted, first_of, opened_by
from referrals.models import Referral
from referrals.states import ReferralState
from referrals.words import LATE

SHOWN = 20


def late(now: datetime) -> Q:
    """Aanmeldingen that nobody looked at by the promised moment."""
    return Q(state=ReferralState.RECEIVED, promised_at__lte=now)


@opened_by(lambda when: Referral.objects.filter(late(when.now)))
def late_referrals(actor: Actor, day: date) -> WorkSection:
    """'Wacht langer dan we zeiden': above everything else, the longest waiting first."""
    first, total = first_of(LATE_ONES.rows(actor=actor, now=clock.now()), SHOWN)
    rows = [_row(referral) for referral in first]
    return WorkSection("referrals_late", "Wacht langer dan we zeiden", rows, order=5, total=total)


def _late_ones(actor: Actor, now: datetime) -> QuerySet[Referral]:
    waiting = Referral.objects.visible_to(actor).filter(late(now)).select_related("site")
    return counted(waiting.order_by("promised_at"), SHOWN)


LATE_ONES = Prepared(_late_ones, actor=Actor, now=datetime)


def _row(referral: Referral) -> WorkRow:
    return WorkRow(
        title=f"{referral.number}, {referral.site.name}",
        line=f"De aanmelder leest: {LATE.lower()}.",
        tag="te laat",
        tag_kind="steen",
        action_label="Zoek iemand",
        action_url=address("referrals:referral_candidates", referral.pk),
        second_label="Bekijk",
        second_url=address("admin:referrals_referral_change", referral.pk),
    )


@opened_by(lambda when: Referral.objects.filter(late(when.now)))
def late_for_representative(actor: Actor, day: date) -> WorkSection:
    """That something waits, without number, place or how many (P25): call the coordinator, or name a stand-in."""
    section = WorkSection("referrals_late", "Er wacht iets", [], order=5)
    if actor.is_representative and Referral.objects.filter(late(clock.now())).exists():
        section.rows.append(
            WorkRow(
                title="Er wacht iets langer dan we zeiden",
                line="Bel de coördinator. Lukt dat niet? Kies wie waarneemt.",
                action_label="Kies wie waarneemt",
                action_url=reverse("accounts:absence_list"),
            )
        )
    return section
