"""What a page asks of the database, how large it is and what it takes in memory: exact, seen from inside."""

import gc
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.measure import Timer

OF_TRANSACTIONS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@dataclass(frozen=True, slots=True)
class Look:
    """One answer: status, statements, size in bytes and peak memory in kB."""

    status: int
    sql: tuple[str, ...]
    size: int
    peak: int

    @property
    def queries(self) -> int:
        """Statements, without those that only begin and end transactions."""
        return len(self.sql)


def look_at(path: str, cookie: str) -> Look:
    """Ask for a page inside this process, warm, and look at it."""
    client = Client(raise_request_exception=False, HTTP_COOKIE=cookie, HTTP_HOST=urlsplit(settings.SITE_URL).netloc)
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path)
    return Look(answer.status_code, statements(seen), len(answer.content), peak_of(lambda: client.get(path)))


def statements(seen: CaptureQueriesContext) -> tuple[str, ...]:
    """The statements that ask or change something."""
    found = (query["sql"] for query in seen.captured_queries)
    return tuple(sql for sql in found if not sql.startswith(OF_TRANSACTIONS))


def sql_of(act: Callable[[], object]) -> tuple[str, ...]:
    """The statements of one call."""
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as seen:
        act()
    return statements(seen)


def peak_of(act: Callable[[], object]) -> int:
    """Most memory in kB that Python held at once during one call, above what it held before."""
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    try:
        act()
        return max(0, tracemalloc.get_traced_memory()[1] - before) // 1024
    finally:
        tracemalloc.stop()


class Raw:
    """SQL straight through psycopg on a connection of its own, rolled back: what the database alone takes."""

    def __init__(self) -> None:
        options = connection.get_connection_params()
        wanted = {name: options[name] for name in ("dbname", "user", "password", "host", "port") if options.get(name)}
        self.connection = psycopg.connect(**wanted, cursor_factory=psycopg.ClientCursor)
        self.connection.execute("SET TIME ZONE 'UTC'")
        self.connection.commit()

    def timer(self, sql: tuple[str, ...]) -> Timer:
        """Seconds to run these statements and read all they give, in one transaction."""

        def run() -> float:
            with self.connection.cursor() as cursor:
                began = perf_counter()
                for statement in sql:
                    cursor.execute(statement.encode())
                    if cursor.description:
                        cursor.fetchall()
                took = perf_counter() - began
            self.connection.rollback()
            return took

        return run
