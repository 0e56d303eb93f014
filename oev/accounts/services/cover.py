"""What happens when coordinator or vertegenwoordiger is away: dated absences, and the days of an office (Q43).

Rights and tasks move with an absence by themselves: who wears which hat is asked of the rows of today. No reason is
asked or kept; a week at sea and a bad month are the same row.
"""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Q

from oev import clock
from oev.accounts.actor import Actor
from oev.accounts.models import Absence, Office, OfficeKind, User
from oev.errors import Refused


@transaction.atomic
def record_absence(
    *, by: Actor, office: Office, stand_in: User | None, from_on: date, until_on: date | None
) -> Absence:
    """Somebody is away from an office, from a day until the first day back (None: nobody knows yet).

    Refuses days in the past, days that overlap another absence of the same office, and a stand-in who may not, who is
    away on those days, or whom the holder stands in for.
    """
    if from_on < clock.today():
        raise Refused("Die dag is voorbij. Kies vandaag of later.", field="from_on")
    office = _lock(office, stand_in)
    _require_possible(office, stand_in, from_on, until_on)
    return Absence.objects.create(
        office=office, stand_in=stand_in, from_on=from_on, until_on=until_on, recorded_by_id=by.user_id
    )


@transaction.atomic
def change_absence(
    *, by: Actor, absence: Absence, stand_in: User | None, from_on: date, until_on: date | None
) -> Absence:
    """Other days or another stand-in; what is behind us stays as it was: a running absence keeps its first day."""
    office = _lock(absence.office, stand_in)
    absence = Absence.objects.select_for_update().get(pk=absence.pk)
    day = clock.today()
    if from_on != absence.from_on and (absence.from_on <= day or from_on < day):
        raise Refused("De eerste dag is voorbij en blijft zoals hij was.", field="from_on")
    if until_on and until_on < day:
        raise Refused("Die dag is voorbij. Kies vandaag of later.", field="until_on")
    _require_possible(office, stand_in, from_on, until_on, but=absence.pk)
    if absence.from_on < day and stand_in != absence.stand_in:
        return _hand_over(absence, stand_in, until_on, by=by)
    absence.stand_in, absence.from_on, absence.until_on = stand_in, from_on, until_on
    absence.recorded_by_id = by.user_id
    absence.save(update_fields=["stand_in", "from_on", "until_on", "recorded_by"])
    return absence


def _hand_over(absence: Absence, stand_in: User | None, until_on: date | None, *, by: Actor) -> Absence:
    """From today somebody else stands in; who did it until yesterday stays written down."""
    day = clock.today()
    absence.until_on = day
    absence.save(update_fields=["until_on"])
    return Absence.objects.create(
        office=absence.office, stand_in=stand_in, from_on=day, until_on=until_on, recorded_by_id=by.user_id
    )


@transaction.atomic
def end_absence(*, by: Actor | None, absence: Absence, back_on: date) -> None:
    """The office returns to its holder on this day; an absence that has not begun yet is dropped. Twice is once."""
    found = Absence.objects.select_for_update().filter(pk=absence.pk).first()
    if found is None or (found.until_on and found.until_on <= back_on):
        return
    if back_on <= found.from_on:
        found.delete()
        return
    found.until_on = back_on
    found.save(update_fields=["until_on"])


@transaction.atomic
def set_weekdays(*, by: Actor, office: Office, weekdays: Collection[int]) -> Office:
    """The weekdays on which an office is there; moments of response are promised on these days alone (Q25, Q43)."""
    office = Office.objects.select_for_update().get(pk=office.pk)
    if not weekdays:
        raise Refused("Kies minstens één dag.", field="weekdays")
    office.weekdays = sorted(set(weekdays))
    office.save(update_fields=["weekdays"])
    return office


def _lock(office: Office, stand_in: User | None) -> Office:
    """The office and those of the stand-in, by key: two people who name each other at once wait for one another."""
    own = Q(pk=office.pk) | (Q(user=stand_in) if stand_in else Q())
    locked: dict[int, Office] = {row.pk: row for row in Office.objects.select_for_update().filter(own).order_by("pk")}
    return locked[office.pk]


def _require_possible(
    office: Office, stand_in: User | None, from_on: date, until_on: date | None, *, but: int = 0
) -> None:
    if until_on and until_on <= from_on:
        raise Refused("De dag van terugkomst ligt na de eerste dag.", field="until_on")
    others = Absence.objects.exclude(pk=but).overlapping(from_on, until_on).select_related("office__user")
    if same := others.filter(office=office).first():
        raise Refused(f"Die dagen lopen over een andere afwezigheid: {say_days(same)}. Wijzig die.", field="from_on")
    if covered := others.filter(stand_in=office.user_id).exclude(office=office).first():
        raise Refused(
            f"{office.user} neemt dan waar voor {covered.office.user}. Kies daar eerst iemand anders.",
            field="from_on",
        )
    _require_stand_in(office, stand_in, from_on)
    if stand_in and others.filter(office__user=stand_in).exists():
        raise Refused(f"{stand_in} is die dagen zelf afwezig. Kies iemand anders.", field="stand_in")


def _require_stand_in(office: Office, stand_in: User | None, from_on: date) -> None:
    if stand_in is None:
        if office.kind != OfficeKind.COORDINATOR:
            raise Refused("Kies wie waarneemt.", field="stand_in")
        return
    if stand_in.pk == office.user_id:
        raise Refused("Kies iemand anders als waarnemer.", field="stand_in")
    if not User.objects.can_stand_in(office.kind, clock.today()).filter(pk=stand_in.pk).exists():
        raise Refused("Deze persoon kan hier niet waarnemen. Kies iemand anders.", field="stand_in")


def say_days(absence: Absence) -> str:
    """'9 maart 2026 tot 12 maart 2026', the second being the first day back."""
    until = f" tot {clock.say_day(absence.until_on)}" if absence.until_on else ""
    return f"vanaf {clock.say_day(absence.from_on)}{until}"
