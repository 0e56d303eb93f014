"""The list of people, in the admin and for the vertegenwoordiger."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oev.audit.models import AccessLog
from tests.cast import volunteer
from tests.words import TELLING, found, visible_text
from volunteers import services
from volunteers.kinds import Channel, ExperienceKind, VolunteerKind
from volunteers.models import Volunteer
from volunteers.states import RestKind

ADMIN = "admin:volunteers_volunteer_changelist"
OURS = "volunteers:volunteer_list"


@pytest.fixture
def laila(cast, sign_in):
    return sign_in(cast.laila, "coordinator")


@pytest.fixture
def victor(cast, sign_in):
    return sign_in(cast.victor, "representative")


def names(client, page=ADMIN, **wanted):
    rows = client.get(reverse(page), wanted).context["rows"]
    return [item["row"].person.first_name for item in rows]


def test_list_gives_a_line_of_what_matters_now(cast, laila, who):
    services.record_contact(
        by=who("laila"), volunteer=cast.volunteers["els"], on=dt.date(2026, 2, 3), channel=Channel.PHONE
    )
    services.put_to_rest(
        by=who("victor"), volunteer=cast.volunteers["bart"], kind=RestKind.SLEEP, from_on=dt.date(2026, 3, 6)
    )
    text = visible_text(laila.get(reverse(ADMIN)).content.decode())

    assert (
        "Els Proef actief Intervisie ten laatste op 9 december 2026 · Turnhout Laatste contact 3 februari 2026" in text
    )
    assert (
        "Bart Proef slapend Sinds 6 maart 2026 · wacht op een telefoontje · Turnhout Nog geen contact genoteerd" in text
    )


@pytest.mark.parametrize("page", [ADMIN, OURS])
def test_list_is_the_same_for_both_offices(cast, laila, victor, page):
    client = laila if page == ADMIN else victor

    assert names(client, page) == ["Bart", "Carla", "Els", "Jan", "Lien", "Mia", "Rita", "Tom"]


def test_search_finds_names_without_marks(cast, laila, who):
    services.add_volunteer(
        by=who("laila"), first_name="Élise", last_name="Müller", kind=VolunteerKind.ED, phone="1",
        experience_kind=ExperienceKind.OWN, candidate_on=dt.date(2026, 3, 1),
    )  # fmt: skip

    assert names(laila, q="elise muller") == ["Élise"]


def test_filters_stand_in_the_address_and_tell_no_cause(cast, laila, who):
    people = cast.volunteers
    services.put_to_rest(by=who("victor"), volunteer=people["bart"], kind=RestKind.SLEEP, from_on=dt.date(2026, 3, 6))
    services.put_to_rest(by=who("victor"), volunteer=people["lien"], kind=RestKind.PAUSE, from_on=dt.date(2026, 3, 6))
    services.stop_engagement(by=who("tom"), volunteer=people["tom"], on=dt.date(2026, 3, 6))

    assert names(laila, standing="not_callable") == ["Bart", "Lien"]
    assert names(laila, standing="stopped") == ["Tom"]
    assert names(laila, standing="callable", q="ri") == ["Rita"]
    choices = dict(laila.get(reverse(ADMIN)).context["filter"].fields["standing"].choices)
    assert found(" ".join([*choices, *choices.values()]), TELLING) == []


def test_filters_by_role_municipality_and_limit(cast, laila, sign_in, clock):
    geel = cast.towns["Geel"]
    Volunteer.objects.filter(pk=cast.volunteers["mia"].pk).update(municipality=geel)
    assert names(laila, municipality=geel.pk) == ["Mia"]
    assert (names(laila, role="talks")[:1], names(laila, role="reader")) == (["Bart"], [])
    assert names(laila, near="1") == []
    clock.move_to(dt.datetime(2026, 11, 1, 8, tzinfo=dt.UTC))
    assert len(names(sign_in(cast.laila, "coordinator"), near="1")) == 8


def test_unknown_filter_says_so_and_shows_everybody(cast, laila):
    response = laila.get(reverse(ADMIN), {"standing": "sleeping"})

    assert "standing" in response.context["filter"].errors
    assert len(response.context["rows"]) == 8


def test_list_writes_one_row_of_inzage(cast, laila):
    for _ in range(2):
        laila.get(reverse(ADMIN))

    rows = AccessLog.objects.filter(subject="people_list", object_id=0).values_list("reader", "hat")
    assert list(rows) == [(cast.laila.pk, "coordinator")]


def test_list_takes_as_many_queries_for_30_as_for_3(cast, laila, victor):
    def count(client, page):
        client.get(reverse(page))
        with CaptureQueriesContext(connection) as few:
            client.get(reverse(page))
        return len(few)

    before = (count(laila, ADMIN), count(victor, OURS))
    for number in range(30):
        volunteer(cast, f"Naam{number}", account=False)
    assert (count(laila, ADMIN), count(victor, OURS)) == before
    assert max(before) <= 10


def test_new_person_is_a_candidate(cast, victor):
    data = {
        "first_name": "Nina", "phone": "0471 11 22 33", "kind": "ed", "experience_kind": "own",
        "candidate_on": "2026-03-01", "municipality": cast.towns["Mol"].pk, "languages": ["Nederlands"],
    }  # fmt: skip
    response = victor.post(reverse("volunteers:volunteer_add"), data)

    nina = Volunteer.objects.get(first_name="Nina")
    assert response.url == reverse("volunteers:volunteer_detail", args=[nina.pk])
    assert (nina.phone, nina.experience_kind, nina.municipality.name) == ("0471 11 22 33", "own", "Mol")
    assert nina.engagements.get().candidate_on == dt.date(2026, 3, 1)


def test_new_person_without_a_way_to_reach_loses_nothing_typed(cast, victor):
    data = {"first_name": "Nina", "kind": "ed", "experience_kind": "own", "candidate_on": "2026-03-01", "alias": "Ni"}
    response = victor.post(reverse("volunteers:volunteer_add"), data)
    html = response.content.decode()

    assert response.context["form"].errors == {"phone": ["Geef een mailadres of een telefoonnummer."]}
    assert "<title>Fout: Nieuwe persoon" in html
    assert all(f'value="{typed}"' in html for typed in ("Nina", "Ni", "2026-03-01"))
    assert not Volunteer.objects.filter(first_name="Nina").exists()
