"""Wie doet wat, and the vliegende ploeg (R085, R090, Q01, P19)."""

import pytest

from tests.contactgroups.scene import group, role
from tests.volunteers.scene import day
from volunteers import services
from volunteers.kinds import Role
from volunteers.models import InsurancePolicy, RoleHolding, SeatSetting, TaskHolding, TaskKind
from volunteers.states import RestKind

TODAY = day("2026-03-07")


@pytest.fixture
def victor_in(cast, sign_in):
    return sign_in(cast.victor, "representative")


def parts(client, name):
    context = client.get("/wie-doet-wat/").context
    return {part.title: part.people for part in context[name] if part.people}


def test_page_says_who_does_what(cast, els, victor_in):
    RoleHolding.objects.exclude(volunteer__first_name__in=["Els", "Jan"]).delete()
    RoleHolding.objects.create(volunteer=els, role="leader", from_on=TODAY, offered_back_at="2026-03-07T09:00Z")
    RoleHolding.objects.filter(volunteer__first_name="Jan").update(reserve_since=TODAY)
    RoleHolding.objects.create(volunteer=els, role="reader", from_on=day("2026-01-01"), until_on=TODAY)
    role(group(cast, "Olen", town="Olen"), els, "organiser")
    coffee = TaskKind.objects.create(code="koffie", name="Koffie")
    TaskHolding.objects.create(volunteer=els, kind=coffee, from_on=TODAY)

    assert parts(victor_in, "roles") == {
        "Gids voor individuele gesprekken": ["Els Proef", "Jan Proef (in reserve)"],
        "Gespreksleider": ["Els Proef (wacht op een ja)"],
    }
    assert parts(victor_in, "groups") == {"Groep Olen": ["Els Proef (trekker)"]}
    assert parts(victor_in, "tasks") == {"Koffie": ["Els Proef"]}


def test_seats_of_delegates_are_a_line_and_no_fault(cast, els, jan, laila, sign_in):
    InsurancePolicy.objects.update(roles=["delegate"])

    def line():
        found = sign_in(cast.laila, "coordinator").get("/wie-doet-wat/").context["roles"]
        return next(part.aside for part in found if "plaats" in part.aside)

    assert line() == "0 van 2 plaatsen ingevuld"
    services.give_role(by=laila, volunteer=els, role=Role.DELEGATE, from_on=TODAY)
    assert line() == "1 van 2 plaatsen ingevuld"
    SeatSetting.objects.create(from_on=TODAY, seats=1, decision="AV van 7 maart 2026")
    assert line() == "1 van 1 plaats ingevuld"
    assert services.give_role(by=laila, volunteer=jan, role=Role.DELEGATE, from_on=TODAY).pk


def test_seats_hold_from_their_day(cast):
    SeatSetting.objects.create(from_on=day("2026-09-25"), seats=3, decision="AV van 24 september 2026")
    seats = [SeatSetting.objects.seats_on(day(on)) for on in ("2026-09-24", "2026-09-25", "2030-01-01")]
    assert seats == [2, 3, 3]


def test_flying_team_shows_who_may_be_called_first(cast, els, jan, who, victor_in):
    for person, name in ((els, "flying"), (jan, "starter")):
        RoleHolding.objects.create(volunteer=person, role=name, from_on=TODAY)
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.SLEEP, from_on=TODAY)
    jan.availability.create(weekday=0, part="evening")

    team = victor_in.get("/vliegende-ploeg/").context["team"]
    assert [(one.person.first_name, one.label, one.available) for one in team] == [
        ("Jan", "oproepbaar", "maandag avond"),
        ("Els", "nu niet oproepbaar", "Geen voorkeur: alle dagen kunnen"),
    ]


@pytest.fixture
def jan(cast):
    return cast.volunteers["jan"]
