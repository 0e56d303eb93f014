"""Reads of talks that took place."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from oev.accounts.actor import Actor
from volunteers.kinds import CallKind
from volunteers.models import CallTask

ASK_AFTER = timedelta(days=4)
NOT_LONG_AGO = timedelta(days=14)


class ConversationQuerySet(QuerySet[Any]):
    """Talks that took place."""

    def noted_by_another(self, actor: Actor, now: datetime) -> "ConversationQuerySet":
        """Own talks, alone or along, that somebody else wrote down in the last days; the last first.

        Not those after which this person asked for a call to look back.
        """
        if not actor.volunteer_id:
            return self.none()
        mine = Q(volunteer=actor.volunteer_id) | Q(second=actor.volunteer_id)
        asked = CallTask.objects.filter(
            kind=CallKind.AFTER_TALK, volunteer=actor.volunteer_id, created_at__gte=OuterRef("recorded_at")
        )
        rows: ConversationQuerySet = self.filter(
            mine, ~Exists(asked), recorded_at__gte=now - ASK_AFTER, happened_at__gte=now - NOT_LONG_AGO
        )
        return rows.exclude(recorded_by=actor.user_id).order_by("-happened_at", "-pk")
