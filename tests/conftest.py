"""Guards of every run, the fixed cast, and how to be somebody."""

import datetime as dt
import logging
import socket

import pytest
import time_machine
from django.core.cache import cache

from oev import worklist
from oev.clock import BRUSSELS, now
from oev.registry import WorkSection
from tests import people
from tests.cast import Cast, build_cast

SATURDAY = dt.datetime(2026, 3, 7, 9, 0, tzinfo=BRUSSELS)


@pytest.fixture(autouse=True)
def _clean_cache():
    cache.clear()


@pytest.fixture(autouse=True)
def _no_errors_in_the_log(caplog, request):
    """An ERROR in the log fails the test, unless it is marked `expects_errors`."""
    yield
    if request.node.get_closest_marker("expects_errors"):
        return
    errors = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.ERROR]
    assert errors == []


@pytest.fixture(autouse=True)
def _no_section_behind_a_closed_door(monkeypatch):
    """A section of a work list is asked only when its condition has a row: so it has, wherever a test sees rows."""

    def watch(condition, day, given):
        sections = [given] if isinstance(given, WorkSection) else given
        if any(section.rows for section in sections):
            assert condition(worklist.Moments(day, now())).exists(), f"{sections[0].key} would not be asked"

    monkeypatch.setattr(worklist, "WATCHERS", [watch])


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch):
    """No network but loopback and unix sockets."""
    connect = socket.socket.connect

    def guarded(self, address):
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"network outside loopback: {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def base_url():
    """In the place of the plugin's own, which this pytest warns about; pages are opened by their full address."""
    return ""


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """How Playwright starts its browser."""
    from tests.browser import launch_arguments

    return launch_arguments()


@pytest.fixture
def open_page(live_server, settings, new_context):
    """`open_page(address, width, scheme)`: a page with the console's errors in `page.troubles`."""
    from tests.browser import note_troubles

    settings.DEMO = True

    def opened(address: str, width: int, scheme: str = "light"):
        page = note_troubles(new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page())
        page.goto(live_server.url + address)
        return page

    return opened


@pytest.fixture
def clock():
    """The day is Saturday 7 March 2026, 9 o'clock; `clock.move_to(...)` goes on from there."""
    with time_machine.travel(SATURDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(db, clock) -> Cast:
    """The fixed cast of named people (tests/cast.py)."""
    return build_cast()


@pytest.fixture
def sign_in():
    """`sign_in(user, hat)` gives a client with two proofs, wearing that hat ('coordinator', 'volunteer', …)."""

    return people.sign_in


@pytest.fixture
def actor_of():
    """`actor_of(user, hat)` gives the Actor that a service takes as `by`."""

    def make(user, hat: str):
        from oev.accounts.querysets import hats_of
        from oev.clock import today

        return next(o.actor for o in hats_of(user.pk, today()) if o.actor.hat.value == hat)

    return make
