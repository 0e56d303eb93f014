"""An aanmelding comes in, gets a number, is asked about, handed over or taken back (3.2, P23)."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.outbox.services import post_letter
from partners.models import Partner, PartnerContact, Site
from referrals.checks import reasons_not_to_receive
from referrals.models import Consent, Referral, ReferralPerson
from referrals.promise import promise_for
from referrals.services.doors import lock_open_referral, move, stop_waiting, user_of
from referrals.services.ending import end_referral
from referrals.services.news import tell_everybody
from referrals.states import FeedbackLevel, Outcome, ReachKind, ReferralState, SubjectKind

NUMBERS_LOCK = 26_001  # first key of the advisory lock under which numbers are given; the second is the year


@transaction.atomic
def receive_referral(
    *,
    by: Actor | None,
    site: Site,
    contact: PartnerContact | None = None,
    subject_kind: str,
    consent: bool,
    reach_kind: str,
    display_name: str = "",
    phone: str = "",
    safe_hours: str = "",
    may_leave_message: bool = False,
    reachable_until: datetime | None = None,
    via: str = "",
    feedback_level: int = FeedbackLevel.RECEIVED,
    wish_language: str = "",
    wish_gender: str = "",
    wish_experience: str = "",
    referrer_comes_along: bool = False,
    practical_note: str = "",
    idempotency_key: str | None = None,
) -> Referral:
    """Take in an aanmelding and give it the next number of the year (R025, R161, Q25).

    `by` is None on the address of a site. The same `idempotency_key` gives the aanmelding that was made with it, so
    that a double click makes one. Refuses without the person's yes (not asked of a professional for himself), when
    the site is closed, and without a way to reach the person; the field is that of the form.
    """
    now = clock.now()
    _lock_numbers(now.year)
    earlier: Referral | None = Referral.objects.filter(idempotency_key=idempotency_key or "").first()
    if earlier is not None:
        return earlier
    site = Site.objects.get(pk=site.pk)
    for reason in reasons_not_to_receive(
        site=site, subject_kind=subject_kind, consent=consent, reach_kind=reach_kind, phone=phone,
        reachable_until=reachable_until, practical_note=practical_note, now=now,
    ):  # fmt: skip
        raise Refused(reason.sentence, field=reason.field)
    contact_id = contact.pk if contact else by.contact_id if by else None
    referral = Referral.objects.create(
        year=now.year,
        sequence=_next_number(now.year),
        site=site,
        contact_id=contact_id,
        by_actor_id=user_of(by),
        subject_kind=subject_kind,
        feedback_level=feedback_level,
        reach_kind=reach_kind,
        wish_language=wish_language,
        wish_gender=wish_gender,
        wish_experience=wish_experience,
        referrer_comes_along=referrer_comes_along,
        received_at=now,
        state_since=now,
        promised_at=promise_for(site, now),
        idempotency_key=idempotency_key or None,
    )
    on_ward = reach_kind == ReachKind.WARD
    ReferralPerson.objects.create(
        referral=referral,
        display_name=display_name.strip(),
        phone=phone.strip(),
        safe_hours=safe_hours.strip(),
        may_leave_message=may_leave_message,
        reachable_until=reachable_until if on_ward else None,
        via=via.strip(),
        practical_note=practical_note.strip(),
    )
    if subject_kind != SubjectKind.PROFESSIONAL:
        Consent.objects.create(referral=referral, given_at=now, feedback_level=feedback_level)
    post_letter("referral_received", referral.pk)
    return referral


def _lock_numbers(year: int) -> None:
    """Numbers are given one at a time until the transaction ends: none is missing, none comes twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [NUMBERS_LOCK, year])


def _next_number(year: int) -> int:
    return (Referral.objects.filter(year=year).aggregate(last=Max("sequence"))["last"] or 0) + 1


@transaction.atomic
def ask_referrer(*, by: Actor, referral: Referral) -> Referral:
    """Something is missing: the aanmelder is asked to get in touch; no personal data in the mail (3.2)."""
    referral = lock_open_referral(referral.pk)
    move(referral, ReferralState.QUESTION)
    post_letter("referral_question", referral.pk, on=clock.today())
    return referral


@transaction.atomic
def resolve_question(*, by: Actor | None, referral: Referral) -> Referral:
    """The aanmelder answered; the aanmelding is as new."""
    referral = lock_open_referral(referral.pk)
    if referral.state == ReferralState.QUESTION:
        move(referral, ReferralState.RECEIVED)
    return referral


@transaction.atomic
def hand_over_to_partner(*, by: Actor, referral: Referral, partner: Partner) -> Referral:
    """Not for an ervaringsdrager, and the person agrees: a partner goes on with it (3.2, R174)."""
    referral = lock_open_referral(referral.pk)
    referral.handed_over_to = partner
    end_referral(referral, ReferralState.HANDED_OVER, by=by, also=["handed_over_to"])
    return referral


@transaction.atomic
def withdraw_referral(*, by: Actor | None, referral: Referral) -> Referral:
    """The person or the aanmelder takes it back; personal fields go within 24 hours (3.2).

    `by` is None for whoever follows the signed address of the own aanmelding. Twice is the same as once.
    """
    referral = Referral.objects.get(pk=referral.pk)
    if referral.state == ReferralState.WITHDRAWN:
        return referral
    referral = lock_open_referral(referral.pk)
    end_referral(referral, ReferralState.WITHDRAWN, by=by)
    return referral


@transaction.atomic
def withdraw_consent(*, by: Actor | None, referral: Referral) -> Referral:
    """The person takes the yes back (Q23): nobody calls any more, and the aanmelding is withdrawn."""
    referral = withdraw_referral(by=by, referral=referral)
    Consent.objects.filter(referral=referral, withdrawn_at=None).update(withdrawn_at=clock.now())
    return referral


@transaction.atomic
def person_left(
    *, by: Actor | None, referral: Referral, may_call: bool, phone: str = "", safe_hours: str = ""
) -> Referral:
    """'De persoon is vertrokken': with a yes to a call the number takes the place of the ward; else it ends (6.3.4)."""
    referral = lock_open_referral(referral.pk)
    referral.person_left_at = clock.now()
    person = ReferralPerson.objects.select_for_update().filter(referral=referral).first()
    if not may_call:
        referral.outcome = Outcome.RATHER_NOT
        end_referral(referral, ReferralState.WITHDRAWN, by=by, also=["person_left_at", "outcome"])
        return referral
    number = phone.strip() or (person.phone if person else "")
    if person is None or not number:
        raise Refused("Vul het nummer in waarop we kunnen bellen.", field="phone")
    referral.reach_kind = ReachKind.PHONE
    move(referral, also=["person_left_at", "reach_kind", *stop_waiting(referral)])
    person.phone, person.reachable_until = number, None
    person.safe_hours = safe_hours.strip() or person.safe_hours
    person.save(update_fields=["phone", "safe_hours", "reachable_until"])
    tell_everybody(referral, but=by)
    return referral
