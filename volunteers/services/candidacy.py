"""Somebody new: written down by an office, or by the person on 'Ik wil meedoen'; and beginning again (3.1, P12)."""

from datetime import date
from typing import Any
from zlib import crc32

from django.db import connection, transaction
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Right

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.outbox.services import post_letter
from oev.search import search_form
from volunteers import checks, rules
from volunteers.kinds import CallKind, ExperienceKind, HeardOf, SignalledBy, VolunteerKind
from volunteers.models import Engagement, StandingSpan, Volunteer
from volunteers.services.follow_up import open_call
from volunteers.services.people import PROFILE, fill_profile
from volunteers.services.standing_change import changing_facts, lock_person
from volunteers.states import Status

CANDIDACY_LOCK = 26_002  # first key of the advisory lock under which messages of one address wait for each other
SAME_DIGITS = 8  # the end of a number, whether it begins with 0, 0032 or +32
UNREACHABLE = "Geef een mailadres of een telefoonnummer."
ERASED = "De gegevens van deze persoon zijn gewist. Schrijf de persoon opnieuw op."


@transaction.atomic
def add_volunteer(
    *,
    by: Actor,
    first_name: str,
    kind: VolunteerKind,
    experience_kind: ExperienceKind | str,
    candidate_on: date,
    heard_of: HeardOf | str = "",
    **profile: Any,
) -> Volunteer:
    """Write down a candidate: the vertegenwoordiger calls, the coordinator plans an intake (3.1).

    `profile` takes the other fields of a person by name. A name or schuilnaam and one way to reach somebody are needed.
    """
    checks.require(rules.may_add_person(by), checks.ONLY_STAFF)
    checks.require_past(candidate_on, field="candidate_on")
    values = {"first_name": first_name, "kind": kind, "experience_kind": experience_kind, **profile}
    return _new_candidate(by, values, candidate_on, heard_of)


def _new_candidate(by: Actor | None, values: dict[str, Any], on: date, heard_of: str) -> Volunteer:
    first_name, kind, experience = (values.pop(name) for name in ("first_name", "kind", "experience_kind"))
    first_name = first_name.strip()
    checks.require(bool(first_name), "Hoe mogen we deze persoon noemen?", field="first_name")
    reachable = values.get("email") or values.get("phone") or values.get("user")
    checks.require(bool(reachable), UNREACHABLE, field="phone")
    if kind == VolunteerKind.ED and not experience:
        raise Refused("Kies: eigen ervaring, naaste of allebei.", field="experience_kind")
    person = Volunteer(kind=kind, experience_kind=experience if kind == VolunteerKind.ED else "")
    fill_profile(person, {"first_name": first_name, **values}, PROFILE)
    person.save()
    _begin(by, person, on, heard_of)
    return person


def _begin(by: Actor | None, person: Volunteer, on: date, heard_of: str = "") -> Engagement:
    with changing_facts(by, person):
        engagement = Engagement.objects.create(
            volunteer=person, candidate_on=on, heard_of=heard_of, recorded_by_id=by.user_id if by else None
        )
    for office in (SignalledBy.REPRESENTATIVE, SignalledBy.COORDINATOR):
        open_call(person, CallKind.CANDIDATE, office, on)
    post_letter("candidacy_received", person.pk, on=on)
    return engagement


@transaction.atomic
def receive_candidacy(
    *,
    first_name: str,
    experience_kind: ExperienceKind | str,
    email: str = "",
    phone: str = "",
    prefers_phone: bool = False,
    heard_of: HeardOf | str = "",
) -> None:
    """'Ik wil meedoen', from somebody who is not signed in. Gives nothing back: the page tells nobody who is known.

    The same name with the same mail or number is the same person, once: a candidate stays one candidate, whoever
    stopped begins again, and for whoever is here already the vertegenwoordiger gets a call to make.
    """
    email, phone, name = email.strip(), phone.strip(), first_name.strip()
    checks.require(not prefers_phone or bool(phone), "Vul je nummer in, dan bellen we.", field="phone")
    checks.require(bool(email or phone), UNREACHABLE, field="phone")
    _one_at_a_time(email, phone)
    known = _known(name, email, phone)
    if known is None:
        values = {
            "first_name": name, "kind": VolunteerKind.ED, "experience_kind": experience_kind, "email": email,
            "phone": phone, "prefers_phone": prefers_phone,
        }  # fmt: skip
        _new_candidate(None, values, clock.today(), heard_of)
    else:
        _known_person_wrote(known, heard_of)


def _one_at_a_time(email: str, phone: str) -> None:
    """Two messages of one address, such as a button pressed twice, wait for each other."""
    with connection.cursor() as cursor:
        for key in sorted({crc32(part.encode()) for part in (email.casefold(), _digits(phone)) if part}):
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [CANDIDACY_LOCK, key - 2**31])


def _digits(phone: str) -> str:
    return "".join(c for c in phone if c.isdigit())[-SAME_DIGITS:]


def _known(name: str, email: str, phone: str) -> Volunteer | None:
    """Who has this name and one of these addresses; a household that shares a number has several names."""
    number = Right(Func(F("phone"), Value(r"\D"), Value(""), Value("g"), function="regexp_replace"), SAME_DIGITS)
    wanted = Q(pk=None)
    if email:
        wanted |= Q(email__iexact=email) | Q(user__email__iexact=email)
    if len(_digits(phone)) == SAME_DIGITS:
        wanted |= Q(number=_digits(phone))
    people = Volunteer.objects.annotate(number=number).filter(wanted, forgotten_on=None).order_by("pk")
    written = search_form(name)
    found: list[Volunteer] = [
        one for one in people if written in {search_form(name) for name in (one.first_name, one.alias, one.full_name)}
    ]
    return found[0] if found else None


def _known_person_wrote(known: Volunteer, heard_of: str) -> None:
    person = lock_person(known)
    last = _last_engagement(person)
    if last is None or last.stopped_on is not None:
        if last is None or not last.ended_by_death:
            _begin(None, person, clock.today(), heard_of)
        return
    span = StandingSpan.objects.on(clock.today()).filter(volunteer=person).first()
    status = span.status if span else Status.CANDIDATE
    if status == Status.CANDIDATE:
        return
    kind = CallKind.ASKED_BACK if status == Status.INACTIVE else CallKind.PLEASE_CALL
    open_call(person, kind, SignalledBy.REPRESENTATIVE, clock.today())


def _last_engagement(person: Volunteer) -> Engagement | None:
    latest = Engagement.objects.standing().filter(volunteer=person).order_by("-candidate_on", "-pk")
    last: Engagement | None = latest.first()
    return last


@transaction.atomic
def restart_candidacy(*, by: Actor, volunteer: Volunteer, on: date) -> Engagement:
    """Somebody who stopped begins again as a candidate, at once: the fast track (3.1)."""
    checks.require(rules.may_add_person(by), checks.ONLY_STAFF)
    person = lock_person(volunteer)
    running = checks.open_engagement(person)
    if running is not None:
        return running
    checks.require_past(on)
    checks.require(person.forgotten_on is None, ERASED)
    last = _last_engagement(person)
    if last and last.ended_by_death:
        raise Refused("Dit kan niet.")
    if last and last.stopped_on and on < last.stopped_on:
        raise Refused(f"Kies {clock.say_day(last.stopped_on)} of een latere dag.", field="on")
    return _begin(by, person, on)
