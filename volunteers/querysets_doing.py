"""Reads of what people do and learn: requests, seats, tasks, trainings, growth talks (P09, P17-P19)."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from oev.accounts.actor import Actor, Hat
from volunteers.querysets import FactQuerySet, OpenToVolunteersQuerySet, holding_on

DELEGATE_SEATS = 2


class SeatSettingQuerySet(QuerySet[Any]):
    """Dated numbers of delegates (Q01)."""

    def visible_to(self, actor: Actor) -> "SeatSettingQuerySet":
        """Coordinator, vertegenwoordiger and bestuur."""
        return self if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE, Hat.BOARD) else self.none()

    def seats_on(self, day: date) -> int:
        """How many seats there are on this day; two as long as nothing was decided (Q01)."""
        found = self.filter(from_on__lte=day).order_by("-from_on").values_list("seats", flat=True).first()
        return DELEGATE_SEATS if found is None else int(found)


class RoleRequestQuerySet(QuerySet[Any]):
    """What the vertegenwoordiger asked for."""

    def visible_to(self, actor: Actor) -> "RoleRequestQuerySet":
        """Coordinator and vertegenwoordiger."""
        return self if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE) else self.none()

    def waiting(self) -> "RoleRequestQuerySet":
        """Nobody answered yet."""
        return self.filter(closed_at=None).select_related("volunteer").order_by("asked_at", "pk")


class TaskKindQuerySet(OpenToVolunteersQuerySet):
    """The catalogue of tasks without a call."""

    def to_choose(self, day: date, running: Any) -> "TaskKindQuerySet":
        """What is offered on this day, and what runs already; `running` holds kinds by key."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day) | Q(pk__in=running))


class TaskHoldingQuerySet(FactQuerySet):
    """Who does which task."""

    def on_day(self, day: date) -> "TaskHoldingQuerySet":
        """Tasks that run on this day."""
        return self.filter(holding_on(day), withdrawn_at=None)

    def running_of(self, volunteer: Any) -> QuerySet[Any, Any]:
        """Keys of the kinds that this person does now."""
        return self.standing().filter(volunteer=volunteer, until_on=None).values_list("kind_id", flat=True)


class TrainingQuerySet(OpenToVolunteersQuerySet):
    """The catalogue."""

    def offered_on(self, day: date) -> "TrainingQuerySet":
        """What can be followed on this day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day))

    def offered_or(self, day: date, pk: int) -> "TrainingQuerySet":
        """What can be followed on this day, and the one of this key."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day) | Q(pk=pk))


class TrainingSessionQuerySet(OpenToVolunteersQuerySet):
    """Moments of a training."""

    def last_planned(self) -> Any:
        """The moment that a new plan is filled in from; None when there is none."""
        return self.filter(cancelled_at=None).select_related("training").order_by("-starts_at", "-pk").first()

    def coming(self, now: datetime) -> "TrainingSessionQuerySet":
        """Still to come, the first one first."""
        return self.filter(starts_at__gte=now, cancelled_at=None).order_by("starts_at")

    def held_between(self, first: datetime, now: datetime) -> "TrainingSessionQuerySet":
        """Held from this moment on until now."""
        return self.filter(starts_at__gte=first, starts_at__lt=now, cancelled_at=None)

    def list_open(self, now: datetime) -> "TrainingSessionQuerySet":
        """Held, with a list that is not closed."""
        return self.filter(starts_at__lt=now, cancelled_at=None, closed_at=None).order_by("starts_at")


class TrainingOfferQuerySet(QuerySet[Any]):
    """What partners propose (P17)."""

    def visible_to(self, actor: Actor) -> "TrainingOfferQuerySet":
        """The coordinator all, a professional those of the own organisation."""
        if actor.is_coordinator:
            return self
        return self.filter(partner__contacts=actor.contact_id) if actor.contact_id else self.none()

    def waiting(self, now: datetime) -> "TrainingOfferQuerySet":
        """Not answered and still to come, the first one first; with the partner."""
        rows = self.filter(state="waiting", starts_at__gt=now).select_related("partner")
        return rows.order_by("starts_at", "pk")

    def newest_first(self) -> "TrainingOfferQuerySet":
        """What was proposed and not taken back, the last one first; with the moment that came of it."""
        return self.exclude(state="withdrawn").select_related("session").order_by("-offered_at", "-pk")


class TrainingWishQuerySet(QuerySet[Any]):
    """What people would like to learn (R321)."""

    def visible_to(self, actor: Actor) -> "TrainingWishQuerySet":
        """The own wishes, and by phone those of people without an account; others are counted, not listed."""
        if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE):
            return self.filter(volunteer__user=None)
        return self.filter(volunteer=actor.volunteer_id) if actor.volunteer_id else self.none()

    def themes_of(self, volunteer: Any) -> QuerySet[Any, Any]:
        """Themes that one person chose."""
        return self.filter(volunteer=volunteer).values_list("theme", flat=True)


class GrowthTalkQuerySet(FactQuerySet):
    """Days of growth talks (P18)."""

    def visible_to(self, actor: Actor) -> "GrowthTalkQuerySet":
        """The coordinator all, the vertegenwoordiger those held in that office, the person the own."""
        found: GrowthTalkQuerySet = super().visible_to(actor)  # type: ignore[assignment]
        return found.filter(hat=Hat.REPRESENTATIVE.value) if actor.is_representative else found
