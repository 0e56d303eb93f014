"""Whoever stops keeps a seat in the bestuur until the bestuur was asked (3.1, Q13)."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from oev.accounts.actor import Actor
from oev.links import address
from oev.prepared import Prepared
from oev.registry import WorkRow, WorkSection
from partners.models import BoardMandate
from volunteers.models import StandingSpan
from volunteers.states import Status


def seats_of_who_stopped(actor: Actor, day: date) -> WorkSection:
    """'Vraag aan het bestuur', for the coordinator alone: the bestuur reads nobody's standing (P04)."""
    section = WorkSection("seats_of_who_stopped", "Vraag aan het bestuur", [], order=61)
    if not actor.is_coordinator:
        return section
    section.rows.extend(
        WorkRow(
            title=seat.name,
            line="Stopte als vrijwilliger. Het mandaat loopt door: vraag het bestuur hoe het verder gaat.",
            action_label="Bekijk",
            action_url=address("partners:mandate_end", seat.pk),
        )
        for seat in SEATS.rows(actor=actor, day=day)
    )
    return section


def _seats(actor: Actor, day: date) -> QuerySet[BoardMandate]:
    stopped = StandingSpan.objects.on(day).filter(status=Status.STOPPED, volunteer__user=OuterRef("user"))
    seats = BoardMandate.objects.visible_to(actor).current(day).exclude(user_id=actor.user_id)
    return seats.filter(Exists(stopped)).order_by("name", "pk")


SEATS = Prepared(_seats, actor=Actor, day=date)
