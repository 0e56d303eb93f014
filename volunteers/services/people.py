"""What people say of themselves: name, address, pace, availability, visibility."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.search import search_form
from volunteers import checks, rules
from volunteers.kinds import DayPart, NameShown, VolunteerKind
from volunteers.models import Availability, BlockedPeriod, Volunteer
from volunteers.services.intake import note_choice_of_names
from volunteers.services.standing_change import lock_person

PROFILE = frozenset(
    "first_name last_name alias email phone prefers_phone gender municipality languages companion "
    "experience_kind user import_key max_per_month name_for_peers name_for_partners name_for_public".split()
)
OWN_PROFILE = PROFILE - {"user", "import_key", "companion"}


def name_in_search(volunteer: Volunteer) -> str:
    """What search looks in: first and last name and schuilnaam."""
    return search_form(f"{volunteer.first_name} {volunteer.last_name} {volunteer.alias}")[:220]


def fill_profile(volunteer: Volunteer, values: dict[str, Any], known: frozenset[str]) -> None:
    """Set fields by name on a row that is not saved here; TypeError for a name that is not among the known ones."""
    unknown = set(values) - known
    if unknown:
        raise TypeError(f"not a field of the profile: {', '.join(sorted(unknown))}")
    for name, value in values.items():
        setattr(volunteer, name, value)
    volunteer.search_name = name_in_search(volunteer)


@transaction.atomic
def update_profile(*, by: Actor, volunteer: Volunteer, **profile: Any) -> Volunteer:
    """Change name, address and the like; fields by name, others stay. Empty names are refused."""
    person = lock_person(volunteer)
    checks.require(rules.may_change_profile(by, person), checks.NOT_YOURS)
    names = {"name_for_peers", "name_for_partners", "name_for_public"} & set(profile)
    checks.require(not names or rules.may_choose_visibility(by, person), checks.NOT_YOURS)
    said = profile.get("experience_kind", person.experience_kind)
    own_word = said == person.experience_kind or rules.may_say_experience(by, person)
    checks.require(own_word, "Dit zegt de persoon zelf, in het eigen account.", field="experience_kind")
    fill_profile(person, profile, PROFILE if rules.is_staff(by) else OWN_PROFILE)
    checks.require(bool(person.first_name.strip()), "Hoe mogen we je noemen?", field="first_name")
    if person.kind == VolunteerKind.ED and not person.experience_kind:
        raise Refused("Kies: eigen ervaring, naaste of allebei.", field="experience_kind")
    person.save(update_fields=[*profile, "search_name"])
    if names:
        note_choice_of_names(by, person)
    return person


@transaction.atomic
def set_visibility(
    *,
    by: Actor,
    volunteer: Volunteer,
    name_for_peers: NameShown,
    name_for_partners: NameShown,
    name_for_public: NameShown,
    alias: str | None = None,
) -> Volunteer:
    """How others read this person's name (R141, P02)."""
    person = lock_person(volunteer)
    checks.require(rules.may_choose_visibility(by, person), checks.NOT_YOURS)
    values = {
        "name_for_peers": name_for_peers,
        "name_for_partners": name_for_partners,
        "name_for_public": name_for_public,
    }
    fill_profile(person, values if alias is None else {**values, "alias": alias.strip()}, PROFILE)
    person.save(update_fields=[*values, "alias", "search_name"])
    note_choice_of_names(by, person)
    return person


@transaction.atomic
def set_pace(*, by: Actor, volunteer: Volunteer, max_per_month: int | None) -> Volunteer:
    """'Hooguit zoveel gesprekken per maand'; None is no maximum (R081). It stops new questions only."""
    person = lock_person(volunteer)
    checks.require(rules.may_change_profile(by, person), checks.NOT_YOURS)
    if max_per_month is not None and not 0 <= max_per_month <= 100:
        raise Refused("Kies een getal van 0 tot 100.", field="max_per_month")
    person.max_per_month = max_per_month
    person.save(update_fields=["max_per_month"])
    return person


@transaction.atomic
def set_availability(
    *,
    by: Actor,
    volunteer: Volunteer,
    slots: Iterable[tuple[int, DayPart]],
    blocked: Iterable[tuple[date, date]] | None = None,
) -> None:
    """Half-days (weekday 0-6, part) on which somebody can be asked, replacing what stood; none means any.

    `blocked` replaces the periods (first and last day) on which somebody cannot, without a reason (R044); None keeps
    them.
    """
    person = lock_person(volunteer)
    checks.require(rules.may_change_profile(by, person), checks.NOT_YOURS)
    wanted = {(weekday, str(DayPart(part).value)) for weekday, part in slots}
    if any(not 0 <= weekday <= 6 for weekday, _ in wanted):
        raise Refused("Kies een dag van de week.", field="slots")
    person.availability.all().delete()
    Availability.objects.bulk_create(
        Availability(volunteer=person, weekday=weekday, part=part) for weekday, part in sorted(wanted)
    )
    if blocked is not None:
        _set_blocked(person, sorted(blocked))


def _set_blocked(person: Volunteer, periods: list[tuple[date, date]]) -> None:
    if any(until_on < from_on for from_on, until_on in periods):
        raise Refused("De laatste dag ligt voor de eerste.", field="until_on")
    person.blocked_periods.all().delete()
    BlockedPeriod.objects.bulk_create(
        BlockedPeriod(volunteer=person, from_on=from_on, until_on=until_on) for from_on, until_on in periods
    )
