"""'Ik wil meedoen': few fields, no account, and a page that tells nobody who is known (3.1, R058)."""

import pytest
from django.core import mail, signing
from django.core.cache import cache
from django.test import Client

from oev.outbox.services import deliver_due
from tests.volunteers.scene import at, calls, day, letters, open_letters, status
from volunteers import services
from volunteers.forms.candidacy import SALT
from volunteers.models import Engagement, Volunteer
from volunteers.reception import AT_MOST
from volunteers.states import RestKind

TODAY = day("2026-03-07")
ADDRESS = "/meedoen/"


def opened(text="2026-03-07 08:59"):
    return signing.dumps(int(at(text).timestamp()), salt=SALT)


def message(**changed):
    return {
        "first_name": "Noa", "phone": "0470 11 22 33", "email": "noa@voorbeeld.be", "experience_kind": "both",
        "heard_of": "group", "website": "", "opened": opened(),
    } | changed  # fmt: skip


def send(**changed):
    return Client().post(ADDRESS, message(**changed))


@pytest.fixture
def people(cast):
    """How many are known before anybody writes."""
    return Volunteer.objects.count()


def newcomers(people):
    return Volunteer.objects.count() - people


class TestMessage:
    """A name, a way to reach, and what somebody recognises."""

    def test_it_makes_a_candidate_whom_both_offices_call(self, people):
        answer = send()
        noa = Volunteer.objects.get(first_name="Noa")
        engagement = Engagement.objects.get(volunteer=noa)
        assert (answer.status_code, answer.url) == (302, "/meedoen/bedankt/")
        assert (noa.experience_kind, noa.kind, noa.search_name) == ("both", "ed", "noa")
        assert (engagement.candidate_on, engagement.heard_of, engagement.recorded_by) == (TODAY, "group", None)
        assert calls(noa) == [("candidate", "coordinator"), ("candidate", "representative")]
        assert status(noa, "2026-03-07") == "candidate"

    def test_thanks_leave_by_mail(self, people):
        open_letters("candidacy_received")
        send()
        deliver_due()
        assert [(one.subject, one.to) for one in mail.outbox] == [("Bedankt voor je bericht", ["noa@voorbeeld.be"])]

    def test_whoever_wants_to_be_called_gets_no_mail(self, people):
        open_letters("candidacy_received")
        send(prefers_phone="on")
        deliver_due()
        assert mail.outbox == []

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"first_name": " "}, "Vul een naam of een schuilnaam in."),
            ({"phone": "", "email": ""}, "Geef een mailadres of een telefoonnummer."),
            ({"phone": "", "prefers_phone": "on"}, "Vul je nummer in, dan bellen we."),
            ({"experience_kind": ""}, "Kies wat je herkent."),
            ({"email": "noa"}, "Kijk het mailadres na: er klopt iets niet."),
        ],
    )
    def test_what_is_missing_is_said_and_nothing_is_lost(self, people, changed, sentence):
        page = send(**changed).content.decode()
        assert sentence in page
        assert 'value="group" selected' in page
        assert newcomers(people) == 0

    def test_name_or_number_alone_is_enough(self, people):
        assert send(phone="", heard_of="").status_code == 302
        assert send(email="", first_name="Zon").status_code == 302
        assert newcomers(people) == 2


class TestMachines:
    """Three quiet tests, and none of them loses what a person wrote."""

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"opened": ""}, "Deze pagina stond lang open."),
            ({"opened": "zomaar"}, "Deze pagina stond lang open."),
            ({"opened": opened("2026-03-07 04:59")}, "Deze pagina stond lang open."),
            ({"opened": signing.dumps(1_772_870_398, salt=SALT)}, "Dat ging heel snel."),
            ({"website": "https://voorbeeld.be"}, "Kijk nog eens na"),
        ],
        ids=["no moment", "another moment", "long ago", "two seconds ago", "hidden field"],
    )
    def test_it_is_asked_kindly_again(self, people, changed, words):
        answer = send(**changed)
        page = answer.content.decode()
        assert (answer.status_code, newcomers(people)) == (200, 0)
        assert words in page
        assert 'value="noa@voorbeeld.be"' in page

    def test_page_that_stood_open_can_be_sent_at_once_again(self, people, clock):
        page = send(opened=opened("2026-03-07 04:59")).context["form"]
        clock.move_to(at("2026-03-07 09:01"))
        assert send(opened=page["opened"].value()).status_code == 302

    def test_many_messages_of_one_address_are_held_up_without_keeping_it(self, people):
        answers = [send(first_name=f"Noa{n}").status_code for n in range(AT_MOST + 1)]
        assert answers == [302] * AT_MOST + [429]
        assert newcomers(people) == AT_MOST
        keys = [key.decode() for key in cache._cache.get_client().keys("*candidacy*")]
        assert keys
        assert not any("127.0.0.1" in key for key in keys)


class TestKnown:
    """The page tells nobody who is in the pool; the same person twice is one candidate."""

    def test_sent_twice_is_one_candidacy(self, people):
        assert [send().url for _ in range(2)] == ["/meedoen/bedankt/"] * 2
        assert send(phone="+32 470 11 22 33", email="").status_code == 302
        assert newcomers(people) == 1
        assert letters("candidacy_received") == letters()

    def test_two_of_one_household_are_two(self, people):
        send()
        send(first_name="Sam")
        assert newcomers(people) == 2

    def test_everybody_gets_the_same_answer(self, cast, who, clock):
        known = {"email": "els@voorbeeld.be", "phone": "", "first_name": "Els"}
        answers = [send(**known), send(**known, heard_of=""), send(), send(email="jan@voorbeeld.be", first_name="Jan")]
        assert {(one.status_code, one.url, one.content) for one in answers} == {(302, "/meedoen/bedankt/", b"")}

    def test_vertegenwoordiger_calls_whoever_is_here_already(self, cast, who):
        els = cast.volunteers["els"]
        send(email="ELS@voorbeeld.be", phone="", first_name="els")
        assert calls(els) == [("please_call", "representative")]
        assert (status(els, "2026-03-07"), letters()) == ("active", [])
        els.refresh_from_db()
        assert els.experience_kind == "own"

    def test_whoever_was_not_seen_for_a_year_asks_to_join_again(self, cast, clock):
        clock.move_to(at("2027-03-07 09:00"))
        send(email="els@voorbeeld.be", first_name="Els", opened=opened("2027-03-07 08:59"))
        assert ("asked_back", "representative") in calls(cast.volunteers["els"])

    def test_rest_is_not_ended_by_a_message(self, cast, who):
        els = cast.volunteers["els"]
        services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.PAUSE, from_on=TODAY)
        send(email="els@voorbeeld.be", first_name="Els")
        assert status(els, "2026-03-07") == "paused"

    def test_whoever_stopped_begins_again(self, cast, who):
        els = cast.volunteers["els"]
        services.stop_engagement(by=who("els"), volunteer=els, on=TODAY)
        send(email="els@voorbeeld.be", first_name="Els", heard_of="friend")
        assert status(els, "2026-03-07") == "candidate"
        assert Engagement.objects.get(volunteer=els, stopped_on=None).heard_of == "friend"

    def test_nothing_follows_on_a_name_of_somebody_who_died(self, cast, who, people):
        els = cast.volunteers["els"]
        services.stop_engagement(by=who("laila"), volunteer=els, on=TODAY, ended_by_death=True)
        assert send(email="els@voorbeeld.be", first_name="Els").url == "/meedoen/bedankt/"
        assert (status(els, "2026-03-07"), newcomers(people), letters()) == ("stopped", 0, [])


def test_pages_are_open_to_everybody_and_linked_from_the_front_door(cast):
    client = Client()
    assert 'href="/meedoen/"' in client.get("/").content.decode()
    assert 'href="/meedoen/"' in client.get("/account/login/").content.decode()
    assert "De vertegenwoordiger neemt contact op." in client.get("/meedoen/bedankt/").content.decode()
