"""Giving, ending and answering roles, and uitstel for everybody (P19, R190, Q12, Q40, A15)."""

import pytest

from oev.errors import Refused
from tests.volunteers.scene import at, day, status
from volunteers import services
from volunteers.kinds import Role
from volunteers.models import RoleHolding
from volunteers.states import RestKind

TODAY = day("2026-03-07")
NEW = {"first_name": "Sam", "kind": "ed", "experience_kind": "own", "candidate_on": TODAY, "phone": "0470 11 22 33"}


@pytest.fixture
def els(cast):
    return cast.volunteers["els"]


def test_role_needs_insurance(els, who):
    with pytest.raises(Refused) as refusal:
        services.give_role(by=who("laila"), volunteer=els, role=Role.STARTER, from_on=day("2026-09-01"))
    assert refusal.value.sentences == [
        "Voor de rol starter is geen verzekering gevonden vanaf 1 september. Leg eerst de polis vast."
    ]
    holding = services.give_role(by=who("laila"), volunteer=els, role=Role.LEADER, from_on=day("2026-09-01"))
    assert (holding.role, holding.reserve_since) == ("leader", None)
    assert services.give_role(by=who("laila"), volunteer=els, role=Role.LEADER, from_on=TODAY) == holding
    with pytest.raises(Refused):
        services.give_role(by=who("laila"), volunteer=els, role=Role.ORGANISER, from_on=day("2027-01-01"))


@pytest.mark.parametrize("name", ["els", "victor", "bruno", "nora"])
def test_role_is_given_by_the_coordinator(els, who, name):
    with pytest.raises(Refused):
        services.give_role(by=who(name), volunteer=els, role=Role.LEADER, from_on=TODAY)
    assert services.give_role(by=who("laila"), volunteer=els, role=Role.LEADER, from_on=TODAY).pk


def test_role_of_a_guide_is_for_ervaringsdragers(who, cast):
    person = services.add_volunteer(by=who("laila"), **{**NEW, "kind": "organisation", "experience_kind": ""})
    with pytest.raises(Refused, match="ervaringsdragers"):
        services.give_role(by=who("laila"), volunteer=person, role=Role.TALKS, from_on=TODAY)


def test_role_given_during_a_rest_waits_in_reserve(els, who):
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.PAUSE, from_on=TODAY)
    holding = services.give_role(by=who("laila"), volunteer=els, role=Role.LEADER, from_on=TODAY)
    assert holding.reserve_since == TODAY
    services.end_pause(by=who("els"), volunteer=els, on=TODAY)
    assert RoleHolding.objects.held_on(TODAY).filter(pk=holding.pk).exists()


def test_role_ends_by_the_coordinator_or_the_person(els, who):
    for name in ("jan", "victor", "bruno"):
        with pytest.raises(Refused):
            services.end_role(by=who(name), holding=els.roles.get())
    services.end_role(by=who("els"), holding=els.roles.get())
    assert els.roles.get().until_on == TODAY


def test_role_that_waits_for_no_answer_cannot_be_answered(els, who):
    holding = els.roles.get()
    services.accept_role_back(by=who("els"), holding=holding)
    with pytest.raises(Refused):
        services.decline_role_back(by=who("els"), holding=holding)
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.PAUSE, from_on=TODAY)
    with pytest.raises(Refused):
        services.accept_role_back(by=who("els"), holding=holding)


def test_uitstel_holds_for_everybody(els, who, cast, clock):
    with pytest.raises(Refused):
        services.postpone_lapses(by=who("victor"), until_on=day("2027-01-15"))
    with pytest.raises(Refused):
        services.postpone_lapses(by=who("laila"), until_on=TODAY)
    clock.move_to(at("2026-12-01 09:00"))
    services.postpone_lapses(by=who("laila"), until_on=day("2027-01-15"))
    for person in cast.volunteers.values():
        assert status(person, "2027-01-14", "2027-01-15") == ["active", "inactive"]
