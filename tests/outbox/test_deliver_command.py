"""`manage.py deliver`, the twin of the sweep."""

import datetime as dt

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from oev import clock as day
from oev.outbox.models import LetterSwitch
from oev.outbox.services import post_letter
from tests.cast import LONG_AGO
from volunteers.models import Engagement, Volunteer
from volunteers.spans import rebuild_spans


@pytest.fixture
def letter(cast):
    """One letter to a candidate, due tomorrow at nine."""
    LetterSwitch.objects.create(code="candidacy_received", is_open=True)
    person = Volunteer.objects.create(
        first_name="Sam", email="sam@voorbeeld.be", experience_kind="own", search_name="sam"
    )
    Engagement.objects.create(volunteer=person, candidate_on=LONG_AGO)
    rebuild_spans(person.pk)
    post_letter("candidacy_received", person.pk, not_before=day.local(dt.date(2026, 3, 8), dt.time(9)))


def test_dry_run_says_what_leaves_by_a_day(letter, capsys):
    call_command("deliver", "--dry-run", "--date", "2026-03-07")
    assert capsys.readouterr().out == "Niets te doen.\n"
    call_command("deliver", "--dry-run", "--date", "2026-03-08")
    assert "1 zou vertrekken" in capsys.readouterr().out
    assert mail.outbox == []


def test_letters_of_later_do_not_leave_now(letter, clock):
    with pytest.raises(CommandError, match="vertrekken later"):
        call_command("deliver", "--date", "2026-03-08")
    clock.move_to(dt.datetime(2026, 3, 9, 9, 0, tzinfo=dt.UTC))
    call_command("deliver", "--date", "2026-03-08")
    assert [message.to for message in mail.outbox] == [["sam@voorbeeld.be"]]
