"""What a vertegenwoordiger does in a week, on a phone and on a laptop."""

import datetime as dt

import pytest
from django.core.management import call_command

from oev.clock import BRUSSELS
from tests.browser import press
from tests.flows.person import DESKTOP, PHONE
from volunteers.models import BridgeContact, Contact, ReturnAgreement, Volunteer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_representative_calls_hesitates_agrees_and_keeps_contact(person, clock, size):
    bart = Volunteer.objects.get(user__name__startswith="Bart ")
    victor = person("Victor", size)
    victor.signs_in("vertegenwoordiger")

    # Who was not heard for long: the number is the button, and one tap says that you called.
    victor.taps("Lang niet gehoord")
    unheard = victor.page.locator("li.row", has_text="Laatste contact")
    silent = unheard.filter(has=victor.page.get_by_role("link", name="Bel")).last
    name = silent.locator(".row-title").inner_text()
    assert silent.get_by_role("link", name="Bel").get_attribute("href").startswith("tel:")
    victor.taps("Ik heb gebeld", within=name)
    assert "Contact van vandaag genoteerd." in victor.reads()
    assert Contact.objects.filter(on_day=dt.date(2026, 3, 7), hat="representative").count() == 1

    # Bart came and spoke with the coordinator, who notes it where it is still needed.
    laila = person("Laila", DESKTOP)
    laila.signs_in()
    laila.taps("Bekijk", within=bart.full_name)
    laila.taps("Ja, vandaag")
    assert "Sprak je met" not in laila.reads()

    # The vertegenwoordiger hesitates: that is no veto, but a talk of three.
    victor.opens("/dashboard/")
    victor.taps("Bekijk", within=bart.full_name)
    victor.taps("Ik wil eerst nog praten")
    victor.taps("Plan het gesprek")
    victor.types("Dag", "2026-03-07")
    victor.types("Uur", "11:00")
    victor.types("Plaats", "Turnhout")
    victor.taps("Spreek af")
    bart_himself = person("Bart", PHONE)
    bart_himself.signs_in()
    assert "Gesprek met drie: zaterdag 7 maart" in bart_himself.reads()
    clock.move_to(dt.datetime(2026, 3, 7, 12, 0, tzinfo=BRUSSELS))
    victor.signs_in("vertegenwoordiger")
    victor.taps("Noteer", within=bart.full_name)
    victor.taps("We starten terug")
    assert ReturnAgreement.objects.filter(volunteer=bart, on_day=dt.date(2026, 3, 7)).count() == 1
    victor.taps("Weer oproepbaar maken")
    assert "Bart is weer oproepbaar." in victor.reads()

    # A look at the roster of a group, and back.
    victor.taps("Beurtrollen")
    press(victor.page.locator("main").get_by_role("link").first)
    victor.photo()
    assert "Beurtrol" in victor.page.title()

    # Three fields for a contact with a self-help group, and it can be taken back.
    contacts = BridgeContact.objects.filter(withdrawn_at=None)
    before = contacts.count()
    victor.opens("/dashboard/")
    victor.taps("Contact met zelfhulp")
    victor.chooses("Welke groep?", "Al-Anon")
    victor.picks("Waarvoor?", "Informatie uitwisselen")
    victor.taps("Noteer")
    assert contacts.count() == before + 1
    victor.taps("Ongedaan maken")
    assert contacts.count() == before
    call_command("rebuild_standing", "--check")
