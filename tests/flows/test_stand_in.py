"""The vertegenwoordiger is away for some days: who stands in finds the tasks, does one, and then it is over."""

import datetime as dt
import re

import pytest

from oev.clock import BRUSSELS
from tests.flows.person import PHONE
from volunteers.models import Contact

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_stand_in_wears_the_hat_while_it_lasts(person, clock):
    victor = person("Victor", PHONE)
    victor.signs_in("vertegenwoordiger")
    victor.taps("Waarneming")
    victor.taps("Ik ben even weg")
    victor.types("Eerste dag weg", "2026-03-07")
    victor.types("Weer terug op", "2026-03-10")
    victor.chooses("Wie neemt waar?", "Els Luyten")
    victor.taps("Bewaar")
    assert "Geregeld. Taken en rechten gaan die dagen mee." in victor.reads()
    assert "Els Luyten neemt waar. Terug op 10 maart 2026." in victor.reads()

    # Els wears the hat beside her own, and finds what waits there.
    els = person("Els", PHONE)
    els.signs_in("vrijwilliger")
    els.changes_hat("waarnemend vertegenwoordiger")
    assert re.search(r"\d+ dingen wachten op je", els.reads())
    els.taps("Lang niet gehoord")
    unheard = els.page.locator("li.row", has_text="Laatste contact")
    silent = unheard.filter(has=els.page.get_by_role("link", name="Bel")).last
    name = silent.locator(".row-title").inner_text()
    els.taps("Ik heb gebeld", within=name)
    assert "Dashboard" in els.reads()
    called = Contact.objects.filter(on_day=dt.date(2026, 3, 7)).latest("pk").volunteer
    assert called.full_name == name
    els.opens(f"/mensen/{called.pk}/")
    assert "7 maart 2026" in els.reads()

    # After the absence the hat is gone, and with it every page that it opened.
    clock.move_to(dt.datetime(2026, 3, 10, 9, 0, tzinfo=BRUSSELS))
    els.signs_in("vrijwilliger")
    assert "waarnemend" not in els.page.locator("header").inner_text()
    els.finds_nothing("/dashboard/")
    assert "Deze pagina vinden we niet" in els.reads()
    victor.signs_in("vertegenwoordiger")
    assert "Dashboard" in victor.reads()
    assert name not in victor.reads()
