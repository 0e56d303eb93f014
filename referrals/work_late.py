"""What waits longer than was promised: on top of 'Vandaag' for who is there, and said to the vertegenwoordiger (Q43).

Read from the rows as they are: no page waits for the job that sends the letter.
"""

from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse

from oev import clock
from oev.accounts.actor import Actor
from oev.links import address
from oev.registry import WorkRow, WorkSection
from oev.worklist import opened_by
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
    rows = Referral.objects.visible_to(actor).filter(late(clock.now())).select_related("site").order_by("promised_at")
    found = list(rows[: SHOWN + 1])
    total = rows.count() if len(found) > SHOWN else None
    shown = [_row(referral) for referral in found[:SHOWN]]
    return WorkSection("referrals_late", "Wacht langer dan we zeiden", shown, order=5, total=total)


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
