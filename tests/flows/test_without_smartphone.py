"""Somebody without mail and without smartphone: everything goes by phone, through coordinator and vertegenwoordiger."""

import datetime as dt
import re

import pytest

from oev import clock as days
from oev.outbox.services import deliver_due
from partners.models import Site
from referrals.models import Offer
from tests.flows.person import DESKTOP, PHONE
from volunteers.kinds import Role
from volunteers.models import IntervisionSession, IntervisionSignUp, Rest, RoleHolding, Volunteer
from volunteers.states import RestKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def filip(demo):
    """The only one who can be asked for talks, by phone alone."""
    filip = Volunteer.objects.get(first_name="Filip")
    Volunteer.objects.filter(pk=filip.pk).update(email="", prefers_phone=True, max_per_month=None)
    RoleHolding.objects.filter(role=Role.TALKS).exclude(volunteer=filip).update(until_on=days.today())
    Site.objects.update(offers_from=dt.time(0, 0), offer_minutes=600)
    Offer.objects.all().delete()
    return Volunteer.objects.get(pk=filip.pk)


def test_somebody_is_told_asked_and_left_in_peace_by_phone(person, filip):
    sessions = IntervisionSession.objects.coming(days.now()).order_by("starts_at")[:2]
    laila = person("Laila", DESKTOP)
    laila.signs_in()

    # Two invitations wait to be told; he answers one, wants to think about the other, and nothing waits any more.
    for session in sessions:
        laila.opens(f"/intervisie/{session.pk}/uitnodigen/")
        laila.taps("Nodig")
    deliver_due()
    victor = person("Victor", PHONE)
    victor.signs_in("vertegenwoordiger")
    victor.taps("Vertel", within="Filip")
    assert filip.phone in victor.reads()
    assert "intervisie" in victor.reads().lower()
    victor.taps("Noteer het antwoord")
    victor.chooses("Wie?", filip.full_name)
    victor.picks("Komt die persoon?", "Ja")
    victor.taps("Noteer")
    answer = IntervisionSignUp.objects.get(session__in=list(sessions), volunteer=filip)
    assert (answer.answer, answer.by_phone) == ("yes", True)
    victor.opens(f"/mensen/{filip.pk}/vertellen/")
    victor.taps("Ik heb het verteld")
    assert "Genoteerd: je vertelde het aan Filip." in victor.reads()
    victor.opens(f"/mensen/{filip.pk}/vertellen/")
    assert "Er is niets meer te vertellen." in victor.reads()

    # A question for a talk: called, and he said yes.
    laila.opens("/beheer/")
    laila.taps("Zoek iemand")
    laila.taps("Vraag aan Filip")
    assert filip.phone in laila.row(filip.phone).inner_text()
    laila.taps("Ja", within=filip.phone)
    assert Offer.objects.get(volunteer=filip).state == "yes"

    # A pause that he asked for on the phone.
    laila.opens(f"/beheer/volunteers/volunteer/{filip.pk}/change/")
    laila.taps("Even niet oproepbaar zetten")
    assert "Dit gebeurt er" in laila.reads()
    laila.taps("Filip neemt pauze")
    laila.taps("Bevestig")
    assert "We vragen Filip even niet." in laila.reads()
    assert Rest.objects.get(volunteer=filip, until_on=None).kind == RestKind.PAUSE

    # The list of calls goes along on paper: names and numbers, no menus or buttons.
    victor.opens("/mensen/bellen/")
    assert re.search(r"04\d\d", victor.reads())
    victor.page.emulate_media(media="print")
    assert not victor.page.get_by_role("button", name="Druk af").is_visible()
    assert not victor.page.get_by_role("navigation").first.is_visible()
    assert len(victor.page.pdf()) > 1000
