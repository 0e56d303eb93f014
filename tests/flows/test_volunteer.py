"""A day in the life of an ervaringsdrager on a phone: coming, choosing, asking for a call, resting and coming back."""

import re

import pytest
from django.core import mail

from oev import clock as days
from oev.outbox.services import deliver_due
from tests.flows.person import DESKTOP, PHONE
from volunteers.models import CallTask, IntervisionSession, IntervisionSignUp, Rest, Volunteer
from volunteers.states import RestKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_volunteer_comes_chooses_rests_and_returns(person):
    els_on_paper = Volunteer.objects.get(user__name__startswith="Els ")
    first, second = IntervisionSession.objects.coming(days.now()).order_by("starts_at")[:2]
    answers = IntervisionSignUp.objects.filter(volunteer=els_on_paper)

    # Where she stands in one sentence, and coming to the next intervisie in one tap.
    els = person("Els", PHONE)
    els.signs_in()
    assert els.page.locator(".lede").first.inner_text().startswith("Je bent oproepbaar")
    els.taps("Ja")
    assert answers.get(session=first).answer == "yes"

    # The other one by the address of the letter, on a phone where she is not signed in.
    laila = person("Laila", DESKTOP)
    laila.signs_in()
    laila.opens(f"/intervisie/{second.pk}/uitnodigen/")
    laila.taps("Nodig")
    deliver_due()
    letter = next(one for one in mail.outbox if els_on_paper.email in one.to and "/kom-je/" in one.body)
    elsewhere = person("Els elders", PHONE)
    elsewhere.opens(re.search(r"http\S+/kom-je/\S+", letter.body).group())
    assert "Els" not in elsewhere.reads()
    elsewhere.taps("Ja")
    assert "Genoteerd: je komt" in elsewhere.reads()
    assert answers.get(session=second).answer == "yes"

    # Her pace, her name for each audience, her own calendar.
    els.opens("/ik/")
    els.taps("Wijzig")
    els.types("Hoeveel gesprekken per maand, hooguit?", "3")
    els.taps("Bewaar")
    els.taps("Kies je naam")
    els.picks("Voor professionals", "schuilnaam")
    els.picks("Voor iedereen", "schuilnaam")
    els.types("Schuilnaam", "Lore")
    els.taps("Bewaar")
    assert re.search(r"Professionals lezen\s+Lore", els.reads())
    els.taps("In mijn eigen agenda")
    els.taps("Maak mijn adres")
    feed = els.page.request.get(els.page.get_by_label("Jouw adres").input_value()).text()
    assert feed.count("SUMMARY:Afspraak") >= 2
    assert "Intervisie" not in feed

    # A call today, without a word of why.
    els.opens("/ik/")
    els.taps("Ik wil even praten")
    els.taps("Ja, liefst vandaag")
    assert "De vertegenwoordiger belt je vandaag." in els.reads()
    assert CallTask.objects.filter(volunteer=els_on_paper, done_on=None).get().wish == "today"

    # A pause in two taps, and back in one.
    els.taps("Even niet oproepbaar")
    els.taps("Ik neem pauze")
    els.taps("Bevestig")
    els.taps("Sla over")
    assert "Je pauzeert en kiest zelf wanneer je weer meedoet." in els.reads()
    els.taps("Ik doe weer mee")
    assert "Fijn dat je er weer bent." in els.reads()

    # It is harder now: two taps, who may call, and later asking to come back.
    els.taps("Even niet oproepbaar")
    els.taps("Het gaat even moeilijker")
    els.taps("Bevestig")
    assert "106" in els.reads()
    els.picks("Wie mag bellen?", "Vertegenwoordiger")
    els.chooses("Hoe vaak?", "Elke week")
    els.taps("Bewaar")
    rest = Rest.objects.get(volunteer=els_on_paper, until_on=None)
    assert (rest.kind, rest.may_call, rest.call_every_days) == (RestKind.SLEEP, "representative", 7)
    els.taps("Ik wil graag terug meedoen")
    assert "Fijn om te horen. We bellen je." in els.reads()
