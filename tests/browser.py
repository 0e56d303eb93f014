"""What every test in a real browser needs: how it starts, what went wrong on a page, what is too small to touch."""

import os

from script.browser import find_browser, find_node

# Words of what can be touched and is lower than 44 px.
SMALL = """[...document.querySelectorAll("a, button, summary, select, input:not([type=hidden])")]
  .filter(e => !e.closest("p, .error-summary"))
  .map(e => [e.textContent.trim() || e.name, (e.closest(".choice, .form-check") || e).getBoundingClientRect()])
  .filter(([words, box]) => box.width && box.height < 44).map(([words]) => words)"""
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def launch_arguments():
    """Debian's Chromium, or the one that `script/test` fetched; a missing browser fails loudly."""
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(find_node()))
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in this thread
    return {
        "executable_path": str(find_browser(os.environ)),
        "args": ["--no-sandbox", "--disable-gpu", "--disable-quic"],
    }


def note_troubles(page):
    """Errors of the console (also of the Content-Security-Policy) and of scripts go to `page.troubles`."""
    page.troubles = []
    page.on("console", lambda message: message.type == "error" and page.troubles.append(message.text))
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    return page


# Whether a click on this element leaves the page: a link to another page, or the button of a form that may be sent.
LEAVES = """e => {
  const link = e.closest("a[href]"), button = e.closest("button, input[type=submit]");
  if (link) return !link.target && !link.hasAttribute("download") && /^(https?:|[/?])/.test(link.getAttribute("href"));
  return !!button && button.type === "submit" && !!button.form
    && (button.form.noValidate || button.formNoValidate || button.form.checkValidity());
}"""


def press(locator):
    """Click, and when that leaves the page wait until the next one stands: a click alone returns in between."""
    if locator.evaluate(LEAVES):
        with locator.page.expect_event("load"):
            locator.click()
    else:
        locator.click()
