"""A person's page: standing in one sentence, next steps, what comes, what was, who looked."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oev import clock as days
from oev.audit.models import AccessLog
from tests.cast import attend
from tests.volunteers.ready import make_ready
from tests.words import TELLING, found, visible_text
from volunteers import services
from volunteers.kinds import Channel, SignUp
from volunteers.models import Contact, RoleHolding
from volunteers.states import RestKind


def admin_page(person):
    return reverse("admin:volunteers_volunteer_change", args=[person.pk])


@pytest.fixture
def laila(cast, sign_in):
    return sign_in(cast.laila, "coordinator")


@pytest.fixture
def victor(cast, sign_in):
    return sign_in(cast.victor, "representative")


@pytest.fixture
def bart(cast, who):
    bart = cast.volunteers["bart"]
    services.put_to_rest(by=who("victor"), volunteer=bart, kind=RestKind.SLEEP, from_on=dt.date(2026, 3, 6))
    return bart


def steps(response):
    return [(step.label, step.kind) for step in response.context["steps"]]


def title(response):
    return re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)[1].strip()


def test_page_says_the_standing_and_what_is_needed_in_one_sentence(laila, bart):
    response = laila.get(admin_page(bart))

    assert response.context["page"].sentence == (
        "Slapend sinds 6 maart 2026. Nog nodig: een intervisie na 6 maart 2026, een gesprek met de coördinator, "
        "en samen bespreken met de vertegenwoordiger."
    )
    assert response.context["page"].sentence in visible_text(response.content.decode())
    assert (title(response), found(title(response), TELLING)) == ("Persoon · OEV", [])


def test_each_office_gets_its_steps_with_one_main_button(laila, victor, bart, els):
    of_talk = steps(victor.get(reverse("volunteers:volunteer_detail", args=[bart.pk])))
    assert of_talk == [
        ("Ik sprak met Bart", "main"), ("Weer oproepbaar maken", "plain"), ("Contact noteren", "plain"),
        ("Het ligt nu anders", "plain"), ("Rol vragen", "quiet"), ("Rechtzetten", "quiet"), ("Stoppen", "quiet"),
    ]  # fmt: skip
    of_els = steps(laila.get(admin_page(els)))
    assert of_els == [
        ("Contact noteren", "main"), ("Even niet oproepbaar zetten", "plain"), ("Rol geven", "quiet"),
        ("Rechtzetten", "quiet"), ("Stoppen", "quiet"),
    ]  # fmt: skip
    assert laila.get(admin_page(els)).content.decode().count("btn-primary") == 1


def test_page_shows_what_comes_roles_and_what_was(laila, els, who):
    at = days.local(dt.date(2026, 4, 14), dt.time(19, 30))
    session = services.plan_session(by=who("victor"), starts_at=at, place="Geel")
    services.sign_up(by=who("els"), session=session, volunteer=els, answer=SignUp.YES)
    contact = services.record_contact(by=who("victor"), volunteer=els, on=dt.date(2026, 2, 10), channel=Channel.PHONE)
    services.withdraw_fact(by=who("laila"), fact=contact)
    page = laila.get(admin_page(els)).context["page"]

    assert [(row.title, row.line) for row in page.coming] == [("Intervisie op dinsdag 14 april om 19.30 uur", "Geel")]
    assert [(role.name, role.line) for role in page.roles] == [
        ("Gids voor individuele gesprekken", "Sinds 1 juni 2024")
    ]
    assert page.site_access == ["Ziekenhuis Turnhout, als Els"]
    told = [(entry.when, entry.text, entry.who, entry.state) for entry in page.entries]
    assert told == [
        ("10 februari 2026", "Contact met de vertegenwoordiger", "rechtgezet op 07-03-2026", "withdrawn"),
        ("9 december 2025", "Intervisie: aanwezig", "", ""),
        ("20 mei 2025", "Intervisie: aanwezig", "", ""),
        ("1 juni 2024", "Rol: gids voor individuele gesprekken", "", ""),
        ("1 juni 2024", "Gestart als vrijwilliger", "", ""),
        ("1 juni 2024", "Kandidaat", "", ""),
    ]


def test_looking_is_written_down_once_a_day_for_each_reader(cast, laila, victor, els, clock):
    for client, address in ((laila, admin_page(els)), (victor, reverse("volunteers:volunteer_detail", args=[els.pk]))):
        client.get(address)
        client.get(address)

    rows = AccessLog.objects.filter(subject="standing", object_id=els.pk).values_list("reader__name", "hat", "day")
    assert sorted(rows) == [
        ("Laila Proef", "coordinator", dt.date(2026, 3, 7)),
        ("Victor Proef", "representative", dt.date(2026, 3, 7)),
    ]
    assert sorted(laila.get(admin_page(els)).context["page"].lookers) == [
        "Laila Proef, coördinator, op 7 maart 2026",
        "Victor Proef, vertegenwoordiger, op 7 maart 2026",
    ]


def test_page_takes_as_many_queries_for_30_facts_as_for_3(laila, els):
    def count():
        with CaptureQueriesContext(connection) as seen:
            laila.get(admin_page(els))
        return len(seen)

    count()
    before = count()
    for number in range(30):
        attend(els, dt.date(2025, 6, 1) + dt.timedelta(days=number))
        Contact.objects.create(volunteer=els, on_day=dt.date(2025, 6, 1), hat="coordinator")
        RoleHolding.objects.create(
            volunteer=els, role="reader", from_on=dt.date(2025, 1, 1), until_on=dt.date(2025, 2, 1)
        )
    assert count() == before <= 12


def test_coordinator_is_brought_to_the_page_in_the_admin(laila, els):
    assert laila.get(reverse("volunteers:volunteer_detail", args=[els.pk])).url == admin_page(els)


@pytest.mark.parametrize("number", ["999999", "abc", "0"])
def test_page_of_nobody_is_404(laila, number):
    assert laila.get(f"/beheer/volunteers/volunteer/{number}/change/").status_code == 404


def test_profile_keeps_what_was_typed_when_it_is_wrong(victor, els):
    address = reverse("volunteers:volunteer_profile", args=[els.pk])
    wrong = victor.post(address, {"first_name": "Elsje", "email": "geen adres", "experience_kind": "own"})

    assert wrong.context["form"].errors == {"email": ["Kijk het mailadres na: er klopt iets niet."]}
    assert (title(wrong), 'value="geen adres"' in wrong.content.decode()) == ("Fout: Gegevens · OEV", True)
    done = victor.post(address, {"first_name": "Elsje", "email": "e@voorbeeld.be"})
    els.refresh_from_db()
    assert (done.status_code, els.first_name, els.email) == (302, "Elsje", "e@voorbeeld.be")
    assert els.experience_kind == "own"  # the person alone says whose experience it is (P13)


def test_candidate_starts_and_is_callable(laila, who):
    nina = services.add_volunteer(
        by=who("victor"),
        first_name="Nina",
        kind="ed",
        experience_kind="own",
        candidate_on=dt.date(2026, 3, 1),
        phone="1",
    )
    address = reverse("volunteers:volunteer_activate", args=[nina.pk])
    refused = laila.post(address, {"on": "2026-02-01", "first_role": "talks"})
    assert refused.context["form"].errors == {"on": ["Kies 1 maart 2026 of een latere dag."]}
    assert 'value="2026-02-01"' in refused.content.decode()

    missing = laila.post(address, {"on": "2026-03-05", "first_role": "talks"})
    assert len(missing.context["form"].non_field_errors()) == 15

    make_ready(nina)
    assert laila.post(address, {"on": "2026-03-05", "first_role": "talks"}).url == admin_page(nina)
    assert nina.spans.get(from_on=dt.date(2026, 3, 5)).status == "active"
