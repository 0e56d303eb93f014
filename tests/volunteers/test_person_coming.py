"""What a person said yes to stands on the page of that person; talks for the coordinator alone (P25, P28)."""

import datetime as dt

import pytest

from contactgroups.models import ContactGroup, Meeting, RosterTurn
from oev import clock as day
from referrals.models import Assignment, Referral


@pytest.fixture
def els(cast):
    person = cast.volunteers["els"]
    group = ContactGroup.objects.create(name="Groep Olen", state="active", search_name="groep olen")
    at = day.local(dt.date(2026, 3, 10), dt.time(19, 30))
    meeting = Meeting.objects.create(group=group, starts_at=at)
    RosterTurn.objects.create(meeting=meeting, volunteer=person, state="confirmed", published=True)
    referral = Referral.objects.create(
        year=2026, sequence=12, site=cast.sites["Turnhout"], subject_kind="self", reach_kind="ward", state="found",
        promised_at=at,
    )  # fmt: skip
    Assignment.objects.create(referral=referral, volunteer=person, agreed_at=at)
    return person


def test_coordinator_reads_turns_and_talks(els, cast, sign_in):
    page = sign_in(cast.users["laila"], "coordinator").get(f"/beheer/volunteers/volunteer/{els.pk}/change/")
    text = page.content.decode()
    assert "Leidt het gesprek, Groep Olen." in text
    assert "26-0012" in text


def test_vertegenwoordiger_reads_turns_and_no_talks(els, cast, sign_in):
    text = sign_in(cast.users["victor"], "representative").get(f"/mensen/{els.pk}/").content.decode()
    assert "Leidt het gesprek, Groep Olen." in text
    assert "26-0012" not in text
