"""What a coordinator does: the morning round, somebody with a harder time, intervisie, insurance, lists, doubles."""

import datetime as dt

import openpyxl
import pytest
from django.core import mail

from oev.clock import BRUSSELS
from oev.outbox.services import deliver_due
from tests.browser import press
from tests.flows.person import DESKTOP
from volunteers.models import InsurancePolicy, IntervisionSession, Rest, Volunteer
from volunteers.states import RestKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "een-lang-wachtwoord-van-laila"


@pytest.fixture
def laila(person):
    laila = person("Laila", DESKTOP)
    laila.signs_in()
    return laila


def test_morning_round_and_a_harder_time(laila):
    assert "dingen wachten op jou." in laila.reads()
    assert laila.page.locator(".btn-primary").count() == 1

    # Two clicks on the page of a person: the effects by name, and done.
    rita = Volunteer.objects.get(user__name__startswith="Rita ")
    laila.opens(f"/beheer/volunteers/volunteer/{rita.pk}/change/")
    laila.taps("Even niet oproepbaar zetten")
    effects = laila.page.locator(".effects").inner_text()
    assert "vervanging" in effects
    assert "Rita blijft welkom op de groep en op de intervisie." in effects
    press(laila.page.get_by_text("Het gaat even moeilijker voor Rita"))
    laila.taps("Bevestig")
    assert "We vragen Rita even niet." in laila.reads()
    assert Rest.objects.get(volunteer=rita, until_on=None).kind == RestKind.SLEEP

    # The insurance that ends is renewed from the same first page.
    laila.opens("/beheer/")
    laila.taps("Verleng", within="Polis vliegende ploeg")
    laila.types("Nieuwe laatste dag", "2027-04-16")
    laila.taps("Verleng")
    assert "De verzekering is verlengd." in laila.reads()
    assert "loopt af" not in laila.reads()
    assert InsurancePolicy.objects.filter(until_on=dt.date(2027, 4, 16)).count() == 1
    laila.opens("/beheer/")
    assert "Polis vliegende ploeg" not in laila.reads()


def test_intervision_from_plan_to_closed_list(laila, clock):
    laila.taps("Intervisie")
    laila.taps("Plan een intervisie")
    assert "Ingevuld zoals de vorige keer." in laila.reads()
    laila.types("Dag", "2026-03-31")
    laila.taps("Plan")
    laila.taps("Nodig iedereen uit")
    assert "Komen best eens langs" in laila.reads()
    laila.taps("Nodig iedereen uit")
    assert "De uitnodigingen staan klaar." in laila.reads()
    deliver_due()
    assert len([one for one in mail.outbox if "/kom-je/" in one.body]) > 30

    clock.move_to(dt.datetime(2026, 3, 31, 22, 0, tzinfo=BRUSSELS))
    laila.signs_in()
    session = IntervisionSession.objects.get(starts_at__date=dt.date(2026, 3, 31))
    laila.opens(f"/intervisie/{session.pk}/")
    laila.taps("Wie was er?")
    for person in laila.page.locator("fieldset.tick").all()[:3]:
        press(person.locator("label", has_text="aanwezig"))
    laila.taps("Bewaar en sluit de lijst")
    session.refresh_from_db()
    assert session.closed_at is not None
    assert session.attendances.filter(presence="attended").count() == 3


def test_list_leaves_after_a_fresh_proof_and_comes_back_edited(laila, clock, settings, tmp_path):
    settings.DEMO = False
    laila.wears_proofs("coordinator", PASSWORD)
    clock.shift(600)
    laila.opens("/mensen/lijsten/nieuw/")
    assert "reauthenticate" in laila.page.url
    laila.types("Wachtwoord", PASSWORD)
    press(laila.page.get_by_role("main").get_by_role("button").first)
    laila.photo()
    laila.types("Waarvoor heb je de lijst nodig?", "adressen nakijken")
    with laila.page.expect_download() as download:
        laila.page.get_by_role("button", name="Neem de lijst").click()
    file = tmp_path / "lijst.xlsx"
    download.value.save_as(file)

    book = openpyxl.load_workbook(file)
    sheet = book["Mensen"]
    headings = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[headings.index("Voornaam")].value == "Els")
    row[headings.index("Gsm of telefoon")].value = "0499 11 22 33"
    book.save(file)
    laila.opens("/mensen/lijsten/")
    laila.taps("Breng een lijst terug")
    laila.page.locator("input[type=file]").set_input_files(file)
    laila.taps("Lees het bestand")
    assert "1 vakje verandert" in laila.reads()
    assert "0499 11 22 33" in laila.page.locator("ins").inner_text()
    laila.taps("Pas aan")
    assert Volunteer.objects.filter(phone="0499 11 22 33").count() == 1


def test_two_entries_become_one_person(laila):
    laila.opens("/mensen/nieuw/")
    els = Volunteer.objects.get(user__name__startswith="Els ")
    laila.types("Voornaam", els.first_name)
    laila.types("Achternaam", els.last_name)
    laila.types("Gsm of telefoon", els.phone)
    laila.picks("Ervaring", "Eigen ervaring")
    press(laila.page.locator("main form button[type=submit]").first)
    laila.photo()
    press(laila.page.get_by_text("Dit is iemand anders"))
    press(laila.page.locator("main form button[type=submit]").first)
    laila.photo()
    before = Volunteer.objects.count()
    laila.opens("/beheer/")
    laila.taps("Vergelijk", within=els.full_name)
    assert "Dit kan je niet ongedaan maken." in laila.reads()
    laila.taps("Voeg samen tot één persoon")
    assert Volunteer.objects.count() == before - 1
    assert Volunteer.objects.get(pk=els.pk).user is not None
