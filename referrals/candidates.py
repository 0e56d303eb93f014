"""From rows to the people who may be asked for one aanmelding (R163, R169, Q27, Q48, section 3.1, A08).

Whoever is not callable, or does not hold the role of gids, is in no list at all. One query makes all candidates, one
more tells what the aanmelding asks for; the order and the reasons are those of `matching.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, DateTimeField, Exists, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from oev import clock
from oev.search import search_form
from partners.models import PartnerContact
from referrals.matching import Candidate, DayPart, Match, Moment, SetAside, Wish, best, obstacles, set_aside
from referrals.matching_words import LANGUAGES
from referrals.models import Assignment, Conversation, Offer, Referral, ReferralPerson
from referrals.states import AssignmentState, ReachKind, SubjectKind
from volunteers.kinds import Role, VolunteerKind
from volunteers.models import Availability, BlockedPeriod, InsurancePolicy, RoleHolding, SiteAccess, Volunteer

BEST = 5
SHOWN_ASIDE = 30
AHEAD_DAYS = 7
SUBJECTS = {SubjectKind.SELF: "person", SubjectKind.CONTEXT: "relative", SubjectKind.PROFESSIONAL: "professional"}
GENDERS = {"v": "vrouw", "m": "man", "x": "x"}
LANGUAGE_CODES = {search_form(word): code for code, word in LANGUAGES.items()}
PARTS = ((DayPart.MORNING, time(6), time(12)), (DayPart.AFTERNOON, time(12), time(18)),
         (DayPart.EVENING, time(18), time(22)))  # fmt: skip
NOT_FREE = "niet vrij op dat moment"


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to "who?": the five best with reasons, and the folded list 'nu niet te vragen'.

    `may_exceed`: those of `set_aside` whom only the own maximum bars; asking them anyway is possible (A08).
    `names`: full name by primary key of everybody in the lists.
    """

    best: list[Match]
    set_aside: list[SetAside]
    may_exceed: list[SetAside]
    names: dict[int, str] = field(default_factory=dict)

    @property
    def nobody(self) -> bool:
        """True when there is nobody left to ask without going beyond something."""
        return not self.best


def candidates_for(referral: Referral, now: datetime) -> Found:
    """Who may be asked for this aanmelding now, best first; three queries whatever the number of people."""
    wish = wish_of(referral, now)
    rows = list(_rows(referral, now))
    away = {row["pk"] for row in rows if not wish.moments and _is_away(row, wish.today)}
    everybody = [_candidate(row) for row in rows]
    here = [who for who in everybody if who.pk not in away]
    absent = [SetAside(who, (NOT_FREE,), can_ask_anyway=False) for who in everybody if who.pk in away]
    aside = [*set_aside(here, wish, SHOWN_ASIDE), *absent][:SHOWN_ASIDE]
    first = list(best(here, wish, BEST))
    return Found(
        best=first,
        set_aside=aside,
        may_exceed=[who for who in aside if who.can_ask_anyway],
        names=_names([*(who.candidate.pk for who in first), *(who.candidate.pk for who in aside)]),
    )


def reasons_against(
    referral: Referral, volunteer: Volunteer, now: datetime, *, over_maximum: bool = False
) -> list[str] | None:
    """Why this one person is not asked, in words; None when not callable or without the role of gids.

    `over_maximum`: the own maximum is no reason, because the person may go over it by saying yes (A08).
    """
    row = _rows(referral, now).filter(pk=volunteer.pk).first()
    if row is None:
        return None
    wish = wish_of(referral, now)
    missing = [c.reason for c in obstacles(_candidate(row), wish) if not (over_maximum and c.soft)]
    return missing + ([NOT_FREE] if not wish.moments and _is_away(row, wish.today) else [])


def wish_of(referral: Referral, now: datetime) -> Wish:
    """What this aanmelding asks for; somebody on a ward can be visited until a known hour."""
    site = referral.site
    until = None
    if referral.reach_kind == ReachKind.WARD:
        until = ReferralPerson.objects.filter(referral=referral).values_list("reachable_until", flat=True).first()
    town = site.municipality
    located = town is not None and town.latitude is not None and town.longitude is not None
    return Wish(
        today=now.astimezone(clock.BRUSSELS).date(),
        subject=SUBJECTS[SubjectKind(referral.subject_kind)],  # type: ignore[arg-type]
        experience=referral.wish_experience if referral.wish_experience in ("own", "context") else None,  # type: ignore[arg-type]
        gender=GENDERS.get(referral.wish_gender, ""),
        language=language_code(referral.wish_language),
        moments=moments_until(now, until) if until else (),
        at_site=site.bedside_visits and referral.reach_kind == ReachKind.WARD,
        site_name=site.name,
        near=(town.latitude, town.longitude) if located else None,  # type: ignore[union-attr, arg-type]
    )


def moments_until(now: datetime, until: datetime) -> tuple[Moment, ...]:
    """The parts of days between now and then in which somebody can come, a week ahead at most."""
    first, last = now.astimezone(clock.BRUSSELS), until.astimezone(clock.BRUSSELS)
    days = [first.date() + timedelta(days=ahead) for ahead in range(AHEAD_DAYS)]
    return tuple(
        Moment(day, part)
        for day in days
        for part, begin, end in PARTS
        if clock.local(day, begin) < last and clock.local(day, end) > first
    )


def language_code(word: str) -> str:
    """'Frans' and 'fr' are one language; a language without a code is known by its word."""
    plain = search_form(word)
    return LANGUAGE_CODES.get(plain, plain)


def _rows(referral: Referral, now: datetime) -> "QuerySet[Any, dict[str, Any]]":
    """Callable people with the role of gids, and what is known of them for this aanmelding: one query."""
    day = now.astimezone(clock.BRUSSELS).date()
    me = OuterRef("pk")
    site = referral.site
    access = SiteAccess.objects.filter(volunteer=me, site=site, agreed_on__lte=day)
    access = access.filter(Q(valid_until=None) | Q(valid_until__gte=day))
    at_partner = PartnerContact.objects.current(day).filter(partner=site.partner_id, user=OuterRef("user"))
    been_there = Q(site=site) | Q(assignment__referral__site=site)
    parts = Availability.objects.filter(volunteer=me)
    away = BlockedPeriod.objects.filter(volunteer=me, until_on__gte=day)
    rows: QuerySet[Any, dict[str, Any]] = (
        Volunteer.objects.callable_on(day)
        .filter(Exists(RoleHolding.objects.held_on(day).filter(volunteer=me, role=Role.TALKS)), kind=VolunteerKind.ED)
        .annotate(
            insured=Exists(InsurancePolicy.objects.covering(Role.TALKS, day)),
            desk_name=Subquery(access.values("display_name")[:1]),
            at_partner=Exists(at_partner),
            asked=Exists(Offer.objects.filter(referral=referral, volunteer=me)),
            talks=_talks_this_month(day),
            knows_site=Exists(Conversation.objects.filter(been_there, volunteer=me)),
            last_asked=_latest(Offer.objects.filter(volunteer=me), "asked_at"),
            free_days=ArraySubquery(parts.values("weekday")),
            free_parts=ArraySubquery(parts.values("part")),
            away_from=ArraySubquery(away.order_by("pk").values("from_on")),
            away_until=ArraySubquery(away.order_by("pk").values("until_on")),
        )
        .order_by()
        .values(
            "pk", "experience_kind", "gender", "languages", "max_per_month", "insured", "desk_name", "at_partner",
            "asked", "talks", "knows_site", "last_asked", "free_days", "free_parts", "away_from", "away_until",
            latitude=F("municipality__latitude"), longitude=F("municipality__longitude"),
        )
    )  # fmt: skip
    return rows


def _talks_this_month(day: date) -> Any:
    """Talks held this month, and what was said yes to and is still to come."""
    first = day.replace(day=1)
    held = Conversation.objects.filter(
        volunteer=OuterRef("pk"),
        happened_at__gte=clock.start_of(first),
        happened_at__lt=clock.start_of((first + timedelta(days=32)).replace(day=1)),
    )
    to_come = Assignment.objects.filter(
        volunteer=OuterRef("pk"), state__in=[AssignmentState.ACCEPTED, AssignmentState.PLANNED]
    )
    return _count(held) + _count(to_come)


def _count(rows: "QuerySet[Any, Any]") -> Any:
    counted = rows.order_by().values("volunteer").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _latest(rows: "QuerySet[Any, Any]", name: str) -> Any:
    latest = rows.order_by().values("volunteer").annotate(latest=Max(name)).values("latest")
    return Subquery(latest, output_field=DateTimeField())


def _is_away(row: dict[str, Any], day: date) -> bool:
    return any(start <= day <= end for start, end in zip(row["away_from"], row["away_until"], strict=True))


def _candidate(row: dict[str, Any]) -> Candidate:
    located = row["latitude"] is not None and row["longitude"] is not None
    return Candidate(
        pk=row["pk"],
        experience=row["experience_kind"],
        wants_talks=True,
        insured=row["insured"],
        has_access=row["desk_name"] is not None,
        has_desk_name=bool(row["desk_name"]),
        works_for_partner=row["at_partner"],
        already_asked=row["asked"],
        own_maximum=row["max_per_month"],
        talks_this_month=row["talks"],
        free=frozenset(zip(row["free_days"], row["free_parts"], strict=True)) or None,
        away=_days_away(row),
        gender=GENDERS.get(row["gender"], ""),
        languages=frozenset(language_code(word) for word in row["languages"]),
        location=(row["latitude"], row["longitude"]) if located else None,
        knows_site=row["knows_site"],
        last_asked_on=row["last_asked"].astimezone(clock.BRUSSELS).date() if row["last_asked"] else None,
    )


def _days_away(row: dict[str, Any]) -> frozenset[date]:
    """Days away, as far as moments are looked for."""
    if not row["away_from"]:
        return frozenset()
    day = clock.today()
    ahead = (day + timedelta(days=n) for n in range(AHEAD_DAYS))
    return frozenset(day for day in ahead if _is_away(row, day))


def _names(pks: Iterable[int]) -> dict[int, str]:
    return {who.pk: who.full_name for who in Volunteer.objects.filter(pk__in=list(pks))}
