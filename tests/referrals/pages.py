"""Short words for the pages of an aanmelding, for the tests of this folder."""

import re

from django.test import Client
from django.urls import reverse

from partners.links import site_token
from tests.words import visible_text

REACH = {"reach_kind": "phone", "phone": "0470 11 22 33", "safe_hours": "na 18 uur", "may_leave_message": "no"}
FILLED = {"subject_kind": "self", "consent": "yes", "display_name": "M.", "feedback_level": "0", **REACH}


def form_address(site) -> str:
    return reverse("referrals:referral_by_link", args=[site_token(site)])


def key_of(response) -> str:
    """The idempotency key in the form of a page."""
    return re.search(r'name="idempotency_key" value="([^"]+)"', response.content.decode())[1]


def send(site, client: Client | None = None, **more):
    """Open the form of a place and send it, as a visitor."""
    client = client or Client()
    address = form_address(site)
    return client.post(address, FILLED | {"idempotency_key": key_of(client.get(address))} | more)


def words(response) -> str:
    """What a reader sees of the main part of the page."""
    return visible_text(response.content.decode().split("<main", 1)[1].split("</main>", 1)[0])


def title(response) -> str:
    return re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)[1].strip()
