"""Somebody with a browser of his own, who reads, taps and types; every page that he reaches is looked at and kept."""

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from oev.accounts.models import User
from tests.browser import WCAG, note_troubles, press
from tests.people import sign_in

PHONE = {"width": 360, "height": 780}
DESKTOP = {"width": 1280, "height": 900}


class Person:
    """A name of the demo, a page of one size, and `faults`: what was wrong on the way (console, width, axe)."""

    def __init__(self, name, page, url, pictures, *, axe=False):
        self.name, self.page, self.url = name, note_troubles(page), url
        self.pictures, self.axe, self.step, self.faults = pictures, axe, 0, []

    def opens(self, path):
        self.page.goto(path if path.startswith("http") else self.url + path)
        self.photo()

    def signs_in(self, hat=""):
        """One click among the people of the demo; `hat` as its label says, where somebody has several."""
        self.page.context.clear_cookies()
        self.page.goto(self.url + "/account/login/")
        press(self.page.get_by_role("button", name=re.compile(rf"als {self.name} .*{hat}")).first)
        self.photo()

    def changes_hat(self, label):
        """By the menu in the head."""
        press(self.page.locator("details.hat summary"))
        press(self.page.get_by_role("button", name=label, exact=True))
        self.photo()

    def taps(self, text, within=None):
        """The first button, link or choice with these words, on the whole page or in the row of `within`."""
        page = self.page
        where = page if within is None else self.rows(within)
        if within is not None:
            self.unfolds(within)
        # What only a screen reader hears stands in a box of its own: a space may come before its comma or colon.
        exact = re.compile(r"^\W*" + re.sub(r"([,:])", r"\\s*\1", re.escape(text)))
        for found in (
            where.get_by_role("button", name=exact),
            where.get_by_role("link", name=exact),
            where.locator("label", has_text=exact),
            where.locator("summary", has_text=exact),
        ):
            if found.count():
                press(found.first)
                break
        else:
            self.opens_menu(text)
            press(page.locator(".nav-menu a").filter(has_text=exact))
        self.photo()

    def wears_proofs(self, hat, password):
        """Signed in with password and code, as outside the demo."""
        user = User.objects.get(name__startswith=self.name)
        user.set_password(password)
        user.save()
        cookie = sign_in(user, hat).cookies[settings.SESSION_COOKIE_NAME].value
        self.page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.url}])

    def finds_nothing(self, path):
        """A page that is not for this person, or no more: the browser complains, and that is as it should be."""
        before = len(self.page.troubles)
        self.opens(path)
        del self.page.troubles[before:]

    def opens_menu(self, text):
        """On a phone a long menu is one line; what is neither on the page nor in it, is nowhere."""
        menu = self.page.locator(".nav-menu:not([open])", has=self.page.locator("a", has_text=text))
        if not menu.count():
            raise AssertionError(f"{self.name} finds no '{text}' on {self.page.url}:\n{self.reads()}")
        press(menu.locator("summary"))

    def unfolds(self, words):
        """Lines with these words that stand folded in a card of a work list: a tap on its title, then on 'Toon nog'."""
        for folded in ("main details.card-fold:not([open])", "main .card details.fold:not([open])"):
            cards = self.page.locator(folded, has=self.page.locator("li.row", has_text=words))
            while cards.count():
                press(cards.first.locator("summary").first)

    def rows(self, words):
        """The lines of lists with these words."""
        return self.page.locator("main li, main tr", has_text=words)

    def picks(self, question, answer):
        """One choice of a question."""
        group = self.page.get_by_role("radiogroup", name=question)
        if not group.count():
            group = self.page.locator("fieldset", has=self.page.locator("legend", has_text=question))
        press(group.first.locator("label", has_text=answer).first)

    def types(self, label, text):
        field = self.page.locator("input:not([type=radio], [type=checkbox]), textarea")
        self.page.get_by_label(label).and_(field).first.fill(text)

    def chooses(self, label, option):
        """One line of a list that folds open."""
        self.page.get_by_label(label).first.select_option(label=option)

    def reads(self):
        return self.page.locator("main").inner_text()

    def photo(self):
        """Pictures of the whole page in both sizes; with axe also what is wrong with it."""
        self.step += 1
        self.pictures.mkdir(parents=True, exist_ok=True)
        own = self.page.viewport_size
        if self.axe:
            self.faults += [(self.step, self.page.url, *one) for one in self._wrong()]
        for size in (DESKTOP if own == PHONE else PHONE, own):
            self.page.set_viewport_size(size)
            name = re.sub(r"\W+", "-", f"{self.name.lower()}-{self.step:02d}-{size['width']}")
            self.page.screenshot(path=self.pictures / f"{name}.png", full_page=True)
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            if wide > size["width"]:
                self.faults.append((self.step, self.page.url, "scrolls sideways", wide))

    def _wrong(self):
        violations = Axe().run(self.page, options=WCAG).response["violations"]
        return [(one["id"], [node["html"][:150] for node in one["nodes"]][:3]) for one in violations]


def people_of(live_server, new_context, pictures, *, axe=False):
    """`make(name, viewport)` and the list of everybody made, for a fixture to look through at the end."""
    everybody = []

    def make(name, viewport) -> Person:
        context = new_context(viewport=viewport, locale="nl-BE")
        context.set_default_timeout(10_000)
        everybody.append(
            Person(name, context.new_page(), live_server.url, Path("browser-pictures") / pictures, axe=axe)
        )
        return everybody[-1]

    return make, everybody


def faults_of(everybody):
    """What the console, axe or the width of a page complained about, person by person."""
    return [(one.name, one.page.troubles + one.faults) for one in everybody if one.page.troubles + one.faults]
