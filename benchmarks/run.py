"""The order of a run: fill, look at each page once from inside, time all of them from outside, then the jobs."""

import os
import platform
import traceback
from pathlib import Path

from django.db import connection
from django.urls import reverse

from benchmarks.asking import Asker
from benchmarks.goals import ROUNDS, Goal, Row, misses, read_goals
from benchmarks.house import HOST, memory_of, web_server
from benchmarks.jobs import JOBS
from benchmarks.looking import Look, Raw, look_at
from benchmarks.measure import Subject, floor_wobble, run_rounds
from benchmarks.pages import PAGES, Page
from benchmarks.people import make_people
from benchmarks.seed import Sizes, seed
from benchmarks.table import table, write_json

FINE, TOO_SLOW, NO_VERDICT = 0, 1, 2
RESTLESS = 2.0


def run(people: int, rounds: int, only: str, file: Path | None) -> int:
    """Measure everything (or what `only` names) at this size; prints the table and gives the exit code."""
    took = seed(Sizes(people))
    _say(f"{people} vrijwilligers klaar: " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in took.items()))
    cookies = make_people()
    connection.close()
    with web_server() as (server, port):
        rows, wobble = _pages(cookies, rounds, only, Asker(HOST, port))
        memory = memory_of(server)
    goals = read_goals(people)
    _say(table(rows, goals) + "\n")
    done = _jobs(people, rounds, only)
    _say(table(done, goals))
    rows += done
    _say(f"Geheugen van de twee werkers op hun hoogst: {', '.join(f'{kb // 1024} MB' for kb in memory)}")
    _say(f"De vloer schommelde {wobble:.2f} keer over de rondes.")
    if file is not None:
        about = {"people": people, "rounds": rounds, "wobble": wobble, "workers_kb": memory,
                 "machine": f"{platform.machine()}, {os.cpu_count()} kernen"}  # fmt: skip
        write_json(file, rows, goals, about)
    return _verdict(rows, goals, rounds, wobble)


def _verdict(rows: list[Row], goals: dict[str, Goal], rounds: int, wobble: float) -> int:
    if rounds < ROUNDS:
        _say(f"Minder dan {ROUNDS} rondes: cijfers zonder oordeel.")
        return FINE
    if wobble > RESTLESS:
        _say("De vloer schommelt te veel: geen oordeel.")
        return NO_VERDICT
    return TOO_SLOW if any(list(misses(row, goals.get(row.name, Goal()))) for row in rows if not row.missing) else FINE


def _wanted(name: str, only: str) -> bool:
    """`only`: parts of names, with commas between; nothing is everything."""
    return any(part in name for part in only.split(","))


def _pages(cookies: dict[str, str], rounds: int, only: str, asker: Asker) -> tuple[list[Row], float]:
    raw = Raw()
    rows: dict[str, Row] = {}
    looks: dict[str, Look] = {}
    subjects = []
    for page in PAGES:
        if not _wanted(page.name, only):
            continue
        rows[page.name] = row = Row(page.name, page.title)
        look, path = _look(page, cookies[page.hat], row)
        if look is None or path is None:
            continue
        looks[page.name] = look
        cookie = cookies[page.hat]
        floor = asker.timer(reverse("floor"), cookie)
        subjects.append(Subject(page.name, asker.timer(path, cookie), floor, raw.timer(look.sql)))
    run_rounds(subjects, rounds)
    for subject in subjects:
        _fill_in(rows[subject.name], subject)
        look = looks[subject.name]
        rows[subject.name].queries, rows[subject.name].bytes = look.queries, look.size
        rows[subject.name].peak = look.peak
    if subjects:
        rows["floor"] = _floor(subjects[0], cookies)
    return list(rows.values()), floor_wobble(subjects)


def _look(page: Page, cookie: str, row: Row) -> tuple[Look | None, str | None]:
    path = page.path()
    if path is None:
        row.missing = True
        return None, None
    look = look_at(path, cookie)
    if look.status != 200:
        row.fault = f"antwoordt {look.status}"
        return None, path
    return look, path


def _floor(subject: Subject, cookies: dict[str, str]) -> Row:
    look = look_at(reverse("floor"), cookies["coordinator"])
    return Row("floor", "De vloer: een lege pagina", subject.median("floor"), subject.p95("floor"), 1.0,
               queries=look.queries, bytes=look.size, peak=look.peak)  # fmt: skip


def _fill_in(row: Row, subject: Subject) -> None:
    row.median, row.p95, row.ratio, row.tail = subject.median(), subject.p95(), subject.ratio(), subject.tail
    row.raw_ratio = subject.ratio("raw") if subject.raw else None


def _jobs(people: int, rounds: int, only: str) -> list[Row]:
    """A job that fails is a row that says so, loudly, and keeps nobody else from being measured."""
    rows = []
    raw = Raw()
    for name, make in JOBS.items():
        if not _wanted(name, only):
            continue
        row = Row(name, name)
        rows.append(row)
        try:
            job = make(raw, people)
            run_rounds([job.subject], rounds)
            row.title = job.title
            _fill_in(row, job.subject)
            job.finish(row)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other rows must come
            traceback.print_exc()
            row.fault = f"mislukt: {type(error).__name__}"
    return rows


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201 - the words of a command
