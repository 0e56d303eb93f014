"""How long something stays is said once: the job, the texts and the page 'Bewaartermijnen' follow it (P54, Q42)."""

from dataclasses import replace

import pytest

from oev.terms import TERMS, Term
from tests.volunteers.scene import day
from volunteers import retention, services
from volunteers.models import Volunteer

DEFAULTS = {
    "referral": "dertig dagen",
    "stopped": "twee jaar",
    "candidates": "zes maanden",
    "rests": "een jaar",
    "asked_calls": "drie maanden",
    "import_done": "een dag",
    "imports": "dertig dagen",
    "lists": "negentig dagen",
    "training_offers": "twee jaar",
    "letters": "400 dagen",
    "access": "vijf jaar",
    "invitations": "zestig dagen",
}
TODAY = day("2026-03-07")


@pytest.fixture
def stopped(cast, actor_of):
    laila = actor_of(cast.users["laila"], "coordinator")
    person = services.add_volunteer(
        by=laila, first_name="Sam", kind="ed", experience_kind="own", candidate_on=TODAY, phone="0470 11 22 33"
    )
    services.stop_engagement(by=laila, volunteer=person, on=TODAY)
    return person


def test_terms_have_their_lengths():
    assert {key: term.length for key, term in TERMS.items()} == DEFAULTS


@pytest.mark.parametrize(
    ("term", "on", "before"),
    [
        (Term("", "", months=6), "2026-08-31", "2026-02-28"),
        (Term("", "", months=12), "2028-02-29", "2027-02-28"),
        (Term("", "", days=30), "2026-03-31", "2026-03-01"),
    ],
)
def test_term_counts_back_to_a_day_that_exists(term, on, before):
    assert term.before(day(on)) == day(before)


def test_candidates_go_after_the_term_that_is_set(stopped, monkeypatch):
    assert retention.erase_candidates(day("2026-09-06"), dry_run=True) == 0
    assert retention.erase_candidates(day("2026-09-07"), dry_run=True) == 1
    monkeypatch.setitem(TERMS, "candidates", replace(TERMS["candidates"], months=3))
    assert retention.erase_candidates(day("2026-06-06"), dry_run=True) == 0
    assert retention.erase_candidates(day("2026-06-07"), dry_run=True) == 1


@pytest.mark.parametrize(("name", "hat"), [("laila", "coordinator"), ("bea", "admin"), ("bruno", "board")])
def test_page_shows_each_term_and_what_goes_tonight(stopped, cast, sign_in, monkeypatch, name, hat):
    monkeypatch.setitem(TERMS, "candidates", replace(TERMS["candidates"], months=3))
    client = sign_in(cast.users[name], hat)
    page = client.get("/bewaartermijnen/").text
    for term in TERMS.values():
        assert term.what in page.replace("&#x27;", "'")
    assert "Drie maanden nadat ze stopten" in page
    assert "Vannacht gaat er niets weg." in page
    assert "/bewaartermijnen/" in client.get("/privacy/").text
    monkeypatch.setitem(TERMS, "candidates", replace(TERMS["candidates"], months=0))
    assert "1 kandidaat die stopte, wordt gewist." in client.get("/bewaartermijnen/").text
    assert Volunteer.objects.filter(pk=stopped.pk).exists()


def test_texts_say_the_term_that_is_set(cast, sign_in, monkeypatch):
    for key, months, words in (("candidates", 3, "alles na drie maanden"), ("stopped", 36, "na drie jaar je naam")):
        monkeypatch.setitem(TERMS, key, replace(TERMS[key], months=months))
        page = sign_in(cast.users["els"], "volunteer").get("/privacy/").text
        assert words in page
    assert "/bewaartermijnen/" not in page
