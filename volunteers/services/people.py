"""Somebody new, and what people say of themselves: name, address, pace, availability, visibility."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.outbox.services import post_letter
from oev.search import search_form
from volunteers import checks, rules
from volunteers.kinds import CallKind, DayPart, ExperienceKind, NameShown, SignalledBy, VolunteerKind
from volunteers.models import Availability, BlockedPeriod, Engagement, Volunteer
from volunteers.services.follow_up import open_call
from volunteers.services.standing_change import changing_facts, lock_person
from volunteers.states import Status

PROFILE = frozenset(
    "first_name last_name alias email phone prefers_phone gender municipality languages companion "
    "experience_kind user import_key max_per_month name_for_peers name_for_partners name_for_public".split()
)
OWN_PROFILE = PROFILE - {"user", "import_key", "companion"}


def name_in_search(volunteer: Volunteer) -> str:
    """What search looks in: first and last name and schuilnaam."""
    return search_form(f"{volunteer.first_name} {volunteer.last_name} {volunteer.alias}")[:220]


def _set(volunteer: Volunteer, values: dict[str, Any], known: frozenset[str]) -> None:
    unknown = set(values) - known
    if unknown:
        raise TypeError(f"not a field of the profile: {', '.join(sorted(unknown))}")
    for name, value in values.items():
        setattr(volunteer, name, value)
    volunteer.search_name = name_in_search(volunteer)


@transaction.atomic
def add_volunteer(
    *,
    by: Actor,
    first_name: str,
    kind: VolunteerKind,
    experience_kind: ExperienceKind | str,
    candidate_on: date,
    **profile: Any,
) -> Volunteer:
    """Write down a candidate: the vertegenwoordiger calls, the coordinator plans an intake (3.1).

    `profile` takes the other fields of a person by name. A name or schuilnaam and one way to reach somebody are needed.
    """
    checks.require(rules.may_add_person(by), checks.ONLY_STAFF)
    checks.require_past(candidate_on, field="candidate_on")
    first_name = first_name.strip()
    checks.require(bool(first_name), "Hoe mogen we deze persoon noemen?", field="first_name")
    reachable = profile.get("email") or profile.get("phone") or profile.get("user")
    checks.require(bool(reachable), "Geef een mailadres of een telefoonnummer.", field="phone")
    if kind == VolunteerKind.ED and not experience_kind:
        raise Refused("Kies: eigen ervaring, naaste of allebei.", field="experience_kind")
    person = Volunteer(kind=kind, experience_kind=experience_kind if kind == VolunteerKind.ED else "")
    _set(person, {"first_name": first_name, **profile}, PROFILE)
    person.save()
    with changing_facts(by, person):
        Engagement.objects.create(volunteer=person, candidate_on=candidate_on, recorded_by_id=by.user_id)
    _welcome_candidate(person, candidate_on)
    return person


def _welcome_candidate(person: Volunteer, on: date) -> None:
    for office in (SignalledBy.REPRESENTATIVE, SignalledBy.COORDINATOR):
        open_call(person, CallKind.CANDIDATE, office, on)
    post_letter("candidacy_received", person.pk, on=on)


@transaction.atomic
def restart_candidacy(*, by: Actor, volunteer: Volunteer, on: date) -> Engagement:
    """Somebody who stopped begins again as a candidate, at once: the fast track (3.1)."""
    checks.require(rules.may_add_person(by), checks.ONLY_STAFF)
    person = lock_person(volunteer)
    running = checks.open_engagement(person)
    if running is not None:
        return running
    checks.require_past(on)
    last = Engagement.objects.standing().filter(volunteer=person).order_by("-candidate_on").first()
    if last and last.ended_by_death:
        raise Refused("Dit kan niet.")
    if last and last.stopped_on and on < last.stopped_on:
        raise Refused(f"Kies {clock.say_day(last.stopped_on)} of een latere dag.", field="on")
    with changing_facts(by, person):
        engagement = Engagement.objects.create(volunteer=person, candidate_on=on, recorded_by_id=by.user_id)
    _welcome_candidate(person, on)
    return engagement


@transaction.atomic
def update_profile(*, by: Actor, volunteer: Volunteer, **profile: Any) -> Volunteer:
    """Change name, address and the like; fields by name, others stay. Empty names are refused."""
    person = lock_person(volunteer)
    checks.require(rules.may_change_profile(by, person), checks.NOT_YOURS)
    names = {"name_for_peers", "name_for_partners", "name_for_public"} & set(profile)
    checks.require(not names or rules.may_choose_visibility(by, person), checks.NOT_YOURS)
    _set(person, profile, PROFILE if rules.is_staff(by) else OWN_PROFILE)
    checks.require(bool(person.first_name.strip()), "Hoe mogen we je noemen?", field="first_name")
    if person.kind == VolunteerKind.ED and not person.experience_kind:
        raise Refused("Kies: eigen ervaring, naaste of allebei.", field="experience_kind")
    person.save(update_fields=[*profile, "search_name"])
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
    _set(person, values if alias is None else {**values, "alias": alias.strip()}, PROFILE)
    person.save(update_fields=[*values, "alias", "search_name"])
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


@transaction.atomic
def activate_volunteer(*, by: Actor, volunteer: Volunteer, on: date) -> None:
    """A candidate starts: the year's clock begins and the person is callable (3.1, Q17). Twice is once."""
    checks.require(rules.may_activate(by), checks.ONLY_COORDINATOR)
    person = lock_person(volunteer)
    engagement = checks.open_engagement(person)
    if engagement is None:
        raise Refused("Deze persoon is gestopt. Begin opnieuw als kandidaat.")
    if engagement.activated_on is not None:
        return
    checks.require(checks.can_become(Status.CANDIDATE, Status.ACTIVE), "Dat kan nu niet.")
    checks.require_past(on)
    if on < engagement.candidate_on:
        raise Refused(f"Kies {clock.say_day(engagement.candidate_on)} of een latere dag.", field="on")
    with changing_facts(by, person):
        engagement.activated_on = on
        engagement.save(update_fields=["activated_on"])
    post_letter("welcome", engagement.pk)
