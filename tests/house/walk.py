"""Walking: everybody of the table asks for an address, and nothing of it stays."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from tests.house.access_row import HATS, OUTSIDE, Row
from tests.house.world import World, stand_in
from tests.people import sign_in

WRITE = re.compile(r'\b(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
# What is written beside the matter itself: the session, who looked, and in whose name.
BESIDE = {"django_session", "audit_accesslog", "pghistory_context"}
# Volunteers without anything of their own in the table, who look along.
GUESTS = ("mia", "carla")
# Hats of which each wearer has own objects.
PERSONAL = {"volunteer", "professional"}
SIGN_IN = ("/account/login/", "/beheer/login/")  # the second leads to the first
PATH_PART = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass
class Answer:
    """What came back, and which tables were written."""

    status: int
    goes_to: str = ""
    text: str = ""
    content: bytes = b""
    wrote: set[str] = field(default_factory=set)
    headers: Any = None

    @property
    def errors(self) -> str:
        """What the page says is wrong, for the message of a failing walk."""
        found = re.findall(r'(?s)<[^>]*class="[^"]*(?:error|invalid-feedback|message)[^"]*".*?</', self.text)
        return " | ".join(" ".join(re.sub(r"<[^>]*>", " ", one + ">").split()) for one in found)[:400]


@dataclass
class Walker:
    """Everybody's session in one world."""

    world: World
    cookies: dict[str, str] = field(default_factory=dict)
    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        for label, hat in HATS.items():
            with transaction.atomic():
                absence = stand_in(self.world) if label == "stan" else None
                made = sign_in(self.world.cast.users[label], hat)
                self.cookies[label] = made.cookies[settings.SESSION_COOKIE_NAME].value
                if absence:
                    absence.delete()
        for label in GUESTS:
            self.cookies[label] = (
                sign_in(self.world.cast.users[label], "volunteer").cookies[settings.SESSION_COOKIE_NAME].value
            )

    @contextmanager
    def undone(self) -> Iterator[None]:
        """What happens inside does not stay."""
        with transaction.atomic():
            try:
                yield
            finally:
                transaction.set_rollback(True)

    def ask(self, label: str, method: str, url: str, data: Any = None) -> Answer:
        """What this person gets; the database is as before."""
        cache.clear()
        self.client.cookies = SimpleCookie()
        if label in self.cookies:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.cookies[label]
        send = self.client.get if method == "GET" else self.client.post
        with transaction.atomic():
            if label == "stan":
                stand_in(self.world)
            wrote: set[str] = set()
            with connection.execute_wrapper(noting(wrote)):
                try:
                    response = send(url, data or {})
                except Exception as error:  # noqa: BLE001 - the walk goes on and names it
                    transaction.set_rollback(True)
                    return Answer(500, text=f'<p class="error">{type(error).__name__}: {error}</p>')
                content = b"".join(response) if response.streaming else response.content
            transaction.set_rollback(True)
        kind = response.headers.get("Content-Type", "")
        text = content.decode() if kind.startswith("text") else ""
        goes_to = response.headers.get("Location", "")
        return Answer(response.status_code, goes_to, text, content, wrote - BESIDE, response.headers)


def noting(tables: set[str]) -> Any:
    """A wrapper of queries that notes which tables are written."""

    def wrapper(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        tables.update(WRITE.findall(str(sql)))
        return execute(sql, params, many, context)

    return wrapper


def address(path: str, kwargs: dict[str, Any]) -> str:
    """The address of a pattern with these arguments."""
    return "/" + PATH_PART.sub(lambda part: str(kwargs[part[1]]), path)


def faults(walker: Walker, row: Row) -> list[str]:
    """Every cell of this row that is not as the table says."""
    found: list[str] = []
    with transaction.atomic():
        if row.before:
            row.before(walker.world)
        objects = row.kwargs(walker.world)
        somewhere = frozenset().union(*(row.who(m, w) for m in ("GET", "POST") for w in ("own", "other")))
        for whose, kwargs in objects.items():
            for label in walkers(row, whose, somewhere):
                for method in ("GET", "POST"):
                    url = address(row.path, kwargs)
                    answer = walker.ask(label, method, url, row.sent(walker.world) if method == "POST" else None)
                    wrong = judge(row, label, method, whose, answer)
                    if wrong:
                        found.append(f"{label} {method} {whose} {url}: {wrong}")
        transaction.set_rollback(True)
    return found


def walkers(row: Row, whose: str, somewhere: frozenset[str]) -> list[str]:
    """Who walks: everybody of a hat that may do something here, one of each other hat; once inside, no strangers."""
    first = {hat: next(label for label in HATS if HATS[label] == hat) for hat in set(HATS.values())}
    open_hats = {HATS[label] for label in somewhere if label in HATS}
    found = sorted(OUTSIDE) if whose == "own" or row.public else []
    for label, hat in HATS.items():
        alone = label == first[hat] or (hat in open_hats and whose == "own") or (label in somewhere and hat in PERSONAL)
        if alone and (whose == "own" or hat in open_hats):
            found.append(label)
    return found


def judge(row: Row, label: str, method: str, whose: str, answer: Answer) -> str:
    """What is wrong with this answer, or nothing."""
    got = f"got {answer.status} {answer.goes_to} {answer.errors}".strip()
    if _may(row, label, method, whose):
        return _allowed(row, method, whose, answer, got)
    if answer.wrote:
        return f"wrote {sorted(answer.wrote)}, {got}"
    if label in OUTSIDE and not row.public:
        return "" if answer.status == 302 and answer.goes_to.startswith(SIGN_IN) else f"no sign-in: {got}"
    fitting = _refusals(row, label, method, whose)
    return "" if answer.status in fitting else f"expected {sorted(fitting)}, {got}"


def _may(row: Row, label: str, method: str, whose: str) -> bool:
    places = ("own", "other") if whose == "missing" else (whose,)
    return any(label in row.who(method, place) for place in places)


def _allowed(row: Row, method: str, whose: str, answer: Answer, got: str) -> str:
    if whose == "missing":
        return "" if answer.status == row.missing and not answer.wrote else f"expected {row.missing}, {got}"
    fitting = row.get_is if method == "GET" else row.post_is
    if answer.status not in fitting:
        return f"expected {fitting}, {got}"
    if answer.status == 302 and answer.goes_to.startswith(("/account/", "/tweede-stap/")) and not row.to_sign_in:
        return f"not inside: {got}"
    if method == "GET":
        return f"a look wrote {sorted(answer.wrote)}" if answer.wrote else ""
    if row.says and row.says not in answer.text:
        return f"does not say {row.says!r}, {got}"
    return "nothing was written" + f", {got}" if row.writes and not answer.wrote else ""


def _refusals(row: Row, label: str, method: str, whose: str) -> set[int]:
    """What somebody gets who may not: 404, unless he may do the other thing here."""
    if row.closed:
        return {404, 405}
    other = "POST" if method == "GET" else "GET"
    here = _may(row, label, other, whose)
    if whose == "missing" and here:
        return {row.missing, 405}
    if method == "GET" and not row.get:
        return {404, 405}
    if method == "POST" and here and not row.post:
        return {200, 302, 403, 405} | set(row.get_is)
    return {404, 405} if row.public else {404}
