"""A pool of any size, the same each time relative to today: made in sets by arithmetic on row numbers, never at random.

Of a hundred people 76 are active (5 of them near the end of their year), 5 lapsed, 6 slapend, 6 in pause, 4 stopped,
2 candidates and 1 organisatievrijwilliger. Each has ten intervisies and ten aanmeldingen behind him; for every hundred
people there is a group with eight gespreksleiders, for every fifty a place that sends aanmeldingen.
"""

from dataclasses import dataclass
from datetime import date
from time import perf_counter

from django.db import connection, transaction

from benchmarks import seed_work
from benchmarks.filling import fill, set_sequences, without_triggers
from oev import clock
from partners.models import Agreement, Municipality, Organisation, Partner, Site
from volunteers.kinds import Role
from volunteers.models import (
    Availability,
    BlockedPeriod,
    CallTask,
    Contact,
    Engagement,
    InsurancePolicy,
    IntervisionAttendance,
    IntervisionSession,
    Rest,
    RoleHolding,
    SiteAccess,
    StandingSpan,
    Volunteer,
)
from volunteers.spans import rebuild_spans

TOWNS = 27
DAYS = 1200  # one session a day: a large koepel meets everywhere
ROLES = "ARRAY[" + ", ".join(f"'{role.value}'" for role in Role) + "]::varchar[]"
ACTIVE, LAPSED, SLEEPING, PAUSED = "s < 76", "s BETWEEN 76 AND 80", "s BETWEEN 81 AND 86", "s BETWEEN 87 AND 92"
EXPERIENCE = "(ARRAY['own', 'own', 'context', 'both'])[1 + i % 4]"
STOPPED, CANDIDATE, ORGANISATION = "s BETWEEN 93 AND 96", "s IN (97, 98)", "s = 99"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of everything goes with a number of people."""

    people: int

    @property
    def places(self) -> int:
        """Places that send aanmeldingen."""
        return max(8, self.people // 50)

    @property
    def groups(self) -> int:
        """Contact groups."""
        return max(3, self.people // 100)

    @property
    def referrals(self) -> int:
        """Aanmeldingen in three years; the last of them are open."""
        return self.people * 10

    @property
    def open_referrals(self) -> int:
        """Aanmeldingen that run now."""
        return max(20, self.people // 100)


def seed(sizes: Sizes) -> dict[str, float]:
    """Fill an empty database; gives seconds by part."""
    took: dict[str, float] = {}
    day = clock.today()
    with transaction.atomic():
        with connection.cursor() as cursor:
            without_triggers(cursor)
        for name, part in (("partners", _partners), ("people", _people), ("facts", _facts)):
            began = perf_counter()
            part(sizes, day)
            took[name] = perf_counter() - began
        began = perf_counter()
        rebuild_spans(*range(1, sizes.people + 1))
        took["spans"] = perf_counter() - began
        began = perf_counter()
        _what_follows()
        seed_work.seed_work(sizes.people, sizes.places, sizes.groups, sizes.referrals, sizes.open_referrals, day)
        set_sequences(Municipality, Partner, Site, Volunteer, IntervisionSession, *seed_work.NUMBERED)
        took["work"] = perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return took


def _partners(sizes: Sizes, day: date) -> None:
    n = sizes.places
    fill(Organisation, "(SELECT 1) one", name="'Voorbeeldkoepel'", phone="'014 00 00 00'", email="'info@oev.example'")
    fill(
        Municipality, f"generate_series(1, {TOWNS}) i", id="i", name="'Gemeente ' || i", postcode="2300 + i",
        latitude="51.0 + (i * 37 % 40) / 100.0", longitude="4.7 + (i * 53 % 60) / 100.0",
        search_name="'gemeente ' || i",
    )  # fmt: skip
    fill(
        Partner, f"generate_series(1, {n}) i", id="i", name="'Partner ' || i",
        kind="CASE i % 2 WHEN 1 THEN 'hospital' ELSE 'municipality' END", municipality=f"1 + i % {TOWNS}",
        search_name="'partner ' || i",
    )  # fmt: skip
    fill(
        Site, f"generate_series(1, {n}) i", id="i", partner="i", name="'Plaats ' || i",
        kind="CASE i % 2 WHEN 1 THEN 'hospital' ELSE 'social_service' END", municipality=f"1 + i % {TOWNS}",
        bedside_visits="i % 2 = 1", search_name="'plaats ' || i",
    )  # fmt: skip
    signed = f"DATE '{day}' - 400"
    fill(
        Agreement, f"generate_series(1, {n}) i", partner="i", title="'Overeenkomst ' || i", from_on=signed,
        services="ARRAY['talks', 'groups']::varchar[]", sent_on=signed, signed_by_us_on=signed,
        signed_by_partner_on=signed, until_on=f"DATE '{day}' + 200 + i % 300",
    )  # fmt: skip


def _everybody(sizes: Sizes) -> str:
    """`i` is the key of a person, `s` the shape."""
    return f"(SELECT i, (i * 37) % 100 AS s FROM generate_series(1, {sizes.people}) i) p"


def _people(sizes: Sizes, day: date) -> None:
    everybody = _everybody(sizes)
    fill(
        Volunteer, everybody, id="i", first_name="'Voornaam' || i % 400", last_name="'Achternaam ' || i",
        email="'v' || i || '@voorbeeld.be'", phone="'0470 ' || lpad(i::text, 6, '0')",
        kind=f"CASE WHEN {ORGANISATION} THEN 'organisation' ELSE 'ed' END",
        experience_kind=f"CASE WHEN {ORGANISATION} THEN '' ELSE {EXPERIENCE} END",
        gender="(ARRAY['v', 'm', 'v', 'm', ''])[1 + i % 5]", municipality=f"1 + i % {TOWNS}",
        languages="CASE i % 3 WHEN 0 THEN ARRAY['Nederlands', 'Frans'] ELSE ARRAY['Nederlands'] END",
        max_per_month="CASE i % 4 WHEN 0 THEN NULL ELSE 2 + i % 4 END",
        search_name="'voornaam' || i % 400 || ' achternaam ' || i",
        created_at=f"(DATE '{day}' - CASE WHEN {CANDIDATE} THEN 5 + i % 30 ELSE 1145 END)::timestamptz",
    )  # fmt: skip
    fill(InsurancePolicy, "(SELECT 1) one", name="'Polis'", roles=ROLES, from_on=f"DATE '{day}' - 2000",
         until_on=f"DATE '{day}' + 100", tacit_renewal="true")  # fmt: skip
    fill(
        RoleHolding, f"{everybody} WHERE s < 93", volunteer="i", role="'talks'", from_on=f"DATE '{day}' - 700",
        reserve_since=f"CASE WHEN {ACTIVE} THEN NULL ELSE DATE '{day}' - 5 END",
    )  # fmt: skip
    fill(
        SiteAccess, f"{everybody}, generate_series(0, 3) k WHERE s < 93", volunteer="i",
        site=f"1 + (i + k * {sizes.places} / 4) % {sizes.places}", display_name="'Voornaam' || i",
        agreed_on=f"DATE '{day}' - 600",
    )  # fmt: skip
    fill(
        Availability, f"{everybody}, generate_series(0, 3) k WHERE i % 2 = 0", volunteer="i", weekday="(i + k) % 7",
        part="(ARRAY['morning', 'afternoon', 'evening'])[1 + (i + k) % 3]",
    )  # fmt: skip
    fill(BlockedPeriod, f"{everybody} WHERE i % 50 = 7", volunteer="i", from_on=f"DATE '{day}' + i % 20 - 5",
         until_on=f"DATE '{day}' + i % 20 + 5")  # fmt: skip


def _facts(sizes: Sizes, day: date) -> None:
    everybody = _everybody(sizes)
    fill(
        Engagement, everybody, volunteer="i",
        candidate_on=f"DATE '{day}' - CASE WHEN {CANDIDATE} THEN 5 + i % 30 ELSE 1145 END",
        activated_on=f"CASE WHEN {CANDIDATE} THEN NULL ELSE DATE '{day}' - 1100 END",
        stopped_on=f"CASE WHEN {STOPPED} THEN DATE '{day}' - 60 - i % 90 END",
    )  # fmt: skip
    fill(
        IntervisionSession, f"generate_series(0, {DAYS}) d", id="1 + d",
        starts_at=f"(DATE '{day}' - d::int) + TIME '19:30'", place="'De Linde'",
        closed_at=f"(DATE '{day}' - d::int + 1) + TIME '10:00'",
        kind="CASE d % 4 WHEN 0 THEN 'partner' ELSE 'intern' END",
    )  # fmt: skip
    # Who sleeps was last there before that; one in eight came again and can be asked back.
    asleep = f"{SLEEPING} AND i % 8 > 0 THEN 70 + i % 60 WHEN "
    last = (
        f"CASE WHEN {asleep}{LAPSED} THEN 366 + i % 200 WHEN s >= 71 AND {ACTIVE} THEN 270 + i % 96 ELSE 1 + i % 60 END"
    )
    fill(
        IntervisionAttendance,
        f"(SELECT i, k, {last} + k * 60 AS back FROM {everybody}, generate_series(0, 9) k"
        f" WHERE s < 97 AND {last} + k * 60 <= 1100) a",
        volunteer="i", session="1 + back", day=f"DATE '{day}' - back", presence="'attended'",
    )  # fmt: skip
    fill(
        Contact, f"{everybody}, generate_series(0, 1) k WHERE s < 97", volunteer="i", hat="'representative'",
        on_day=f"DATE '{day}' - CASE WHEN {LAPSED} THEN 700 + i % 90 ELSE 3 + i % 200 + k * 100 END",
    )  # fmt: skip
    fill(
        Rest, f"{everybody} WHERE {SLEEPING} OR {PAUSED}", volunteer="i",
        kind=f"CASE WHEN {SLEEPING} THEN 'sleep' ELSE 'pause' END", from_on=f"DATE '{day}' - 10 - i % 50",
        needs_return=SLEEPING, ask_again_on=f"CASE WHEN {PAUSED} THEN DATE '{day}' + 1 + i % 60 END",
        may_call=f"CASE WHEN {SLEEPING} THEN 'not_now' ELSE '' END",
        signalled_by=f"CASE WHEN {SLEEPING} THEN 'representative' ELSE 'person' END",
    )  # fmt: skip


def _what_follows() -> None:
    """Lapses before today were told long ago, and nearly all of those people were called."""
    spans, day = StandingSpan._meta.db_table, clock.today()  # noqa: SLF001
    fill(
        CallTask,
        f"{spans} s WHERE status = 'inactive' AND from_on < DATE '{day}' AND coalesce(until_on > DATE '{day}', true)",
        volunteer="volunteer_id", kind="'lapse'", for_office="'representative'", due_on="from_on",
        created_at="from_on", done_on="CASE WHEN volunteer_id % 20 > 0 THEN from_on END",
    )  # fmt: skip
