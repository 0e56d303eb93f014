"""Who came, started and stopped, against a slow count over each person's timeline; and vorming, roles and tellingen."""

import datetime as dt
import random
from itertools import pairwise

import pytest

from oev import clock as day
from oev.search import search_form
from reporting.figures import build_report
from reporting.moves import KINDS
from reporting.reads import read_years
from tests.reporting.test_suppression_moves import attack
from volunteers.kinds import VolunteerKind
from volunteers.models import (
    ActivityLog,
    Engagement,
    IntervisionSession,
    Rest,
    RoleHolding,
    StandingSpan,
    SupportAsked,
    Training,
    TrainingEnrolment,
    TrainingSession,
    Volunteer,
)
from volunteers.spans import facts_of, rebuild_spans
from volunteers.standing import standing_on, timeline
from volunteers.states import Status

TODAY = dt.date(2026, 3, 7)
YEARS = range(2016, 2027)


def some_day(rng: random.Random, first: dt.date, last: dt.date) -> dt.date:
    """A day in between; now and then the edge of a year."""
    edges = [date for year in YEARS for date in (dt.date(year, 1, 1), dt.date(year, 12, 31)) if first <= date <= last]
    if edges and rng.random() < 0.3:
        return rng.choice(edges)
    return first + dt.timedelta(days=rng.randint(0, (last - first).days))


def live(rng: random.Random, person: Volunteer) -> None:
    """One to three engagements after each other: candidates who wait, start or not, stop, and come back."""
    begin = some_day(rng, dt.date(2015, 6, 1), TODAY)
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        if begin >= TODAY:
            return
        candidate = some_day(rng, begin, min(TODAY, begin + dt.timedelta(days=900)))
        later = some_day(rng, candidate, TODAY + dt.timedelta(days=40))
        last = some_day(rng, later, TODAY + dt.timedelta(days=80))
        activated, stopped = rng.choice([(None, None), (None, later), (later, None), (later, last), (later, later)])
        Engagement.objects.create(
            volunteer=person, candidate_on=candidate, activated_on=activated, stopped_on=stopped,
            withdrawn_at=day.now() if stopped and rng.random() < 0.05 else None,
        )  # fmt: skip
        if activated and rng.random() < 0.3 and (stopped is None or stopped > activated):
            Rest.objects.create(
                volunteer=person, kind=rng.choice(["sleep", "pause"]), from_on=activated + dt.timedelta(days=1)
            )
            return
        if stopped is None:
            return
        begin = stopped + dt.timedelta(days=rng.choice([0, 1, 200]))


@pytest.fixture
def pool(db, clock):
    """Ninety people through ten years, drawn from a fixed seed; a tenth of them are no ervaringsdragers."""
    rng = random.Random(11)
    for number in range(90):
        kind = VolunteerKind.ORGANISATION if number % 10 == 9 else VolunteerKind.ED
        person = Volunteer.objects.create(
            first_name=f"Proef {number}", kind=kind, search_name=search_form(f"Proef {number}"),
            experience_kind=rng.choice(KINDS) if kind == VolunteerKind.ED else "",
        )  # fmt: skip
        live(rng, person)
    rebuild_spans(*Volunteer.objects.values_list("pk", flat=True))


def test_who_came_started_and_stopped_agrees_with_a_slow_count(pool):
    found = read_years(2025, 2026, today=TODAY)
    moves = found[2026].moves
    assert list(moves) == list(YEARS)
    people = {one.pk: one for one in Volunteer.objects.filter(kind=VolunteerKind.ED)}
    facts = facts_of(list(people))
    in_pool = {Status.ACTIVE, Status.SLEEPING, Status.PAUSED, Status.INACTIVE}
    for year in YEARS:
        on, new_year = min(dt.date(year, 12, 31), TODAY), dt.date(year, 1, 1)
        there, waiting, started, stopped = [], 0, 0, 0
        for pk, person in people.items():
            spans = timeline(facts[pk])
            now = next((span for span in spans if span.from_on <= on < (span.until_on or dt.date.max)), None)
            if now and now.status in in_pool:
                there.append((person.experience_kind, now.callable))
            entries = [b.from_on for a, b in zip((None, *spans), spans, strict=False)
                       if b.status in in_pool and (a is None or a.status not in in_pool)]  # fmt: skip
            started += bool(entries) and new_year <= entries[0] <= on
            leaves = [b.from_on for a, b in pairwise(spans)
                      if a.status in in_pool and b.status not in in_pool]  # fmt: skip
            stopped += any(new_year <= left <= on for left in leaves)
            waiting += bool(now and now.status == Status.CANDIDATE)
        said = moves[year]
        assert said.pool == tuple(sum(kind == one for kind, _ in there) for one in KINDS), year
        assert (said.started, said.stopped, said.waiting) == (started, stopped, waiting), year
        if year in found:
            assert found[year].callable_people == sum(is_callable for _, is_callable in there)
            assert found[year].other_people == sum(not is_callable for _, is_callable in there)


def test_candidacies_agree_with_a_slow_count(pool):
    moves = read_years(2025, 2026, today=TODAY)[2026].moves
    rows = list(Engagement.objects.filter(withdrawn_at=None, volunteer__kind=VolunteerKind.ED))
    for year in YEARS:
        on = min(dt.date(year, 12, 31), TODAY)
        stands = []
        for one in rows:
            lasted = one.stopped_on is None or one.activated_on is None or one.stopped_on > one.activated_on
            began = one.activated_on if lasted else None
            if began and began <= on:
                stands.append((one.candidate_on.year, "began", began.year))
            elif one.stopped_on and one.stopped_on <= on:
                stands.append((one.candidate_on.year, "dropped", None))
            elif one.candidate_on <= on:
                stands.append((one.candidate_on.year, "running", None))
        received = [how for when, how, _ in stands if when == year]
        said = moves[year]
        assert (said.running, said.began, said.dropped) == tuple(map(received.count, ("running", "began", "dropped")))
        assert said.received == len(received)
        assert said.carried == sum(when < year == began for when, _, began in stands)


def test_years_add_up(pool):
    """Who was there, and who started, is who is there and who stopped; never the other way round."""
    moves = read_years(2025, 2026, today=TODAY)[2026].moves
    for year in YEARS[1:]:
        came_back = moves[year].people + moves[year].stopped - moves[year - 1].people - moves[year].started
        assert came_back >= 0
        assert moves[year].carried <= moves[year - 1].waiting
    assert sum(one.started for one in moves.values()) > 30
    assert sum(one.stopped for one in moves.values()) > 10


def test_years_of_a_real_pool_withstand_the_attack(pool):
    moves = dict(read_years(2025, 2026, today=TODAY)[2026].moves)
    shown = attack({year: moves[year] for year in (2022, 2023, 2024, 2025, 2026)})
    assert any(isinstance(one.stopped, int) and one.stopped for one in shown.values())
    assert any(str(one.stopped) == "<5" for one in shown.values())


def test_every_page_says_the_same_of_a_year(pool):
    """The page of a year beside the year before: both print it alike, whatever comes after."""
    told: dict[tuple[str, str, str], set[str]] = {}
    for year in range(2018, 2027):
        for figure in build_report(year, today=TODAY).figures:
            if figure.id in {"F01", "F02", "F03", "F04", "F05", "F06"}:
                for table in figure.tables:
                    for row in table.all_rows:
                        for head, cell in zip(table.columns[1:], row[1:], strict=True):
                            told.setdefault((figure.id, row[0].display, head), set()).add(cell.display)
    assert len(told) > 60
    assert {key: said for key, said in told.items() if len(said) != 1} == {}


def test_standing_of_a_past_year_is_that_of_its_own_day(cast):
    """Who slept on 31 December and is back since, still counts as not callable then, and as one figure."""
    Rest.objects.create(
        volunteer=cast.volunteers["bart"], kind="sleep", from_on=dt.date(2025, 12, 1), until_on=dt.date(2026, 1, 9)
    )
    rebuild_spans(cast.volunteers["bart"].pk)
    found = read_years(2025, 2026, today=TODAY)
    assert (found[2025].callable_people, found[2025].other_people) == (7, 1)
    assert (found[2026].callable_people, found[2026].other_people) == (8, 0)
    assert found[2026].moves[2024].started == 8
    assert standing_on(facts_of([cast.volunteers["bart"].pk])[cast.volunteers["bart"].pk], TODAY).callable
    assert StandingSpan.objects.filter(volunteer=cast.volunteers["bart"], status="sleeping").count() == 1


def test_roles_count_on_the_reference_day_in_reserve_or_not(cast):
    els, jan = cast.volunteers["els"], cast.volunteers["jan"]
    RoleHolding.objects.filter(volunteer=jan).update(reserve_since=dt.date(2025, 6, 1))
    RoleHolding.objects.create(
        volunteer=els, role="leader", from_on=dt.date(2025, 3, 1), until_on=dt.date(2025, 12, 31)
    )
    RoleHolding.objects.create(volunteer=els, role="reader", from_on=dt.date(2025, 3, 1), until_on=dt.date(2026, 1, 1))
    RoleHolding.objects.create(volunteer=els, role="starter", from_on=dt.date(2026, 3, 7))
    found = read_years(2025, 2026, today=TODAY)
    assert found[2025].roles == {"talks": 8, "reader": 1}
    assert found[2026].roles == {"talks": 8, "starter": 1}


def test_sessions_count_when_they_were_held(cast):
    """The eight of the cast came on two days; a cancelled one and one of tomorrow are not held."""
    for moment, cancelled in (("2025-12-31 23:30", None), ("2025-11-01 19:30", day.now()), ("2026-03-08 19:30", None)):
        at = dt.datetime.fromisoformat(moment).replace(tzinfo=day.BRUSSELS)
        IntervisionSession.objects.create(kind="partner", starts_at=at, cancelled_at=cancelled)
    found = read_years(2025, 2026, today=TODAY)
    assert (found[2025].sessions, found[2026].sessions) == ({"intern": 2, "partner": 1}, {})


def test_training_counts_by_theme_and_by_who_offers_it(cast):
    caw = cast.partners["Turnhout"]
    ethics = Training.objects.create(title="Deontologie", theme="ethics", partner=caw)
    basic = Training.objects.create(title="Basis", kind="basic")
    days = [
        TrainingSession.objects.create(training=training, starts_at=day.local(date, dt.time(10)), cancelled_at=off)
        for training, date, off in (
            (ethics, dt.date(2025, 5, 5), None), (ethics, dt.date(2025, 6, 5), day.now()),
            (basic, dt.date(2025, 7, 5), None), (basic, dt.date(2026, 7, 5), None),
        )
    ]  # fmt: skip
    people = list(cast.volunteers.values())
    for session in days[:3]:
        for person in people[:6]:
            TrainingEnrolment.objects.create(session=session, volunteer=person, presence="attended")
        TrainingEnrolment.objects.create(session=session, volunteer=people[6], presence="excused")
    TrainingEnrolment.objects.filter(session=days[2], volunteer=people[0]).update(withdrawn_at=day.now())
    found = read_years(2025, 2026, today=TODAY)
    assert found[2025].trainings == {("ethics", caw.name): 1, ("", ""): 1}
    assert found[2025].trained == {("ethics", caw.name): 6, ("", ""): 5}
    assert (found[2026].trainings, found[2026].trained) == ({}, {})
    (figure,) = [one for one in build_report(2025, today=TODAY).figures if one.id == "F11"]
    said = {table.caption: {row[0].display: row[2].display for row in table.all_rows} for table in figure.tables}
    assert said["Deelnames naar wie ze aanbood"] == {"de koepel zelf": "5", caw.name: "6", "Totaal": "11"}
    assert said["Vormingsmomenten naar wie ze aanbood"] == {"de koepel zelf": "1", caw.name: "1", "Totaal": "2"}


def test_support_asked_for_is_one_number_of_a_year(cast):
    for year, times in ((2024, 9), (2025, 6), (2026, 3)):
        SupportAsked.objects.create(year=year, times=times)
    (figure,) = [one for one in build_report(2026, today=TODAY).figures if one.id == "F35"]
    assert [[cell.display for cell in row] for row in figure.tables[0].all_rows] == [["vragen", "6", "<5"]]


def test_tellingen_count_contacts_participations_and_how_often(cast):
    for kind, on, number, reached, withdrawn in (
        ("phone", "2025-01-01", 3, None, None), ("phone", "2025-12-31", 4, None, None),
        ("phone", "2026-01-01", 9, None, None), ("policy", "2025-05-01", 2, None, None),
        ("lecture", "2025-05-01", 2, 40, None), ("lecture", "2025-06-01", 1, None, None),
        ("testimony", "2025-06-01", 1, 15, day.now()),
    ):  # fmt: skip
        ActivityLog.objects.create(kind=kind, on_day=on, participations=number, reached=reached, withdrawn_at=withdrawn)
    found = read_years(2025, 2026, today=TODAY)
    said = {figure.id: figure for figure in build_report(2025, today=TODAY).figures}
    assert found[2025].took_part["phone"] == 7
    assert found[2026].took_part == {"phone": 9}
    shown = {i: [(row[0].display, row[2].display) for row in said[i].tables[0].all_rows] for i in ("F36", "F37", "F38")}
    assert shown["F36"] == [("contacten", "7")]
    assert shown["F37"] == [("deelnames van ervaringsdragers", "2")]
    assert shown["F38"] == [
        ("lezingen", "2"), ("workshops", "0"), ("getuigenissen", "0"),
        ("bereikt met lezingen (schatting)", "40"), ("bereikt met workshops (schatting)", "0"),
        ("bereikt met getuigenissen (schatting)", "0"),
    ]  # fmt: skip
