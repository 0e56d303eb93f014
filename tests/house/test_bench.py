"""`manage.py bench` on a tiny house: every page and every job has its row, and none of them fails."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from benchmarks.goals import Goal, Row, misses, read_goals, verdict
from benchmarks.judge import fewest_holes, least_spread
from benchmarks.measure import Subject, floor_wobble

TOP = Path(__file__).resolve().parents[2]
# Pages that take the same number of queries with 100 people and with 10,000.
HELD = ("people_list", "people_list_v", "person", "today", "dashboard")


@pytest.fixture
def template(transactional_db):
    """This run's own migrated database, empty and left alone while it is copied: who still hangs on is cut off."""
    name = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        others = "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s and pid <> pg_backend_pid()"
        cursor.execute(others, [name])
    connection.close()
    return name


def measured(size, template, file, *more):
    """Rows of a run by name, and what it printed."""
    command = ["manage.py", "bench", "--size", str(size), "--rounds", "1", "--template", template, "--json", str(file)]
    done = subprocess.run(
        [sys.executable, *command, *more], cwd=TOP, capture_output=True, text=True, env=os.environ, check=False
    )
    assert done.returncode == 0, done.stderr
    rows = {row["name"]: row for row in json.loads(file.read_text())["rows"]}
    assert {name: row["fault"] for name, row in rows.items() if row["fault"] or row["missing"]} == {}
    return rows, done.stdout


@pytest.mark.django_db(transaction=True)
def test_bench_prints_every_row_when_the_house_is_tiny(template, tmp_path):
    rows, printed = measured(60, template, tmp_path / "figures.json")
    from benchmarks.jobs import JOBS
    from benchmarks.pages import PAGES

    assert set(rows) == {page.name for page in PAGES} | set(JOBS) | {"floor"}
    assert all(row["title"] in printed for row in rows.values())
    assert all(row["median"] > 0 and row["ratio"] > 0 for row in rows.values())
    assert "De vloer schommelde" in printed


@pytest.mark.skipif("OEV_LARGE_HOUSE" not in os.environ, reason="minutes: script/test --long")
@pytest.mark.django_db(transaction=True)
def test_pages_take_the_same_queries_with_100_and_with_10_000_people(template, tmp_path):
    """As the bench fills a house; three and thirty rows of every list are compared in `test_query_counts.py`."""
    counted = {}
    for people in (100, 10_000):
        rows, _ = measured(people, template, tmp_path / f"{people}.json", "--only", ",".join(HELD))
        counted[people] = {name: rows[name]["queries"] for name in HELD}
    assert counted[10_000] == counted[100]


def test_goals_name_only_what_is_measured():
    from benchmarks.jobs import JOBS
    from benchmarks.pages import PAGES

    assert set(read_goals(10_000)) <= {page.name for page in PAGES} | set(JOBS)


def test_goals_judge_the_slowest_answers_of_every_page():
    from benchmarks.pages import PAGES

    goals = read_goals(1_000)
    assert {page.name: goals[page.name].tail for page in PAGES} == {page.name: 2.0 for page in PAGES}


def test_goals_judge_times_of_jobs_in_a_large_house_only():
    small, large = read_goals(9_999), read_goals(10_000)
    assert (small["job_best"], large["job_best"]) == (Goal(queries=3), Goal(must=25.0, wanted=15.0, queries=3))
    assert small["people_list"] == large["people_list"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Row("a", "A", ratio=11.4, queries=8), "goed"),
        (Row("a", "A", ratio=6.0, queries=8), "streefdoel"),
        (Row("a", "A", ratio=11.6, queries=8), "TE VEEL: 11.6 × de vloer, hoogstens 10"),
        (Row("a", "A", ratio=1.0, queries=9), "TE VEEL: 9 vragen, hoogstens 8"),
        (Row("a", "A", ratio=1.0, raw_ratio=3.0), "TE VEEL: 3.0 × de kale SQL, hoogstens 2"),
        (Row("a", "A", ratio=1.0, tail=2.3), "streefdoel"),
        (Row("a", "A", ratio=1.0, tail=2.4), "TE VEEL: uitschieters van 2.4 × die van de vloer, hoogstens 2"),
        (Row("a", "A", missing=True), "bestaat nog niet"),
        (Row("a", "A", fault="antwoordt 500"), "TE VEEL: antwoordt 500"),
    ],
)
def test_verdict_leaves_room_for_noise_and_none_for_counts(row, said):
    assert verdict(row, Goal(must=10, wanted=7, raw=2, tail=2, queries=8)) == said


def test_verdict_without_a_goal_judges_nothing_but_faults():
    assert verdict(Row("a", "A", ratio=99), None) == "–"
    assert list(misses(Row("a", "A", fault="antwoordt 404"), Goal())) == ["antwoordt 404"]


def test_ratio_is_the_median_over_rounds_so_that_one_busy_round_does_not_decide():
    subject = Subject("a", own=lambda: 1.0, floor=lambda: 1.0)
    subject.taken = {"own": [[2.0], [4.0], [90.0]], "floor": [[1.0], [2.0], [9.0]], "raw": []}
    assert subject.ratio() == 2.0
    assert floor_wobble([subject]) == 9.0


def test_judge_finds_the_least_spread_and_the_holes():
    # Two can lead everything but the last two turns; the third leads one turn alone; one turn nobody can lead.
    able = [[0, 1], [0, 1], [0, 1], [0, 1], [2], []]
    assert fewest_holes(able) == 1
    assert least_spread(able, [0, 0, 0]) == 1
    assert least_spread(able, [0, 0, 3]) == 2
