"""The one tap of a letter: no sign-in, no name, no change by looking, good until it begins (R042, 6.7)."""

import re

import pytest
from django.core import mail, signing
from django.test import Client
from django.urls import reverse

from oev.outbox.services import deliver_due
from tests.volunteers.scene import at, day, last_seen, nights, open_letters
from tests.words import NEVER, TELLING, found, visible_text
from volunteers import services
from volunteers.kinds import SignUp
from volunteers.links import SALT, session_and_person, sign_up_token
from volunteers.models import IntervisionSignUp


@pytest.fixture
def coming(who):
    return services.plan_session(by=who("laila"), starts_at=at("2026-03-24 19:30"), place="Geel")


@pytest.fixture
def page(coming, els):
    return reverse("volunteers:sign_up_answer", args=[sign_up_token(coming.pk, els.pk)])


def answers():
    return list(IntervisionSignUp.objects.values_list("volunteer__first_name", "answer", "by_phone"))


def test_looking_changes_nothing_and_names_nobody(page):
    answer = Client().get(page)
    text = visible_text(answer.content.decode())
    assert "dinsdag 24 maart om 19.30 uur" in text.lower()
    assert "Els" not in text
    assert found(text, [*TELLING, *NEVER]) == []
    assert answers() == []
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(("answer", "said"), [("yes", "je komt"), ("no", "je komt niet"), ("unsure", "nog niet")])
def test_one_tap_answers_and_may_change_until_it_begins(page, els, answer, said):
    client = Client()
    client.post(page, {"answer": "no"})
    assert client.post(page, {"answer": answer}).url == page
    assert answers() == [("Els", answer, False)]
    assert said in visible_text(client.get(page).content.decode())


def test_nonsense_and_forged_addresses_change_nothing(page, coming, els, clock):
    assert Client().post(page, {"answer": "maybe"}).status_code == 302
    for token in ("bestaat-niet", sign_up_token(coming.pk, els.pk)[:-2] + "xx", sign_up_token(coming.pk, 987654)):
        answer = Client().post(reverse("volunteers:sign_up_answer", args=[token]), {"answer": "yes"})
        assert answer.status_code == 404
    assert session_and_person(signing.Signer(salt=SALT).sign_object("iets anders")) is None
    assert session_and_person(signing.Signer(salt="andere").sign_object([coming.pk, els.pk])) is None
    assert answers() == []


def test_address_is_good_until_the_session_begins(page, clock):
    clock.move_to(at("2026-03-24 19:29"))
    Client().post(page, {"answer": "yes"})
    assert answers() == [("Els", "yes", False)]
    clock.move_to(at("2026-03-24 19:30"))
    assert "voorbij" in visible_text(Client().post(page, {"answer": "no"}).content.decode())
    assert "voorbij" in visible_text(Client().get(page).content.decode())
    assert answers() == [("Els", "yes", False)]


def test_cancelled_session_and_somebody_who_stopped_are_not_asked(page, coming, els, who):
    services.stop_engagement(by=who("els"), volunteer=els, on=day("2026-03-07"))
    assert "niet meer" in visible_text(Client().post(page, {"answer": "yes"}).content.decode())
    services.cancel_session(by=who("laila"), session=coming)
    assert "gaat niet door" in visible_text(Client().get(page).content.decode())
    assert answers() == []


@pytest.mark.parametrize(
    ("seen", "code"), [("2025-06-07", "reminder_9"), ("2025-04-07", "reminder_11"), ("2025-03-14", "reminder_last")]
)
def test_reminder_carries_a_link_for_each_session_before_the_limit(coming, els, clock, seen, code):
    last_seen(els, "2024-12-03", seen)
    open_letters(code)
    nights(clock, "2026-03-07", "2026-03-07")
    clock.move_to(at("2026-03-07 10:00"))
    deliver_due()
    (letter,) = [one for one in mail.outbox if one.to == ["els@voorbeeld.be"]]
    links = re.findall(r"https?://[^/]+(/kom-je/[^/\s]+/)", letter.body)
    assert bool(links) == (code != "reminder_last")  # the session lies after that limit
    for link in links:
        Client().post(link, {"answer": "yes"})
        assert answers() == [("Els", SignUp.YES, False)]
    assert found(letter.subject + re.sub(r"\S*/kom-je/\S+", "", letter.body), [*TELLING, *NEVER]) == []
