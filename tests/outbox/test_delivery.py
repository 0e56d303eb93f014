"""Letters: written with the change, delivered once, never lost, never before their kind is open."""

import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.db import connection, transaction

from oev.outbox import catalogue, services
from oev.outbox.catalogue import Letter, Recipient
from oev.outbox.models import LetterSwitch, Outgoing


@pytest.fixture
def letter(tmp_path, settings):
    """A kind of letter about fact 7; `due` can be emptied to make it no longer due."""
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "proef.txt").write_text("Dag {{ first_name }},\n\nKom je op {{ date }}?\n", encoding="utf-8")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    due = {7, 8}
    made = Letter(
        code="proef",
        title="Proef",
        when="als proef",
        to="iemand",
        subject="Kom je op {date}?",
        template="proef",
        recipient=lambda fact, to: Recipient("sam@voorbeeld.be", "Sam"),
        context=lambda fact, to: {"date": "3 februari"} if fact in due else None,
        sample={"date": "3 februari"},
    )
    catalogue.CATALOGUE["proef"] = made
    yield due
    del catalogue.CATALOGUE["proef"]


@pytest.fixture
def opened(db):
    LetterSwitch.objects.create(code="proef", is_open=True)


@pytest.mark.django_db
def test_letter_leaves_once_when_its_kind_is_open(letter, opened):
    for _ in range(3):
        services.post_letter("proef", 7)
    assert services.deliver_due() == 1
    assert services.deliver_due() == 0
    assert [(m.to, m.subject, m.body) for m in mail.outbox] == [
        (["sam@voorbeeld.be"], "Kom je op 3 februari?", "Dag Sam,\n\nKom je op 3 februari?\n")
    ]
    assert Outgoing.objects.get().state == "sent"


@pytest.mark.django_db
def test_letter_waits_while_its_kind_is_closed(letter):
    services.post_letter("proef", 7)
    assert services.deliver_due() == 0
    assert mail.outbox == []
    assert Outgoing.objects.get().state == "waiting"


@pytest.mark.django_db
def test_letter_is_dropped_when_no_longer_due(letter, opened):
    services.post_letter("proef", 7)
    letter.clear()
    services.deliver_due()
    assert mail.outbox == []
    assert Outgoing.objects.get().state == "dropped"


@pytest.mark.django_db
def test_letter_waits_for_its_hour(letter, opened, clock):
    services.post_letter("proef", 7, not_before=dt.datetime(2026, 3, 8, 9, 0, tzinfo=dt.UTC))
    assert services.deliver_due() == 0
    clock.move_to(dt.datetime(2026, 3, 8, 9, 1, tzinfo=dt.UTC))
    assert services.deliver_due() == 1


@pytest.mark.django_db
def test_letter_is_not_mailed_to_who_wants_to_be_called(letter, opened):
    whom = Recipient("sam@voorbeeld.be", "Sam", prefers_phone=True)
    object.__setattr__(catalogue.CATALOGUE["proef"], "recipient", lambda fact, to: whom)
    services.post_letter("proef", 7)
    services.deliver_due()
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_letter_disappears_with_the_change_that_is_rolled_back(letter, opened):
    def change_that_fails():
        with transaction.atomic():
            services.post_letter("proef", 7)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_that_fails()
    assert Outgoing.objects.count() == 0


@pytest.mark.django_db
def test_sick_letter_is_tried_five_times_and_holds_up_nobody(letter, opened, clock, monkeypatch):
    services.post_letter("proef", 7)
    services.post_letter("proef", 8)
    real = services.send

    def sick(outgoing):
        if outgoing.fact_id == 7:
            raise smtplib.SMTPServerDisconnected
        return real(outgoing)

    monkeypatch.setattr(services, "send", sick)
    tries = 0
    for hour in range(10):
        clock.move_to(dt.datetime(2026, 3, 7, 9, 0, tzinfo=dt.UTC) + dt.timedelta(hours=hour))
        tries += services.deliver_due()
    assert tries == 6
    assert len(mail.outbox) == 1
    stuck = Outgoing.objects.get(fact_id=7)
    assert (stuck.state, stuck.attempts, stuck.last_error) == ("stuck", 5, "SMTPServerDisconnected")


@pytest.mark.django_db(transaction=True)
def test_letter_that_another_worker_holds_is_passed_over(letter, opened):
    """A worker that dies loses its lock, and with it nothing but time: the row is still waiting."""
    services.post_letter("proef", 7)
    services.post_letter("proef", 8)
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("select id from outbox_outgoing where fact_id = 7 for update")
        assert services.deliver_due() == 1
        assert list(Outgoing.objects.waiting().values_list("fact_id", flat=True)) == [7]
    finally:
        other.close()
    assert services.deliver_due() == 1


@pytest.mark.django_db
def test_repeated_letter_carries_the_same_message_id(letter, opened):
    services.post_letter("proef", 7)
    outgoing = Outgoing.objects.get()
    services.send(outgoing)
    services.send(outgoing)
    first, second = (m.extra_headers["Message-ID"] for m in mail.outbox)
    assert first == second
    assert first.endswith("@oev.example>")


@pytest.mark.django_db
def test_opening_may_drop_what_waited(letter, cast, actor_of):
    services.post_letter("proef", 7)
    by = actor_of(cast.users["laila"], "coordinator")
    assert services.switch_letters(by=by, code="proef", is_open=True, drop_waiting=True) == 1
    services.deliver_due()
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_broker_away_is_no_reason_to_fail(letter, opened, monkeypatch):
    from oev.outbox.tasks import sweep

    def away(**options):
        raise ConnectionError

    monkeypatch.setattr(sweep, "apply_async", away)
    services.post_letter("proef", 7)
    assert services.deliver_due() == 1
