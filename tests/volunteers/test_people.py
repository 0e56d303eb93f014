"""Somebody new, and somebody who stops (3.1, P12, Q46)."""

import pytest
from django.core import mail

from oev.errors import Refused
from oev.outbox.services import deliver_due
from tests.volunteers.ready import make_ready, start
from tests.volunteers.scene import at, calls, day, letters, open_letters, status
from volunteers import services
from volunteers.kinds import Role
from volunteers.models import Engagement, RoleHolding, Volunteer
from volunteers.states import RestKind, Status

TODAY = day("2026-03-07")
NEW = {"first_name": "Sam", "kind": "ed", "experience_kind": "own", "candidate_on": TODAY, "phone": "0470 11 22 33"}


@pytest.fixture
def els(cast):
    return cast.volunteers["els"]


def test_somebody_new_is_a_candidate_whom_both_offices_call(who, heard, cast):
    person = services.add_volunteer(by=who("victor"), **NEW, last_name="De Vos", alias="Zon")
    assert (status(person, "2026-03-07"), person.search_name) == ("candidate", "sam de vos zon")
    assert calls(person) == [("candidate", "coordinator"), ("candidate", "representative")]
    assert heard == [(None, Status.CANDIDATE, TODAY)]


@pytest.mark.parametrize("name", ["els", "bruno", "bea", "nora"])
def test_somebody_new_is_written_down_by_the_two_offices(who, cast, name):
    with pytest.raises(Refused):
        services.add_volunteer(by=who(name), **NEW)
    assert services.add_volunteer(by=who("laila"), **NEW).pk


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"first_name": " "}, "first_name"),
        ({"phone": ""}, "phone"),
        ({"experience_kind": ""}, "experience_kind"),
        ({"candidate_on": day("2026-03-08")}, "candidate_on"),
    ],
)
def test_somebody_new_needs_a_name_a_way_to_reach_and_a_kind(who, cast, changed, field):
    with pytest.raises(Refused) as refusal:
        services.add_volunteer(by=who("laila"), **{**NEW, **changed})
    assert refusal.value.field == field
    assert not Volunteer.objects.filter(first_name="Sam").exists()


def test_organisation_volunteer_has_no_experience_kind(who, cast):
    person = services.add_volunteer(by=who("laila"), **{**NEW, "kind": "organisation", "experience_kind": "own"})
    assert person.experience_kind == ""


def test_unknown_field_is_a_fault_of_the_caller(who, cast):
    with pytest.raises(TypeError):
        services.add_volunteer(by=who("laila"), **NEW, status="active")


def test_candidate_starts_once_by_the_coordinator(who, cast, clock, heard):
    person = make_ready(services.add_volunteer(by=who("laila"), **NEW))
    for by, on in ((who("victor"), TODAY), (who("laila"), day("2026-03-06"))):
        with pytest.raises(Refused):
            services.activate_volunteer(by=by, volunteer=person, on=on, first_role=Role.TALKS)
    services.activate_volunteer(by=who("laila"), volunteer=person, on=TODAY, first_role=Role.TALKS)
    clock.move_to(at("2026-03-09 09:00"))
    services.activate_volunteer(by=who("laila"), volunteer=person, on=day("2026-03-09"), first_role=Role.TALKS)
    assert status(person, "2026-03-07", "2027-03-07", "2027-03-08") == ["active", "active", "inactive"]
    assert calls(person) == [("newcomer", "representative")]
    assert heard[1:] == [(Status.CANDIDATE, Status.ACTIVE, TODAY)]


def test_welcome_leaves_once_open(who, cast):
    open_letters("welcome", "candidacy_received")
    person = services.add_volunteer(by=who("laila"), **NEW, email="sam@voorbeeld.be")
    deliver_due()
    start(who("laila"), person, TODAY)
    deliver_due()
    assert [letter.subject for letter in mail.outbox] == ["Bedankt voor je bericht", "Welkom"]


def test_person_stops_at_once(els, who, heard):
    herself = who("els")
    assert services.stop_engagement(by=herself, volunteer=els, on=TODAY) is True
    assert status(els, "2026-03-06", "2026-03-07") == ["active", "stopped"]
    assert not RoleHolding.objects.filter(volunteer=els, until_on=None).exists()
    assert heard == [(Status.ACTIVE, Status.STOPPED, TODAY)]
    assert services.stop_engagement(by=herself, volunteer=els, on=TODAY) is True


def test_two_offices_end_it_together(els, who):
    assert services.stop_engagement(by=who("victor"), volunteer=els, on=TODAY) is False
    assert services.stop_engagement(by=who("victor"), volunteer=els, on=TODAY) is False
    assert status(els, "2026-03-07") == "active"
    assert services.stop_engagement(by=who("dora"), volunteer=els, on=TODAY) is True
    assert status(els, "2026-03-07") == "stopped"


def test_one_person_in_two_hats_does_not_end_it_alone(els, who, actor_of, cast):
    from oev.accounts.models import Office

    Office.objects.create(user=cast.laila, kind="representative", from_on=day("2024-06-01"))
    services.stop_engagement(by=who("laila"), volunteer=els, on=TODAY)
    with pytest.raises(Refused, match="iemand anders"):
        services.stop_engagement(by=actor_of(cast.laila, "representative"), volunteer=els, on=TODAY)


def test_death_is_written_down_by_the_coordinator_alone_and_stops_every_letter(els, who, clock):
    open_letters("rest")
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.SLEEP, from_on=TODAY)
    with pytest.raises(Refused):
        services.stop_engagement(by=who("victor"), volunteer=els, on=TODAY, ended_by_death=True)
    assert services.stop_engagement(by=who("laila"), volunteer=els, on=TODAY, ended_by_death=True) is True
    clock.move_to(at("2026-03-08 12:00"))
    deliver_due()
    assert (mail.outbox, calls(els), len(letters("rest"))) == ([], [], 1)
    with pytest.raises(Refused):
        services.restart_candidacy(by=who("laila"), volunteer=els, on=day("2026-03-08"))


@pytest.mark.parametrize("name", ["jan", "bruno", "bea", "nora"])
def test_nobody_else_ends_it(els, who, name):
    with pytest.raises(Refused):
        services.stop_engagement(by=who(name), volunteer=els, on=TODAY)


@pytest.mark.parametrize("on", ["2024-05-31", "2026-03-08"])
def test_end_lies_between_the_start_and_today(els, who, on):
    with pytest.raises(Refused):
        services.stop_engagement(by=who("els"), volunteer=els, on=day(on))
    assert status(els, "2026-03-07") == "active"


def test_coordinator_ends_a_candidacy_alone(who, cast):
    person = services.add_volunteer(by=who("laila"), **NEW)
    assert services.stop_engagement(by=who("victor"), volunteer=person, on=TODAY) is False
    assert services.stop_engagement(by=who("laila"), volunteer=person, on=TODAY) is True
    assert (status(person, "2026-03-07"), calls(person)) == ("stopped", [])


def test_somebody_who_stopped_begins_again_as_a_candidate(els, who, clock):
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.SLEEP, from_on=TODAY)
    services.stop_engagement(by=who("els"), volunteer=els, on=TODAY)
    clock.move_to(at("2026-06-01 09:00"))
    with pytest.raises(Refused, match="7 maart 2026"):
        services.restart_candidacy(by=who("laila"), volunteer=els, on=day("2026-03-06"))
    services.restart_candidacy(by=who("laila"), volunteer=els, on=day("2026-06-01"))
    services.restart_candidacy(by=who("laila"), volunteer=els, on=day("2026-06-01"))
    start(who("laila"), els, day("2026-06-01"))
    assert status(els, "2026-05-31", "2026-06-01", "2027-06-02") == ["stopped", "active", "inactive"]
    assert Engagement.objects.filter(volunteer=els).count() == 2
