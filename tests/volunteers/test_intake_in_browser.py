"""From 'Ik wil meedoen' to the first day in a real browser, as each of the three goes through it."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from tests.browser import SMALL, WCAG, note_troubles, press
from tests.people import sign_in
from tests.volunteers.ready import make_ready, papers
from tests.volunteers.scene import at, day, status
from volunteers import services
from volunteers.kinds import IntakeItem
from volunteers.models import Volunteer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = Path(__file__).resolve().parents[2] / "browser-pictures" / "intake"
TODAY = day("2026-03-07")
WIDTHS = [360, 1280]


@pytest.fixture
def visit(live_server, new_context):
    """`visit(address, width, user, hat)`: a page, signed in when there is a user."""

    def opened(address, width, user=None, hat="", *, script=True):
        context = new_context(viewport={"width": width, "height": 800}, java_script_enabled=script)
        context.set_default_timeout(20_000)
        if user is not None:
            cookie = sign_in(user, hat).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = note_troubles(context.new_page())
        page.goto(live_server.url + address)
        return page

    return opened


def look(page, name):
    """A picture, and what is wrong with this page; nothing when it is sound."""
    width = page.viewport_size["width"]
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)
    page.wait_for_load_state("load")
    axe = Axe().run(page, options=WCAG).response["violations"]
    wrong = [(one["id"], [node["html"][:150] for node in one["nodes"]][:3]) for one in axe]
    sideways = page.evaluate("document.documentElement.scrollWidth")
    in_a_fact = page.locator("dd a").all_inner_texts()
    wrong += [words for words in page.evaluate(SMALL) if words not in in_a_fact]
    return wrong + page.troubles + ([sideways] if sideways > width else [])


@pytest.fixture
def sam(cast, who):
    """A candidate with an account, on the way in."""
    papers()
    sam = services.add_volunteer(
        by=who("laila"), first_name="Sam", last_name="Proef", kind="ed", experience_kind="own", candidate_on=TODAY,
        phone="0470 11 22 33", user=cast.users["stan"],
    )  # fmt: skip
    services.plan_intake_talk(by=who("laila"), volunteer=sam, starts_at=at("2026-03-12 10:00"), place="Turnhout")
    services.tick_item(by=who("victor"), volunteer=sam, item=IntakeItem.STABLE)
    return sam


@pytest.mark.parametrize("width", WIDTHS)
def test_somebody_asks_to_join_and_reads_what_comes(cast, clock, visit, width):
    page = visit("/", width)
    press(page.get_by_role("link", name="Ik wil meedoen"))
    assert look(page, "meedoen") == []
    press(page.get_by_role("button", name="Verstuur"))
    assert page.title().startswith("Fout: ")
    assert look(page, "meedoen-fout") == []
    page.get_by_label("Hoe mogen we je noemen?").fill("Noa")
    page.get_by_label("Mailadres").fill("noa@voorbeeld.be")
    page.get_by_label("Ik ben een naaste").check(force=True)
    clock.shift(30)
    press(page.get_by_role("button", name="Verstuur"))
    assert page.get_by_role("heading", name="Bedankt voor je bericht").is_visible()
    assert look(page, "meedoen-bedankt") == []
    assert Volunteer.objects.get(first_name="Noa").experience_kind == "context"


def test_page_to_join_works_without_script(cast, clock, visit):
    page = visit("/meedoen/", 360, script=False)
    page.get_by_label("Hoe mogen we je noemen?").fill("Noa")
    page.get_by_label("Gsm of telefoon").fill("0470 11 22 33")
    page.get_by_label("Allebei").check(force=True)
    clock.shift(30)
    press(page.get_by_role("button", name="Verstuur"))
    assert page.get_by_role("heading", name="Bedankt voor je bericht").is_visible()
    assert Volunteer.objects.get(first_name="Noa").phone == "0470 11 22 33"


@pytest.mark.parametrize("width", WIDTHS)
def test_coordinator_goes_through_the_list_one_tap_a_point(cast, sam, visit, width):
    page = visit(f"/mensen/{sam.pk}/", width, cast.users["laila"], "coordinator")
    assert look(page, "persoon") == []
    press(page.get_by_role("button", name="Alles besproken"))
    press(page.locator("button", has_text=re.compile("^Gevolgd")))
    press(page.locator("button", has_text="Afvinken: Nam minstens"))
    for _ in range(3):
        press(page.locator("button", has_text=re.compile("^(Getekend|Gegeven): ")).first)
    press(page.get_by_role("button", name="Geldt hier niet"))
    assert page.get_by_text("Dit zegt de vertegenwoordiger.").is_visible()
    assert look(page, "persoon-bijna") == []
    press(page.get_by_role("link", name="Laat starten"))
    assert page.get_by_text("De vertegenwoordiger ging nog niet akkoord.").is_visible()
    assert look(page, "starten") == []


@pytest.mark.parametrize("width", WIDTHS)
def test_vertegenwoordiger_agrees_and_coordinator_starts(cast, sam, visit, width):
    make_ready(sam, but=[IntakeItem.TOGETHER])
    page = visit("/dashboard/", width, cast.users["victor"], "representative")
    page.goto(page.url.replace("/dashboard/", f"/mensen/{sam.pk}/"))
    press(page.get_by_role("button", name="Ik ga akkoord"))
    assert look(page, "akkoord") == []
    page = visit(f"/mensen/{sam.pk}/starten/", width, cast.users["laila"], "coordinator")
    page.get_by_label("Gids voor individuele gesprekken").check(force=True)
    page.get_by_label("Els Proef").check(force=True)
    assert look(page, "starten-klaar") == []
    press(page.get_by_role("button", name="Laat starten"))
    assert page.get_by_text("Sam is gestart.").is_visible()
    assert look(page, "gestart") == []
    assert status(sam, "2026-03-07") == "active"


@pytest.mark.parametrize("width", WIDTHS)
def test_candidate_reads_where_it_stands_and_signs(cast, sam, visit, width):
    page = visit("/ik/", width, cast.users["stan"], "volunteer")
    assert look(page, "ik") == []
    press(page.locator("a", has_text="Lees en teken: Wat we van je bewaren"))
    assert look(page, "tekst") == []
    press(page.get_by_role("button", name="Ik las dit en ga akkoord"))
    assert page.get_by_text("Dank je. Het is genoteerd.").is_visible()
    assert look(page, "teksten") == []
    page.goto(page.url.replace("/documenten/", "/ik/stoppen/"))
    assert look(page, "stoppen") == []


@pytest.mark.parametrize("width", WIDTHS)
def test_coordinator_keeps_the_texts_and_sees_who_has_to_sign(cast, sam, visit, width):
    page = visit("/mensen/tekenen/", width, cast.users["laila"], "coordinator")
    assert look(page, "nog-te-tekenen") == []
    press(page.get_by_role("link", name="Noteer").first)
    press(page.get_by_text("Noteer wat getekend of gegeven is"))
    page.get_by_label("Welke tekst?").select_option(label="Wat we van je bewaren")
    press(page.get_by_role("button", name="Noteer", exact=True))
    assert page.get_by_text("Genoteerd.").is_visible()
    assert look(page, "papieren") == []
    page.goto(page.url.split("/beheer/")[0] + "/beheer/volunteers/document/")
    assert look(page, "documenten") == []
    press(page.get_by_role("link", name="Wat we van je bewaren").first)
    assert look(page, "document") == []
    press(page.get_by_role("link", name="Wie tekende"))
    assert look(page, "wie-tekende") == []
    page.goto(page.url.split("/documenten/")[0] + "/beheer/")
    assert look(page, "vandaag") == []
