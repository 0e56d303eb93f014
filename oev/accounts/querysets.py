"""Reads of accounts with names."""

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from oev.accounts.actor import HAT_LABELS, Actor, Hat, HatOption
from oev.prepared import Prepared


class UserQuerySet(QuerySet[Any]):
    """Accounts."""

    def visible_to(self, actor: Actor) -> "UserQuerySet":
        """The beheerder sees every account; everybody sees the own one (P52)."""
        return self if actor.wears(Hat.ADMIN) else self.filter(pk=actor.user_id)

    def with_offices(self) -> "UserQuerySet":
        """With their offices, by name."""
        return self.prefetch_related("offices").order_by("name", "email")

    def search(self, text: str) -> "UserQuerySet":
        """Accounts whose name or address holds the text."""
        return self.filter(Q(name__icontains=text) | Q(email__icontains=text)) if text else self

    def can_stand_in(self, kind: str, day: date) -> "UserQuerySet":
        """Who may stand in for an office, by name (Q13, Q43).

        For a coordinator: another coordinator, the vertegenwoordiger (R195), or somebody invited who wears no other
        hat, a colleague. For the vertegenwoordiger: another one, or whom a floor above hands in: an ervaringsdrager
        (R201). Never the coordinator: what needs two voices keeps two (R067).
        """
        from oev.accounts.models import Office
        from oev.registry import registry

        held = Office.objects.held_on(day).filter(user=OuterRef("pk"))
        if kind == "coordinator":
            may = Q(Exists(held.filter(kind__in=["coordinator", "representative"]))) | _wears_nothing(day)
        else:
            may = Q(Exists(held.filter(kind=kind)))
        for provider in registry.stand_ins:
            may |= Q(pk__in=provider(kind, day))
        return self.filter(may, is_active=True).order_by("name", "pk")


class OfficeQuerySet(QuerySet[Any]):
    """Dated offices."""

    def held_on(self, day: date) -> "OfficeQuerySet":
        """Offices that run on this day; the end day is the first day without it."""
        return self.filter(from_on__lte=day).filter(Q(until_on=None) | Q(until_on__gt=day))

    def coverable(self) -> "OfficeQuerySet":
        """Offices that somebody can stand in for: coordinator and vertegenwoordiger (Q43)."""
        return self.filter(kind__in=["coordinator", "representative"]).select_related("user")

    def visible_to(self, actor: Actor) -> "OfficeQuerySet":
        """Beheerder and coordinator see who holds which office, the vertegenwoordiger those to cover (Q43)."""
        if actor.wears(Hat.REPRESENTATIVE):
            return self.coverable()
        return self if actor.wears(Hat.ADMIN, Hat.COORDINATOR) else self.filter(user_id=actor.user_id)


class AbsenceQuerySet(QuerySet[Any]):
    """Dated absences with a stand-in (Q43)."""

    def running_on(self, day: date) -> "AbsenceQuerySet":
        """Absences on this day; the end day is the first day back."""
        return self.filter(from_on__lte=day).filter(Q(until_on=None) | Q(until_on__gt=day))

    def overlapping(self, from_on: date, until_on: date | None) -> "AbsenceQuerySet":
        """Absences that share a day with this half-open period."""
        begun = self.filter(from_on__lt=until_on) if until_on else self
        return begun.filter(Q(until_on=None) | Q(until_on__gt=from_on))

    def of_user(self, user_id: int) -> "AbsenceQuerySet":
        """Absences of this person, from whichever office."""
        return self.filter(office__user_id=user_id)

    def current_and_coming(self, day: date) -> "AbsenceQuerySet":
        """Absences that run or lie ahead, the first one first."""
        return (
            self.filter(Q(until_on=None) | Q(until_on__gt=day))
            .select_related("office__user", "stand_in", "recorded_by")
            .order_by("from_on", "pk")
        )

    def visible_to(self, actor: Actor) -> "AbsenceQuerySet":
        """Coordinator and vertegenwoordiger arrange cover; the person and the stand-in see their own."""
        if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE, Hat.ADMIN):
            return self
        return self.filter(Q(office__user_id=actor.user_id) | Q(stand_in_id=actor.user_id))


def office_hats(user_id: int, day: date) -> QuerySet[Any, Any]:
    """Hats from own offices (not while absent: rights move with the stand-in) as (hat, subject, deputy_for, label)."""
    from oev.accounts.models import Absence, Office

    away = Absence.objects.running_on(day).filter(office_id=OuterRef("pk"))
    own = Office.objects.held_on(day).filter(user_id=user_id).exclude(Exists(away))
    return own.values_list(F("kind"), F("pk"), Value(0), Value(""))


def stand_in_hats(user_id: int, day: date) -> QuerySet[Any, Any]:
    """Hats borrowed from somebody who is away today."""
    from oev.accounts.models import Absence, Office

    running = Absence.objects.running_on(day).filter(
        stand_in_id=user_id, office__in=Office.objects.held_on(day).values("pk")
    )
    return running.values_list(
        F("office__kind"), F("office_id"), F("office__user_id"), Coalesce(F("office__user__name"), Value(""))
    )


def _wears_nothing(day: date) -> Q:
    """Accounts without a hat of their own on this day; standing in for somebody does not count."""
    from oev.registry import registry

    own = (provider for provider in registry.hats if provider is not stand_in_hats)
    none = Q()
    for provider in own:
        none &= ~Q(Exists(provider(OuterRef("pk"), day)))  # type: ignore[arg-type]
    return none


def _every_hat(user_id: int, day: date) -> QuerySet[Any, Any]:
    from oev.registry import registry

    first, *others = [provider(user_id, day) for provider in registry.hats]
    return first.union(*others, all=True) if others else first


HATS = Prepared(_every_hat, user_id=int, day=date)


def hats_of(user_id: int, day: date) -> list[HatOption]:
    """Every hat this user may put on today, in one query over the registry's providers; asked anew each time."""
    order = list(Hat)
    options: dict[str, HatOption] = {}
    for hat, subject, deputy_for, text in HATS.rows(user_id=user_id, day=day):
        actor = _actor(user_id, Hat(hat), subject, deputy_for or None, text)
        options.setdefault((actor.key), HatOption(actor))
    return sorted(options.values(), key=lambda option: (order.index(option.actor.hat), option.key))


def _actor(user_id: int, hat: Hat, subject: int, deputy_for: int | None, text: str) -> Actor:
    label = HAT_LABELS[hat]
    if deputy_for:
        label = f"waarnemend {label}"
    elif text:
        label = f"{label}, {text}"
    return Actor(user_id, hat, subject, deputy_for, label)
