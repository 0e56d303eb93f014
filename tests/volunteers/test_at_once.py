"""Two people at the same moment, with real threads on PostgreSQL: one clean result each."""

import threading

import pytest
from django.db import connection

from oev.errors import Refused
from tests.volunteers.ready import papers
from tests.volunteers.scene import at, day, status
from volunteers import services
from volunteers.kinds import ActivityKind, Channel, DocumentKind, IntakeItem, Presence, SignedHow
from volunteers.models import (
    ActivityLog,
    CallTask,
    Contact,
    DocumentSignature,
    IntakeCheck,
    IntervisionAttendance,
    Rest,
    Volunteer,
)
from volunteers.services.standing_change import changing_facts
from volunteers.signals import standing_changed
from volunteers.spans import differing
from volunteers.states import RestKind

TODAY = day("2026-03-07")

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run every act in a thread of its own, released together; what each gave, or the refusal it got."""
    start, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            start.wait()
            results[number] = act()
        except Refused as refusal:
            results[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def els(transactional_db, cast):
    return cast.volunteers["els"]


def test_two_coordinators_put_the_same_person_to_rest(els, who):
    said = []

    def listen(**kwargs):
        said.append(kwargs["after"])

    standing_changed.connect(listen)
    laila, dora = who("laila"), who("dora")
    try:
        first, second = at_once(
            lambda: services.put_to_rest(by=laila, volunteer=els, kind=RestKind.SLEEP, from_on=TODAY),
            lambda: services.put_to_rest(by=dora, volunteer=els, kind=RestKind.SLEEP, from_on=TODAY),
        )
    finally:
        standing_changed.disconnect(listen)
    assert first == second == Rest.objects.get()
    assert (len(said), CallTask.objects.count(), status(els, "2026-03-07")) == (1, 1, "sleeping")


def test_pause_and_slapend_in_the_same_second(els, who):
    herself, victor = who("els"), who("victor")
    at_once(
        lambda: services.put_to_rest(by=herself, volunteer=els, kind=RestKind.PAUSE, from_on=TODAY),
        lambda: services.put_to_rest(by=victor, volunteer=els, kind=RestKind.SLEEP, from_on=TODAY),
    )
    running = Rest.objects.get(until_on=None)
    assert running.needs_return
    assert differing([els.pk]) == []


def test_two_confirm_the_same_return(els, who):
    laila, victor = who("laila"), who("victor")
    services.put_to_rest(by=laila, volunteer=els, kind=RestKind.SLEEP, from_on=day("2026-02-01"))
    session = services.plan_session(by=laila, starts_at=at("2026-02-03 19:30"))
    services.save_attendance(by=laila, session=session, presences={els.pk: Presence.ATTENDED})
    services.record_contact(by=laila, volunteer=els, on=TODAY, channel=Channel.PHONE)
    services.agree_to_return(by=victor, volunteer=els, on=TODAY)
    first, second = at_once(
        lambda: services.confirm_return(by=laila, volunteer=els, on=TODAY),
        lambda: services.confirm_return(by=victor, volunteer=els, on=TODAY),
    )
    assert first == second
    assert status(els, "2026-03-07") == "active"


def test_double_click_on_contact(els, who):
    laila = who("laila")
    at_once(*[lambda: services.record_contact(by=laila, volunteer=els, on=TODAY, channel=Channel.PHONE)] * 2)
    assert Contact.objects.count() == 1


def test_two_save_the_same_list(cast, els, who):
    """Locks are taken in one order, so neither waits for the other for ever."""
    laila, victor = who("laila"), who("victor")
    session = services.plan_session(by=laila, starts_at=at("2026-03-03 19:30"))
    ids = [one.pk for one in cast.volunteers.values()]
    forward, backward = dict.fromkeys(ids, Presence.ATTENDED), dict.fromkeys(reversed(ids), Presence.ATTENDED)
    results = at_once(
        lambda: services.save_attendance(by=laila, session=session, presences=forward),
        lambda: services.save_attendance(by=victor, session=session, presences=backward),
    )
    assert sorted(results) == [0, len(ids)]
    assert IntervisionAttendance.objects.standing().filter(session=session).count() == len(ids)
    assert differing(ids) == []


def test_count_that_is_pressed_twice_counts_once(els, who, clock):
    laila = who("laila")
    first, second = at_once(*[lambda: services.count_activity(by=laila, kind=ActivityKind.PHONE, on=TODAY)] * 2)
    assert (first.pk, ActivityLog.objects.count()) == (second.pk, 1)
    clock.shift(11)
    services.count_activity(by=laila, kind=ActivityKind.PHONE, on=TODAY)
    services.count_activity(by=laila, kind=ActivityKind.PHONE, on=TODAY, number=2)
    assert ActivityLog.objects.count() == 3


def test_two_offices_rectify_at_once(els, who):
    laila, victor = who("laila"), who("victor")
    rest = services.put_to_rest(by=victor, volunteer=els, kind=RestKind.SLEEP, from_on=TODAY)
    results = at_once(
        lambda: services.rectify_rest(by=laila, rest=rest),
        lambda: services.rectify_rest(by=victor, rest=rest),
    )
    assert sorted(results) == [False, True]
    assert status(els, "2026-03-07") == "active"


def test_facts_change_inside_a_transaction_only(els):
    with pytest.raises(RuntimeError), changing_facts(None, els):
        pass


def test_coordinator_and_vertegenwoordiger_tick_the_same_point(els, who):
    sam = services.add_volunteer(
        by=who("laila"), first_name="Sam", kind="ed", experience_kind="own", candidate_on=TODAY, phone="0470"
    )
    laila, victor = who("laila"), who("victor")
    first, second = at_once(
        lambda: services.tick_item(by=laila, volunteer=sam, item=IntakeItem.STABLE),
        lambda: services.tick_item(by=victor, volunteer=sam, item=IntakeItem.STABLE),
    )
    assert first.pk == second.pk == IntakeCheck.objects.get().pk


def test_coordinator_and_person_note_the_same_signature(els, who):
    text = papers()[DocumentKind.CONSENT]
    laila, herself = who("laila"), who("els")
    first, second = at_once(
        lambda: services.sign_document(by=laila, volunteer=els, document=text, how=SignedHow.PAPER),
        lambda: services.sign_document(by=herself, volunteer=els, document=text, how=SignedHow.ACCOUNT),
    )
    assert first.pk == second.pk == DocumentSignature.objects.get().pk


def test_button_that_is_pressed_twice_is_one_candidacy(els):
    wrote = {"first_name": "Noa", "experience_kind": "own", "email": "noa@voorbeeld.be", "phone": "0470 11 22 33"}
    at_once(*(lambda: services.receive_candidacy(**wrote) for _ in range(4)))
    assert Volunteer.objects.filter(first_name="Noa").count() == 1
    assert CallTask.objects.filter(kind="candidate").count() == 2


def test_two_plan_the_same_intervisie(transactional_db, cast, who):
    laila, victor = who("laila"), who("victor")
    moment = at("2026-03-24 19:30")
    first, second = at_once(
        lambda: services.plan_session(by=laila, starts_at=moment, place="Geel"),
        lambda: services.plan_session(by=victor, starts_at=moment, place="Geel "),
    )
    assert first == second
    assert services.plan_session(by=laila, starts_at=moment, place="Mol") != first
