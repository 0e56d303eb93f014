"""Bad input and hard moments of issue 3, one named test each: what happens, and what is refused."""

import datetime as dt
import threading

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse

from oev.accounts.models import Absence, Office
from oev.errors import Refused
from oev.outbox.models import Outgoing
from oev.outbox.services import deliver_due
from tests.cast import attend, volunteer
from tests.volunteers.scene import at, calls, day, last_seen, letters, nights, open_letters, status
from volunteers import services, work
from volunteers.checks import needs_of
from volunteers.kinds import Channel, Presence
from volunteers.models import ConfirmedReturn, IntervisionAttendance, Postponement, Rest, StandingSpan
from volunteers.spans import differing, facts_of, rebuild_spans
from volunteers.standing import needs_sentence, standing_on
from volunteers.states import RestKind

SLEEP, PAUSE = RestKind.SLEEP, RestKind.PAUSE
TODAY = day("2026-03-07")


@pytest.fixture
def slept(els, who):
    """Els, slapend since 1 February, with all three records on 7 March."""
    services.put_to_rest(by=who("els"), volunteer=els, kind=SLEEP, from_on=day("2026-02-01"))
    attend(els, day("2026-03-03"))
    rebuild_spans(els.pk)
    services.record_contact(by=who("laila"), volunteer=els, on=TODAY, channel=Channel.PHONE)
    services.agree_to_return(by=who("victor"), volunteer=els, on=TODAY)
    return els


def test_return_is_never_confirmed_by_the_person(slept, who):
    with pytest.raises(Refused, match="bevestigt de coördinator of de vertegenwoordiger"):
        services.confirm_return(by=who("els"), volunteer=slept, on=TODAY)
    with pytest.raises(Refused):
        services.end_pause(by=who("els"), volunteer=slept, on=TODAY)
    assert status(slept, "2026-03-07") == "sleeping"
    services.confirm_return(by=who("victor"), volunteer=slept, on=TODAY)
    assert status(slept, "2026-03-07") == "active"


def test_attendance_on_the_day_slapend_began_does_not_count_for_the_return(els, who):
    services.put_to_rest(by=who("els"), volunteer=els, kind=SLEEP, from_on=TODAY)
    session = services.plan_session(by=who("laila"), starts_at=at("2026-03-07 08:00"))
    services.save_attendance(by=who("laila"), session=session, presences={els.pk: Presence.ATTENDED})
    assert needs_sentence(needs_of(els, TODAY)).startswith("Nog nodig: een intervisie na 7 maart 2026")


def test_pause_is_no_way_round_the_return(els, who, clock):
    services.put_to_rest(by=who("els"), volunteer=els, kind=SLEEP, from_on=TODAY)
    clock.move_to(at("2026-03-09 09:00"))
    services.put_to_rest(by=who("els"), volunteer=els, kind=PAUSE, from_on=day("2026-03-09"))
    assert status(els, "2026-03-08", "2026-03-09") == ["sleeping", "paused"]
    assert Rest.objects.get(until_on=None).needs_return
    for ending in (services.end_pause, services.confirm_return):
        with pytest.raises(Refused):
            ending(by=who("laila" if ending is services.confirm_return else "els"), volunteer=els, on=day("2026-03-09"))
    assert calls(els) == []  # the rhythm ends unless the person wants it


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (lambda els, who: services.put_to_rest(
            by=who("laila"), volunteer=els, kind=PAUSE, from_on=day("2026-03-08")), "from_on"),
        (lambda els, who: services.record_contact(
            by=who("laila"), volunteer=els, on=day("2026-03-08"), channel=Channel.PHONE), "on"),
        (lambda els, who: services.stop_engagement(by=who("els"), volunteer=els, on=day("2026-03-08")), "on"),
        (lambda els, who: services.record_plan_check(by=who("laila"), volunteer=els, on=day("2026-03-08")), "on"),
    ],
    ids=["rest", "contact", "stop", "plan"],
)  # fmt: skip
def test_facts_dated_ahead_are_refused(els, who, act, field):
    before = StandingSpan.objects.filter(volunteer=els).count()
    with pytest.raises(Refused) as refusal:
        act(els, who)
    assert refusal.value.field == field
    assert StandingSpan.objects.filter(volunteer=els).count() == before


def test_facts_dated_ahead_are_refused_while_resting(slept, who, clock):
    for act in (services.agree_to_return, services.confirm_return, services.record_talk):
        with pytest.raises(Refused):
            act(by=who("victor"), volunteer=slept, on=day("2026-03-08"))


def test_rechtzetting_makes_the_period_vanish_and_the_pause_before_goes_on(els, who, clock):
    services.put_to_rest(by=who("els"), volunteer=els, kind=PAUSE, from_on=day("2026-02-01"))
    rest = services.put_to_rest(by=who("victor"), volunteer=els, kind=SLEEP, from_on=TODAY)
    assert services.rectify_rest(by=who("laila"), rest=rest) is False
    assert status(els, "2026-03-07") == "sleeping"
    assert services.rectify_rest(by=who("victor"), rest=rest) is True
    assert status(els, "2026-03-06", "2026-03-07") == ["paused", "paused"]
    assert calls(els) == []
    clock.move_to(at("2026-03-09 12:00"))
    open_letters("rest")
    deliver_due()
    assert mail.outbox == []


def test_overleden_is_the_coordinators_and_stops_every_letter(els, who):
    open_letters("please_call", "rest", "intervision_invitation")
    services.put_to_rest(by=who("victor"), volunteer=els, kind=SLEEP, from_on=TODAY)
    with pytest.raises(Refused):
        services.stop_engagement(by=who("victor"), volunteer=els, on=TODAY, ended_by_death=True)
    services.stop_engagement(by=who("laila"), volunteer=els, on=TODAY, ended_by_death=True)
    assert (status(els, "2026-03-07"), calls(els)) == ("stopped", [])
    session = services.plan_session(by=who("laila"), starts_at=at("2026-03-24 19:30"))
    services.invite_to_session(by=who("laila"), session=session)
    assert str(els.pk) not in {key.split(":")[2] for key in letters("intervision_invitation")}
    Outgoing.objects.update(not_before=at("2026-03-07 09:00"))
    deliver_due()
    assert "els@voorbeeld.be" not in {letter.to[0] for letter in mail.outbox}


def test_uitstel_moves_the_limit_of_everybody_and_of_nobody_who_lapsed_before(cast, els, who, clock):
    last_seen(els, "2025-03-20")
    last_seen(cast.volunteers["jan"], "2025-03-01")
    services.postpone_lapses(by=who("laila"), until_on=day("2026-04-30"))
    assert status(els, "2026-03-20", "2026-04-29", "2026-04-30") == ["active", "active", "inactive"]
    assert status(cast.volunteers["jan"], "2026-03-07", "2026-04-29") == ["inactive", "inactive"]
    with pytest.raises(Refused):
        services.postpone_lapses(by=who("victor"), until_on=day("2026-05-30"))


def test_uitstel_pressed_twice_is_taken_back_once(els, who):
    last_seen(els, "2025-03-20")
    given = services.postpone_lapses(by=who("laila"), until_on=day("2026-04-30"))
    assert services.postpone_lapses(by=who("dora"), until_on=day("2026-04-30")) == given
    services.withdraw_postponement(by=who("laila"), postponement=given)
    assert status(els, "2026-03-20", "2026-03-21") == ["active", "inactive"]


def test_uitstel_is_given_and_taken_back_on_a_page(cast, els, sign_in, clock):
    last_seen(els, "2025-03-20")
    laila, page = sign_in(cast.laila, "coordinator"), reverse("volunteers:postponement_list")
    refused = laila.post(page, {"until_on": "2026-03-07"})
    assert refused.context["form"].errors == {"until_on": ["Kies een dag die nog komt."]}
    laila.post(page, {"until_on": "2026-04-30"})
    assert "Tot 30 april 2026" in laila.get(page).content.decode()
    assert status(els, "2026-04-29") == "active"
    given = Postponement.objects.get()
    for _ in range(2):
        laila.post(reverse("volunteers:postponement_withdraw", args=[given.pk]))
    assert status(els, "2026-03-20", "2026-03-21") == ["active", "inactive"]
    assert "Tot 30 april 2026" not in laila.get(page).content.decode()
    assert differing([one.pk for one in cast.volunteers.values()]) == []


def test_from_niet_actief_to_slapend_stops_call_and_letter_and_reminders(els, who, clock):
    last_seen(els, "2025-03-05")
    nights(clock, "2026-03-06", "2026-03-07")
    assert ("lapse", "representative") in calls(els)
    clock.move_to(at("2026-03-07 12:00"))
    services.put_to_rest(by=who("victor"), volunteer=els, kind=SLEEP, from_on=TODAY)
    assert status(els, "2026-03-06", "2026-03-07") == ["inactive", "sleeping"]
    assert calls(els) == [("talk", "representative")]
    nights(clock, "2026-03-08", "2026-03-20")
    assert [key for key in letters() if key.startswith(("lapse", "reminder"))] == []


def test_late_list_closed_and_opened_again_corrects_the_past_visibly(els, who, clock):
    laila = who("laila")
    last_seen(els, "2025-03-01")
    session = services.plan_session(by=laila, starts_at=at("2026-02-20 19:30"))
    services.close_attendance_list(by=laila, session=session)
    assert status(els, "2026-03-02") == "inactive"
    with pytest.raises(Refused, match="gesloten"):
        services.save_attendance(by=laila, session=session, presences={els.pk: Presence.ATTENDED})
    services.reopen_attendance_list(by=laila, session=session)
    services.save_attendance(by=laila, session=session, presences={els.pk: Presence.ATTENDED})
    services.close_attendance_list(by=laila, session=session)
    assert status(els, "2026-03-02", "2027-02-20", "2027-02-21") == ["active", "active", "inactive"]
    services.reopen_attendance_list(by=laila, session=session)
    services.save_attendance(by=laila, session=session, presences={els.pk: Presence.EXCUSED})
    assert status(els, "2026-03-02") == "inactive"
    said = IntervisionAttendance.objects.filter(session=session).order_by("pk")
    assert [(one.presence, one.withdrawn_at is None) for one in said] == [("attended", False), ("excused", True)]
    assert differing([els.pk]) == []


def test_session_cancelled_on_the_day_tells_whoever_was_invited_and_holds_up_no_letter(els, who, clock):
    laila = who("laila")
    open_letters("intervision_cancelled")
    session = services.plan_session(by=laila, starts_at=at("2026-03-07 19:30"), place="Geel")
    services.invite_to_session(by=laila, session=session)
    clock.move_to(at("2026-03-07 17:00"))
    services.cancel_session(by=laila, session=session)
    deliver_due()
    assert {letter.subject for letter in mail.outbox} == {"Niet op zaterdag 7 maart"}
    clock.move_to(at("2026-03-07 21:00"))
    with pytest.raises(Refused, match="gaat niet door"):
        services.save_attendance(by=laila, session=session, presences={els.pk: Presence.ATTENDED})
    assert work.open_lists(laila, TODAY).rows == []


@pytest.mark.parametrize(
    ("seen", "last", "first_without"),
    [
        ("2024-02-29", "2025-02-28", "2025-03-01"),  # a leap day
        ("2023-02-28", "2024-02-28", "2024-02-29"),
        ("2024-12-31", "2025-12-31", "2026-01-01"),  # the year's end
        ("2024-01-01", "2025-01-01", "2025-01-02"),
        ("2025-03-30", "2026-03-30", "2026-03-31"),  # the night of summer time
        ("2024-10-27", "2025-10-27", "2025-10-28"),
    ],
)
def test_leap_day_year_end_and_summer_time_keep_the_anniversary(cast, seen, last, first_without):
    person = volunteer(cast, "Kim", account=False)
    person.engagements.update(candidate_on=day("2023-01-01"), activated_on=day("2023-02-01"))
    last_seen(person, *(one for one in ("2023-06-01", "2024-01-02", "2024-12-20") if one < seen), seen)
    assert status(person, last, first_without) == ["active", "inactive"]


@pytest.mark.parametrize(("moment", "on"), [("2026-03-29 00:30", "2026-03-29"), ("2026-12-31 23:45", "2026-12-31")])
def test_session_around_midnight_belongs_to_its_own_day_in_brussels(els, who, clock, moment, on):
    clock.move_to(at(moment) + dt.timedelta(hours=3))
    session = services.plan_session(by=who("laila"), starts_at=at(moment), minutes=90)
    services.save_attendance(by=who("laila"), session=session, presences={els.pk: Presence.ATTENDED})
    assert IntervisionAttendance.objects.get(session=session).day == day(on)
    assert standing_on(facts_of([els.pk])[els.pk], day("2027-01-01")).last_intervision == day(on)


def test_night_of_summer_time_posts_letters_at_ten_on_the_wall_clock(els, clock):
    last_seen(els, "2024-09-01", "2025-04-29")
    nights(clock, "2026-03-29", "2026-03-29")
    assert [one.not_before.astimezone(at("2026-03-29 10:00").tzinfo) for one in Outgoing.objects.filter(
        code="reminder_11", fact_id=els.pk)] == [at("2026-03-29 10:00")]  # fmt: skip


def test_person_in_several_hats_acts_in_one_at_a_time(cast, els, actor_of, sign_in):
    Office.objects.create(user=els.user, kind="coordinator", from_on=day("2024-06-01"))
    herself, office = actor_of(els.user, "volunteer"), actor_of(els.user, "coordinator")
    services.put_to_rest(by=herself, volunteer=els, kind=SLEEP, from_on=TODAY)
    for act in (services.confirm_return, services.agree_to_return):
        with pytest.raises(Refused):
            act(by=office, volunteer=els, on=TODAY)
    with pytest.raises(Refused, match="Over jezelf"):
        services.record_contact(by=office, volunteer=els, on=TODAY, channel=Channel.PHONE)
    client = sign_in(els.user, "coordinator")
    assert client.get(reverse("admin:volunteers_volunteer_change", args=[els.pk])).status_code == 404
    assert "Els Proef" not in client.get(reverse("admin:volunteers_volunteer_changelist")).content.decode()


class TestRepresentativeWhoIsSlapendHimself:
    """Q13: what concerns the holder of the office is for the stand-in and the coordinator."""

    @pytest.fixture
    def own(self, cast, who, clock):
        """Victor is a volunteer too, slapend since 1 February, with intervisie and contact; Mia stands in."""
        person = volunteer(cast, "Vic", account=False)
        person.user = cast.users["victor"]
        person.save(update_fields=["user"])
        services.put_to_rest(by=who("laila"), volunteer=person, kind=SLEEP, from_on=day("2026-02-01"))
        attend(person, day("2026-03-03"))
        rebuild_spans(person.pk)
        services.record_contact(by=who("laila"), volunteer=person, on=TODAY, channel=Channel.PHONE)
        return person

    @pytest.fixture
    def mia(self, cast, actor_of, own):
        office = Office.objects.get(kind="representative")
        Absence.objects.create(office=office, stand_in=cast.users["mia"], from_on=TODAY)
        return actor_of(cast.users["mia"], "representative")

    def test_agrees_to_nothing_about_himself(self, own, who):
        for act in (services.agree_to_return, services.confirm_return, services.record_talk):
            with pytest.raises(Refused):
                act(by=who("victor"), volunteer=own, on=TODAY)
        with pytest.raises(Refused):
            services.ask_return_talk(by=who("victor"), volunteer=own)
        assert status(own, "2026-03-07") == "sleeping"

    def test_the_stand_in_agrees_and_the_coordinator_confirms(self, own, mia, who):
        services.agree_to_return(by=mia, volunteer=own, on=TODAY)
        services.confirm_return(by=who("laila"), volunteer=own, on=TODAY)
        assert status(own, "2026-03-07") == "active"

    def test_sees_no_own_state_in_the_office(self, own, cast, sign_in, who):
        victor = sign_in(cast.victor, "representative")
        for page in (reverse("volunteers:volunteer_list"), reverse("volunteers:dashboard")):
            assert "Vic Proef" not in victor.get(page).content.decode()
        for name in ("volunteer_detail", "volunteer_return", "volunteer_contact", "volunteer_rest"):
            assert victor.get(reverse(f"volunteers:{name}", args=[own.pk])).status_code == 404

    def test_coordinator_calls_when_nobody_stands_in(self, own, who):
        assert ("talk", "representative") in calls(own)
        assert "Vic Proef" in [row.title for row in work.people_to_call(who("laila"), TODAY).rows]
        assert "Vic Proef" not in [row.title for row in work.people_to_call(who("victor"), TODAY).rows]

    def test_the_stand_in_calls_when_there_is_one(self, own, mia, who):
        assert "Vic Proef" in [row.title for row in work.people_to_call(mia, TODAY).rows]


@pytest.mark.django_db(transaction=True)
def test_two_confirmations_at_once_are_one_return(transactional_db, slept, who):
    laila, victor = who("laila"), who("victor")
    start, given = threading.Barrier(2), []

    def confirm(actor):
        try:
            start.wait()
            given.append(services.confirm_return(by=actor, volunteer=slept, on=TODAY))
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm, args=[actor]) for actor in (laila, victor)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one.pk for one in given}) == 1
    assert ConfirmedReturn.objects.count() == 1
    assert differing([slept.pk]) == []


@pytest.mark.django_db(transaction=True)
def test_outcome_of_a_talk_of_three_written_twice_at_once_is_one_agreement(transactional_db, els, who, clock):
    services.put_to_rest(by=who("els"), volunteer=els, kind=SLEEP, from_on=day("2026-02-01"))
    talk = services.ask_return_talk(by=who("victor"), volunteer=els)
    laila, victor = who("laila"), who("victor")
    services.plan_return_talk(by=laila, talk=talk, starts_at=at("2026-03-07 09:30"))
    clock.move_to(at("2026-03-07 11:00"))
    start = threading.Barrier(2)

    def close(actor):
        try:
            start.wait()
            services.close_return_talk(by=actor, talk=talk, go_on=True, on=TODAY)
        finally:
            connection.close()

    threads = [threading.Thread(target=close, args=[actor]) for actor in (laila, victor)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert els.return_agreements.count() == 1
    assert els.contacts.count() == 1
