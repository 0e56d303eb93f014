"""Who of the pool may stand in for the vertegenwoordiger, and whether the one who does that now can (Q13, R201)."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from oev.accounts.actor import Hat
from oev.accounts.duty import holders
from oev.accounts.models import Absence, Office
from oev.prepared import Prepared, any_of
from volunteers.kinds import VolunteerKind
from volunteers.models import StandingSpan, Volunteer


def stand_ins(kind: str, day: date) -> QuerySet[Any, Any]:
    """Accounts of ervaringsdragers who are callable on this day, for the vertegenwoordiger's office alone."""
    here = StandingSpan.objects.on(day).callable().filter(volunteer=OuterRef("pk"))
    people = Volunteer.objects.filter(Exists(here), kind=VolunteerKind.ED, user__isnull=False)
    return (people if kind == Hat.REPRESENTATIVE else people.none()).values("user_id")


def offices_without_anybody(day: date) -> list[Office]:
    """Offices of vertegenwoordiger whose holder or stand-in of today is of the pool and is not callable (Q13)."""
    doing = holders(Hat.REPRESENTATIVE, day)
    tired = TIRED.rows(users=doing, day=day) if doing else []
    if not tired:
        return []
    running = Absence.objects.running_on(day)
    covered = running.filter(stand_in__in=tired).values("office")
    own = Office.objects.filter(user__in=tired).exclude(pk__in=running.values("office"))
    offices = Office.objects.held_on(day).filter(kind=Hat.REPRESENTATIVE)
    return list((offices.filter(pk__in=covered) | offices.filter(pk__in=own.values("pk"))).order_by("pk"))


def _tired(users: list[int], day: date) -> QuerySet[Volunteer, Any]:
    """Accounts among these of people who are not callable on this day."""
    resting = StandingSpan.objects.on(day).exclude(status="candidate").filter(is_callable=False)
    people = Volunteer.objects.filter(any_of("user_id", users), Exists(resting.filter(volunteer=OuterRef("pk"))))
    return people.order_by().values_list("user_id", flat=True)


TIRED = Prepared(_tired, users=list, day=date)
