"""Every letter of the catalogue: neutral outside, kind inside, and a preview that renders."""

import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from oev.outbox.catalogue import CATALOGUE, Recipient
from oev.outbox.services import message_for
from tests.words import NEVER, TELLING, found

LETTERS = sorted(CATALOGUE.values(), key=lambda letter: letter.code)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.code)
def test_letter_tells_nothing_outside(letter):
    message = message_for(letter, Recipient("sam@voorbeeld.be", "Sam"), letter.sample, "<1@oev.example>")
    outside = " ".join([message.subject, message.from_email, message.extra_headers["Message-ID"], settings.SITE_URL])
    assert found(outside, TELLING + NEVER) == []
    assert "{" not in message.subject


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.code)
def test_letter_body_is_kind_and_names_only_its_reader(letter):
    message = message_for(letter, Recipient("sam@voorbeeld.be", "Sam"), letter.sample, "<1@oev.example>")
    html = message.alternatives[0][0]
    assert found(message.body, NEVER + TELLING) == []
    assert message.body.startswith(("Dag Sam,", "Dag,"))
    assert "<img" not in html
    hosts = {urlsplit(link).hostname for link in re.findall(r'href="([^"]+)"', html)}
    assert hosts <= {urlsplit(settings.SITE_URL).hostname, "voorbeeld.be", "oev.example"}


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.code)
def test_letter_says_when_and_to_whom(letter):
    assert letter.when
    assert letter.to
    assert letter.title
