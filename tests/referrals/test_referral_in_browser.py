"""The form in a real browser: nothing for axe, little scrolling, one number for a double click, empty at 'back'."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from referrals.models import Referral
from tests.browser import SMALL, press
from tests.referrals.pages import form_address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def open_form(cast, live_server, new_context):
    """`open_form(width)`: the form of Ziekenhuis Turnhout at that width, without JavaScript."""

    def opened(width: int, height: int = 900):
        page = new_context(viewport={"width": width, "height": height}, java_script_enabled=width != 360).new_page()
        page.goto(live_server.url + form_address(cast.sites["Turnhout"]))
        return page

    return opened


def choose(page, label: str) -> None:
    """Tap the card of a choice."""
    press(page.locator("label.choice", has_text=label).first)


def fill_in(page) -> None:
    choose(page, "De persoon zelf")
    press(page.locator("label.choice", has=page.locator("input[name=consent][value=yes]")))
    choose(page, "Op de gsm")
    page.get_by_label("Gsm-nummer").fill("0470 11 22 33")
    page.get_by_label("Hoe mogen we de persoon noemen?").fill("M.")


@pytest.mark.parametrize("width", [768, 1280])
def test_form_has_nothing_for_axe_empty_filled_or_wrong(open_form, width):
    page = open_form(width)
    for step in (lambda: None, lambda: press(page.get_by_role("button", name="Aanmelden")), lambda: fill_in(page)):
        step()
        found = [(v["id"], [n["html"] for n in v["nodes"]]) for v in Axe().run(page).response["violations"]]
        assert found == []
        assert page.evaluate(SMALL) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_form_shows_its_button_without_scrolling_on_a_pc(open_form):
    page = open_form(1280, 800)
    box = page.get_by_role("button", name="Aanmelden").bounding_box()

    assert box["y"] + box["height"] <= 800


def test_only_what_belongs_to_the_chosen_answer_is_in_sight(open_form):
    page = open_form(1280)
    number, until, consent = (
        page.locator("#id_phone"),
        page.locator("#id_reachable_until_1"),
        page.locator("#div_id_consent"),
    )

    assert (number.is_visible(), until.is_visible()) == (False, False)
    choose(page, "Op de gsm")
    assert (number.is_visible(), until.is_visible()) == (True, False)
    choose(page, "Hier op de dienst")
    assert (number.is_visible(), until.is_visible(), consent.is_visible()) == (False, True, True)
    choose(page, "Ik als professional")
    assert not consent.is_visible()


def test_form_works_on_a_phone_without_script_and_back_shows_an_empty_one(open_form):
    page = open_form(360)
    fill_in(page)
    press(page.get_by_role("button", name="Aanmelden"))
    assert page.get_by_text("26-0001").is_visible()

    page.go_back()
    assert page.get_by_label("Hoe mogen we de persoon noemen?").input_value() == ""
    assert page.locator("#id_phone").input_value() == ""
    assert page.locator("input[name=consent]:checked").count() == 0
    assert Referral.objects.count() == 1


def test_double_click_is_one_referral(open_form):
    page = open_form(1280)
    fill_in(page)
    page.get_by_role("button", name="Aanmelden").dblclick()
    page.get_by_text("26-0001").wait_for()

    assert Referral.objects.count() == 1
