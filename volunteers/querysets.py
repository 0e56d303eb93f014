"""Reads of the pool with names; `visible_to` is the only place that knows who sees which rows (P01-P20)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Self

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value

from oev.accounts.actor import Actor, Hat
from oev.search import search_form


def holding_on(day: date) -> Q:
    """Half-open periods that hold this day."""
    return Q(from_on__lte=day) & (Q(until_on=None) | Q(until_on__gt=day))


class VolunteerQuerySet(QuerySet[Any]):
    """People of the pool. Outsiders never get this model but a PersonCard."""

    def visible_to(self, actor: Actor) -> "VolunteerQuerySet":
        """Coordinator, vertegenwoordiger and the person alone (house habit 5)."""
        if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE):
            return self
        return self.filter(pk=actor.volunteer_id) if actor.volunteer_id else self.none()

    def of_others(self, actor: Actor) -> "VolunteerQuerySet":
        """Without the person who looks: whoever holds an office reads and decides nothing about himself in it (Q13)."""
        return self.exclude(user_id=actor.user_id) if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE) else self

    def search(self, text: str) -> "VolunteerQuerySet":
        """By name or schuilnaam, without marks and case."""
        found = self
        for word in search_form(text).split():
            found = found.filter(search_name__contains=word)
        return found

    def with_standing(self, day: date) -> "VolunteerQuerySet":
        """With `status`, `status_since`, `last_day` and `callable_today` from the spans."""
        from volunteers.models import StandingSpan

        span = StandingSpan.objects.filter(holding_on(day), volunteer=OuterRef("pk"))
        found: VolunteerQuerySet = self.annotate(
            status=Subquery(span.values("status")[:1]),
            status_since=Subquery(span.values("from_on")[:1]),
            last_day=Subquery(span.values("last_day")[:1]),
            callable_today=Exists(span.filter(is_callable=True)),
        )
        return found

    def callable_on(self, day: date) -> "VolunteerQuerySet":
        """Standing actief on that day."""
        from volunteers.models import StandingSpan

        return self.filter(Exists(StandingSpan.objects.on(day).callable().filter(volunteer=OuterRef("pk"))))

    def standing_as(self, day: date, *statuses: str) -> "VolunteerQuerySet":
        """In one of these standings on that day."""
        from volunteers.models import StandingSpan

        spans = StandingSpan.objects.on(day).filter(status__in=statuses)
        return self.filter(Exists(spans.filter(volunteer=OuterRef("pk"))))


class FactQuerySet(QuerySet[Any]):
    """Dated facts."""

    def standing(self) -> "FactQuerySet":
        """Facts that count: not withdrawn."""
        return self.filter(withdrawn_at=None)

    def visible_to(self, actor: Actor) -> "FactQuerySet":
        """As the person they are about; an office keeps away from its holder's own facts (P04, Q13)."""
        if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE):
            return self.exclude(volunteer__user_id=actor.user_id)
        return self.filter(volunteer_id=actor.volunteer_id) if actor.volunteer_id else self.none()


class ContactQuerySet(FactQuerySet):
    """The days on which an office spoke with somebody."""

    def visible_to(self, actor: Actor) -> "ContactQuerySet":
        """The coordinator and the person all, the vertegenwoordiger those of the own office (P10)."""
        found: ContactQuerySet = super().visible_to(actor)  # type: ignore[assignment]
        return found.filter(hat=Hat.REPRESENTATIVE.value) if actor.is_representative else found


class RestQuerySet(FactQuerySet):
    """Pauses and harder periods."""

    def left_alone(self) -> "RestQuerySet":
        """Rests that run and in which somebody wants no invitations to the intervisie."""
        return self.filter(withdrawn_at=None, until_on=None, wants_invitations=False)


class StandingSpanQuerySet(QuerySet[Any]):
    """Spans."""

    def on(self, day: date) -> "StandingSpanQuerySet":
        """The spans that hold this day."""
        return self.filter(holding_on(day))

    def callable(self) -> "StandingSpanQuerySet":
        """Spans during which somebody is oproepbaar: whoever is actief and nobody else, looked up by its index."""
        return self.filter(status="active")


class RoleHoldingQuerySet(FactQuerySet):
    """Dated roles."""

    def held_on(self, day: date) -> "RoleHoldingQuerySet":
        """Roles that run and are not in reserve."""
        return self.running_on(day).filter(reserve_since=None, offered_back_at=None)

    def running_on(self, day: date) -> "RoleHoldingQuerySet":
        """Roles that run, those in reserve and those that wait for a yes too."""
        return self.filter(holding_on(day), withdrawn_at=None)


class InsurancePolicyQuerySet(QuerySet[Any]):
    """Policies."""

    def visible_to(self, actor: Actor) -> "InsurancePolicyQuerySet":
        """Coordinator, vertegenwoordiger, bestuur and volunteers (P20)."""
        wearing = actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE, Hat.BOARD, Hat.VOLUNTEER)
        return self if wearing else self.none()

    def covering(self, role: str, day: date) -> "InsurancePolicyQuerySet":
        """Policies that cover this role on this day; a tacitly renewed one goes on (A15)."""
        return self.filter(roles__contains=[role], from_on__lte=day).filter(
            Q(until_on__gte=day) | Q(tacit_renewal=True)
        )

    def once_covering(self, role: str, day: date) -> "InsurancePolicyQuerySet":
        """Policies that covered this role at some time up to this day: who holds it since goes on (A15)."""
        return self.filter(roles__contains=[role], from_on__lte=day)

    def once_covering_one_of(self, roles: Collection[str], day: date) -> "InsurancePolicyQuerySet":
        """As `once_covering`, for whoever holds one of these roles."""
        return self.filter(roles__overlap=list(roles), from_on__lte=day)


class IntervisionSessionQuerySet(QuerySet[Any]):
    """Sessions."""

    def visible_to(self, actor: Actor) -> "IntervisionSessionQuerySet":
        """Coordinator, vertegenwoordiger and every volunteer (P16)."""
        return self if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE, Hat.VOLUNTEER) else self.none()

    def coming(self, now: datetime) -> "IntervisionSessionQuerySet":
        """Sessions still to come, the first one first."""
        return self.filter(starts_at__gte=now, cancelled_at=None).order_by("starts_at")

    def list_open(self, now: datetime) -> "IntervisionSessionQuerySet":
        """Held sessions whose attendance list is not closed."""
        return self.filter(starts_at__lt=now, cancelled_at=None, closed_at=None).order_by("starts_at")


class CallTaskQuerySet(QuerySet[Any]):
    """People to call."""

    def visible_to(self, actor: Actor) -> "CallTaskQuerySet":
        """Coordinator and vertegenwoordiger, but not about themselves; 'wil even praten' only the latter (P11, Q13)."""
        if not actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE):
            return self.none()
        found: CallTaskQuerySet = self.exclude(volunteer__user_id=actor.user_id)
        return found if actor.is_representative else found.exclude(kind="please_call")

    def open_on(self, day: date) -> "CallTaskQuerySet":
        """Calls that wait on this day."""
        return self.filter(done_on=None, due_on__lte=day).select_related("volunteer")


class ProposalQuerySet(QuerySet[Any]):
    """What waits for a second office."""

    def visible_to(self, actor: Actor) -> "ProposalQuerySet":
        """Coordinator and vertegenwoordiger, but not about themselves (Q13)."""
        if not actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE):
            return self.none()
        return self.exclude(volunteer__user_id=actor.user_id)

    def waiting(self) -> "ProposalQuerySet":
        """Proposals that nobody confirmed or took back."""
        return self.filter(done_at=None).select_related("volunteer")


class ImportBatchQuerySet(QuerySet[Any]):
    """Spreadsheets on their way in."""

    def visible_to(self, actor: Actor) -> "ImportBatchQuerySet":
        """The coordinator alone."""
        return self if actor.is_coordinator else self.none()

    def returned(self) -> "ImportBatchQuerySet":
        """Lists that left this house and came back edited (P51)."""
        return self.filter(mapping__has_key="export")

    def unfinished(self) -> "ImportBatchQuerySet":
        """Files of which rows still wait, the newest first."""
        return self.filter(done_at=None).order_by("-made_at")


class CoordinatorQuerySet(QuerySet[Any]):
    """Rows that are the coordinator's alone (P51)."""

    def visible_to(self, actor: Actor) -> "CoordinatorQuerySet":
        """The coordinator alone."""
        return self if actor.is_coordinator else self.none()


class StaffQuerySet(QuerySet[Any]):
    """Rows of coordinator and vertegenwoordiger together."""

    def visible_to(self, actor: Actor) -> "StaffQuerySet":
        """Coordinator and vertegenwoordiger."""
        return self if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE) else self.none()


class OpenToVolunteersQuerySet(QuerySet[Any]):
    """What everybody of the pool may read."""

    def visible_to(self, actor: Actor) -> Self:
        """Coordinator, vertegenwoordiger and every volunteer."""
        return self if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE, Hat.VOLUNTEER) else self.none()


class DocumentQuerySet(OpenToVolunteersQuerySet):
    """Texts of the house."""

    def visible_to(self, actor: Actor) -> Self:
        """All for who is of the house; professionals and bestuur what is for everybody to read (P48, R112)."""
        if actor.wears(Hat.PROFESSIONAL, Hat.BOARD):
            return self.for_reading()
        return super().visible_to(actor)

    def for_reading(self) -> Self:
        """Texts that nobody signs: who does what, how we work (R102, R112)."""
        return self.filter(kind="reading")

    def current(self, day: date) -> "DocumentQuerySet":
        """Of each title the version that holds on this day."""
        newest = self.filter(from_on__lte=day, kind=OuterRef("kind"), title=OuterRef("title"))
        found: DocumentQuerySet = self.filter(pk=Subquery(newest.order_by("-from_on", "-pk").values("pk")[:1]))
        return found


class EngagementPartQuerySet(FactQuerySet):
    """What hangs on an engagement: the way in (P12)."""

    def visible_to(self, actor: Actor) -> "EngagementPartQuerySet":
        """Coordinator, vertegenwoordiger and the person."""
        if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE):
            return self
        return self.filter(engagement__volunteer_id=actor.volunteer_id) if actor.volunteer_id else self.none()


class PlanCheckQuerySet(FactQuerySet):
    """Dates of the talk about the personal plan (P08)."""

    def visible_to(self, actor: Actor) -> "PlanCheckQuerySet":
        """The coordinator and the person; not the vertegenwoordiger."""
        if actor.is_coordinator:
            return self
        return self.filter(volunteer_id=actor.volunteer_id) if actor.volunteer_id else self.none()


def volunteer_hats(user_id: int, day: date) -> QuerySet[Any, Any]:
    """The hat of volunteer, as long as the engagement is not stopped."""
    from volunteers.models import StandingSpan, Volunteer

    stopped = StandingSpan.objects.on(day).filter(volunteer=OuterRef("pk"), status="stopped")
    rows = Volunteer.objects.filter(user_id=user_id).exclude(Exists(stopped))
    return rows.values_list(Value(Hat.VOLUNTEER.value), F("pk"), Value(0), Value(""))
