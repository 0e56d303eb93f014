"""What volunteers hold about one account: for 'Dit weten we van jou' and its download (habit 10)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from oev import clock
from oev.accounts.models import User
from oev.registry import PersonalData
from volunteers.models import IntervisionSignUp, Volunteer
from volunteers.pages.facts import facts_in_full
from volunteers.pages.history import history
from volunteers.pages.person import in_week_order

Rows = Iterable[Mapping[str, Any]]


def _of(read: Callable[[Volunteer], Rows]) -> Callable[[User], Rows]:
    """Read for the volunteer of an account, when there is one."""

    def rows(user: User) -> Rows:
        for person in Volunteer.objects.filter(user=user).select_related("municipality", "companion"):
            yield from read(person)

    return rows


def _profile(person: Volunteer) -> Rows:
    yield {
        "voornaam": person.first_name,
        "achternaam": person.last_name,
        "schuilnaam": person.alias,
        "mailadres": person.email,
        "telefoon": person.phone,
        "liever bellen": "ja" if person.prefers_phone else "nee",
        "soort": person.get_kind_display(),
        "ervaring": person.get_experience_kind_display(),
        "m/v/x": person.get_gender_display(),
        "gemeente": person.municipality.name if person.municipality else "",
        "talen": ", ".join(person.languages),
        "hooguit gesprekken per maand": person.max_per_month,
        "naam voor andere ervaringsdragers": person.get_name_for_peers_display(),
        "naam voor professionals": person.get_name_for_partners_display(),
        "naam voor iedereen": person.get_name_for_public_display(),
        "peter of meter": person.companion.first_name if person.companion else "",
        "bij ons sinds": person.created_at.astimezone(clock.BRUSSELS).date(),
    }


def _happened(person: Volunteer) -> Rows:
    for entry in history(facts_in_full(person.pk), to_person=True):
        yield {"dag": entry.day, "wat": entry.text, "opmerking": entry.who}


def _when(person: Volunteer) -> Rows:
    for slot in in_week_order(person.availability.all()):
        yield {"dag": clock.WEEKDAYS[slot.weekday], "deel": slot.get_part_display()}
    for away in person.blocked_periods.all():
        yield {"niet van": away.from_on, "tot en met": away.until_on}


def _rest(person: Volunteer) -> Rows:
    for one in person.rests.filter(withdrawn_at=None).exclude(may_call="", wants_invitations=True):
        yield {
            "uitnodigingen voor de intervisie": "ja" if one.wants_invitations else "nee",
            "wie mag bellen": one.get_may_call_display(),
            "om de hoeveel dagen": one.call_every_days,
            "gevraagd op": one.asked_on,
        }


def _answers(person: Volunteer) -> Rows:
    for one in IntervisionSignUp.objects.filter(volunteer=person).select_related("session"):
        yield {"intervisie": one.session.day, "antwoord": one.get_answer_display()}


def _calls(person: Volunteer) -> Rows:
    for call in person.call_tasks.all():
        yield {"oproep": call.get_kind_display(), "vanaf": call.due_on, "gebeld op": call.done_on}


def _sites(person: Volunteer) -> Rows:
    for one in person.site_access.select_related("site"):
        yield {"plaats": one.site.name, "naam aan de balie": one.display_name, "tot en met": one.valid_until}


PERSONAL_DATA = [
    PersonalData("Wie je bent en hoe je heet", _of(_profile)),
    PersonalData("Wat er gebeurde", _of(_happened)),
    PersonalData("Wanneer het voor jou kan", _of(_when)),
    PersonalData("Wie je mag bellen", _of(_rest)),
    PersonalData("Jouw antwoorden op uitnodigingen", _of(_answers)),
    PersonalData("Oproepen om je te bellen", _of(_calls)),
    PersonalData("Waar je op bezoek mag", _of(_sites)),
]
