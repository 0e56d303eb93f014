"""Who comes first for an aanmelding, in the order of the database: the comparison of `matching.fit` as one statement.

`matching.py` is the specification. Reading ten thousand people to show five takes too long, so the database hands on
the few who can be in the lists. What is shown, order and reasons, is what `matching.py` makes of those few, and a
property test holds that it would have chosen the same people among everybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection

from oev import clock
from partners.models import PartnerContact
from referrals.matching import DISTANCE_BANDS_KM, DayPart, Wish
from referrals.matching_values import EARTH_KM
from referrals.models import Offer, Referral
from volunteers.kinds import Role
from volunteers.models import InsurancePolicy, RoleHolding, StandingSpan

PARTS = (DayPart.MORNING, DayPart.AFTERNOON, DayPart.EVENING)
HOW = {"pool": "MATERIALIZED", "fact": "MATERIALIZED"}  # each sum is made once
GUIDES = (Role.TALKS.value,)
TEAM = (Role.FLYING.value, Role.STARTER.value)  # starters are part of the vliegende ploeg (R090)
NO_MAXIMUM = 4  # talks a month, as in `matching`
Row = dict[str, Any]
Sql = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the pool, for an aanmelding and its wish.

    `outreach`: people of the vliegende ploeg, to call once more (R091); else those with the role of gids.
    `gender` and `languages`: the wish in the words of the pool. `whom`: one person. `near_first`: those who are near
    and miss no wish, because nobody can come before them, and all who are in a list for a reason of their own.
    `best`, `aside`: how many of each list; None gives everybody.
    """

    referral: Referral
    wish: Wish
    gender: str = ""
    languages: tuple[str, ...] = ()
    outreach: bool = False
    whom: int | None = None
    near_first: bool = False
    best: int | None = None
    aside: int | None = None

    @property
    def facts(self) -> bool:
        """Whether facts are wanted too that make no difference for this wish."""
        return self.best is None


def look_at(one: Look) -> list[Row]:
    """Callable guides with every fact that the matching knows, in its order; one query.

    `place`: 0 may be asked, 1 but for the own maximum, 2 not, 3 away today. `near`: in the first band of distance and
    no wish missed.
    """
    day = one.wish.today
    desk = (DESK, [one.wish.at_site or one.facts, one.referral.site_id, day, day])
    parts = [*_rules(one), ("desk", desk), ("talks", _talks(day)), ("town", _town(one.wish)), ("whom", _whom(one)),
             ("pool", _pool(one)), ("fact", _facts(one)), ("fit", _fit(one.wish))]  # fmt: skip
    sql = ", ".join(f"{name} AS {HOW.get(name, '')} ({text})" for name, (text, _) in parts)
    params = [value for _, (_, values) in parts for value in values]
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {sql} {ORDERED}", [*params, one.best, one.aside])
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _rules(one: Look) -> Iterator[tuple[str, Sql]]:
    """Rows that are chosen by rules with a name, which stand in the querysets alone."""
    day = one.wish.today
    yield from _rules_of_the_day(day, TEAM if one.outreach else GUIDES)
    contacts = PartnerContact.objects.current(day).filter(partner=one.referral.site.partner_id)
    yield "colleague", _of(contacts.filter(user__volunteer__isnull=False).values("user__volunteer"))
    yield "asked", _of(Offer.objects.already_asked(one.referral, outreach=one.outreach).values("volunteer_id"))


@lru_cache(maxsize=8)
def _rules_of_the_day(day: date, roles: tuple[str, ...]) -> tuple[tuple[str, Sql], ...]:
    """The text of these is the same all day, whatever the rows."""
    return (
        ("callable", _of(StandingSpan.objects.on(day).callable().values("volunteer_id"))),
        ("guide", _of(RoleHolding.objects.held_on(day).filter(role__in=roles).values("volunteer_id"))),
        ("policy", _of(InsurancePolicy.objects.once_covering_one_of(roles, day).values("id"))),
    )


def _of(rows: Any) -> Sql:
    text, params = rows.order_by().query.sql_with_params()
    return text, list(params)


def _talks(day: date) -> Sql:
    month = day.replace(day=1)
    return TALKS, [clock.start_of(month), clock.start_of((month + timedelta(days=32)).replace(day=1))]


# On the access list of the site today (R163).
DESK = """
    SELECT volunteer_id, display_name FROM volunteers_siteaccess
    WHERE %s AND site_id = %s AND agreed_on <= %s AND coalesce(valid_until >= %s, true)
"""
# Talks of this month, held and to come, by person; whoever goes along has them too (R313).
TALKS = """
    SELECT volunteer_id, count(*) AS n FROM (
        SELECT unnest(ARRAY[volunteer_id, second_id]) AS volunteer_id
        FROM referrals_conversation WHERE happened_at >= %s AND happened_at < %s
        UNION ALL SELECT volunteer_id FROM referrals_assignment
        WHERE state IN ('accepted', 'planned') AND NOT outreach
    ) AS talk WHERE volunteer_id IS NOT NULL GROUP BY volunteer_id
"""


def _town(wish: Wish) -> Sql:
    """Kilometres and band of distance of every municipality, as `distance_km` and `fit` have them."""
    latitude, longitude = wish.near or (None, None)
    return TOWN, [list(map(float, DISTANCE_BANDS_KM)), 2 * EARTH_KM, latitude, latitude, longitude]


TOWN = """
    SELECT id, latitude, longitude, km, CASE WHEN km IS NULL THEN cardinality(bands)
           ELSE (SELECT count(*) FROM unnest(bands) AS edge WHERE edge < km) END AS band
    FROM (SELECT id, latitude, longitude, %s::float8[] AS bands,
                 CASE WHEN half IS NOT NULL THEN %s * asin(sqrt(least(1.0, half))) END AS km
          FROM (SELECT id, latitude, longitude,
                       sin((radians(%s::float8) - radians(latitude)) / 2) ^ 2 + cos(radians(latitude))
                       * cos(radians(%s::float8)) * sin((radians(%s::float8) - radians(longitude)) / 2) ^ 2 AS half
                FROM partners_municipality WHERE latitude IS NOT NULL AND longitude IS NOT NULL) AS located) AS measured
"""


def _whom(one: Look) -> Sql:
    """Keys of the people who are looked at."""
    if one.whom is not None:
        return "SELECT %s::bigint AS pk", [one.whom]
    if one.near_first:
        return NEAR_FIRST, [one.wish.fitting_experience, one.gender or None, one.wish.at_site, one.wish.today]
    return "SELECT id AS pk FROM volunteers_volunteer", []


NEAR_FIRST = """
    SELECT id AS pk FROM volunteers_volunteer
    WHERE municipality_id IN (SELECT id FROM town WHERE band = 0)
          AND coalesce(experience_kind IN (%s, 'both'), true) AND coalesce(gender = %s, true)
    UNION SELECT id FROM volunteers_volunteer WHERE max_per_month = 0
    UNION SELECT v.id FROM talks JOIN volunteers_volunteer v ON v.id = volunteer_id AND n >= max_per_month
    UNION SELECT * FROM asked UNION SELECT * FROM colleague UNION SELECT volunteer_id FROM desk WHERE %s
    UNION SELECT volunteer_id FROM volunteers_blockedperiod WHERE %s BETWEEN from_on AND until_on
"""


def _pool(one: Look) -> Sql:
    """Callable guides among them, with the wishes that are missed, the distance and the talks of this month."""
    languages = list(one.languages) if one.wish.language else None
    text = POOL + (FEW if one.near_first else MANY)
    return text, [len(DISTANCE_BANDS_KM), one.wish.fitting_experience, one.gender or None, languages]


POOL = """
    SELECT pk, first_name, last_name, experience_kind, gender, languages, max_per_month, latitude, longitude,
           coalesce(km, 0) AS km, coalesce(band, %s) AS band, coalesce(n, 0) AS talks,
           coalesce(experience_kind NOT IN (%s, 'both'), false) AS other_experience,
           coalesce(gender <> %s, false) AS other_gender,
           coalesce(NOT languages && %s::varchar[], false) AS other_language
    FROM whom
"""
# The same twice: one by one along the indexes, or all at once. The database cannot know how many are near.
FEW = """
    CROSS JOIN LATERAL (SELECT FROM callable WHERE volunteer_id = pk LIMIT 1) AS may
    CROSS JOIN LATERAL (SELECT FROM guide WHERE volunteer_id = pk LIMIT 1) AS holds
    CROSS JOIN LATERAL (SELECT * FROM volunteers_volunteer WHERE id = pk AND kind = 'ed' LIMIT 1) AS person
    LEFT JOIN town ON town.id = municipality_id
    LEFT JOIN talks ON talks.volunteer_id = pk
"""
MANY = """
    JOIN volunteers_volunteer person ON person.id = pk AND kind = 'ed'
    LEFT JOIN town ON town.id = municipality_id
    LEFT JOIN talks ON talks.volunteer_id = pk
    WHERE pk IN (SELECT * FROM callable) AND pk IN (SELECT * FROM guide)
"""


def _facts(one: Look) -> Sql:
    day = one.wish.today
    site = one.referral.site_id
    return FACTS, [site, site, clock.BRUSSELS.key, bool(one.wish.moments) or one.facts, day, day]


FACTS = """
    SELECT pool.*, EXISTS (SELECT FROM policy) AS insured, desk.volunteer_id IS NOT NULL AS has_access,
           coalesce(desk.display_name <> '', false) AS has_desk_name, pk IN (SELECT * FROM colleague) AS colleague,
           pk IN (SELECT * FROM asked) AS asked, last_asked_on, half_days,
           pk IN (SELECT volunteer_id FROM referrals_conversation
                  WHERE site_id = %s AND volunteer_id IS NOT NULL
                  UNION ALL SELECT second_id FROM referrals_conversation
                  WHERE site_id = %s AND second_id IS NOT NULL) AS knows,
           coalesce(away_from, '{}') AS away_from, coalesce(away_until, '{}') AS away_until,
           coalesce(away_today, false) AS away_today
    FROM pool
    LEFT JOIN desk ON desk.volunteer_id = pk
    CROSS JOIN LATERAL (SELECT (max(asked_at) AT TIME ZONE %s)::date AS last_asked_on
                        FROM referrals_offer WHERE volunteer_id = pk) AS offered
    CROSS JOIN LATERAL (SELECT nullif(bit_or(CASE part WHEN 'morning' THEN 1 WHEN 'afternoon' THEN 2
                                             WHEN 'evening' THEN 4 ELSE 0 END << 3 * weekday), 0) AS half_days
                        FROM volunteers_availability WHERE %s AND volunteer_id = pk) AS available
    LEFT JOIN (SELECT volunteer_id, array_agg(from_on) AS away_from, array_agg(until_on) AS away_until,
                      bool_or(from_on <= %s) AS away_today
               FROM volunteers_blockedperiod WHERE until_on >= %s GROUP BY volunteer_id) AS blocked
           ON blocked.volunteer_id = pk
"""


def _fit(wish: Wish) -> Sql:
    """The hard conditions and what `fit` compares."""
    days = [moment.on for moment in wish.moments]
    slots = [3 * moment.on.weekday() + PARTS.index(DayPart(moment.part)) for moment in wish.moments]
    return FIT, [NO_MAXIMUM, bool(wish.moments), wish.at_site, bool(wish.moments), days, slots]


FIT = """
    SELECT fact.*, band = 0 AND NOT (other_experience OR other_gender OR other_language) AS near,
           CASE WHEN half_days IS NULL THEN 0 ELSE -free END AS less_free,
           talks::float8 / greatest(coalesce(max_per_month, %s), 1) AS load,
           CASE WHEN away_today AND NOT %s THEN 3
                WHEN colleague OR asked OR NOT insured OR (%s AND NOT (has_access AND has_desk_name))
                     OR (%s AND free = 0) THEN 2
                WHEN talks >= max_per_month THEN 1 ELSE 0 END AS place
    FROM fact
    CROSS JOIN LATERAL (
        SELECT count(*) AS free FROM unnest(%s::date[], %s::int[]) AS moment (on_day, slot)
        WHERE (half_days IS NULL OR half_days >> slot & 1 = 1)
          AND NOT EXISTS (SELECT FROM unnest(away_from, away_until) AS away (a, b) WHERE on_day BETWEEN a AND b)
    ) AS suits
"""

ORDERED = """
    SELECT * FROM (
        SELECT fit.*, row_number() OVER (PARTITION BY place > 0 ORDER BY place,
            other_experience::int + other_gender::int + other_language::int, other_experience, other_gender,
            other_language, band, less_free, load, NOT knows, last_asked_on NULLS FIRST, km, pk) AS nth
        FROM fit) AS one
    WHERE nth <= coalesce(CASE WHEN place = 0 THEN %s ELSE %s END::bigint, nth)
    ORDER BY place > 0, nth
"""
