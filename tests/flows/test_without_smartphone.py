"""Somebody without mail and without smartphone: everything goes by phone, through coordinator and vertegenwoordiger."""

import datetime as dt
import re

import pytest

from oev import clock as days
from oev.outbox.services import deliver_due
from partners.models import Site
from referrals.models import Offer
from tests.flows.person import DESKTOP, PHONE
from volunteers.models import IntervisionSession, IntervisionSignUp, Rest, Volunteer
from volunteers.states import RestKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def open_hours(demo):
    """Questions may leave at any hour, and nothing waits for an answer yet."""
    Site.objects.update(offers_from=dt.time(0, 0), offer_minutes=600)
    Offer.objects.all().delete()


def without_mail(laila):
    """The first who fits the newest aanmelding and has no account; from now on without mail, by phone alone."""
    fits = laila.page.locator("main li", has=laila.page.get_by_role("button", name=re.compile("Vraag aan")))
    names = [row.inner_text().strip().split("\n")[0] for row in fits.all()]
    people = {one.full_name: one for one in Volunteer.objects.filter(user=None)}
    found = next(people[name] for name in names if name in people)
    Volunteer.objects.filter(pk=found.pk).update(email="", prefers_phone=True)
    return found


def test_somebody_is_told_asked_and_left_in_peace_by_phone(open_hours, person):
    sessions = IntervisionSession.objects.coming(days.now()).order_by("starts_at")[:2]
    laila = person("Laila", DESKTOP)
    laila.signs_in()
    laila.taps("Zoek iemand")
    tine = without_mail(laila)

    # Two invitations wait to be told; he answers one, wants to think about the other, and nothing waits any more.
    for session in sessions:
        laila.opens(f"/intervisie/{session.pk}/uitnodigen/")
        laila.taps("Nodig")
    deliver_due()
    victor = person("Victor", PHONE)
    victor.signs_in("vertegenwoordiger")
    victor.taps("Vertel", within=tine.full_name)
    assert tine.phone in victor.reads()
    assert "intervisie" in victor.reads().lower()
    victor.taps("Noteer het antwoord")
    victor.chooses("Wie?", tine.full_name)
    victor.picks("Komt die persoon?", "Ja")
    victor.taps("Noteer")
    answer = IntervisionSignUp.objects.get(session__in=list(sessions), volunteer=tine)
    assert (answer.answer, answer.by_phone) == ("yes", True)
    victor.opens(f"/mensen/{tine.pk}/vertellen/")
    victor.taps("Ik heb het verteld")
    assert f"Genoteerd: je vertelde het aan {tine.first_name}." in victor.reads()
    victor.opens(f"/mensen/{tine.pk}/vertellen/")
    assert "Er is niets meer te vertellen." in victor.reads()

    # A question for a talk: called, and he said yes.
    laila.opens("/beheer/")
    laila.taps("Zoek iemand")
    laila.taps("Vraag aan", within=tine.full_name)
    assert tine.phone in laila.rows(tine.phone).last.inner_text()
    laila.taps("Ja", within=tine.phone)
    assert Offer.objects.get(volunteer=tine).state == "yes"

    # A pause that he asked for on the phone.
    laila.opens(f"/beheer/volunteers/volunteer/{tine.pk}/change/")
    laila.taps("Even niet oproepbaar zetten")
    assert "Dit gebeurt er" in laila.reads()
    laila.taps(f"{tine.first_name} neemt pauze")
    laila.taps("Bevestig")
    assert f"We vragen {tine.first_name} even niet." in laila.reads()
    assert Rest.objects.get(volunteer=tine, until_on=None).kind == RestKind.PAUSE

    # The list of calls goes along on paper: names and numbers, no menus or buttons.
    victor.opens("/mensen/bellen/")
    assert re.search(r"04\d\d", victor.reads())
    victor.page.emulate_media(media="print")
    assert not victor.page.get_by_role("button", name="Druk af").is_visible()
    assert not victor.page.get_by_role("navigation").first.is_visible()
    assert len(victor.page.pdf()) > 1000
