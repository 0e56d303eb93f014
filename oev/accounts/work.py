"""What accounts put on a first page: the way back for whoever is away from an office (Q43)."""

from datetime import date

from django.urls import reverse

from oev import clock
from oev.accounts.actor import Actor
from oev.accounts.models import EVERY_DAY, Absence, Office
from oev.registry import WorkRow, WorkSection


def own_absence(actor: Actor, day: date) -> WorkSection:
    """'Je bent even weg', on the own page of a volunteer who holds an office too: the stand-in has that hat now."""
    section = WorkSection("own_absence", "Je bent even weg", [], order=5)
    for absence in Absence.objects.of_user(actor.user_id).running_on(day).select_related("office", "stand_in"):
        back = f" Terug op {clock.say_day(absence.until_on)}." if absence.until_on else ""
        section.rows.append(
            WorkRow(
                title=f"Als {absence.office.get_kind_display()}",
                line=(f"{absence.stand_in} neemt waar." if absence.stand_in else "Niemand neemt waar.") + back,
                action_label="Ik ben terug",
                action_url=reverse("accounts:absence_back"),
                method="post",
            )
        )
    return section


def say_office_days(office: Office) -> str:
    """'elke dag', or 'maandag, dinsdag en vrijdag'."""
    days = [clock.WEEKDAYS[number] for number in office.weekdays]
    if len(days) == len(EVERY_DAY):
        return "elke dag"
    return " en ".join([", ".join(days[:-1]), days[-1]] if len(days) > 1 else days) or "geen vaste dag"
