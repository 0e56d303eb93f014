"""Pages of turns: the roster, the own groups, one-tap answers, the coordinator's window; who may and who may not."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contactgroups import services
from contactgroups.models import RosterTurn, TurnQuestion
from contactgroups.states import TurnState
from oev import clock as oev_clock
from oev.outbox.catalogue import CATALOGUE
from tests.contactgroups.scene import agreement, day, group, meeting, role, weeks_ahead
from volunteers.models import Rest, StandingSpan
from volunteers.spans import rebuild_spans


@pytest.fixture
def olen(cast):
    """The Tuesday group: Bart is trekker; Els, Jan and Mia lead."""
    made = group(cast, agreement=agreement(cast))
    role(made, cast.volunteers["bart"], "organiser")
    for name in ("els", "jan", "mia"):
        role(made, cast.volunteers[name])
    return made


def at(name, *args):
    return reverse(f"contactgroups:{name}", args=args)


def test_roster_is_made_by_who_runs_it_and_hidden_from_others(olen, cast, sign_in):
    weeks_ahead(olen)
    for name, hat in (("els", "volunteer"), ("nora", "professional"), ("bruno", "board"), ("bea", "admin")):
        client = sign_in(cast.users[name], hat)
        assert client.get(at("roster", olen.pk)).status_code == 404
        assert client.post(at("roster_propose", olen.pk)).status_code == 404
    assert Client().get(at("roster", olen.pk)).status_code == 302
    for name, hat in (("victor", "representative"), ("laila", "coordinator"), ("bart", "volunteer")):
        client = sign_in(cast.users[name], hat)
        assert client.get(at("roster_propose", olen.pk)).status_code == 405
        assert client.post(at("roster_propose", olen.pk)).status_code == 302
        page = client.get(at("roster", olen.pk))
        assert [line.tag for line in page.context["lines"]] == ["voorstel"] * 4
        assert page.context["drafts"] == 12


def test_draft_is_seen_by_its_maker_and_not_by_who_is_meant(olen, cast, sign_in, actor_of):
    weeks_ahead(olen)
    services.propose_turns(by=actor_of(cast.users["victor"], "representative"), group=olen)
    mine = sign_in(cast.users["els"], "volunteer").get(at("my_groups")).context["page"]
    assert mine.questions == []
    assert [(line.leader, line.mine) for line in mine.groups[0].turns] == [("Nog niemand", False)] * 4
    assert "voorstel" not in sign_in(cast.users["els"], "volunteer").get(at("my_groups")).text


@pytest.mark.parametrize(
    ("name", "hat", "acts"),
    [("laila", "coordinator", True), ("bart", "volunteer", True), ("victor", "representative", False)],
)
def test_meeting_to_fill_in_has_a_button_or_says_who_does_it(olen, cast, sign_in, name, hat, acts):
    held = meeting(olen, day("2026-03-03"), leader=cast.volunteers["els"])
    page = sign_in(cast.users[name], hat).get(at("roster", olen.pk))
    assert [line.tag for line in page.context["lines"]] == ["in te vullen"]
    assert (at("meeting_count", held.pk) in page.text) is acts
    assert ("De trekker of wie het gesprek leidde, vult dit in." in page.text) is not acts
    assert sign_in(cast.users[name], hat).get(at("meeting_count", held.pk)).status_code == (200 if acts else 404)


def test_month_of_the_roster_stands_in_the_address(olen, cast, sign_in):
    weeks_ahead(olen)
    client = sign_in(cast.users["victor"], "representative")
    assert client.get(at("roster", olen.pk), {"maand": "2026-05"}).context["month"].label == "mei 2026"
    for nonsense in ("2026-13", "mei", "2026", "-1-1", "99999-1"):
        assert client.get(at("roster", olen.pk), {"maand": nonsense}).context["month"].label == "maart 2026"


def test_one_tap_link_shows_the_question_and_spends_itself_by_post(olen, cast, actor_of):
    turn = weeks_ahead(olen)[0].turn
    victor = actor_of(cast.users["victor"], "representative")
    question = services.ask_for_turn(by=victor, turn=turn, volunteer_id=cast.volunteers["els"].pk)
    address, client = at("turn_answer", question.secret), Client()
    shown = client.get(address)
    assert "Kan jij op dinsdag 10 maart om 19.30 uur?" in shown.text
    assert "Els" not in shown.text
    assert "Olen" not in shown.text
    assert RosterTurn.objects.get(pk=turn.pk).volunteer is None
    assert "Dank je. Jij leidt dit gesprek." in client.post(address, {"answer": "yes"}).text
    assert RosterTurn.objects.get(pk=turn.pk).state == TurnState.CONFIRMED
    assert "niet meer nodig" in client.get(address).text
    assert client.get(at("turn_answer", "x" * 43)).status_code == 404


def test_answer_on_the_own_page_and_never_on_somebody_elses(olen, cast, sign_in, actor_of):
    turn = weeks_ahead(olen)[0].turn
    victor = actor_of(cast.users["victor"], "representative")
    question = services.ask_for_turn(by=victor, turn=turn, volunteer_id=cast.volunteers["els"].pk)
    address = at("question_answer", question.pk)
    assert sign_in(cast.users["jan"], "volunteer").post(address, {"answer": "yes"}).status_code == 404
    els = sign_in(cast.users["els"], "volunteer")
    assert [one.pk for one in els.get(at("my_groups")).context["page"].questions] == [question.pk]
    answered = els.post(address, {"answer": "not_now"}, follow=True)
    assert "Dank je om het te laten weten. We vragen iemand anders." in answered.text
    assert answered.context["page"].questions == []
    assert TurnQuestion.objects.get(state="open").volunteer != cast.volunteers["els"]


def test_trekker_asks_somebody_else_or_notes_a_call(olen, cast, sign_in):
    turn = weeks_ahead(olen)[0].turn
    bart = sign_in(cast.users["bart"], "volunteer")
    address = at("turn_ask", turn.pk)
    assert "De vraag is gesteld" in bart.post(address, {"act": "next"}, follow=True).text
    assert "Nog niemand" in bart.get(at("my_groups")).text
    bart.post(address, {"act": "called_yes", "who": cast.volunteers["mia"].pk})
    assert "Mia leidt het gesprek" in " ".join(bart.get(at("my_groups")).text.split())
    empty = bart.post(address, {"act": "ask"})
    assert empty.context["form"].errors == {"who": ["Kies wie je vraagt."]}
    outside = bart.post(address, {"act": "ask", "who": cast.volunteers["rita"].pk})
    assert outside.context["form"].errors == {"who": ["Deze persoon is nu niet oproepbaar. Kies iemand anders."]}
    assert sign_in(cast.users["jan"], "volunteer").post(address, {"act": "next"}).status_code == 302
    assert RosterTurn.objects.get(pk=turn.pk).volunteer == cast.volunteers["mia"]
    assert sign_in(cast.users["rita"], "volunteer").get(address).status_code == 404


def test_deze_week_niet_is_undone_with_one_tap(olen, cast, sign_in):
    first = weeks_ahead(olen)[0]
    assert sign_in(cast.users["els"], "volunteer").get(at("meeting_cancel", first.pk)).status_code == 404
    bart = sign_in(cast.users["bart"], "volunteer")
    form = bart.get(at("meeting_cancel", first.pk)).context["form"]
    answer = bart.post(at("meeting_cancel", first.pk), {"text": form["text"].value()}, follow=True)
    assert "Dinsdag 10 maart om 19.30 uur gaat niet door." in answer.text
    assert at("meeting_restore", first.pk) in answer.text
    again = bart.post(at("meeting_restore", first.pk), follow=True)
    assert "gaat toch door" in again.text
    empty = bart.post(at("meeting_cancel", first.pk), {"text": " "})
    assert empty.context["form"].errors == {"text": ["Schrijf één zin voor wie de pagina leest."]}


def masked(response):
    """The page without what differs on every request."""

    return re.sub(r'(nonce|value)="[A-Za-z0-9+/=]{20,}"', "", response.text)


def test_others_read_the_same_whatever_the_cause(olen, cast, sign_in):
    """Slapend and gepauzeerd give identical bytes to trekker and fellow leaders (section 2, neutral outside)."""
    weeks_ahead(olen)
    els, pages = cast.volunteers["els"], []
    for kind in ("sleep", "pause"):
        Rest.objects.filter(volunteer=els).delete()
        Rest.objects.create(volunteer=els, kind=kind, from_on=oev_clock.today())
        rebuild_spans(els.pk)
        pages.append(
            [
                masked(sign_in(cast.users[name], "volunteer").get(address))
                for name, address in (
                    ("bart", at("roster", olen.pk)),
                    ("bart", at("my_groups")),
                    ("jan", at("my_groups")),
                )
            ]
        )
    assert pages[0] == pages[1]
    assert "nu niet oproepbaar" in pages[0][0]
    assert "slapend" not in pages[0][0]


def test_lapse_shows_on_the_page_before_any_job_has_run(olen, cast, sign_in):
    """A01, Q40: whoever lapsed today keeps what lies within fourteen days; later turns say 'Nog niemand' at once."""
    els = cast.volunteers["els"]
    meeting(olen, day("2026-03-17"), leader=els)
    meeting(olen, day("2026-03-24"), leader=els)
    StandingSpan.objects.filter(volunteer=els, until_on__gt=day("2026-03-07")).delete()
    StandingSpan.objects.create(volunteer=els, from_on=day("2026-03-07"), status="inactive", is_callable=False)
    lines = sign_in(cast.users["bart"], "volunteer").get(at("roster", olen.pk)).context["lines"]
    assert [(line.leader, line.gap) for line in lines] == [("Els", False), ("Nog niemand", True)]


def test_role_that_was_kept_is_taken_back_by_the_person(olen, cast, sign_in):
    kept = olen.roles.get(kind="organiser")
    kept.reserve_since = day("2026-03-01")
    kept.save()
    bart = sign_in(cast.users["bart"], "volunteer")
    assert "Je rol is voor jou bewaard." in bart.get(at("my_groups")).text
    assert sign_in(cast.users["els"], "volunteer").post(at("role_take_back", kept.pk)).status_code == 404
    assert "Fijn dat je dit weer opneemt." in bart.post(at("role_take_back", kept.pk), follow=True).text
    kept.refresh_from_db()
    assert kept.reserve_since is None


def test_letters_of_groups_are_due_only_while_they_matter(olen, cast, actor_of):
    turn = weeks_ahead(olen)[0].turn
    victor = actor_of(cast.users["victor"], "representative")
    question = services.ask_for_turn(by=victor, turn=turn, volunteer_id=cast.volunteers["els"].pk)
    asked, empty = CATALOGUE["turn_asked"], CATALOGUE["turn_empty"]
    bart = cast.volunteers["bart"].pk
    assert asked.context(question.pk, 0)["date"] == "10 maart"
    assert asked.context(question.pk, 0)["link"].endswith(at("turn_answer", question.secret))
    assert asked.recipient(question.pk, 0).first_name == "Els"
    assert empty.context(turn.meeting_id, bart) is not None
    services.answer_turn(question=question, yes=True)
    assert asked.context(question.pk, 0) is None
    assert empty.context(turn.meeting_id, bart) is None
    off = CATALOGUE["meeting_cancelled"]
    assert off.context(turn.meeting_id, cast.volunteers["els"].pk) is None
    services.cancel_meeting(by=victor, meeting=turn.meeting, text="Deze week niet.")
    assert off.context(turn.meeting_id, cast.volunteers["els"].pk) == {"date": "10 maart"}


@pytest.mark.parametrize(
    ("who", "hat", "address"),
    [
        ("bart", "volunteer", "/mijn-groepen/"),
        ("victor", "representative", "/beurtrollen/"),
        ("laila", "coordinator", "/beheer/contactgroups/contactgroup/"),
        ("laila", "coordinator", "/beheer/"),
    ],
)
def test_lists_ask_as_many_queries_for_three_groups_as_for_thirty(cast, sign_in, who, hat, address):
    client, made = sign_in(cast.users[who], hat), []

    def count(groups):
        while len(made) < groups:
            made.append(group(cast, f"nr {len(made)}", agreement=agreement(cast)))
            role(made[-1], cast.volunteers["bart"], "organiser")
            meeting(made[-1], day("2026-03-03"), leader=cast.volunteers["els"])
            meeting(made[-1], day("2026-03-10"))
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    assert count(3) == count(30)


def test_page_of_a_group_asks_as_many_queries_for_few_as_for_many(olen, cast, sign_in):
    client = sign_in(cast.users["laila"], "coordinator")
    pages = [reverse("admin:contactgroups_contactgroup_change", args=[olen.pk]), at("roster", olen.pk)]

    def count():
        found = []
        for address in pages:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            found.append(len(queries))
        return found

    meeting(olen, day("2026-03-03"), leader=cast.volunteers["els"])
    before = count()
    weeks_ahead(olen)
    services.propose_turns(by=None, group=olen)
    for name in ("rita", "carla", "lien", "tom"):
        role(olen, cast.volunteers[name])
    assert count() == before
