"""Prevention: what is said in time, to whom, and to nobody twice (R042, Q17, Q19, Q40)."""

import pytest
from django.core import mail

from oev.accounts.models import Office
from oev.outbox.services import deliver_due
from tests.volunteers.scene import at, day, last_seen, letters, nights, open_letters
from tests.words import NEVER, TELLING, found
from volunteers import nightly, services, work
from volunteers.kinds import Channel, SignUp
from volunteers.models import IntervisionSession
from volunteers.states import RestKind

TODAY = day("2026-03-07")


@pytest.fixture
def near(els):
    """Els, whose eleventh month is reached on 7 March and whose year ends on 7 April."""
    last_seen(els, "2024-12-03", "2025-04-07")
    return els


def reminders(person):
    return [key for key in letters() if key.startswith("reminder") and f":{person.pk}:" in key]


def plan(who, moment, **more):
    return services.plan_session(by=who("laila"), starts_at=at(moment), **more)


def test_whoever_said_yes_before_the_limit_is_not_reminded(near, who, clock):
    session = plan(who, "2026-03-24 19:30")
    services.sign_up(by=who("els"), session=session, volunteer=near, answer=SignUp.YES)
    nights(clock, "2026-03-07", "2026-03-08")
    assert reminders(near) == []
    clock.move_to(at("2026-03-09 12:00"))
    services.sign_up(by=who("els"), session=session, volunteer=near, answer=SignUp.NO)
    nights(clock, "2026-03-10", "2026-03-20")
    assert reminders(near) == [f"reminder_11:{near.pk}:0:2026-03-07"]


@pytest.mark.parametrize("answer", [SignUp.NO, SignUp.UNSURE])
def test_no_and_not_yet_are_reminded(near, who, clock, answer):
    session = plan(who, "2026-03-24 19:30")
    services.sign_up(by=who("els"), session=session, volunteer=near, answer=answer)
    nights(clock, "2026-03-07", "2026-03-07")
    assert len(reminders(near)) == 1


@pytest.mark.parametrize("moment", ["2026-04-08 19:30", "2026-03-06 19:30"])
def test_yes_to_a_session_after_the_limit_or_before_today_is_no_yes(near, who, clock, moment):
    clock.move_to(at("2026-03-05 09:00"))
    session = plan(who, moment)
    services.sign_up(by=who("els"), session=session, volunteer=near, answer=SignUp.YES)
    nights(clock, "2026-03-07", "2026-03-07")
    assert len(reminders(near)) == 1


def test_yes_to_what_does_not_count_or_was_cancelled_is_no_yes(near, who, clock):
    for number, more in enumerate(({"counts_for_activity": False}, {})):
        session = plan(who, f"2026-03-2{number} 19:30", **more)
        services.sign_up(by=who("els"), session=session, volunteer=near, answer=SignUp.YES)
    services.cancel_session(by=who("laila"), session=session)
    nights(clock, "2026-03-07", "2026-03-07")
    assert len(reminders(near)) == 1


def test_yes_between_the_night_and_ten_o_clock_is_in_time(near, who, clock):
    open_letters("reminder_11")
    session = plan(who, "2026-03-24 19:30")
    nights(clock, "2026-03-07", "2026-03-07")
    services.sign_up(by=who("els"), session=session, volunteer=near, answer=SignUp.YES)
    clock.move_to(at("2026-03-07 10:00"))
    deliver_due()
    assert mail.outbox == []


def test_whoever_rests_is_not_reminded_and_not_after_the_rest_of_what_is_past(near, who, clock):
    services.put_to_rest(by=who("els"), volunteer=near, kind=RestKind.PAUSE, from_on=day("2026-03-07"))
    nights(clock, "2026-03-07", "2026-03-30")
    assert reminders(near) == []


def test_three_months_after_contact_have_their_own_two(els, who, clock):
    last_seen(els, "2024-12-03", "2025-03-01")
    clock.move_to(at("2026-03-05 09:00"))
    services.record_contact(by=who("laila"), volunteer=els, on=day("2026-03-05"), channel=Channel.PHONE)
    nights(clock, "2026-03-06", "2026-06-06")
    assert reminders(els) == [
        f"reminder_contact_month:{els.pk}:0:2026-05-05", f"reminder_contact_week:{els.pk}:0:2026-05-29"
    ]  # fmt: skip


def test_open_list_is_chased_once_after_three_days(who, cast, clock):
    open_letters("open_list")
    session = plan(who, "2026-03-03 19:30")
    nights(clock, "2026-03-04", "2026-03-05")
    assert letters("open_list") == []
    nights(clock, "2026-03-06", "2026-03-12")
    told = sorted(f"open_list:{session.pk}:{cast.users[name].pk}" for name in ("laila", "dora"))
    assert sorted(letters("open_list")) == told
    deliver_due()
    assert {letter.subject for letter in mail.outbox} == {"Even invullen"}
    assert f"/intervisie/{session.pk}/lijst/" in mail.outbox[0].body
    assert found(mail.outbox[0].subject + mail.outbox[0].body, [*TELLING, *NEVER]) == []


def test_list_that_was_closed_or_cancelled_or_old_is_not_chased(who, clock):
    open_letters("open_list")
    closed, cancelled, late = (plan(who, f"2026-03-0{number} 19:30") for number in (1, 2, 3))
    plan(who, "2026-01-05 19:30")
    services.close_attendance_list(by=who("laila"), session=closed)
    services.cancel_session(by=who("laila"), session=cancelled)
    nights(clock, "2026-03-06", "2026-03-06")
    assert {key.split(":")[1] for key in letters("open_list")} == {str(late.pk)}
    services.close_attendance_list(by=who("laila"), session=late)
    clock.move_to(at("2026-03-06 11:00"))
    deliver_due()
    assert mail.outbox == []


def test_dry_run_says_what_would_be_chased_and_writes_nothing(who, clock):
    plan(who, "2026-03-03 19:30")
    clock.move_to(at("2026-03-07 03:00"))
    assert "2 herinneringen aan een open lijst." in nightly.run(TODAY, dry_run=True)
    assert letters("open_list") == []


def test_nobody_is_chased_when_nobody_coordinates(who, clock):
    plan(who, "2026-03-03 19:30")
    Office.objects.filter(kind="coordinator").update(until_on=TODAY)
    nights(clock, "2026-03-07", "2026-03-08")
    assert letters("open_list") == []


def test_no_session_for_three_months_is_a_task_until_one_is_planned(who, cast, clock):
    IntervisionSession.objects.update(cancelled_at=at("2026-01-01 12:00"))
    (row,) = work.open_lists(who("laila"), TODAY).rows
    assert (row.title, row.line, row.action_label) == (
        "De laatste drie maanden was er geen intervisie", "Plan er een.", "Plan"
    )  # fmt: skip
    assert work.open_lists(who("victor"), TODAY).rows == []
    plan(who, "2026-04-20 19:30")
    assert work.open_lists(who("laila"), TODAY).rows == []
