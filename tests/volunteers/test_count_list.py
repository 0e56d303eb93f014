"""Tellingen: added in three fields, totals of the year, put right (R305-R307, F36-F38)."""

import datetime as dt

import pytest
from django.urls import reverse

from oev.errors import Refused
from volunteers import services
from volunteers.kinds import ActivityKind
from volunteers.models import ActivityLog

TODAY = dt.date(2026, 3, 7)


@pytest.fixture
def page(cast, sign_in):
    return sign_in(cast.victor, "representative")


def totals(client, url="/tellingen/"):
    return [(tile.value, tile.label) for tile in client.get(url).context["tiles"]]


def test_three_fields_are_enough(page):
    page.post("/tellingen/", {"kind": "phone", "on": "2026-03-06", "number": "3"})
    found = ActivityLog.objects.get()
    assert (found.kind, found.on_day, found.participations, found.reached) == ("phone", dt.date(2026, 3, 6), 3, None)
    assert page.get("/tellingen/").context["lines"][0].line == "6 maart 2026, 3 contacten"


def test_totals_count_contacts_and_places_but_a_lecture_once(cast, page, laila):
    for kind, number, reached in (
        ("phone", 2, None), ("phone", 3, None), ("policy", 2, None), ("lecture", 2, 40), ("lecture", 1, 10),
    ):  # fmt: skip
        services.count_activity(by=laila, kind=ActivityKind(kind), on=TODAY, number=number, reached=reached)
    services.count_activity(by=laila, kind=ActivityKind.PHONE, on=dt.date(2025, 12, 31))
    assert totals(page) == [
        ("5", "telefonische contacten"), ("2", "deelnames aan beleidsoverleg"),
        ("2", "lezingen, 50 mensen bereikt"),
    ]  # fmt: skip
    assert totals(page, "/tellingen/?jaar=2025") == [("1", "telefonische contacten")]
    assert 'href="?jaar=2025">Toon 2025</a>' in page.get("/tellingen/").content.decode()
    assert 'href="?jaar=2026">Toon 2026</a>' in page.get("/tellingen/?jaar=2025").content.decode()
    assert "2027" not in page.get("/tellingen/").content.decode()


def test_what_was_wrong_counts_no_longer_and_stays_to_be_read(page, laila):
    made = services.count_activity(by=laila, kind=ActivityKind.PHONE, on=TODAY)
    for _ in range(2):
        page.post(reverse("volunteers:count_withdraw", args=[made.pk]))
    assert (totals(page), ActivityLog.objects.get().withdrawn_at is None) == ([], False)


@pytest.mark.parametrize(("field", "value", "sentence"), [
    ("on", dt.date(2026, 3, 8), "voorbij"), ("number", 0, "1 tot 500"), ("number", 501, "1 tot 500"),
])  # fmt: skip
def test_day_ahead_and_wild_numbers_are_refused(laila, field, value, sentence):
    with pytest.raises(Refused, match=sentence):
        services.count_activity(by=laila, **{"kind": ActivityKind.PHONE, "on": TODAY, field: value})
    assert services.count_activity(by=laila, kind=ActivityKind.PHONE, on=TODAY, number=500).pk


@pytest.mark.parametrize("name", ["els", "bruno", "nora", "bea"])
def test_only_staff_count(who, name):
    with pytest.raises(Refused):
        services.count_activity(by=who(name), kind=ActivityKind.PHONE, on=TODAY)


def test_wrong_answers_stay_on_the_page(page):
    answer = page.post("/tellingen/", {"kind": "phone", "on": "2026-03-09", "number": "3"})
    assert "Kies vandaag of een dag die voorbij is." in answer.content.decode()
    assert 'value="3"' in answer.content.decode()
