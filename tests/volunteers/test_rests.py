"""Putting somebody to rest and back: each refusal beside what is allowed (3.1, Q10, Q11, Q41)."""

import pytest

from oev.errors import Refused
from oev.outbox.services import deliver_due
from tests.volunteers.ready import start
from tests.volunteers.scene import at, calls, day, last_seen, open_letters, status
from volunteers import services
from volunteers.kinds import Channel, Presence
from volunteers.models import CallTask, Rest, RoleHolding
from volunteers.signals import standing_changed
from volunteers.states import RestKind, Status

PAUSE, SLEEP = RestKind.PAUSE, RestKind.SLEEP
TODAY = day("2026-03-07")


@pytest.mark.parametrize("kind", [PAUSE, SLEEP])
@pytest.mark.parametrize("name", ["els", "laila", "victor"])
def test_rest_is_signalled_by_the_person_and_both_offices(els, who, kind, name):
    rest = services.put_to_rest(by=who(name), volunteer=els, kind=kind, from_on=TODAY)
    office = {"els": "person", "laila": "coordinator", "victor": "representative"}[name]
    assert (rest.signalled_by, rest.needs_return, rest.recorded_by_id) == (office, kind is SLEEP, who(name).user_id)


@pytest.mark.parametrize("kind", [PAUSE, SLEEP])
@pytest.mark.parametrize("name", ["jan", "bruno", "bea", "nora"])
def test_rest_is_refused_from_anybody_else(els, who, kind, name):
    with pytest.raises(Refused, match="niet voor iemand anders"):
        services.put_to_rest(by=who(name), volunteer=els, kind=kind, from_on=TODAY)
    assert not Rest.objects.exists()


def test_rest_starts_today_or_before_never_later(els, who):
    with pytest.raises(Refused, match="voorbij"):
        services.put_to_rest(by=who("els"), volunteer=els, kind=SLEEP, from_on=day("2026-03-08"))
    rest = services.put_to_rest(by=who("els"), volunteer=els, kind=SLEEP, from_on=day("2026-03-01"))
    assert status(els, "2026-02-28", "2026-03-01") == ["active", "sleeping"]
    assert rest.from_on == day("2026-03-01")


def test_rest_is_never_neutral_by_hand(els, who):
    with pytest.raises(Refused):
        services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.NEUTRAL, from_on=TODAY)


def test_same_rest_twice_is_one(els, who, heard):
    first = services.put_to_rest(by=who("els"), volunteer=els, kind=SLEEP, from_on=TODAY)
    assert services.put_to_rest(by=who("laila"), volunteer=els, kind=SLEEP, from_on=TODAY) == first
    assert heard == [(Status.ACTIVE, Status.SLEEPING, TODAY)]
    assert Rest.objects.count() == 1


def test_pause_gives_way_to_slapend(els, who, heard):
    services.put_to_rest(by=who("els"), volunteer=els, kind=PAUSE, from_on=day("2026-03-01"))
    services.put_to_rest(by=who("victor"), volunteer=els, kind=SLEEP, from_on=TODAY)
    assert status(els, "2026-03-06", "2026-03-07") == ["paused", "sleeping"]
    assert heard == [(Status.ACTIVE, Status.PAUSED, TODAY), (Status.PAUSED, Status.SLEEPING, TODAY)]


def test_pause_after_slapend_on_the_same_day_still_needs_the_return(els, who):
    services.put_to_rest(by=who("els"), volunteer=els, kind=SLEEP, from_on=TODAY)
    rest = services.put_to_rest(by=who("els"), volunteer=els, kind=PAUSE, from_on=TODAY)
    assert (rest.needs_return, status(els, "2026-03-07")) == (True, "paused")
    with pytest.raises(Refused) as refusal:
        services.end_pause(by=who("els"), volunteer=els, on=TODAY)
    assert refusal.value.sentences == [
        (
            "Nog nodig: een intervisie na 7 maart 2026, een gesprek met de coördinator, "
            "en samen bespreken met de vertegenwoordiger."
        )
    ]


def test_pause_that_needs_nothing_is_ended_by_the_person(els, who):
    services.put_to_rest(by=who("els"), volunteer=els, kind=PAUSE, from_on=TODAY)
    services.end_pause(by=who("els"), volunteer=els, on=TODAY)
    assert status(els, "2026-03-07") == "active"


@pytest.mark.parametrize("on", ["2026-02-28", "2026-03-08"])
def test_pause_ends_on_a_day_within_it(els, who, on):
    services.put_to_rest(by=who("els"), volunteer=els, kind=PAUSE, from_on=day("2026-03-01"))
    with pytest.raises(Refused):
        services.end_pause(by=who("els"), volunteer=els, on=day(on))
    services.end_pause(by=who("els"), volunteer=els, on=day("2026-03-05"))
    assert status(els, "2026-03-04", "2026-03-05") == ["paused", "active"]


def test_pause_cannot_be_ended_by_another_volunteer(els, who):
    services.put_to_rest(by=who("els"), volunteer=els, kind=PAUSE, from_on=TODAY)
    with pytest.raises(Refused):
        services.end_pause(by=who("jan"), volunteer=els, on=TODAY)


def test_new_rest_does_not_begin_inside_an_old_one(els, who):
    services.put_to_rest(by=who("els"), volunteer=els, kind=PAUSE, from_on=day("2026-02-01"))
    services.end_pause(by=who("els"), volunteer=els, on=day("2026-02-20"))
    with pytest.raises(Refused, match="20 februari 2026"):
        services.put_to_rest(by=who("els"), volunteer=els, kind=SLEEP, from_on=day("2026-02-19"))
    services.put_to_rest(by=who("els"), volunteer=els, kind=SLEEP, from_on=day("2026-02-20"))
    assert status(els, "2026-02-19", "2026-02-20") == ["paused", "sleeping"]


def test_question_day_must_come_still(els, who):
    with pytest.raises(Refused, match="nog komt"):
        services.put_to_rest(by=who("els"), volunteer=els, kind=PAUSE, from_on=TODAY, ask_again_on=TODAY)
    rest = services.put_to_rest(by=who("els"), volunteer=els, kind=PAUSE, from_on=TODAY, ask_again_on=day("2026-03-08"))
    assert rest.ask_again_on == day("2026-03-08")


def test_whoever_lapsed_can_be_slapend_but_not_pause(cast, clock, who, els):
    last_seen(els, "2025-03-01")
    assert status(els, "2026-03-07") == "inactive"
    with pytest.raises(Refused):
        services.put_to_rest(by=who("els"), volunteer=els, kind=PAUSE, from_on=TODAY)
    services.put_to_rest(by=who("els"), volunteer=els, kind=SLEEP, from_on=TODAY)
    assert status(els, "2026-03-07") == "sleeping"


def test_candidate_is_not_put_to_rest(who):
    person = services.add_volunteer(
        by=who("laila"), first_name="Sam", kind="ed", experience_kind="own", candidate_on=TODAY, phone="0470"
    )
    with pytest.raises(Refused, match="kandidaat"):
        services.put_to_rest(by=who("laila"), volunteer=person, kind=SLEEP, from_on=TODAY)
    start(who("laila"), person, TODAY)
    services.put_to_rest(by=who("laila"), volunteer=person, kind=SLEEP, from_on=TODAY)
    assert status(person, "2026-03-07") == "sleeping"


def test_fault_of_a_receiver_undoes_everything(els, who):
    def fail(**kwargs):
        raise RuntimeError("no")

    standing_changed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            services.put_to_rest(by=who("els"), volunteer=els, kind=SLEEP, from_on=TODAY)
    finally:
        standing_changed.disconnect(fail)
    assert (Rest.objects.count(), CallTask.objects.count(), status(els, "2026-03-07")) == (0, 0, "active")


def test_effects_come_from_the_floors_above(els, monkeypatch):
    from oev.registry import registry

    monkeypatch.setattr(registry, "rest_effects", [lambda pk, on: [f"3 afspraken zoeken vervanging ({pk == els.pk})."]])
    assert services.effects_of_rest(els, TODAY) == ["3 afspraken zoeken vervanging (True)."]


def test_roles_come_back_at_once_after_a_pause(els, who):
    services.put_to_rest(by=who("els"), volunteer=els, kind=PAUSE, from_on=TODAY)
    assert not RoleHolding.objects.held_on(TODAY).filter(volunteer=els).exists()
    services.end_pause(by=who("els"), volunteer=els, on=TODAY)
    assert RoleHolding.objects.held_on(TODAY).filter(volunteer=els).count() == 1


def test_rectifying_takes_two_offices_and_two_people(els, who, heard):
    rest = services.put_to_rest(by=who("victor"), volunteer=els, kind=SLEEP, from_on=day("2026-03-01"))
    assert services.rectify_rest(by=who("laila"), rest=rest) is False
    assert services.rectify_rest(by=who("dora"), rest=rest) is False
    assert status(els, "2026-03-07") == "sleeping"
    assert services.rectify_rest(by=who("victor"), rest=rest) is True
    assert status(els, "2026-03-01", "2026-03-07") == ["active", "active"]
    assert heard[-1] == (Status.SLEEPING, Status.ACTIVE, TODAY)
    assert calls(els) == []
    assert RoleHolding.objects.held_on(TODAY).filter(volunteer=els).count() == 1


def test_rectifying_stops_the_letter(clock, els, who):
    open_letters("rest")
    rest = services.put_to_rest(by=who("victor"), volunteer=els, kind=SLEEP, from_on=TODAY)
    services.rectify_rest(by=who("laila"), rest=rest)
    services.rectify_rest(by=who("victor"), rest=rest)
    clock.move_to(at("2026-03-08 10:30"))
    from django.core import mail

    assert (deliver_due(), len(mail.outbox)) == (1, 0)


def test_rectifying_lets_the_pause_run_on(els, who):
    services.put_to_rest(by=who("els"), volunteer=els, kind=PAUSE, from_on=day("2026-03-01"))
    rest = services.put_to_rest(by=who("victor"), volunteer=els, kind=SLEEP, from_on=day("2026-03-05"))
    services.rectify_rest(by=who("laila"), rest=rest)
    services.rectify_rest(by=who("victor"), rest=rest)
    assert status(els, "2026-03-01", "2026-03-07") == ["paused", "paused"]
    services.end_pause(by=who("els"), volunteer=els, on=TODAY)
    assert status(els, "2026-03-07") == "active"


def test_rectifying_frees_the_pause_that_followed(els, who):
    rest = services.put_to_rest(by=who("victor"), volunteer=els, kind=SLEEP, from_on=day("2026-03-01"))
    services.put_to_rest(by=who("els"), volunteer=els, kind=PAUSE, from_on=day("2026-03-05"))
    services.rectify_rest(by=who("laila"), rest=rest)
    services.rectify_rest(by=who("victor"), rest=rest)
    services.end_pause(by=who("els"), volunteer=els, on=TODAY)
    assert status(els, "2026-03-04", "2026-03-05", "2026-03-07") == ["active", "paused", "active"]


def test_rectifying_after_the_return_gives_the_roles_back_as_if_it_never_was(els, who):
    rest = services.put_to_rest(by=who("victor"), volunteer=els, kind=RestKind.SLEEP, from_on=day("2026-02-01"))
    session = services.plan_session(by=who("laila"), starts_at=at("2026-03-03 19:30"))
    services.save_attendance(by=who("laila"), session=session, presences={els.pk: Presence.ATTENDED})
    services.record_contact(by=who("laila"), volunteer=els, on=TODAY, channel=Channel.PHONE)
    services.agree_to_return(by=who("victor"), volunteer=els, on=TODAY)
    services.confirm_return(by=who("laila"), volunteer=els, on=TODAY)
    assert not RoleHolding.objects.held_on(TODAY).filter(volunteer=els).exists()
    services.rectify_rest(by=who("laila"), rest=rest)
    services.rectify_rest(by=who("victor"), rest=rest)
    assert RoleHolding.objects.held_on(TODAY).filter(volunteer=els).count() == 1


def test_rectifying_is_not_for_the_person(els, who):
    rest = services.put_to_rest(by=who("els"), volunteer=els, kind=SLEEP, from_on=TODAY)
    with pytest.raises(Refused):
        services.rectify_rest(by=who("els"), rest=rest)


def test_proposal_can_be_taken_back(els, who):
    rest = services.put_to_rest(by=who("victor"), volunteer=els, kind=SLEEP, from_on=TODAY)
    services.rectify_rest(by=who("laila"), rest=rest)
    (proposal,) = services.open_proposals(els)
    services.take_back_proposal(by=who("laila"), proposal=proposal)
    assert services.rectify_rest(by=who("victor"), rest=rest) is False
    assert status(els, "2026-03-07") == "sleeping"
