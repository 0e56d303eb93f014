"""Hard moments: a worker killed in the middle of a letter, the database or the broker away for a while."""

import os
import signal
import subprocess
import sys
import textwrap
import time

import psycopg
import pytest
from django.core import mail
from django.db import connection, connections

from oev.outbox import services
from oev.outbox.models import LetterSwitch, Outgoing
from oev.outbox.services import deliver_due, post_letter

WORKER = """
    import os, time, django
    os.environ["DJANGO_SETTINGS_MODULE"] = "oev.settings"
    django.setup()
    from django.core.mail import EmailMultiAlternatives
    from oev.outbox.services import deliver_due

    def slow(self, *args, **kwargs):
        print("sending", flush=True)
        time.sleep(60)

    EmailMultiAlternatives.send = slow
    deliver_due()
"""


def address_of_test_database() -> str:
    base, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    return f"{base}/{connection.settings_dict['NAME']}"


@pytest.fixture
def letters(transactional_db):
    """Ten letters to people of the pool who became candidates, all of them due."""
    from oev.clock import today
    from volunteers.models import Engagement, Volunteer
    from volunteers.spans import rebuild_spans

    LetterSwitch.objects.create(code="candidacy_received", is_open=True)
    people = Volunteer.objects.bulk_create(
        Volunteer(
            first_name=f"Proef{n}", email=f"proef{n}@voorbeeld.be", experience_kind="own", search_name=f"proef{n}"
        )
        for n in range(10)
    )
    Engagement.objects.bulk_create(Engagement(volunteer=person, candidate_on=today()) for person in people)
    rebuild_spans(*(person.pk for person in people))
    for person in people:
        post_letter("candidacy_received", person.pk, on=today())
    return people


def test_killed_worker_loses_no_letter(letters):
    environment = {**os.environ, "DATABASE_URL": address_of_test_database()}
    command = [sys.executable, "-c", textwrap.dedent(WORKER)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout.readline() == "sending\n"
        worker.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while Outgoing.objects.waiting().exists() and time.monotonic() < deadline:
        deliver_due()
        time.sleep(0.1)
    assert sorted(message.to[0] for message in mail.outbox) == sorted(person.email for person in letters)
    assert set(Outgoing.objects.values_list("state", flat=True)) == {"sent"}


@pytest.fixture
def database_away(transactional_db):
    """The database takes no connections while the block runs; those that are open are cut."""
    name = connection.settings_dict["NAME"]
    base, _, _ = os.environ["DATABASE_URL"].rpartition("/")

    def set_open(is_open: bool) -> None:
        with psycopg.connect(f"{base}/postgres", autocommit=True) as maintenance:
            maintenance.execute(f'alter database "{name}" allow_connections {is_open}')
            if not is_open:
                maintenance.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [name])

    yield set_open
    set_open(True)
    connections.close_all()


@pytest.mark.expects_errors
def test_database_away_gives_a_clear_page_and_letters_leave_after(letters, database_away, client):
    database_away(False)
    response = client.get("/groepen/")
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "Even geduld" in response.content.decode()
    connections.close_all()
    database_away(True)
    connections.close_all()
    assert client.get("/groepen/").status_code == 200
    assert deliver_due() == 10
    assert len(mail.outbox) == 10


def test_broker_away_keeps_the_letter_for_the_sweep(letters, monkeypatch):
    """A real connection to a socket on which nobody listens; the change stands, and the sweep sends."""
    from oev.celery import app
    from oev.clock import today

    monkeypatch.setattr(app.conf, "broker_url", "redis+socket:///nergens/valkey.sock")
    post_letter("candidacy_received", letters[0].pk, to_id=5, on=today())
    services.ring()
    assert Outgoing.objects.waiting().count() == 11
    assert deliver_due() == 11


@pytest.mark.expects_errors
def test_cache_away_gives_a_clear_page(db, client, settings):
    settings.CACHES = {
        "default": {**settings.CACHES["default"], "LOCATION": "unix:///nergens/valkey.sock", "OPTIONS": {}},
    }
    response = client.post("/account/login/code/", {"email": "iemand@voorbeeld.be"})
    assert response.status_code == 503
