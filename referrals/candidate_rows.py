"""The rows behind the candidates: two queries, whatever the number of people (speed: five best for an aanmelding).

One query reads the people, one reads every fact about them as rows of the same shape, each fact grouped on its own
index; joining them here is cheaper than eight sub-selects a person.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.contrib.postgres.aggregates import BitOr
from django.db.models import Case, CharField, Count, DateField, F, IntegerField, Max, Q, QuerySet, Value, When
from django.db.models.functions import Cast, TruncDate

from oev import clock
from oev.search import search_form
from partners.models import PartnerContact
from referrals.matching import Candidate, DayPart
from referrals.matching_words import LANGUAGES
from referrals.models import Assignment, Conversation, Offer, Referral
from referrals.states import AssignmentState
from volunteers.kinds import Role, VolunteerKind
from volunteers.models import Availability, BlockedPeriod, InsurancePolicy, RoleHolding, SiteAccess, Volunteer

AHEAD_DAYS = 7
GENDERS = {"v": "vrouw", "m": "man", "x": "x"}
LANGUAGE_CODES = {search_form(word): code for code, word in LANGUAGES.items()}
PARTS = (DayPart.MORNING, DayPart.AFTERNOON, DayPart.EVENING)
NO_DAY = Cast(Value(None), DateField())
Row = dict[str, Any]
Facts = dict[str, dict[int, Any]]


def language_code(word: str) -> str:
    """'Frans' and 'fr' are one language; a language without a code is known by its word."""
    plain = search_form(word)
    return LANGUAGE_CODES.get(plain, plain)


def people(referral: Referral, now: datetime, only: int | None = None) -> list[tuple[Candidate, Row]]:
    """Callable people with the role of gids as seen from this aanmelding; `only` asks for one of them.

    The row beside a candidate holds `first_name`, `last_name` and `away_today`.
    """
    day = now.astimezone(clock.BRUSSELS).date()
    facts = _facts(referral, day, only)
    found = []
    for row in _rows(day, only):
        away = facts["away"].get(row["pk"], ())
        row["away_today"] = any(start <= day <= end for start, end in away)
        found.append((_candidate(row, facts, _days(tuple(away), day)), row))
    return found


def _rows(day: date, only: int | None) -> Iterable[Row]:
    guides = RoleHolding.objects.held_on(day).filter(role=Role.TALKS)
    rows = Volunteer.objects.callable_on(day).filter(pk__in=guides.values("volunteer"), kind=VolunteerKind.ED)
    rows = rows.filter(pk=only) if only else rows
    place = {"latitude": F("municipality__latitude"), "longitude": F("municipality__longitude")}
    names = ("pk", "first_name", "last_name", "experience_kind", "gender", "languages", "max_per_month")
    return rows.order_by().values(*names, **place)


def _facts(referral: Referral, day: date, only: int | None) -> Facts:
    """Facts by their name and the person's key; `insured` has one row, for everybody."""
    first, *others = [
        _shaped(name, rows.filter(**{who: only}) if only and who else rows, who, n, start, end)
        for name, rows, who, n, start, end in _sources(referral, day)
    ]
    found: Facts = defaultdict(dict)
    for name, who, number, start, end in first.union(*others, all=True):
        if name == "away":
            found[name].setdefault(who, []).append((start, end))
        else:
            found[name][who or 0] = start if name == "last" else number
    return found


def _sources(referral: Referral, day: date) -> list[tuple[str, Any, str, Any, Any, Any]]:
    """(name, rows, path to the volunteer, number, first day, last day) of each fact."""
    site, one = referral.site, Value(1)
    valid = Q(valid_until=None) | Q(valid_until__gte=day)
    month = day.replace(day=1)
    this_month = Q(
        happened_at__gte=clock.start_of(month),
        happened_at__lt=clock.start_of((month + timedelta(days=32)).replace(day=1)),
    )
    to_come = Assignment.objects.filter(state__in=[AssignmentState.ACCEPTED, AssignmentState.PLANNED])
    named = Case(When(display_name="", then=Value(0)), default=one)
    asked_on = TruncDate(Max("asked_at"), tzinfo=clock.BRUSSELS)
    return [
        ("insured", InsurancePolicy.objects.covering(Role.TALKS, day), "", one, NO_DAY, NO_DAY),
        ("desk", SiteAccess.objects.filter(valid, site=site, agreed_on__lte=day), "volunteer", named, NO_DAY, NO_DAY),
        ("partner", PartnerContact.objects.current(day).filter(partner=site.partner_id, user__volunteer__isnull=False),
         "user__volunteer", one, NO_DAY, NO_DAY),
        ("asked", Offer.objects.already_asked(referral), "volunteer", one, NO_DAY, NO_DAY),
        ("held", Conversation.objects.filter(this_month), "volunteer", Count("pk"), NO_DAY, NO_DAY),
        ("to_come", to_come, "volunteer", Count("pk"), NO_DAY, NO_DAY),
        ("knows", Conversation.objects.filter(site=site), "volunteer", Count("pk"), NO_DAY, NO_DAY),
        ("last", Offer.objects.filter(volunteer__isnull=False), "volunteer", one, asked_on, NO_DAY),
        ("free", Availability.objects.all(), "volunteer", BitOr(_half_day()), NO_DAY, NO_DAY),
        ("away", BlockedPeriod.objects.filter(until_on__gte=day), "volunteer", one, F("from_on"), F("until_on")),
    ]  # fmt: skip


def _shaped(name: str, rows: Any, who: str, number: Any, start: Any, end: Any) -> QuerySet[Any, Any]:
    """Rows of the one shape: name, volunteer, number, first day, last day."""
    whose = rows.order_by().annotate(whom=F(who) if who else Value(0)).values("whom")
    shaped: QuerySet[Any, Any] = whose.annotate(
        fact=Value(name, output_field=CharField()), number=Cast(number, IntegerField()), start=start, end=end
    ).values_list("fact", "whom", "number", "start", "end")
    return shaped


def _half_day() -> Any:
    """A bit for each half-day of the week: 3 for Monday, then 3 for Tuesday, …"""
    bits = [
        When(weekday=weekday, part=part, then=Value(1 << (weekday * len(PARTS) + place)))
        for weekday in range(7)
        for place, part in enumerate(PARTS)
    ]
    return Case(*bits, default=Value(0), output_field=IntegerField())


@lru_cache(maxsize=4096)
def _free(bits: int | None) -> frozenset[tuple[int, str]] | None:
    """The half-days behind the bits; None when nothing was filled in."""
    if not bits:
        return None
    return frozenset(
        (weekday, PARTS[place])
        for weekday in range(7)
        for place in range(len(PARTS))
        if bits >> (weekday * len(PARTS) + place) & 1
    )


def _days(away: tuple[tuple[date, date], ...], day: date) -> frozenset[date]:
    """Days away among those that are looked at."""
    if not away:
        return frozenset()
    ahead = (day + timedelta(days=n) for n in range(AHEAD_DAYS))
    return frozenset(one for one in ahead if any(start <= one <= end for start, end in away))


@lru_cache(maxsize=4096)
def _languages(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(language_code(word) for word in words)


def _candidate(row: Row, facts: Facts, away: frozenset[date]) -> Candidate:
    pk = row["pk"]
    located = row["latitude"] is not None and row["longitude"] is not None
    return Candidate(
        pk=pk,
        experience=row["experience_kind"],
        wants_talks=True,
        insured=bool(facts["insured"]),
        has_access=pk in facts["desk"],
        has_desk_name=bool(facts["desk"].get(pk)),
        works_for_partner=pk in facts["partner"],
        already_asked=pk in facts["asked"],
        own_maximum=row["max_per_month"],
        talks_this_month=facts["held"].get(pk, 0) + facts["to_come"].get(pk, 0),
        free=_free(facts["free"].get(pk)),
        away=away,
        gender=GENDERS.get(row["gender"], ""),
        languages=_languages(tuple(row["languages"])),
        location=(row["latitude"], row["longitude"]) if located else None,
        knows_site=pk in facts["knows"],
        last_asked_on=facts["last"].get(pk),
    )
