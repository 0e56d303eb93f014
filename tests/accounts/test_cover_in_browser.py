"""Somebody goes away for a while on a phone, and who stands in finds what waits: by keyboard and thumb, with axe."""

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from oev.accounts.models import Absence
from tests.browser import SMALL, WCAG, note_troubles, press
from tests.referrals.chain import at, receive
from volunteers.models import CallTask

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def signed_in(cast, sign_in, live_server, new_context):
    """`signed_in("laila", "coordinator", "/waarneming/", 360)`: the page as this person sees it, without JavaScript."""

    def opened(name: str, hat: str, address: str, width: int):
        context = new_context(viewport={"width": width, "height": 800}, java_script_enabled=width != 360)
        cookie = sign_in(cast.users[name], hat).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = note_troubles(context.new_page())
        page.goto(live_server.url + address)
        return page

    return opened


def loaded(page) -> None:
    """A click does not wait for the style of the next page."""
    page.wait_for_load_state("load")
    page.wait_for_function("document.readyState === 'complete' && document.styleSheets.length > 0")


def is_well(page, width: int) -> None:
    """Nothing runs out of the screen, nothing is too small for a thumb, the console is silent, axe finds nothing."""
    loaded(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(SMALL) == []
    assert page.troubles == []
    if width != 360:
        assert [one["id"] for one in Axe().run(page, options=WCAG).response["violations"]] == []


@pytest.mark.parametrize("width", [360, 1280])
def test_away_in_three_fields_then_back_early(signed_in, width):
    page = signed_in("laila", "coordinator", "/waarneming/", width)
    is_well(page, width)
    press(page.get_by_role("link", name="Ik ben even weg"))
    is_well(page, width)
    page.get_by_label("Eerste dag weg").fill("2026-03-09")
    page.get_by_label("Weer terug op").fill("2026-03-12")
    page.get_by_label("Wie neemt waar?").select_option(label="Stan Proef")
    press(page.get_by_role("button", name="Bewaar"))
    assert page.get_by_text("Stan Proef neemt waar voor Laila Proef").is_visible()
    assert Absence.objects.get().until_on == dt.date(2026, 3, 12)
    is_well(page, width)
    press(page.get_by_role("button", name="Toch niet weg"))
    assert not Absence.objects.exists()


def test_a_refusal_says_what_is_wrong_beside_the_field(signed_in, cast):
    page = signed_in("victor", "representative", "/waarneming/", 360)
    press(page.get_by_role("link", name="Ik ben even weg"))
    page.get_by_label("Weer terug op").fill("2026-03-01")
    page.get_by_label("Wie neemt waar?").select_option(label="Els Proef")
    press(page.get_by_role("button", name="Bewaar"))

    assert page.title().startswith("Fout:")
    assert page.get_by_role("link", name="De dag van terugkomst ligt na de eerste dag.").is_visible()
    assert page.get_by_label("Weer terug op").input_value() == "2026-03-01"


@pytest.mark.parametrize("width", [360, 1280])
def test_the_stand_in_finds_what_was_missed_and_helps_calling(signed_in, cast, clock, settings, width):
    settings.MANY_CALLS = 1
    Absence.objects.create(
        office=cast.users["laila"].offices.get(), stand_in=cast.users["stan"], from_on=dt.date(2026, 3, 7)
    )
    for name in ("rita", "bart"):
        CallTask.objects.create(
            volunteer=cast.volunteers[name], kind="lapse", for_office="representative", due_on=dt.date(2026, 3, 1)
        )
    receive(cast)
    clock.move_to(at(7, 11))
    page = signed_in("stan", "coordinator", "/beheer/", width)
    assert page.get_by_role("heading", level=2).first.inner_text() == "Wacht langer dan we zeiden"
    is_well(page, width)
    press(page.get_by_role("link", name="Kies wie jij belt"))
    is_well(page, width)
    rita = page.get_by_role("listitem").filter(has_text="Rita Proef").get_by_role("button", name="Neem over")
    press(rita)
    assert page.get_by_text("Jij belt Rita Proef.").is_visible()
    is_well(page, width)
    press(page.get_by_role("button", name="Ongedaan maken"))
    assert rita.is_visible()
