"""The style guide in a real browser: nothing for axe, no sideways scrolling, targets of 44 px, focus on the errors."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.browser import SMALL

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_style_guide_is_open_to_everybody(open_page, width, scheme):
    page = open_page(reverse("style_guide") + "?fout", width, scheme)
    found = [(v["id"], [n["html"] for n in v["nodes"]]) for v in Axe().run(page).response["violations"]]

    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(SMALL) == []
    assert page.troubles == []


def test_errors_take_the_focus(open_page):
    page = open_page(reverse("style_guide") + "?fout", 360)

    assert page.evaluate("document.activeElement.className") == "error-summary"


def test_whole_card_of_a_choice_is_clickable(open_page):
    page = open_page(reverse("style_guide"), 360)
    card = page.locator(".choice", has_text="Op de gsm")
    card.click(position={"x": card.bounding_box()["width"] - 4, "y": 4})

    assert page.locator("input[name=reach]:checked").input_value() == "phone"


def test_folded_parts_and_the_menu_open_with_the_keyboard(open_page):
    page = open_page(reverse("style_guide"), 360)
    page.locator(".fold > summary").first.press("Enter")

    assert page.get_by_label("Eén praktische afspraak").is_visible()


def test_sign_in_page_runs_under_the_strict_policy(open_page):
    page = open_page(reverse("account_login"), 360)

    assert Axe().run(page).response["violations"] == []
    assert page.locator("#passkey_login").is_visible()
    assert page.troubles == []
