"""Every page in a real browser, by somebody who may open it, at three widths; pictures in browser-pictures/pages/.

The pages are served out of the transaction that holds the world, so that each address has its own state of affairs.
"""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from django.test.testcases import LiveServerThread

from partners.links import site_token
from tests.browser import WCAG, note_troubles, press
from tests.house.access_row import HATS
from tests.house.access_table import TABLE
from tests.house.pages import admin_pages, may_look
from tests.house.walk import address
from tests.words import NEVER, TELLING, found

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PICTURES = Path(__file__).resolve().parents[2] / "browser-pictures" / "pages"
FILES = {
    "ik/gegevens/bestand/", "agenda/<str:secret>/", "cijfers/<int:year>/<slug:form>/", "health/live", "health/ready",
}  # fmt: skip
SIZES = ((1280, 900), (768, 1024), (360, 780))
# The width that the page takes, the words of buttons and tags that stick out, and the numbers that are broken.
CROWDED = """() => ({
  wide: document.documentElement.scrollWidth,
  cut: [...document.querySelectorAll(".btn, .tag, .choice, .nav a, h1, a[href^='tel:']")]
    .filter(e => e.offsetWidth > 1 && !e.closest(".print-only")
      && (e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0
        || e.matches("a[href^='tel:']:not(.btn):not(.crisis a)") && e.getClientRects().length > 1))
    .map(e => e.textContent.trim()),
})"""
BY_CHOICE = ("els", "nora", "bruno", "bea", "victor", "laila", "anonymous")


@pytest.fixture
def _django_db_helper(walker):
    """The one transaction of the file is the database of every test in it."""


class WorldServer(ThreadedWSGIServer):
    """Leaves the connection alone: it belongs to the transaction of the file."""

    def _close_connections(self):
        pass


class WorldThread(LiveServerThread):
    server_class = WorldServer


@pytest.fixture(scope="module")
def site(walker):
    """Address of a server that works inside the world's transaction; it answers one page at a time."""
    shared = connections["default"]
    shared.inc_thread_sharing()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)  # an open transaction looks to Django like a connection gone astray
    thread = WorldThread("127.0.0.1", StaticFilesHandler, connections_override={"default": shared})
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    shared.dec_thread_sharing()


@pytest.fixture(scope="module")
def visit(walker, site, browser):
    """`visit(label)`: one page of the browser for each person, signed in."""
    pages = {}

    def opened(label, *, script=True):
        if (label, script) not in pages:
            context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=script)
            if label in walker.cookies:
                cookie = {"name": settings.SESSION_COOKIE_NAME, "value": walker.cookies[label], "url": site}
                context.add_cookies([cookie])
            pages[label, script] = note_troubles(context.new_page())
        return pages[label, script]

    yield opened
    for page in pages.values():
        page.context.close()


def lookers(row):
    """Who opens this page here: the first who may, and the vertegenwoordiger where volunteers may too."""
    if row.public:
        return ["anonymous"] if row.get else []
    may = [label for label in BY_CHOICE if may_look(row, label, "own")]
    return may[:1] + [label for label in ("victor", "laila") if label in may[1:] and may[0] == "els"][:1]


VISITS = [
    (label, row.path) for row in TABLE.values() if not row.closed and row.path not in FILES for label in lookers(row)
]


@pytest.mark.parametrize(("label", "path"), VISITS, ids=[f"{label} {path or '/'}" for label, path in VISITS])
def test_page_is_sound(walker, site, visit, label, path):
    row = TABLE[path]
    with walker.undone():
        if row.before:
            row.before(walker.world)
        url = site + address(path, row.kwargs(walker.world)["own"])
        found = look_at(visit(label), url, label, path)

    assert found == {}


def test_pages_of_the_web_admin_are_sound(walker, site, visit):
    wrong = {url: faults for url in admin_pages() if (faults := look_at(visit("laila"), site + url, "laila", url))}

    assert wrong == {}


def look_at(page, url, label, path):
    """What is wrong with this page, by name; nothing when it is sound. Axe looks at the widest and the narrowest."""
    page.troubles.clear()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(url)
    wrong = {"axe": axe(page), "console": list(page.troubles), **head(page), "no way on": dead_end(page)}
    name = re.sub(r"[^a-z]+", "-", re.sub(r"<[^>]*>", "een", path)).strip("-") or "begin"  # a list and one of it
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        wrong |= {f"{what} at {width}": faults for what, faults in crowded(page, width).items()}
        photo(page, label, name, width)
    wrong["axe at 360"] = axe(page)
    return {what: faults for what, faults in wrong.items() if faults}


def crowded(page, width):
    """What does not fit: the page itself, words outside their button, a phone number over two lines."""
    found = page.evaluate(CROWDED)
    return {"scrolls sideways": found["wide"] if found["wide"] > width else None, "does not fit": found["cut"]}


def dead_end(page):
    """A page needs a link or a button of its own that leads on or back, or the menu."""
    return page.locator("main a[href], main button, nav a[href]").count() == 0


def axe(page):
    found = Axe().run(page, options=WCAG).response["violations"]
    return [(one["id"], [node["html"][:150] for node in one["nodes"]][:3]) for one in found]


def head(page):
    """Title, language and heading."""
    title, text = page.title(), page.evaluate("document.documentElement.lang")
    return {
        "h1": [h.inner_text() for h in page.locator("h1").all()] if page.locator("h1").count() != 1 else None,
        "title": title if len(title) < 4 or found(title, TELLING + NEVER) else None,
        "lang": text if not text.lower().startswith("nl") else None,
    }


def photo(page, label, name, width):
    folder = PICTURES / label
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)


def test_form_of_a_place_posts_without_script(walker, site, visit):
    with walker.undone():
        page = visit("anonymous", script=False)
        page.goto(f"{site}/a/{site_token(walker.world.sites[1])}/")
        for name, value in (("subject_kind", "self"), ("consent", "yes"), ("reach_kind", "phone")):
            page.locator(f"input[name={name}][value={value}]").check(force=True)
        page.fill("input[name=phone]", "0470 11 22 33")
        page.fill("input[name=display_name]", "M.")
        press(page.get_by_role("button", name="Aanmelden", exact=True))
        text = page.locator("main").inner_text()

    assert "Goed ontvangen" in text


def test_question_is_answered_without_script(walker, site, visit):
    with walker.undone():
        page = visit("anonymous", script=False)
        page.goto(f"{site}/vraag/{walker.world.offers[0].secret}/")
        press(page.get_by_role("button", name="Ja, ik doe dit"))
        walker.world.offers[0].refresh_from_db()
        state = walker.world.offers[0].state
    walker.world.offers[0].refresh_from_db()

    assert state == "yes"


@pytest.mark.parametrize(
    ("label", "path", "fill", "button", "lands"),
    [
        ("els", "/ik/even-niet/", {"kind": "pause"}, "Bevestig", "/ik/wie-belt/"),
        ("els", "/ik/praten/", {}, "", ""),
        ("victor", "/waarneming/", {}, "", ""),
    ],
    ids=["even niet", "praten", "waarneming"],
)
def test_page_works_without_script(walker, site, visit, label, path, fill, button, lands):
    with walker.undone():
        page = visit(label, script=False)
        page.goto(site + (path if button else "/ik/" if label == "els" else path))
        for name, value in fill.items():
            page.locator(f"input[name={name}][value={value}]").check(force=True)
        if button:
            press(page.get_by_role("button", name=button, exact=True))
        at, heading = page.url, page.locator("h1").count()

    assert lands in at
    assert heading == 1


def test_every_kind_of_person_was_here():
    assert {label for label, _ in VISITS} >= set(BY_CHOICE) - {"stan"}
    assert set(HATS) >= {label for label, _ in VISITS} - {"anonymous"}
