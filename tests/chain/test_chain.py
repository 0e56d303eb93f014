"""The whole chain in a real browser: each step by the person who does it, as a new user would.

It runs on the demo's own people, who sign in as the sign-in page of the demo offers them. Screenshots of every step
stand in `browser-pictures/chain/` afterwards, phone and desktop.
"""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command

from oev import clock
from oev.outbox.services import deliver_due
from partners.links import site_token
from partners.models import Site
from referrals.models import Offer, Referral
from referrals.reception import say_no_visit
from tests.browser import press
from tests.flows.person import DESKTOP, PHONE, faults_of, people_of
from volunteers.kinds import Role
from volunteers.models import RoleHolding, Volunteer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def person(live_server, settings, new_context):
    settings.DEMO = True
    settings.SITE_URL = live_server.url
    make, everybody = people_of(live_server, new_context, "chain", axe=True)
    yield make
    assert faults_of(everybody) == []


@pytest.fixture
def house(transactional_db):
    """The demo, in which only Els can be asked for talks, and questions may leave at any hour of the clock."""
    call_command("load_demo")
    els = Volunteer.objects.get(user__name__startswith="Els ")
    others = RoleHolding.objects.filter(role=Role.TALKS).exclude(volunteer=els)
    others.update(until_on=clock.today())
    Volunteer.objects.filter(pk=els.pk).update(max_per_month=None, prefers_phone=False)
    Site.objects.update(offers_from=dt.time(0, 0), offer_minutes=600)
    Offer.objects.all().delete()
    return els


def test_aanmelding_becomes_a_talk_and_a_line_in_the_report(house, person):
    # A nurse, signed in on the computer of the ward, reports somebody.
    nora = person("Nora", DESKTOP)
    nora.signs_in()
    nora.taps("Nieuwe aanmelding")
    nora.picks("Voor wie?", "De persoon zelf")
    nora.picks("Zei de persoon ja?", "Ja")
    nora.picks("Hoe bereiken we de persoon?", "Op de gsm")
    nora.types("Gsm-nummer", "0470 12 34 56")
    nora.types("Hoe mogen we de persoon noemen?", "Wies")
    nora.picks("Wat mogen we jou laten weten?", "Ook dat er contact was")
    nora.taps("Aanmelden")
    assert "Goed ontvangen" in nora.reads()
    referral = Referral.objects.order_by("-pk").first()
    assert referral.number in nora.reads()
    assert say_no_visit(clock.now()) in nora.reads()

    # The coordinator finds the ervaringsdrager who fits, in three clicks.
    laila = person("Laila", DESKTOP)
    laila.signs_in()
    assert referral.number in laila.reads()
    row = laila.page.locator("li", has_text=referral.number)
    press(row.get_by_role("link", name=re.compile("Zoek iemand")))
    laila.photo()
    laila.taps("Vraag aan Els")
    offer = Offer.objects.get(referral=referral)

    # Els reads the letter and says yes on the phone, without signing in.
    deliver_due()
    letter = next(m for m in mail.outbox if m.subject == "Er is een vraag voor jou")
    assert "Wies" not in letter.body
    els = person("Els", PHONE)
    els.opens(re.search(r"http\S+/vraag/\S+/", letter.body).group())
    assert "Past dit voor jou?" in els.reads()
    assert "Wies" not in els.reads()
    els.taps("Ja, ik doe dit")
    assert "Dank je. Jij doet dit." in els.reads()
    offer.refresh_from_db()
    assert offer.state == "yes"

    # The link is spent: opening it again is kind and changes nothing.
    els.opens(re.search(r"http\S+/vraag/\S+/", letter.body).group())
    assert els.page.get_by_role("button", name="Ja, ik doe dit").count() == 0

    # She signs in, reads whom she will meet, notes the moment, and afterwards that there was contact.
    els.signs_in()
    els.opens("/gesprekken/")
    press(els.page.locator("main li", has_text="Nog geen moment afgesproken").get_by_role("link").first)
    els.photo()
    assert "Wies" in els.reads()
    assert "0470 12 34 56" in els.reads()
    els.taps("Noteer het moment")
    soon = clock.now() + dt.timedelta(minutes=30)
    els.types("Welke dag?", soon.date().isoformat())
    els.types("Hoe laat?", soon.strftime("%H:%M"))
    els.taps("Bewaar")
    nora.opens("/mijn-aanmeldingen/")
    assert "Iemand komt" in nora.reads() or "We zoeken" not in nora.reads()
    els.taps("Na het gesprek")
    els.taps("Er was contact")
    els.picks("Hoe gaat het verder?", "Naar een contactgroep")
    els.taps("Bewaar")
    referral.refresh_from_db()

    # The nurse hears what the person allowed her to hear.
    nora.opens(f"/mijn-aanmeldingen/{referral.pk}/")
    assert "Er is contact geweest" in nora.reads() or "Afgerond" in nora.reads()
    assert "contactgroep" not in nora.reads().lower()

    # The coordinator closes what is still open.
    if referral.closed_at is None:
        laila.opens(f"/aanmeldingen/{referral.pk}/afronden/")
        laila.picks("Hoe liep het af?", "verder naar contactgroep")
        laila.taps("Rond af")
        referral.refresh_from_db()
    assert referral.state == "closed"

    # The bestuur reads a report in which it counts, and in which nobody stands.
    bruno = person("Bruno", DESKTOP)
    bruno.signs_in()
    assert "Jaarverslag" in bruno.reads()
    assert "Wies" not in bruno.reads()
    assert "Els" not in bruno.reads()
    with bruno.page.expect_download() as download:
        bruno.page.get_by_role("link", name="Download PDF").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nurse_without_account_reports_somebody_in_a_minute(house, person, viewport):
    site = Site.objects.filter(kind="hospital").first()
    nurse = person(f"Dienst{viewport['width']}", viewport)
    nurse.opens(f"/a/{site_token(site)}/")
    # Nothing chosen: sentences beside the fields, and what was typed stays.
    nurse.types("Hoe mogen we de persoon noemen?", "M.")
    nurse.taps("Aanmelden")
    assert nurse.page.title().startswith("Fout:")
    assert nurse.page.get_by_label("Hoe mogen we de persoon noemen?").input_value() == "M."
    nurse.picks("Voor wie?", "De persoon zelf")
    nurse.picks("Zei de persoon ja?", "Ja")
    nurse.picks("Hoe bereiken we de persoon?", "Op de gsm")
    nurse.types("Gsm-nummer", "0470 12 34 56")
    before = Referral.objects.count()
    nurse.taps("Aanmelden")
    assert "Goed ontvangen" in nurse.reads()
    assert Referral.objects.count() == before + 1
    # The back button shows an empty form: nothing stays on a shared computer.
    nurse.opens(f"/a/{site_token(site)}/")
    assert nurse.page.get_by_label("Hoe mogen we de persoon noemen?").input_value() == ""


def test_person_who_did_not_say_yes_is_not_reported(house, person):
    site = Site.objects.filter(kind="hospital").first()
    nurse = person("Nacht", DESKTOP)
    nurse.opens(f"/a/{site_token(site)}/")
    before = Referral.objects.count()
    nurse.picks("Voor wie?", "De persoon zelf")
    nurse.picks("Zei de persoon ja?", "Nog niet")
    nurse.taps("Aanmelden")
    assert "Dan melden we niets" in nurse.reads()
    assert Referral.objects.count() == before


def test_somebody_takes_a_rest_in_two_taps_and_appointments_seek_replacement(house, person):
    rita = person("Rita", PHONE)
    rita.signs_in()
    rita.taps("Even niet oproepbaar")
    rita.taps("Ik neem pauze")
    rita.taps("Bevestig")
    volunteer = Volunteer.objects.with_standing(clock.today()).get(user__name__startswith="Rita ")
    assert volunteer.status == "paused"
    assert not volunteer.turns.filter(meeting__starts_at__gt=clock.now()).exists()
