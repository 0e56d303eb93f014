"""The second half of the pool: groups with their meetings and turns, aanmeldingen with questions, yeses and talks."""

from datetime import date

from benchmarks.filling import fill
from contactgroups.models import AttendanceCount, ContactGroup, GroupRole, Meeting, MeetingSeries, RosterTurn
from oev.crypto import encrypt
from referrals.models import Assignment, Consent, Conversation, Offer, Referral, ReferralPerson

WEEKS_BACK, WEEKS_AHEAD = 104, 12
PUBLISHED_AHEAD = 6
YEARS = 1095
LEADERS, ORGANISERS = 8, 2
NUMBERED = (ContactGroup, MeetingSeries, Meeting, Referral, Assignment)
OPEN_STATES = "(ARRAY['received', 'searching', 'found', 'contacted', 'running'])[1 + i % 5]"


def seed_work(people: int, places: int, groups: int, referrals: int, running: int, day: date) -> None:
    """Everything that people do; people, places and spans are there already."""
    _groups(people, places, groups, day)
    _meetings(groups, day)
    _referrals(places, referrals, running, day)
    _answers(people, referrals, running, day)


def _groups(people: int, places: int, groups: int, day: date) -> None:
    every = f"generate_series(1, {groups}) g"
    fill(
        ContactGroup, every, id="g", name="'Groep ' || g", municipality="1 + g % 27", state="'active'",
        state_since=f"DATE '{day}' - 900", started_on=f"DATE '{day}' - 900", place="'Dienstencentrum'",
        supporting_partner=f"1 + g % {places}", search_name="'groep ' || g",
    )  # fmt: skip
    fill(MeetingSeries, every, id="g", group="g", weekday="g % 7", starts_at="TIME '19:30'",
         from_on=f"DATE '{day}' - 900")  # fmt: skip
    # Person i has shape (i * 37) mod 100, so those of one group are chosen among the shapes that are active.
    somebody = f"1 + (g * 73 + k * 27) % {people}"
    fill(
        GroupRole, f"{every}, generate_series(0, {LEADERS + ORGANISERS - 1}) k", group="g", volunteer=somebody,
        kind=f"CASE WHEN k < {ORGANISERS} THEN 'organiser' ELSE 'leader' END", from_on=f"DATE '{day}' - 800",
        joined_at=f"DATE '{day}' - 800", public_contact="k = 0",
    )  # fmt: skip


def _meetings(groups: int, day: date) -> None:
    weeks = WEEKS_BACK + WEEKS_AHEAD
    start = f"(DATE '{day}' - {7 * WEEKS_BACK} + 7 * w::int + g::int % 7) + TIME '19:30'"
    fill(
        Meeting, f"generate_series(1, {groups}) g, generate_series(0, {weeks - 1}) w", id=f"(g - 1) * {weeks} + w + 1",
        group="g", series="g", starts_at=start, place="'Dienstencentrum'",
        state="CASE WHEN (g + w) % 40 = 0 THEN 'cancelled' ELSE 'planned' END",
    )  # fmt: skip
    meetings = f"{Meeting._meta.db_table} m"  # noqa: SLF001
    fill(
        AttendanceCount, f"{meetings} WHERE state = 'planned' AND starts_at < DATE '{day}' - 7", meeting="m.id",
        own_experience="4 + id % 7", context="id % 4", professionals="id % 2", registered_at="starts_at",
    )  # fmt: skip
    roles = GroupRole._meta.db_table  # noqa: SLF001
    ahead = f"starts_at >= DATE '{day}' + {7 * PUBLISHED_AHEAD}"
    fill(
        RosterTurn,
        f"(SELECT m.*, row_number() OVER (PARTITION BY group_id ORDER BY starts_at) AS nth FROM {meetings}) m"
        f" LEFT JOIN LATERAL (SELECT volunteer_id FROM {roles} r WHERE r.group_id = m.group_id AND kind = 'leader'"
        f" ORDER BY volunteer_id OFFSET m.nth % {LEADERS} LIMIT 1) r ON NOT {ahead}",
        meeting="m.id", volunteer="r.volunteer_id", published=f"NOT {ahead}", since=f"DATE '{day}' - 1",
        state=f"CASE WHEN {ahead} OR r.volunteer_id IS NULL THEN 'free' ELSE 'confirmed' END",
    )  # fmt: skip


def _referrals(places: int, referrals: int, running: int, day: date) -> None:
    """The last `running` are open and came in the last days; all others are closed."""
    last = referrals - running
    back = f"5 + (({last} - i) * {YEARS}::bigint / {last})::int"
    received = (
        f"(DATE '{day}' - CASE WHEN i > {last} THEN (i % 3)::int ELSE {back} END)"
        " + TIME '00:30' + ((i % 8) || ' hours')::interval"
    )
    every = f"(SELECT i, {received} AS at, i > {last} AS here FROM generate_series(1, {referrals}) i) r"
    fill(
        Referral, every, id="i", year="extract(year FROM at)", sequence="i", site=f"1 + i % {places}",
        contact=f"CASE WHEN i % {places} = 0 THEN 1 END",
        subject_kind="CASE i % 9 WHEN 0 THEN 'context' ELSE 'self' END",
        state=f"CASE WHEN here THEN {OPEN_STATES} ELSE 'closed' END", state_since="at", received_at="at",
        promised_at="at + interval '10 hours'", closed_at="CASE WHEN NOT here THEN at + interval '9 days' END",
        outcome="CASE WHEN here THEN '' ELSE (ARRAY['group', 'self_help', 'nothing_now'])[1 + i % 3] END",
        reach_kind="CASE i % 3 WHEN 0 THEN 'phone' ELSE 'ward' END", feedback_level="i % 2",
    )  # fmt: skip
    fill(Consent, every, referral="i", given_at="at", feedback_level="i % 2")
    secret = encrypt("M.")
    fill(
        ReferralPerson, f"{every} WHERE here", referral="i", display_name=f"'{secret}'",
        reachable_until=f"CASE i % 3 WHEN 0 THEN NULL ELSE DATE '{day}' + 3 END",
    )  # fmt: skip


def _answers(people: int, referrals: int, running: int, day: date) -> None:
    """One question that nobody took, one yes and one talk for each that is closed; what fits for each that runs."""
    rows = f"(SELECT *, id AS i, id > {referrals - running} AS here, received_at AS at FROM {_table(Referral)}) r"
    someone = f"1 + (i * 7919) % {people}"
    taken = "WHERE state NOT IN ('received', 'searching')"
    fill(
        Offer, f"{rows} WHERE state <> 'received'", referral="i", asked_at="at + interval '2 hours'",
        expires_at="CASE WHEN here THEN now() + interval '5 hours' ELSE at + interval '3 hours' END",
        state="CASE WHEN state = 'searching' THEN 'open' ELSE 'lapsed' END", secret="'q' || i",
        volunteer=f"CASE WHEN state = 'searching' THEN {someone} END",
    )  # fmt: skip
    fill(
        Offer, f"{rows} {taken}", referral="i", asked_at="at + interval '3 hours'",
        expires_at="at + interval '4 hours'",
        state="'yes'", answered_at="at + interval '4 hours'", secret="'y' || i", volunteer=someone,
    )  # fmt: skip
    agreed = f"CASE WHEN here AND state = 'found' THEN DATE '{day}' + 1 + TIME '15:00' ELSE at + interval '1 day' END"
    fill(
        Assignment, f"{rows} {taken}", id="i", referral="i", volunteer=someone, accepted_at="at + interval '4 hours'",
        agreed_at=agreed, ended_at="closed_at", place="'Kamer'",
        state="CASE WHEN NOT here THEN 'closed' WHEN state = 'found' THEN 'planned' ELSE 'follow_up' END",
    )  # fmt: skip
    fill(
        Conversation, f"{rows} {taken} AND state <> 'found'", assignment="i", volunteer=someone, site="site_id",
        happened_at="at + interval '1 day'", recorded_at="at + interval '2 days'", duration="'middle'",
        channel="(ARRAY['bedside', 'bedside', 'phone', 'in_person', 'online'])[1 + i % 5]",
    )  # fmt: skip


def _table(model: type[Referral]) -> str:
    return model._meta.db_table  # noqa: SLF001
