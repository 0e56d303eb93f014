"""The nightly round: it tells people, writes nothing twice, and nothing on a page waits for it."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oev.outbox.models import Outgoing, State
from tests.cast import volunteer
from tests.volunteers.scene import at, calls, day, last_seen, letters, status
from volunteers import nightly, services
from volunteers.kinds import Channel, Role
from volunteers.models import CallTask, IntervisionSession, RoleHolding, Volunteer
from volunteers.states import RestKind, Status

TODAY = day("2026-03-07")


@pytest.fixture
def held(cast):
    """A session of last week with a closed list."""
    return IntervisionSession.objects.create(starts_at=at("2026-03-03 19:30"), closed_at=at("2026-03-03 22:00"))


@pytest.fixture
def els(cast):
    return cast.volunteers["els"]


def everything():
    """All that a round could write."""
    return (
        letters(),
        list(CallTask.objects.order_by("pk").values_list()),
        list(RoleHolding.objects.order_by("pk").values_list()),
    )


@pytest.fixture
def busy_night(cast, els, held, who, clock):
    """A lapse, a lapse whose letter is due, a reminder, a question after a pause, somebody to stay in touch with."""
    people = cast.volunteers
    clock.move_to(at("2026-02-26 12:00"))
    services.put_to_rest(
        by=who("lien"),
        volunteer=people["lien"],
        kind=RestKind.PAUSE,
        from_on=day("2026-02-26"),
        ask_again_on=TODAY,
    )
    clock.move_to(at("2026-02-10 12:00"))
    services.put_to_rest(by=who("bart"), volunteer=people["bart"], kind=RestKind.SLEEP, from_on=day("2026-02-10"))
    services.record_talk(by=who("victor"), volunteer=people["bart"], on=day("2026-02-10"))
    clock.move_to(at("2026-02-20 03:00"))
    last_seen(people["jan"], "2025-02-18")
    nightly.run(day("2026-02-20"), dry_run=False)
    clock.move_to(at("2026-03-07 03:00"))
    last_seen(els, "2025-03-06")
    last_seen(people["mia"], "2025-03-14")


def test_round_says_in_dutch_what_it_would_do_and_does_it(busy_night):
    expected = [
        "1 persoon wordt niet meer gevraagd voor nieuwe gesprekken; de vertegenwoordiger belt.",
        "1 brief na een jaar zonder intervisie.",
        "1 herinnering aan de intervisie.",
        "1 vraag na een pauze.",
        "1 telefoontje om contact te houden.",
        "1 persoon zagen we meer dan een jaar niet op de intervisie en wacht op een telefoontje.",
    ]
    before = everything()
    assert nightly.run(TODAY, dry_run=True) == expected
    assert everything() == before
    done = nightly.run(TODAY, dry_run=False)
    assert done[:5] == expected[:5]
    assert everything() != before


def test_round_writes_nothing_the_second_time(busy_night):
    nightly.run(TODAY, dry_run=False)
    after = everything()
    said = nightly.run(TODAY, dry_run=False)
    assert everything() == after
    assert said == ["2 mensen zagen we meer dan een jaar niet op de intervisie en wachten op een telefoontje."]


def test_round_tells_the_floors_above_once(els, heard):
    last_seen(els, "2025-03-06")
    for _ in range(2):
        nightly.run(TODAY, dry_run=False)
    assert heard == [(Status.ACTIVE, Status.INACTIVE, TODAY)]


def test_round_catches_up_after_nights_without_a_run(els, heard):
    last_seen(els, "2025-02-20")
    nightly.run(TODAY, dry_run=False)
    assert heard == [(Status.ACTIVE, Status.INACTIVE, TODAY)]
    assert CallTask.objects.get(volunteer=els).due_on == day("2026-02-21")


def test_round_leaves_whoever_came_back_alone(els, who, heard, clock):
    last_seen(els, "2025-03-06")
    services.record_contact(by=who("laila"), volunteer=els, on=TODAY, channel=Channel.PHONE)
    heard.clear()
    nightly.run(TODAY, dry_run=False)
    assert (heard, calls(els)) == ([], [])


def test_lapse_again_gives_a_new_call(els, who, clock):
    last_seen(els, "2025-03-06")
    nightly.run(TODAY, dry_run=False)
    services.record_contact(by=who("laila"), volunteer=els, on=TODAY, channel=Channel.PHONE)
    assert calls(els) == []
    clock.move_to(at("2026-06-08 03:00"))
    nightly.run(day("2026-06-08"), dry_run=False)
    assert CallTask.objects.get(volunteer=els, done_on=None).due_on == day("2026-06-08")


@pytest.mark.parametrize(
    ("sessions", "leaves"),
    [
        ([], False),
        ([("2025-12-01", True)], False),
        ([("2026-03-03", True)], True),
        ([("2026-03-03", True), ("2026-02-03", False)], False),
    ],
)
def test_lapse_letter_waits_for_lists_and_for_an_offer(cast, els, clock, sessions, leaves):
    IntervisionSession.objects.all().update(cancelled_at=at("2026-01-01 12:00"))
    for text, closed in sessions:
        IntervisionSession.objects.create(
            starts_at=at(f"{text} 19:30"), closed_at=at(f"{text} 22:00") if closed else None
        )
    clock.move_to(at("2026-02-27 03:00"))
    last_seen(els, "2025-02-26")
    IntervisionSession.objects.filter(starts_at__lt=at("2025-06-01 00:00")).update(closed_at=at("2025-06-01 12:00"))
    nightly.run(day("2026-02-27"), dry_run=False)
    clock.move_to(at("2026-03-06 03:00"))
    said = nightly.run(day("2026-03-06"), dry_run=False)
    assert bool(letters("lapse")) is leaves
    assert any("wacht" in line and "brief" in line for line in said) is not leaves


def test_reminder_is_no_longer_due_after_an_intervisie(cast, els, who, clock):
    from oev.outbox.services import deliver_due
    from tests.volunteers.scene import open_letters
    from volunteers.kinds import Presence

    open_letters("reminder_last")
    last_seen(els, "2025-03-14")
    nightly.run(TODAY, dry_run=False)
    session = services.plan_session(by=who("laila"), starts_at=at("2026-03-05 19:30"))
    services.save_attendance(by=who("laila"), session=session, presences={els.pk: Presence.ATTENDED})
    clock.move_to(at("2026-03-07 10:00"))
    deliver_due()
    assert Outgoing.objects.get(code="reminder_last").state == State.DROPPED


def test_roles_are_kept_three_months_after_a_lapse(cast, els, clock):
    last_seen(els, "2025-03-06")
    nightly.run(TODAY, dry_run=False)
    for text, kept in (("2026-06-06", True), ("2026-06-07", False)):
        clock.move_to(at(f"{text} 03:00"))
        nightly.run(day(text), dry_run=False)
        assert (els.roles.get(role=Role.TALKS).until_on is None) is kept


def test_roles_are_kept_three_months_after_a_lapse_that_came_with_the_end_of_a_pause(cast, els, who, clock):
    last_seen(els, "2025-05-20", "2025-12-09")
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.PAUSE, from_on=TODAY)
    clock.move_to(at("2026-12-20 09:00"))
    services.end_pause(by=who("els"), volunteer=els, on=day("2026-12-20"))
    assert status(els, "2026-12-20") == "inactive"
    for text, kept in (("2026-12-21", True), ("2027-03-19", True), ("2027-03-20", False)):
        clock.move_to(at(f"{text} 03:00"))
        nightly.run(day(text), dry_run=False)
        assert (els.roles.get(role=Role.TALKS).until_on is None) is kept


def test_roles_are_kept_for_ever_in_a_pause(cast, els, who, clock):
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.PAUSE, from_on=TODAY)
    clock.move_to(at("2026-12-07 03:00"))
    nightly.run(day("2026-12-07"), dry_run=False)
    assert els.roles.get(role=Role.TALKS).until_on is None


def test_staying_in_touch_follows_the_rhythm_of_the_person(cast, els, who, clock):
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.SLEEP, from_on=TODAY)
    services.record_talk(by=who("victor"), volunteer=els, on=TODAY)
    services.answer_who_may_call(by=who("els"), volunteer=els, may_call="representative", every_days=30)
    services.record_contact(by=who("victor"), volunteer=els, on=TODAY, channel=Channel.PHONE)
    for text, expected in (("2026-04-05", []), ("2026-04-06", [("stay_in_touch", "representative")])):
        clock.move_to(at(f"{text} 03:00"))
        nightly.run(day(text), dry_run=False)
        assert calls(els) == expected


@pytest.mark.parametrize("kind", [RestKind.SLEEP, RestKind.PAUSE])
def test_one_call_is_one_call(cast, els, who, clock, kind):
    """'Eén keer, dan zien we wel': no rhythm of fourteen days behind it."""
    services.put_to_rest(by=who("els"), volunteer=els, kind=kind, from_on=TODAY)
    services.record_talk(by=who("victor"), volunteer=els, on=TODAY)
    services.answer_who_may_call(by=who("els"), volunteer=els, may_call="representative")
    assert calls(els) == [("stay_in_touch", "representative")]
    services.record_contact(by=who("victor"), volunteer=els, on=TODAY, channel=Channel.PHONE)
    clock.move_to(at("2026-05-07 03:00"))
    nightly.run(day("2026-05-07"), dry_run=False)
    assert calls(els) == []


def test_nobody_calls_after_not_now(cast, els, who, clock):
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.SLEEP, from_on=TODAY)
    services.record_talk(by=who("victor"), volunteer=els, on=TODAY)
    services.answer_who_may_call(by=who("els"), volunteer=els, may_call="not_now")
    clock.move_to(at("2026-05-07 03:00"))
    nightly.run(day("2026-05-07"), dry_run=False)
    assert calls(els) == []


def queries_of(run):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        run()
    return len(caught)


@pytest.mark.parametrize("dry_run", [True, False])
def test_round_takes_the_same_queries_for_3_and_for_30(cast, clock, held, dry_run):
    """Of a round that was run before and finds nothing new; what is new costs what it writes."""

    def fill(names):
        for number, name in enumerate(names):
            person = volunteer(cast, name, account=False)
            last_seen(person, ("2025-02-20", "2025-03-10", "2025-12-09")[number % 3])

    Volunteer.objects.all().delete()
    fill([f"P{n}" for n in range(3)])
    nightly.run(TODAY, dry_run=False)
    few = queries_of(lambda: nightly.run(TODAY, dry_run=dry_run))
    fill([f"Q{n}" for n in range(27)])
    nightly.run(TODAY, dry_run=False)
    assert queries_of(lambda: nightly.run(TODAY, dry_run=dry_run)) == few


def test_dry_run_takes_the_same_queries_for_3_and_for_30_lapses(cast, clock, held):
    Volunteer.objects.all().delete()
    counts = []
    for size in (3, 30):
        for number in range(size):
            last_seen(volunteer(cast, f"P{size}{number}", account=False), "2025-02-20")
        counts.append(queries_of(lambda: nightly.run(TODAY, dry_run=True)))
    assert counts[0] == counts[1]


def test_job_has_its_twin(busy_night, capsys):
    call_command("job", "nachtronde", "--date", "2026-03-07", "--dry-run")
    said = capsys.readouterr().out
    assert "1 herinnering aan de intervisie." in said
    assert not [name for name in ("Els", "Jan", "Mia", "Bart", "Lien", "Proef") if name in said]


def test_standing_is_right_without_a_round(els, clock):
    last_seen(els, "2025-03-06")
    assert status(els, "2026-03-06", "2026-03-07") == ["active", "inactive"]


def test_fault_with_one_person_holds_up_nobody_else(cast, els):
    from volunteers.signals import standing_changed

    def fail(volunteer, **kwargs):
        if volunteer.first_name == "Els":
            raise RuntimeError("no")

    for name in ("els", "jan"):
        last_seen(cast.volunteers[name], "2025-03-06")
    standing_changed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            nightly.run(TODAY, dry_run=False)
    finally:
        standing_changed.disconnect(fail)
    assert (calls(els), calls(cast.volunteers["jan"])) == ([], [("lapse", "representative")])
    nightly.run(TODAY, dry_run=False)
    assert calls(els) == [("lapse", "representative")]
