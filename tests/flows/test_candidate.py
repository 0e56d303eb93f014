"""From 'Ik wil meedoen' to the first role, by the candidate, the vertegenwoordiger and the coordinator."""

import datetime as dt

import pytest
from django.core import mail

from oev.clock import BRUSSELS
from tests.browser import press
from tests.flows.person import DESKTOP, PHONE
from volunteers.models import RoleHolding, Volunteer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_candidate_becomes_somebody_with_a_page_and_a_role(person, clock):
    # A message of one minute, without an account.
    noa = person("Noa", PHONE)
    noa.opens("/account/login/")
    noa.taps("Ik wil meedoen")
    noa.taps("Verstuur")
    assert noa.page.title().startswith("Fout: ")
    noa.types("Hoe mogen we je noemen?", "Noa")
    noa.types("Gsm of telefoon", "0470 99 88 77")
    noa.types("Mailadres", "noa@voorbeeld.be")
    noa.picks("Wat herken je?", "Ik maakte het zelf mee")
    clock.shift(60)
    noa.taps("Verstuur")
    assert "Bedankt voor je bericht" in noa.reads()
    candidate = Volunteer.objects.get(first_name="Noa")

    # The vertegenwoordiger calls, and notes that alone.
    victor = person("Victor", DESKTOP)
    victor.signs_in("vertegenwoordiger")
    victor.taps("Ik heb gebeld", within="Noa")
    assert "Opgevolgd." in victor.reads()

    # The coordinator plans the talk from the first page of the day.
    laila = person("Laila", DESKTOP)
    laila.signs_in()
    laila.taps("Bekijk", within="Noa")
    laila.taps("Plan een gesprek")
    laila.types("Welke dag?", "2026-03-12")
    laila.types("Hoe laat?", "10:00")
    laila.types("Waar?", "Turnhout")
    laila.taps("Plan")
    assert "Donderdag 12 maart om 10 uur, Turnhout." in laila.reads()

    # Whoever starts too early reads all that is missing at once.
    laila.taps("Laat starten")
    missing = laila.page.locator(".callout li").all_inner_texts()
    assert len(missing) > 10
    assert "De vertegenwoordiger ging nog niet akkoord." in missing
    laila.taps("Noa")

    # She gets a way in before the talk, so that Noa can read and sign at home.
    laila.taps("Geef een account")
    laila.taps("Maak de uitnodiging")
    way_in = laila.page.get_by_label("Adres om door te geven").input_value()
    noa.opens(way_in)
    noa.taps("Ga verder")
    assert "Ons gesprek\nDonderdag 12 maart om 10 uur, Turnhout." in noa.reads()
    noa.taps("Kies je naam")
    noa.picks("Voor professionals", "schuilnaam")
    noa.taps("Bewaar")
    noa.taps("Lees en teken: Wat we van je bewaren")
    noa.taps("Ik las dit en ga akkoord")
    assert "Dank je. Het is genoteerd." in noa.reads()

    # The talk was there: one tap for all that was said, one for each paper.
    clock.move_to(dt.datetime(2026, 3, 12, 12, 0, tzinfo=BRUSSELS))
    laila.signs_in()
    laila.opens(f"/beheer/volunteers/volunteer/{candidate.pk}/change/")
    laila.taps("Het gesprek was er")
    laila.picks("Wat spraken jullie af?", "We gaan samen verder")
    laila.taps("Bewaar")
    laila.taps("Alles besproken")
    for button in ("Gevolgd", "Afvinken", "Getekend", "Gegeven", "Geldt hier niet"):
        laila.taps(button)
    assert "Wacht op het akkoord van de vertegenwoordiger." in laila.reads()
    victor.signs_in("vertegenwoordiger")
    victor.taps("Bekijk", within="Noa")
    victor.taps("Ik ga akkoord")

    # The start: a role, and somebody who walks along.
    laila.opens(f"/beheer/volunteers/volunteer/{candidate.pk}/change/")
    laila.taps("Laat starten")
    laila.picks("Welke rol eerst?", "Gids voor individuele gesprekken")
    fieldset = laila.page.locator("fieldset", has=laila.page.locator("legend", has_text="peter of meter"))
    press(fieldset.locator("label").nth(1))
    laila.taps("Laat starten")
    assert "Noa is gestart." in laila.reads()
    assert RoleHolding.objects.get(volunteer=candidate).from_on == dt.date(2026, 3, 12)

    # Her own page says where she stands, who walks along, and what comes first.
    noa.page.context.clear_cookies()
    noa.opens("/account/login/")
    noa.types("Mailadres", "noa@voorbeeld.be")
    noa.taps("Stuur me een code")
    noa.types("Code", mail.outbox[-1].body.split("\n\n")[2].strip())
    noa.taps("Verder")
    assert "Je bent oproepbaar" in noa.reads()
    assert "loopt de eerste maanden met je mee" in noa.reads()
    assert "Gids voor individuele gesprekken" in noa.reads()
    noa.taps("Ja")
    assert "je komt" in noa.reads().lower()
