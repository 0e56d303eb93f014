"""The demo on a fixed Saturday, and `person(name, viewport)`: its people, each with a browser and axe."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command

from oev.clock import BRUSSELS
from tests.flows.person import faults_of, people_of

MORNING = dt.datetime(2026, 3, 7, 9, 0, tzinfo=BRUSSELS)


@pytest.fixture
def clock():
    """Saturday 7 March 2026 at nine; `clock.shift(60)` is a minute later."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def demo(transactional_db, clock):
    """The whole demo, made on that morning."""
    call_command("load_demo")


@pytest.fixture
def person(demo, live_server, settings, new_context, request):
    """`person("Els", PHONE)`; at the end nothing may be wrong with any page that anybody reached."""
    settings.DEMO = True
    settings.SITE_URL = live_server.url
    folder = f"flows/{request.node.originalname.removeprefix('test_')}"
    make, everybody = people_of(live_server, new_context, folder, axe=True)
    yield make
    assert faults_of(everybody) == []
