"""Reads of the outbox."""

from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from oev.accounts.actor import Actor


class OutgoingQuerySet(QuerySet[Any]):
    """Letters."""

    def visible_to(self, actor: Actor) -> "OutgoingQuerySet":
        """The coordinator alone sees what leaves."""
        return self if actor.is_coordinator else self.none()

    def due(self, now: datetime) -> "OutgoingQuerySet":
        """Letters that may leave now: waiting, their hour passed, their kind open."""
        from oev.outbox.catalogue import CATALOGUE
        from oev.outbox.models import LetterSwitch

        opened = LetterSwitch.objects.filter(is_open=True).values("code")
        always = [code for code, letter in CATALOGUE.items() if letter.always_open]
        may_leave = Q(code__in=opened) | Q(code__in=always)
        return self.filter(may_leave, state="waiting", not_before__lte=now).order_by("not_before", "pk")

    def waiting(self) -> "OutgoingQuerySet":
        """Letters that have not left."""
        return self.filter(state="waiting")

    def stuck(self) -> "OutgoingQuerySet":
        """Letters that failed too often and wait for the coordinator."""
        return self.filter(state="stuck").order_by(F("done_at").desc(nulls_last=True))

    def to_tell(self) -> "OutgoingQuerySet":
        """Letters whose reader must be called, the oldest first (Q45)."""
        return self.filter(state="call").order_by("created_at", "pk")
