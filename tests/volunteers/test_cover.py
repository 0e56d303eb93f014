"""Tasks move with the office, and the coordinator helps the vertegenwoordiger call (Q13, Q43)."""

import datetime as dt

import pytest

from oev.accounts.models import Absence, Office
from oev.errors import Refused
from volunteers import services
from volunteers.cover import offices_without_anybody
from volunteers.emails import ask_for_agreement
from volunteers.kinds import CallKind, MayCall, SignalledBy
from volunteers.models import CallTask, Rest, StandingSpan
from volunteers.work.load import call_rows, load_tile, may_take_over, representative_away, representative_load
from volunteers.work.people import people_to_call

TODAY = dt.date(2026, 3, 7)


@pytest.fixture
def laila(cast, actor_of):
    return actor_of(cast.users["laila"], "coordinator")


@pytest.fixture
def victor(cast, actor_of):
    return actor_of(cast.users["victor"], "representative")


def call(cast, name, kind=CallKind.LAPSE, office=SignalledBy.REPRESENTATIVE, **more) -> CallTask:
    facts = {"volunteer": cast.volunteers[name], "kind": kind, "for_office": office, "due_on": TODAY}
    return CallTask.objects.create(**(facts | more))


def away(cast, name, stand_in, **more) -> Absence:
    office = Office.objects.get(user=cast.users[name])
    return Absence.objects.create(**({"office": office, "stand_in": cast.users[stand_in], "from_on": TODAY} | more))


def titles(section):
    return [row.title for row in section.rows]


def test_calls_and_what_somebody_asked_of_the_vertegenwoordiger_move_with_the_office(cast, actor_of, laila):
    """P11: who stands in sees it in that hat; the coordinator does not."""
    call(cast, "rita", CallKind.PLEASE_CALL)
    call(cast, "bart", CallKind.LAPSE)
    away(cast, "victor", "els")
    els = actor_of(cast.users["els"], "representative")

    assert titles(people_to_call(els, TODAY)) == ["Rita Proef", "Bart Proef"]
    assert titles(people_to_call(actor_of(cast.users["els"], "volunteer"), TODAY)) == []
    assert titles(people_to_call(laila, TODAY)) == []


def test_the_dashboard_is_of_who_stands_in_and_not_of_who_is_away(cast, sign_in):
    call(cast, "rita", CallKind.PLEASE_CALL)
    victor = sign_in(cast.users["victor"], "representative")
    away(cast, "victor", "els")

    assert "Rita Proef" in sign_in(cast.users["els"], "representative").get("/dashboard/").content.decode()
    assert victor.get("/dashboard/").status_code == 404


def test_vandaag_and_people_are_of_who_stands_in_for_the_coordinator(cast, sign_in):
    call(cast, "rita", CallKind.TALK, SignalledBy.COORDINATOR)
    laila = sign_in(cast.users["laila"], "coordinator")
    away(cast, "laila", "stan")
    stan = sign_in(cast.users["stan"], "coordinator")

    assert "Rita Proef" in stan.get("/beheer/").content.decode()
    assert stan.get("/beheer/volunteers/volunteer/").status_code == 200
    assert laila.get("/beheer/").status_code == 404


def test_letters_to_an_office_go_to_who_stands_in(cast):
    from oev.outbox.models import Outgoing

    away(cast, "victor", "els")
    ask_for_agreement(1, SignalledBy.REPRESENTATIVE)
    assert list(Outgoing.objects.values_list("to_id", flat=True)) == [cast.users["els"].pk]


def test_an_absence_without_somebody_who_stands_in_sends_letters_to_the_others(cast):
    from volunteers.emails import holders

    Absence.objects.create(office=Office.objects.get(user=cast.users["laila"]), from_on=TODAY)
    assert holders(SignalledBy.COORDINATOR, TODAY) == [cast.users["dora"].pk]


def not_callable(cast, name: str, status: str) -> None:
    StandingSpan.objects.on(TODAY).filter(volunteer=cast.volunteers[name]).update(status=status, is_callable=False)


@pytest.mark.parametrize("status", ["sleeping", "paused", "inactive", "stopped"])
def test_coordinator_names_who_stands_in_when_the_vertegenwoordiger_is_not_callable(cast, laila, victor, status):
    """The same words whatever the cause."""
    Office.objects.filter(user=cast.users["victor"]).update(user=cast.users["rita"])
    office = Office.objects.get(kind="representative")
    assert representative_away(laila, TODAY).rows == []
    not_callable(cast, "rita", status)

    (row,) = representative_away(laila, TODAY).rows
    assert (row.title, row.line) == ("De vertegenwoordiger is even afwezig", "Kies wie waarneemt.")
    assert row.action_url == f"/waarneming/voor/{office.pk}/"
    assert representative_away(victor, TODAY).rows == []

    absence = Absence.objects.create(office=office, stand_in=cast.users["els"], from_on=TODAY)
    assert representative_away(laila, TODAY).rows == []
    not_callable(cast, "els", status)
    (row,) = representative_away(laila, TODAY).rows
    assert row.action_url == f"/waarneming/{absence.pk}/"


def test_a_vertegenwoordiger_who_is_no_volunteer_is_never_resting(cast):
    assert offices_without_anybody(TODAY) == []


def test_more_than_eight_calls_is_much(cast, laila, victor, settings):
    names = ("els", "jan", "mia", "tom", "rita", "bart", "carla", "lien")
    for name in names:
        call(cast, name)
    assert [tile.value for tile in load_tile(TODAY)] == ["8"]
    assert representative_load(laila, TODAY).rows == []
    call(cast, "els", CallKind.PLEASE_CALL)
    assert representative_load(laila, TODAY).rows == []
    call(cast, "els", CallKind.WELCOME_BACK)

    (row,) = representative_load(laila, TODAY).rows
    assert (row.title, row.line, row.action_url) == (
        "De vertegenwoordiger heeft veel te bellen", "9 mensen. Neem er enkele over.", "/oproepen/",
    )  # fmt: skip
    (row,) = representative_load(victor, TODAY).rows
    assert row.line == "9 mensen. De coördinator ziet dit ook en kan er enkele overnemen."
    settings.MANY_CALLS = 9
    assert representative_load(laila, TODAY).rows == []


def test_one_tap_takes_a_call_over_and_another_gives_it_back(cast, sign_in, laila, victor):
    task = call(cast, "rita")
    client = sign_in(cast.users["laila"], "coordinator")
    assert "Rita Proef" in client.get("/oproepen/").content.decode()
    page = client.post(f"/oproepen/{task.pk}/overnemen/", follow=True).content.decode()
    assert "Jij belt Rita Proef." in page
    assert "Ongedaan maken" in page
    assert titles(people_to_call(laila, TODAY)) == ["Rita Proef"]
    assert titles(people_to_call(victor, TODAY)) == []

    client.post(f"/oproepen/{task.pk}/teruggeven/")
    assert titles(people_to_call(victor, TODAY)) == ["Rita Proef"]


def test_what_was_asked_of_the_vertegenwoordiger_is_not_even_there_for_the_coordinator(cast, sign_in):
    task = call(cast, "rita", CallKind.PLEASE_CALL)
    client = sign_in(cast.users["laila"], "coordinator")
    assert "Rita" not in client.get("/oproepen/").content.decode()
    assert client.post(f"/oproepen/{task.pk}/overnemen/").status_code == 404


def resting(cast, name, may_call) -> Rest:
    return Rest.objects.create(volunteer=cast.volunteers[name], kind="sleep", from_on=TODAY, may_call=may_call)


@pytest.mark.parametrize(
    ("kind", "may_call", "moves"),
    [
        (CallKind.LAPSE, None, True),
        (CallKind.WELCOME_BACK, None, True),
        (CallKind.TALK, "", True),
        (CallKind.STAY_IN_TOUCH, MayCall.COORDINATOR, True),
        (CallKind.TALK, MayCall.REPRESENTATIVE, False),
        (CallKind.STAY_IN_TOUCH, MayCall.REPRESENTATIVE, False),
        (CallKind.TALK, MayCall.NOT_NOW, False),
        (CallKind.ASKED_BACK, None, False),
        (CallKind.CANDIDATE, None, False),
        (CallKind.AFTER_TALK, None, False),
        (CallKind.TALK_OF_THREE, None, False),
        (CallKind.PLEASE_CALL, None, False),
    ],
)
def test_what_the_person_chose_and_what_needs_two_voices_stays(cast, laila, kind, may_call, moves):
    rest = None if may_call is None else resting(cast, "rita", may_call)
    task = call(cast, "rita", kind, rest=rest)
    assert [row.title for row in call_rows(TODAY)] == (["Rita Proef"] if moves else [])
    if moves:
        assert services.take_over_call(by=laila, task=task).for_office == "coordinator"
    else:
        with pytest.raises(Refused, match="blijft waar het is"):
            services.take_over_call(by=laila, task=task)


def test_taking_over_twice_is_once_and_what_is_done_stays(cast, laila, victor):
    task = call(cast, "rita")
    for _ in range(2):
        assert services.take_over_call(by=laila, task=task).for_office == "coordinator"
    services.close_call(by=laila, task=task, on=TODAY)
    with pytest.raises(Refused, match="al gebeld"):
        services.give_back_call(by=laila, task=task)
    with pytest.raises(Refused, match="coördinator"):
        services.take_over_call(by=victor, task=call(cast, "bart"))


def test_a_call_that_the_coordinator_has_already_is_not_taken_over(cast, laila):
    resting(cast, "rita", "")
    task = call(cast, "rita", CallKind.STAY_IN_TOUCH)
    call(cast, "rita", CallKind.STAY_IN_TOUCH, SignalledBy.COORDINATOR)
    assert not may_take_over(TODAY).exists()
    with pytest.raises(Refused, match="al op die lijst"):
        services.take_over_call(by=laila, task=task)


def test_the_talk_of_a_rest_keeps_its_meaning_after_taking_over(cast, laila, actor_of):
    """Q41: the letter waits for 'Ik sprak met …', whoever of the two made the call."""
    services.put_to_rest(
        by=actor_of(cast.users["victor"], "representative"), volunteer=cast.volunteers["rita"], kind="sleep",
        from_on=TODAY,
    )  # fmt: skip
    task = CallTask.objects.get(kind=CallKind.TALK)
    services.take_over_call(by=laila, task=task)
    services.close_call(by=laila, task=task, on=TODAY)

    assert Rest.objects.get().talked_on == TODAY


def test_the_lapse_letter_waits_for_the_call_that_was_taken_over(cast, laila):
    """Q40: the same call, so the same one letter."""
    from oev.outbox.models import Outgoing

    not_callable(cast, "rita", "inactive")
    task = call(cast, "rita")
    services.take_over_call(by=laila, task=task)
    assert not Outgoing.objects.filter(code="lapse").exists()
    services.close_call(by=laila, task=task, on=TODAY)
    assert list(Outgoing.objects.filter(code="lapse").values_list("fact_id", flat=True)) == [task.pk]
