"""A11, A15 and 3.3: a group becomes actief only when everything is there; what follows from each step."""

import datetime as dt

import pytest

from contactgroups import services
from contactgroups.checks import warnings_of, why_not_move
from contactgroups.models import GroupRole, Meeting
from contactgroups.states import GROUP_TRANSITIONS, GroupState, MeetingState
from oev import clock as oev_clock
from oev.errors import Refused
from tests.contactgroups.scene import agreement, day, group, meeting, role
from volunteers.models import InsurancePolicy

AGREEMENT_FIRST = "Leg eerst de samenwerkingsovereenkomst vast."


@pytest.fixture
def laila(cast, actor_of):
    return actor_of(cast.users["laila"], "coordinator")


@pytest.fixture
def point(cast, laila):
    """A contact point that has everything but a signed agreement."""
    made = group(cast, "Geel", town="Geel", state=GroupState.CONTACT_POINT)
    role(made, cast.volunteers["bart"], "organiser")
    services.set_series(by=laila, group=made, weekday=1, starts_at=dt.time(19, 30), from_on=day("2026-03-07"))
    return made


def test_group_becomes_active_once_the_agreement_is_signed(point, cast, laila):
    """A11: refused without a signed agreement; with it, twelve weekly meetings of 120 minutes are planned."""
    with pytest.raises(Refused) as refusal:
        services.move_group(by=laila, group=point, to=GroupState.ACTIVE)
    assert refusal.value.sentences == [AGREEMENT_FIRST]
    signed = agreement(cast, signed=day("2026-02-10"))
    services.change_group(by=laila, group=point, agreement=signed)
    services.move_group(by=laila, group=point, to=GroupState.ACTIVE)
    point.refresh_from_db()
    planned = list(Meeting.objects.filter(group=point))
    assert (point.state, point.started_on) == (GroupState.ACTIVE, day("2026-03-07"))
    assert [m.minutes for m in planned] == [120] * 12
    assert {m.starts_at.astimezone(oev_clock.BRUSSELS).weekday() for m in planned} == {1}


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("agreement_without_groups", AGREEMENT_FIRST),
        ("expired_agreement", AGREEMENT_FIRST),
        ("trekker", "Zoek eerst een trekker die oproepbaar is."),
        ("partner", "Noteer eerst welke partner de groep ondersteunt."),
        ("room", "Noteer eerst welk lokaal er is."),
        ("series", "Kies eerst de vaste dag en het uur."),
        (
            "insurance",
            "Voor de rol gespreksleider is geen verzekering gevonden vanaf 7 maart. Leg eerst de polis vast.",
        ),
    ],
)
def test_group_says_what_is_missing(point, cast, missing, sentence):
    point.agreement = agreement(cast)
    point.save()
    assert why_not_move(point, GroupState.ACTIVE, day("2026-03-07")) == []
    if missing == "agreement_without_groups":
        point.agreement.services = ["talks"]
    elif missing == "expired_agreement":
        point.agreement.until_on = day("2026-03-06")
    elif missing == "trekker":
        GroupRole.objects.filter(group=point).update(reserve_since=day("2026-03-01"))
    elif missing == "partner":
        point.supporting_partner = None
    elif missing == "room":
        point.place = ""
    elif missing == "series":
        point.series.all().delete()
    else:
        InsurancePolicy.objects.update(roles=["organiser"])
    assert why_not_move(point, GroupState.ACTIVE, day("2026-03-07")) == [sentence]


def test_group_starts_up_with_the_vertegenwoordiger_two_starters_and_a_trekker(point, cast, laila):
    with pytest.raises(Refused) as refusal:
        services.move_group(by=laila, group=point, to=GroupState.STARTING)
    assert refusal.value.sentences == ["Zoek eerst twee starters.", "Bespreek dit eerst met de vertegenwoordiger."]
    for name in ("els", "jan"):
        role(point, cast.volunteers[name], "starter")
    services.move_group(by=laila, group=point, to=GroupState.STARTING, agreed_together=True)
    point.refresh_from_db()
    assert point.state == GroupState.STARTING


def test_every_way_outside_the_table_is_refused(cast, laila):
    made = group(cast)
    asked = {"agreed_together": True, "break_until": day("2026-04-01")}
    for state in GroupState:
        made.state = state
        made.save()
        for target in set(GroupState) - GROUP_TRANSITIONS[state] - {state}:
            with pytest.raises(Refused, match="kan niet naar"):
                services.move_group(by=laila, group=made, to=target, **asked)


def test_break_calls_meetings_off_and_gives_them_back_when_it_ends_early(cast, laila):
    made = group(cast, agreement=agreement(cast))
    services.generate_meetings(day=oev_clock.today(), groups=[made])
    services.move_group(by=laila, group=made, to=GroupState.ON_BREAK, break_until=day("2026-03-24"))
    states = list(Meeting.objects.filter(group=made).order_by("starts_at").values_list("state", flat=True))
    assert states == [MeetingState.CANCELLED] * 3 + [MeetingState.PLANNED] * 9
    made.refresh_from_db()
    services.move_group(by=laila, group=made, to=GroupState.ACTIVE)
    assert set(Meeting.objects.filter(group=made).values_list("state", flat=True)) == {MeetingState.PLANNED}


def test_trekker_may_take_a_break_and_nothing_else(cast, actor_of):
    made = group(cast)
    role(made, cast.volunteers["bart"], "organiser")
    bart, els = (actor_of(cast.users[name], "volunteer") for name in ("bart", "els"))
    with pytest.raises(Refused, match="Dit beslist de coördinator"):
        services.move_group(by=els, group=made, to=GroupState.ON_BREAK, break_until=day("2026-03-24"))
    with pytest.raises(Refused, match="Dit beslist de coördinator"):
        services.move_group(by=bart, group=made, to=GroupState.STOPPED, agreed_together=True)
    services.move_group(by=bart, group=made, to=GroupState.ON_BREAK, break_until=day("2026-03-24"))
    made.refresh_from_db()
    assert made.state == GroupState.ON_BREAK


def test_group_that_stops_has_no_meetings_and_no_roles(cast, laila):
    made = group(cast)
    role(made, cast.volunteers["bart"], "organiser", public=True)
    services.generate_meetings(day=oev_clock.today(), groups=[made])
    services.move_group(by=laila, group=made, to=GroupState.STOPPED, agreed_together=True)
    assert not Meeting.objects.filter(group=made).coming(oev_clock.now()).exists()
    assert not GroupRole.objects.held_on(day("2026-03-07")).filter(group=made).exists()
    assert services.generate_meetings(day=oev_clock.today()) == 0


def test_imported_group_goes_on_with_an_agreement_to_register(cast):
    """Q20: an expired or missing agreement never closes a group, it only warns."""
    made = group(cast, agreement_to_register=True)
    role(made, cast.volunteers["bart"], "organiser")
    assert warnings_of(made, oev_clock.now()) == ["De overeenkomst is nog te registreren."]
    made.agreement, made.agreement_to_register = agreement(cast, until=day("2026-03-06")), False
    assert warnings_of(made, oev_clock.now()) == ["De overeenkomst is verlopen. De groep blijft gewoon doorgaan."]


def test_warnings_name_what_deserves_attention(cast):
    made = group(cast, agreement=agreement(cast))
    for on in ("2026-02-17", "2026-02-24", "2026-03-03", "2026-03-10"):
        meeting(made, day(on))
    assert warnings_of(made, oev_clock.now()) == [
        "Er is nu geen trekker die oproepbaar is.",
        "Binnen zeven dagen is er een bijeenkomst zonder gespreksleider.",
        "Drie of meer bijeenkomsten zijn nog niet ingevuld.",
    ]


def test_starters_are_asked_about_once_a_group_runs_for_three_months(cast, clock):
    """R089: a question for the coordinator; the role itself ends by date and never by itself."""
    made = group(cast, agreement=agreement(cast))
    made.state_since = day("2026-03-07")
    made.save()
    starter = role(made, cast.volunteers["bart"], "starter")
    question = "De groep loopt drie maanden. Zijn de starters nog nodig?"
    clock.move_to(dt.datetime(2026, 6, 5, 9, tzinfo=oev_clock.BRUSSELS))
    assert question not in warnings_of(made, oev_clock.now())
    clock.move_to(dt.datetime(2026, 6, 6, 9, tzinfo=oev_clock.BRUSSELS))
    assert question in warnings_of(made, oev_clock.now())
    starter.until_on = day("2026-06-06")
    starter.save()
    assert question not in warnings_of(made, oev_clock.now())


def test_open_group_asks_for_a_contact_who_shows_a_name_and_an_agreement(cast, laila):
    bart = cast.volunteers["bart"]
    wanted = {"by": laila, "name": "Mol", "municipality": cast.towns["Mol"], "contact": bart}
    draft = agreement(cast, signed=None)
    draft.sent_on = None
    with pytest.raises(Refused, match="Kies een overeenkomst") as refusal:
        services.open_group(**wanted, agreement=draft)
    assert refusal.value.field == "agreement"
    waiting = agreement(cast, signed=None)
    with pytest.raises(Refused, match="blijft liever zonder naam") as refusal:
        services.open_group(**wanted, agreement=waiting)
    assert refusal.value.field == "contact"
    bart.name_for_public = "first"
    bart.save()
    opened = services.open_group(**wanted, agreement=waiting)
    assert (opened.state, opened.roles.get().public_contact) == (GroupState.CONTACT_POINT, True)
    with pytest.raises(Refused, match="al een groep met deze naam"):
        services.open_group(**wanted, agreement=waiting)


def test_role_needs_insurance_and_somebody_callable(cast, laila):
    """A15: refused until a policy covers it; a pause refuses with the same words as anything else."""
    made, lien = group(cast), cast.volunteers["lien"]
    give = {"by": laila, "group": made, "volunteer": lien, "kind": "starter", "from_on": day("2026-03-07")}
    with pytest.raises(Refused, match="Voor de rol starter is geen verzekering gevonden"):
        services.give_group_role(**give)
    InsurancePolicy.objects.update(roles=["organiser", "leader", "starter"])
    lien.spans.update(is_callable=False, status="paused")
    with pytest.raises(Refused, match="nu niet oproepbaar"):
        services.give_group_role(**give)
    lien.spans.filter(until_on__gt=day("2026-03-07")).update(is_callable=True, status="active")
    assert services.give_group_role(**give) == services.give_group_role(**give)
