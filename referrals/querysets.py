"""Reads of aanmeldingen with names (P23-P28)."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from oev import clock
from oev.accounts.actor import Actor
from partners.models import Site
from referrals.states import OPEN_ASSIGNMENTS, OPEN_STATES

SEEN_DAYS = 30


class ReferralQuerySet(QuerySet[Any]):
    """Aanmeldingen: state and number."""

    def visible_to(self, actor: Actor) -> "ReferralQuerySet":
        """The coordinator all; a professional the own ones, or the site's where it wants that; an ED what he took."""
        if actor.is_coordinator:
            return self
        if actor.contact_id:
            open_sites = Site.objects.filter(colleagues_see=True, contacts=actor.contact_id).order_by()
            return self.filter(Q(contact=actor.contact_id) | Q(site__in=open_sites.values("pk")))
        if actor.volunteer_id:
            return self.filter(assignments__in=_own_assignments(actor).talks())
        return self.none()

    def changeable_by(self, actor: Actor) -> "ReferralQuerySet":
        """The coordinator all; a professional only the own ones: a colleague may look, not act (P23, P25)."""
        own = self.filter(contact=actor.contact_id) if actor.contact_id else self.none()
        return self if actor.is_coordinator else own

    def open(self) -> "ReferralQuerySet":
        """Not closed, handed over or withdrawn."""
        return self.filter(state__in=OPEN_STATES)

    def new(self) -> "ReferralQuerySet":
        """Received, or waiting for an answer of the aanmelder; the oldest first."""
        return self.filter(state__in=["received", "question"]).order_by("received_at")

    def searching(self, now: datetime, tomorrow: datetime) -> "ReferralQuerySet":
        """Looking for somebody, with `is_replacing`, `open_offers`, `missed_offers` and `nobody_left`; oldest first.

        `missed_offers` are questions that ended without a yes, a number alone (R075); those of before the question
        became another one count no more. What is to be looked at from `tomorrow` on, waits until then.
        """
        waiting = Q(offers__state="open", offers__expires_at__gt=now, offers__lead=True)
        missed = Q(offers__state__in=["not_now", "lapsed"]) | Q(offers__state="open", offers__expires_at__lte=now)
        this_one = Q(question_since=None) | Q(offers__asked_at__gte=F("question_since"))
        found: ReferralQuerySet = (
            self.filter(_is_looked_at(tomorrow), state="searching")
            .annotate(
                is_replacing=_replaced(),
                open_offers=Count("offers", filter=waiting),
                missed_offers=Count("offers", filter=missed & this_one & Q(offers__lead=True)),
                nobody_left=Count("offers", filter=Q(offers__nobody_left=True) & this_one),
            )
            .order_by("received_at")
        )
        return found

    def lacking_second(self, now: datetime) -> "ReferralQuerySet":
        """Somebody leads the talk and a second of us would go along, but nobody does (any more).

        With `open_offers`, and `fell_away` when somebody had said yes.
        """
        from referrals.models import Assignment

        parts = Assignment.objects.talks().filter(referral=OuterRef("pk"))
        waiting = Q(offers__state="open", offers__expires_at__gt=now, offers__lead=False, offers__outreach=False)
        found: ReferralQuerySet = (
            self.open()
            .filter(Exists(parts.open().filter(lead=True)), ~Exists(parts.open().filter(lead=False)), duo="guide")
            .annotate(
                open_offers=Count("offers", filter=waiting),
                fell_away=Exists(parts.filter(lead=False, state="replacing")),
            )
            .order_by("received_at")
        )
        return found

    def with_words(self) -> "ReferralQuerySet":
        """With `coming_at` and `is_replacing`, so that `words.state_words` asks nothing more."""
        from referrals.models import Assignment

        lead = Assignment.objects.open().filter(referral=OuterRef("pk"), lead=True)
        coming = Subquery(lead.values("agreed_at")[:1])
        rows: ReferralQuerySet = self.annotate(coming_at=coming, is_replacing=_replaced())
        return rows


class ReferralPersonQuerySet(QuerySet[Any]):
    """Personal fields (P24)."""

    def visible_to(self, actor: Actor) -> "ReferralPersonQuerySet":
        """The coordinator; the ED who said yes, until 30 days after the end; the aanmelder until handed over.

        Whoever calls once more sees them from the yes until the call is noted, and not a day longer.
        """
        if actor.is_coordinator:
            return self
        if actor.volunteer_id:
            return self.filter(referral__assignments__in=_own_assignments(actor)).distinct()
        if actor.contact_id:
            return self.filter(referral__contact=actor.contact_id, referral__state__in=["received", "question"])
        return self.none()


class OfferQuerySet(QuerySet[Any]):
    """Questions to ervaringsdragers."""

    def visible_to(self, actor: Actor) -> "OfferQuerySet":
        """The coordinator, and the person asked (P27)."""
        if actor.is_coordinator:
            return self
        return self.filter(volunteer=actor.volunteer_id) if actor.volunteer_id else self.none()

    def of_referral(self, referral: Any) -> "OfferQuerySet":
        """All questions about one aanmelding, with the person asked, oldest first."""
        return self.filter(referral=referral).select_related("volunteer").order_by("asked_at", "pk")

    def by_secret(self, secret: str) -> Any:
        """The question of a one-tap link, with its place; None for a link that is not ours."""
        return self.select_related("referral__site__municipality").filter(secret=secret).first()

    def open(self) -> "OfferQuerySet":
        """Questions that were not answered or taken back; their time may be over."""
        return self.filter(state="open")

    def open_at(self, now: datetime) -> "OfferQuerySet":
        """Questions that can be answered at this moment."""
        return self.open().filter(expires_at__gt=now)

    def already_asked(self, referral: Any, *, outreach: bool = False) -> "OfferQuerySet":
        """Who is not asked once more for this aanmelding: asked for the question as it is now, or said yes before.

        When the question became another one (with two, by phone) those who were asked before may be asked again; so
        may whoever was asked for the talk, when it is only to call once more (`outreach`).
        """
        asked = self.filter(referral=referral, volunteer__isnull=False, outreach=outreach)
        if referral.question_since is None:
            return asked
        return asked.filter(Q(asked_at__gte=referral.question_since) | Q(state__in=["open", "yes"]))

    def missed(self, referral: Any, now: datetime) -> "OfferQuerySet":
        """Questions that ended without a yes since the question is what it is now; for their number alone (R075)."""
        since = Q() if referral.question_since is None else Q(asked_at__gte=referral.question_since)
        over = Q(state__in=["not_now", "lapsed"]) | Q(state="open", expires_at__lte=now)
        return self.filter(since, over, referral=referral, outreach=False)

    def with_question(self) -> "OfferQuerySet":
        """With what `words.question_text` needs; of the person only until when he is on the ward."""
        from referrals.models import Assignment

        lead = Assignment.objects.open().filter(referral=OuterRef("referral"), lead=True)
        ward = Case(When(referral__reach_kind="ward", then=F("referral__person__reachable_until")))
        rows: OfferQuerySet = self.select_related("referral__site__municipality").annotate(
            ward_until=ward, lead_at=Subquery(lead.values("agreed_at")[:1]), attempt_days=_days_not_reached()
        )
        return rows

    def expired(self, now: datetime) -> "OfferQuerySet":
        """Open questions whose time is over."""
        return self.open().filter(expires_at__lte=now)


class AssignmentQuerySet(QuerySet[Any]):
    """What ervaringsdragers said yes to."""

    def visible_to(self, actor: Actor) -> "AssignmentQuerySet":
        """The coordinator, and the person who said yes until 30 days after the end; a call only while it is open."""
        return self if actor.is_coordinator else _own_assignments(actor)

    def of_referral(self, referral: Any) -> "AssignmentQuerySet":
        """Everybody who said yes to one aanmelding, with talks and attempts, oldest first."""
        parts = self.filter(referral=referral).select_related("volunteer", "coordinator")
        return parts.prefetch_related("conversations", "attempts", "made_attempts").order_by("accepted_at", "pk")

    def open(self) -> "AssignmentQuerySet":
        """Not closed, cancelled or passed on."""
        return self.filter(state__in=OPEN_ASSIGNMENTS)

    def leading(self) -> "AssignmentQuerySet":
        """Those who agree on the moment and write down the talk; the second part of a duo goes along."""
        return self.filter(lead=True)

    def talks(self) -> "AssignmentQuerySet":
        """Those who do the talk, alone or with two; not whoever only calls once more."""
        return self.filter(outreach=False)

    def calls(self) -> "AssignmentQuerySet":
        """Of the vliegende ploeg: those who call somebody once more (R091)."""
        return self.filter(outreach=True)

    def answerable_by(self, actor: Actor) -> "AssignmentQuerySet":
        """Of the coordinator, or one's own; also what just ended, so that a second tap is no error."""
        if actor.is_coordinator:
            return self
        return self.filter(volunteer=actor.volunteer_id) if actor.volunteer_id else self.none()

    def with_place(self) -> "AssignmentQuerySet":
        """With aanmelding, site and `attempt_days`, the first agreed moment first."""
        rows: AssignmentQuerySet = self.select_related("referral__site").annotate(attempt_days=_days_not_reached())
        return rows.order_by(F("agreed_at").asc(nulls_first=True), "pk")

    def ended(self) -> "AssignmentQuerySet":
        """Closed talks, the last first."""
        return self.talks().filter(state="closed").order_by("-ended_at", "pk")

    def not_reached(self) -> "AssignmentQuerySet":
        """Open ones of which the person was not reached yet."""
        return self.open().leading().filter(referral__state="not_reached")

    def with_callers(self, now: datetime) -> "AssignmentQuerySet":
        """With `caller`, the first name of who calls once more, and `asked_to_call`, how many may still say yes."""
        from referrals.models import Assignment, Offer

        calls = Assignment.objects.open().calls().filter(referral=OuterRef("referral"))
        asked = Offer.objects.open_at(now).filter(referral=OuterRef("referral"), outreach=True).order_by()
        number = asked.values("referral").annotate(number=Count("pk")).values("number")
        rows: AssignmentQuerySet = self.annotate(
            caller=Subquery(calls.values("volunteer__first_name")[:1]), asked_to_call=Subquery(number)
        )
        return rows


def _days_not_reached() -> ArraySubquery:
    """Days on which the person of this aanmelding was not reached, since somebody leads the talk."""
    from referrals.models import OutreachAttempt

    here = {"assignment__referral": OuterRef("referral"), "assignment__lead": True}
    attempts = OutreachAttempt.objects.filter(**here, assignment__state__in=OPEN_ASSIGNMENTS)
    return ArraySubquery(attempts.order_by("on_day").values("on_day"))


def _replaced() -> Exists:
    from referrals.models import Assignment

    return Exists(Assignment.objects.filter(referral=OuterRef("pk"), state="replacing", lead=True))


def _is_looked_at(tomorrow: datetime) -> Q:
    """No moment to look again was agreed, or its day has come."""
    return Q(look_again_at=None) | Q(look_again_at__lt=tomorrow)


def _own_assignments(actor: Actor) -> "AssignmentQuerySet":
    from referrals.models import Assignment

    if not actor.volunteer_id:
        return Assignment.objects.none()
    since = clock.now() - timedelta(days=SEEN_DAYS)
    running = Q(state__in=OPEN_ASSIGNMENTS) | Q(state="closed", ended_at__gte=since, outreach=False)
    return Assignment.objects.filter(running, volunteer=actor.volunteer_id)
