"""Somebody without mail or smartphone hears on the phone what others read (Q45)."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse, reverse_lazy

from oev.accounts.actor import Hat
from oev.clock import BRUSSELS
from oev.jobs import run_job
from oev.outbox.models import LetterSwitch, Outgoing
from oev.outbox.services import deliver_due
from oev.outbox.telling import put_away_what_is_over
from tests.cast import attend
from volunteers import services
from volunteers.models import CallTask, IntervisionSession, IntervisionSignUp, Volunteer
from volunteers.work.phone import letters_by_phone

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 7)


@pytest.fixture
def session(cast, clock, actor_of):
    """An intervisie in ten days for which Els, who has no mail, and Jan were invited."""
    LetterSwitch.objects.create(code="intervision_invitation", is_open=True)
    els = cast.volunteers["els"]
    els.email, els.prefers_phone = "", True
    els.save()
    for who in (cast.volunteers["els"], cast.volunteers["jan"]):
        attend(who, dt.date(2025, 11, 3))
    made = IntervisionSession.objects.create(
        starts_at=dt.datetime(2026, 3, 17, 19, 30, tzinfo=BRUSSELS), place="Turnhout"
    )
    services.invite_to_session(by=actor_of(cast.laila, Hat.COORDINATOR), session=made)
    deliver_due()
    return made


def rows(who, hat, actor_of):
    return [(row.title, row.line) for row in letters_by_phone(actor_of(who, hat), TODAY).rows]


def test_invitation_waits_to_be_told(cast, session, actor_of):
    """No mail leaves to Els; coordinator and vertegenwoordiger see that there is something to tell."""
    addresses = {to for message in mail.outbox for to in message.to}
    assert cast.els.email not in addresses
    assert cast.volunteers["jan"].email in addresses or cast.jan.email in addresses
    for who, hat in ((cast.laila, Hat.COORDINATOR), (cast.victor, Hat.REPRESENTATIVE)):
        assert [title for title, _ in rows(who, hat, actor_of)] == [cast.volunteers["els"].full_name]
    assert rows(cast.jan, Hat.VOLUNTEER, actor_of) == []


def test_page_says_it_in_words_and_leads_to_the_answer(cast, session, sign_in):
    page = sign_in(cast.victor, Hat.REPRESENTATIVE).get(
        reverse("volunteers:letters_tell", args=[cast.volunteers["els"].pk])
    )
    text = page.content.decode()
    assert "Intervisie op dinsdag 17 maart om 19.30 uur in Turnhout. Kom je?" in text
    assert "http" not in text.split("<main")[1].split("</main>")[0]
    assert reverse("volunteers:session_detail", args=[session.pk]) in text


def test_answer_by_phone_ends_the_telling(cast, session, sign_in, actor_of):
    """The answer was written down: the invitation is no longer due, and nobody tells it again."""
    who = sign_in(cast.victor, Hat.REPRESENTATIVE)
    who.post(
        reverse("volunteers:session_answer", args=[session.pk]),
        {"volunteer": cast.volunteers["els"].pk, "answer": "yes"},
    )
    assert IntervisionSignUp.objects.get(volunteer=cast.volunteers["els"]).by_phone
    page = who.get(reverse("volunteers:letters_tell", args=[cast.volunteers["els"].pk]))
    assert "Er is niets meer te vertellen." in page.content.decode()
    assert '<button type="submit" class="btn btn-primary">Klaar</button>' in page.content.decode()
    who.post(reverse("volunteers:letters_tell", args=[cast.volunteers["els"].pk]))
    assert rows(cast.victor, Hat.REPRESENTATIVE, actor_of) == []
    assert Outgoing.objects.get(reader_id=cast.volunteers["els"].pk).state == "dropped"


def test_told_is_told_once_and_what_came_since_waits(cast, session, sign_in, actor_of):
    who = sign_in(cast.laila, Hat.COORDINATOR)
    first = Outgoing.objects.to_tell().get()
    late = Outgoing.objects.create(
        key="later", code="intervision_invitation", fact_id=session.pk, to_id=cast.volunteers["els"].pk,
        reader_id=cast.volunteers["els"].pk, state="call",
    )  # fmt: skip
    for _ in range(2):
        who.post(reverse("volunteers:letters_tell", args=[cast.volunteers["els"].pk]), {"letter": [first.pk]})
    assert Outgoing.objects.get(pk=first.pk).state == "told"
    assert Outgoing.objects.get(pk=late.pk).state == "call"


def test_somebody_who_is_called_anyway_is_not_told_twice(cast, clock, actor_of):
    """The letter to a candidate is not told: the vertegenwoordiger calls about it."""
    LetterSwitch.objects.create(code="candidacy_received", is_open=True)
    by = actor_of(cast.laila, Hat.COORDINATOR)
    services.add_volunteer(
        by=by, first_name="Gust", kind="ed", experience_kind="own", candidate_on=TODAY, phone="014 00 00 00"
    )
    deliver_due()
    assert not Outgoing.objects.to_tell().exists()
    assert CallTask.objects.filter(kind="candidate", for_office="representative").exists()


def test_list_to_call_has_one_line_for_each_person(cast, session, sign_in):
    """Calls and letters together, in the same number of queries for one as for thirty."""
    CallTask.objects.create(
        volunteer=cast.volunteers["els"], kind="stay_in_touch", for_office="representative", due_on=TODAY
    )
    text = sign_in(cast.victor, Hat.REPRESENTATIVE).get(reverse("volunteers:call_list")).content.decode()
    assert text.count(cast.volunteers["els"].full_name) == 1
    assert "contact houden, iets te vertellen" in text


def test_nobody_is_called_to_tell_something_to_somebody_who_died(cast, session, actor_of, sign_in):
    laila = actor_of(cast.laila, Hat.COORDINATOR)
    services.stop_engagement(by=laila, volunteer=cast.volunteers["els"], on=TODAY, ended_by_death=True)
    assert rows(cast.laila, Hat.COORDINATOR, actor_of) == []
    text = sign_in(cast.victor, Hat.REPRESENTATIVE).get(reverse("volunteers:call_list")).content.decode()
    assert cast.volunteers["els"].full_name not in text


def test_night_puts_away_what_is_over(cast, session, actor_of, clock):
    assert put_away_what_is_over(TODAY, dry_run=False) == []
    assert rows(cast.laila, Hat.COORDINATOR, actor_of) != []
    clock.move_to(dt.datetime(2026, 3, 18, 3, tzinfo=BRUSSELS))
    assert put_away_what_is_over(dt.date(2026, 3, 18), dry_run=True) == ["1 brief hoeft niet meer verteld."]
    assert rows(cast.laila, Hat.COORDINATOR, actor_of) != []
    assert run_job("nachtronde", dt.date(2026, 3, 18))[-1] == "1 brief hoeft niet meer verteld."
    assert rows(cast.laila, Hat.COORDINATOR, actor_of) == []


def test_nobody_rings_himself(cast, session, actor_of):
    """Els holds the office of the vertegenwoordiger: the coordinator tells her (Q13)."""
    Volunteer.objects.filter(pk=cast.volunteers["els"].pk).update(user=cast.victor)
    assert rows(cast.victor, Hat.REPRESENTATIVE, actor_of) == []
    assert rows(cast.laila, Hat.COORDINATOR, actor_of) != []


@pytest.mark.parametrize(
    ("name", "hat", "page"),
    [
        ("victor", Hat.REPRESENTATIVE, "/dashboard/"),
        ("victor", Hat.REPRESENTATIVE, "/mensen/"),
        ("laila", Hat.COORDINATOR, reverse_lazy("admin:volunteers_volunteer_changelist")),
    ],
)
def test_list_to_call_is_found_from_the_pages_of_both_offices(cast, sign_in, name, hat, page):
    text = sign_in(cast.users[name], hat).get(str(page)).content.decode()
    assert f'href="{reverse("volunteers:call_list")}"' in text


def test_list_to_call_has_the_calls_about_the_other_office_that_nobody_else_makes(cast, sign_in):
    """Victor does not ring himself: as on 'Vandaag', the coordinator does (Q13)."""
    Volunteer.objects.filter(pk=cast.volunteers["els"].pk).update(user=cast.victor)
    CallTask.objects.create(volunteer=cast.volunteers["els"], kind="talk", for_office="representative", due_on=TODAY)
    text = sign_in(cast.laila, Hat.COORDINATOR).get(reverse("volunteers:call_list")).content.decode()
    assert cast.volunteers["els"].full_name in text
