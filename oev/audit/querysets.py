"""Reads of the log of inzage."""

from typing import Any

from django.db.models import QuerySet

from oev.accounts.actor import Actor


class AccessLogQuerySet(QuerySet[Any]):
    """Who looked."""

    def visible_to(self, actor: Actor) -> "AccessLogQuerySet":
        """The coordinator sees the log, the vertegenwoordiger that of people (P53); a person who looked at him."""
        if actor.is_coordinator:
            return self
        if actor.is_representative:
            return self.filter(subject="standing")
        if actor.volunteer_id:
            return self.filter(subject="standing", object_id=actor.volunteer_id)
        return self.none()

    def of_standing(self, volunteer_id: int) -> "AccessLogQuerySet":
        """Who looked at one person's standing."""
        return self.filter(subject="standing", object_id=volunteer_id).select_related("reader")
