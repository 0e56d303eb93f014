"""A01 to A06 as far as the people themselves go; turns and talks have theirs on the floors above."""

import datetime as dt

import pytest
from django.core import mail

from oev.errors import Refused
from oev.outbox.services import deliver_due
from tests.cast import attend
from tests.volunteers.scene import (
    at,
    calls,
    day,
    days_between,
    last_seen,
    letters,
    open_letters,
    status,
)
from volunteers import asking, nightly, services
from volunteers.checks import needs_of
from volunteers.kinds import Audience, Channel, Mode, Presence, Role, SessionKind
from volunteers.models import Engagement, IntervisionSession, Rest, RoleHolding, StandingSpan, Volunteer
from volunteers.spans import facts_of, rebuild_spans
from volunteers.standing import Audience as Reader
from volunteers.standing import needs_sentence, sentence, standing_on
from volunteers.states import RestKind


@pytest.fixture
def laila(cast, actor_of):
    return actor_of(cast.laila, "coordinator")


@pytest.fixture
def victor(cast, actor_of):
    return actor_of(cast.victor, "representative")


def held_session(text, *, closed=True, **more):
    return IntervisionSession.objects.create(
        starts_at=at(f"{text} 19:30"), place="Turnhout", closed_at=at(f"{text} 22:00") if closed else None, **more
    )


@pytest.fixture
def rita(cast, clock):
    """Rita of A01: gespreksleider, last intervisie on 1 March 2025."""
    rita = cast.volunteers["rita"]
    RoleHolding.objects.create(volunteer=rita, role=Role.LEADER, from_on=day("2025-01-01"))
    last_seen(rita, "2025-03-01")
    Volunteer.objects.exclude(pk=rita.pk).delete()
    for text in ("2026-02-03", "2026-02-24"):
        held_session(text)
    return rita


def nights(clock, first, last):
    """Run the nightly round of each day at three o'clock; what it said, by day, where it said something."""
    said = {}
    for one in days_between(first, last):
        clock.move_to(at(f"{one} 03:00"))
        if lines := nightly.run(one, dry_run=False):
            said[one.isoformat()] = lines
    return said


class TestA01:
    """One year without intervisie (R042, Q16)."""

    def test_reminders_leave_on_three_days(self, clock, rita):
        nights(clock, "2025-11-25", "2026-03-01")
        assert letters() == [
            f"reminder_9:{rita.pk}:0:2025-12-01",
            f"reminder_11:{rita.pk}:0:2026-02-01",
            f"reminder_last:{rita.pk}:0:2026-02-22",
        ]

    def test_last_reminder_names_the_limit_and_the_sessions_to_come(self, clock, rita):
        open_letters("reminder_11")
        nights(clock, "2026-01-31", "2026-02-01")
        clock.move_to(at("2026-02-01 10:00"))
        deliver_due()
        (letter,) = mail.outbox
        assert letter.subject == "Zien we je binnenkort?"
        assert letter.body == (
            "Dag Rita,\n\nJe laatste intervisie was op 1 maart 2025. Kom je nog eens langs, ten laatste op "
            "1 maart 2026? Dan blijf je oproepbaar.\n\nDit kan nog: 3 februari en 24 februari.\n"
        )

    def test_active_through_first_march_and_not_the_day_after(self, clock, rita):
        clock.move_to(at("2026-03-01 12:00"))
        assert status(rita, "2026-03-01", "2026-03-02") == ["active", "inactive"]
        facts = facts_of([rita.pk])[rita.pk]
        assert "ten laatste op 1 maart 2026" in sentence(standing_on(facts, day("2026-03-01")), (), Reader.PERSON)

    def test_lapse_needs_no_job_to_be_seen(self, clock, rita):
        clock.move_to(at("2026-03-02 00:05"))
        assert list(asking.may_be_asked(Role.TALKS, day("2026-03-02"))) == []
        card = asking.callable_cards([rita.pk], day("2026-03-02"), Audience.PARTNERS)[rita.pk]
        assert (card.display_name, card.label) == ("Rita", "nu niet oproepbaar")

    def test_lapse_gives_one_call_and_one_letter_after_a_week(self, clock, rita):
        nights(clock, "2026-03-01", "2026-03-08")
        assert calls(rita) == [("lapse", "representative")]
        assert letters("lapse") == []
        open_letters("lapse")
        nights(clock, "2026-03-09", "2026-03-12")
        clock.move_to(at("2026-03-09 09:59"))
        assert deliver_due() == 0
        clock.move_to(at("2026-03-09 10:00"))
        assert deliver_due() == 1
        (letter,) = mail.outbox
        assert letter.subject == "Een bericht van ons"
        assert letter.body == (
            "Dag Rita,\n\nWe zagen je al even niet. Sinds 2 maart vragen we je even niet voor nieuwe gesprekken. "
            "Eén telefoontje volstaat.\n\nJe blijft welkom op elke groep en intervisie.\n"
        )

    def test_lapse_letter_leaves_after_the_call(self, clock, rita, victor):
        nights(clock, "2026-03-02", "2026-03-03")
        clock.move_to(at("2026-03-03 14:00"))
        services.close_call(by=victor, task=rita.call_tasks.get(), on=day("2026-03-03"))
        open_letters("lapse")
        assert deliver_due() == 1
        nights(clock, "2026-03-04", "2026-03-12")
        assert deliver_due() == 0
        assert len(letters("lapse")) == 1

    def test_contact_gives_three_months(self, clock, rita, laila):
        nights(clock, "2026-03-02", "2026-03-02")
        clock.move_to(at("2026-03-05 11:00"))
        services.record_contact(by=laila, volunteer=rita, on=day("2026-03-05"), channel=Channel.PHONE)
        assert status(rita, "2026-03-04", "2026-03-05", "2026-06-05", "2026-06-06") == [
            "inactive", "active", "active", "inactive",
        ]  # fmt: skip
        assert calls(rita) == []
        assert set(RoleHolding.objects.held_on(day("2026-03-05")).values_list("role", flat=True)) == {"leader", "talks"}

    def test_contact_and_then_an_intervisie_gives_a_year(self, clock, rita, laila):
        clock.move_to(at("2026-03-05 11:00"))
        services.record_contact(by=laila, volunteer=rita, on=day("2026-03-05"), channel=Channel.PHONE)
        clock.move_to(at("2026-04-15 09:00"))
        session = held_session("2026-04-14", closed=False)
        services.save_attendance(by=laila, session=session, presences={rita.pk: Presence.ATTENDED})
        assert status(rita, "2027-04-14", "2027-04-15") == ["active", "inactive"]

    def test_contact_has_its_own_reminders(self, clock, rita, laila):
        clock.move_to(at("2026-03-05 11:00"))
        services.record_contact(by=laila, volunteer=rita, on=day("2026-03-05"), channel=Channel.PHONE)
        nights(clock, "2026-03-06", "2026-06-05")
        assert letters("reminder_contact_month", "reminder_contact_week") == [
            f"reminder_contact_month:{rita.pk}:0:2026-05-05",
            f"reminder_contact_week:{rita.pk}:0:2026-05-29",
        ]


class TestA02:
    """Leap day and the length of a year, through the services (Q16)."""

    @pytest.mark.parametrize(
        ("seen", "last_active", "first_inactive"),
        [
            ("2024-02-29", "2025-02-28", "2025-03-01"),
            ("2023-02-28", "2024-02-28", "2024-02-29"),
            ("2024-01-15", "2025-01-15", "2025-01-16"),
        ],
    )
    def test_year_ends_on_the_same_day(self, cast, clock, laila, seen, last_active, first_inactive):
        person = Volunteer.objects.create(first_name="Sam", experience_kind="own", search_name="sam")
        begun = day(seen) - dt.timedelta(days=100)
        Engagement.objects.create(volunteer=person, candidate_on=begun, activated_on=begun)
        rebuild_spans(person.pk)
        clock.move_to(at(f"{last_active} 09:00"))
        session = services.plan_session(by=laila, starts_at=at(f"{seen} 19:30"))
        services.save_attendance(by=laila, session=session, presences={person.pk: Presence.ATTENDED})
        assert status(person, last_active, first_inactive) == ["active", "inactive"]

    def test_somebody_new_has_a_year(self, cast, clock, laila):
        clock.move_to(at("2025-06-10 09:00"))
        person = services.add_volunteer(
            by=laila, first_name="Sam", kind="ed", experience_kind="own", candidate_on=day("2025-06-01"), phone="0470"
        )
        services.activate_volunteer(by=laila, volunteer=person, on=day("2025-06-10"))
        assert status(person, "2025-06-09", "2025-06-10", "2026-06-10", "2026-06-11") == [
            "candidate", "active", "active", "inactive",
        ]  # fmt: skip


class TestA03:
    """Attendance registered late corrects the past (Q17)."""

    @pytest.fixture
    def partner_session(self, cast, laila, clock, rita):
        nights(clock, "2026-03-02", "2026-03-06")
        clock.move_to(at("2026-03-06 15:00"))
        return services.plan_session(
            by=laila, starts_at=at("2026-02-20 14:00"), kind=SessionKind.PARTNER, partner=cast.partners["Turnhout"]
        )

    def test_as_if_never_inactive(self, clock, rita, laila, partner_session):
        assert (status(rita, "2026-03-02"), calls(rita)) == ("inactive", [("lapse", "representative")])
        services.save_attendance(by=laila, session=partner_session, presences={rita.pk: Presence.ATTENDED})
        services.close_attendance_list(by=laila, session=partner_session)
        assert status(rita, "2026-03-02", "2027-02-20", "2027-02-21") == ["active", "active", "inactive"]
        assert calls(rita) == []
        assert set(RoleHolding.objects.held_on(day("2026-03-06")).values_list("role", flat=True)) == {"leader", "talks"}
        open_letters("lapse")
        nights(clock, "2026-03-07", "2026-03-12")
        assert letters("lapse") == []

    def test_excused_changes_nothing(self, rita, laila, partner_session):
        before = list(StandingSpan.objects.filter(volunteer=rita).values_list("from_on", "until_on", "status"))
        services.save_attendance(by=laila, session=partner_session, presences={rita.pk: Presence.EXCUSED})
        assert before == list(StandingSpan.objects.filter(volunteer=rita).values_list("from_on", "until_on", "status"))
        assert calls(rita) == [("lapse", "representative")]

    def test_letter_waits_for_an_open_list(self, clock, rita, laila, partner_session):
        nights(clock, "2026-03-07", "2026-03-15")
        assert letters("lapse") == []
        services.close_attendance_list(by=laila, session=partner_session)
        nights(clock, "2026-03-16", "2026-03-16")
        assert len(letters("lapse")) == 1


@pytest.fixture
def bart(cast, clock):
    """Bart of A04: trekker, gespreksleider and guide, with a task for the newsletter."""
    bart = cast.volunteers["bart"]
    for role in (Role.ORGANISER, Role.LEADER, Role.NEWSLETTER):
        RoleHolding.objects.create(volunteer=bart, role=role, from_on=day("2025-06-01"))
    last_seen(bart, "2025-05-20", "2025-12-09", "2026-05-12")
    clock.move_to(at("2026-05-12 20:15"))
    return bart


def held(person, text):
    return sorted(RoleHolding.objects.held_on(day(text)).filter(volunteer=person).values_list("role", flat=True))


class TestA04:
    """A harder period: slapend at once, tasks kept (R059-R066, R077, Q10, Q12)."""

    @pytest.fixture
    def slapend(self, bart, victor):
        return services.put_to_rest(by=victor, volunteer=bart, kind=RestKind.SLEEP, from_on=day("2026-05-12"))

    def test_at_once(self, bart, slapend):
        assert status(bart, "2026-05-11", "2026-05-12") == ["active", "sleeping"]
        assert slapend.signalled_by == "representative"
        assert held(bart, "2026-05-12") == ["newsletter"]
        assert calls(bart) == [("talk", "representative")]
        assert bart not in asking.may_be_asked(Role.TALKS, day("2026-05-12"))
        assert services.should_ask_who_may_call(slapend, day("2026-05-12"))

    def test_letter_waits_until_ten_the_next_day(self, clock, bart, slapend):
        open_letters("rest")
        clock.move_to(at("2026-05-13 09:59"))
        assert deliver_due() == 0
        clock.move_to(at("2026-05-13 10:00"))
        assert deliver_due() == 1
        (letter,) = mail.outbox
        assert letter.subject == "Een bericht van ons"
        assert letter.body == (
            "Dag Bart,\n\nWe vragen je even niet voor gesprekken. Je blijft erbij horen.\n\n"
            "Je bent welkom op elke groep en intervisie. De vertegenwoordiger neemt contact op, als je dat wil.\n"
        )

    def test_letter_leaves_after_the_talk(self, clock, bart, slapend, victor):
        open_letters("rest")
        clock.move_to(at("2026-05-12 21:00"))
        services.record_talk(by=victor, volunteer=bart, on=day("2026-05-12"))
        assert deliver_due() == 1
        assert calls(bart) == []

    def test_who_may_call_and_how_often(self, clock, bart, slapend, actor_of):
        services.answer_who_may_call(
            by=actor_of(bart.user, "volunteer"), volunteer=bart, may_call="coordinator", every_days=7
        )
        assert ("stay_in_touch", "coordinator") in calls(bart)

    def test_not_now_asks_once_more_after_a_month(self, clock, bart, slapend, actor_of):
        himself = actor_of(bart.user, "volunteer")
        rest = services.answer_who_may_call(by=himself, volunteer=bart, may_call="not_now")
        assert [services.should_ask_who_may_call(rest, day(on)) for on in ("2026-06-11", "2026-06-12")] == [False, True]
        clock.move_to(at("2026-06-12 12:00"))
        rest = services.answer_who_may_call(by=himself, volunteer=bart, may_call="not_now")
        assert not services.should_ask_who_may_call(rest, day("2027-01-01"))

    def test_others_see_what_they_see_of_everybody_who_is_not_callable(self, cast, bart, slapend):
        for audience in (Audience.PEERS, Audience.PARTNERS, Audience.PUBLIC):
            card = asking.callable_cards([bart.pk], day("2026-05-12"), audience)[bart.pk]
            assert card.label == "nu niet oproepbaar"


class TestA05:
    """Return after slapend: three records (R066, R067, Q11)."""

    @pytest.fixture
    def returning(self, clock, bart, victor, laila):
        services.put_to_rest(by=victor, volunteer=bart, kind=RestKind.SLEEP, from_on=day("2026-05-12"))
        session = IntervisionSession.objects.create(starts_at=at("2026-06-02 19:30"), mode=Mode.ONLINE)
        clock.move_to(at("2026-06-04 10:00"))
        services.save_attendance(by=laila, session=session, presences={bart.pk: Presence.ATTENDED})
        services.record_contact(by=laila, volunteer=bart, on=day("2026-06-04"), channel=Channel.PHONE)
        clock.move_to(at("2026-06-09 09:00"))
        return bart

    def test_intervisie_on_the_first_day_does_not_count(self, clock, bart, victor, laila):
        services.put_to_rest(by=victor, volunteer=bart, kind=RestKind.SLEEP, from_on=day("2026-05-12"))
        services.record_contact(by=laila, volunteer=bart, on=day("2026-05-12"), channel=Channel.PHONE)
        services.agree_to_return(by=victor, volunteer=bart, on=day("2026-05-12"))
        assert needs_sentence(needs_of(bart, day("2026-05-12"))) == "Nog nodig: een intervisie na 12 mei 2026."

    def test_refused_without_the_agreement(self, returning, laila):
        with pytest.raises(Refused) as refusal:
            services.confirm_return(by=laila, volunteer=returning, on=day("2026-06-09"))
        assert refusal.value.sentences == ["Nog nodig: samen bespreken met de vertegenwoordiger."]
        assert status(returning, "2026-06-09") == "sleeping"

    def test_confirmed_with_the_three_records(self, returning, laila, victor, actor_of):
        himself = actor_of(returning.user, "volunteer")
        services.agree_to_return(by=victor, volunteer=returning, on=day("2026-06-08"))
        services.confirm_return(by=laila, volunteer=returning, on=day("2026-06-09"), max_per_month=2)
        returning.refresh_from_db()
        assert returning.max_per_month == 2
        assert status(returning, "2026-06-08", "2026-06-09", "2027-06-09", "2027-06-10") == [
            "sleeping", "active", "active", "inactive",
        ]  # fmt: skip
        assert held(returning, "2026-06-09") == ["newsletter"]
        trekker = returning.roles.get(role=Role.ORGANISER)
        services.accept_role_back(by=himself, holding=trekker)
        services.decline_role_back(by=himself, holding=returning.roles.get(role=Role.LEADER))
        assert held(returning, "2026-06-09") == ["newsletter", "organiser"]
        assert returning.roles.get(role=Role.LEADER).until_on == day("2026-06-09")

    def test_the_person_cannot_confirm(self, returning, victor, actor_of):
        services.agree_to_return(by=victor, volunteer=returning, on=day("2026-06-08"))
        with pytest.raises(Refused):
            services.confirm_return(by=actor_of(returning.user, "volunteer"), volunteer=returning, on=day("2026-06-09"))
        assert status(returning, "2026-06-09") == "sleeping"

    def test_agreement_is_asked_of_the_vertegenwoordiger(self, cast, returning):
        rest = Rest.objects.get(volunteer=returning)
        assert letters("agreement_asked") == [f"agreement_asked:{rest.pk}:{cast.victor.pk}:2026-06-04"]

    def test_a_pause_is_no_way_round(self, returning, actor_of):
        himself = actor_of(returning.user, "volunteer")
        services.put_to_rest(by=himself, volunteer=returning, kind=RestKind.PAUSE, from_on=day("2026-06-09"))
        assert status(returning, "2026-06-09") == "paused"
        with pytest.raises(Refused) as refusal:
            services.end_pause(by=himself, volunteer=returning, on=day("2026-06-09"))
        assert refusal.value.sentences == ["Nog nodig: samen bespreken met de vertegenwoordiger."]


class TestA06:
    """Pause and coming back (R068, Q17)."""

    @pytest.fixture
    def lien(self, cast, clock):
        last_seen(cast.volunteers["lien"], "2025-05-20", "2025-09-16")
        Volunteer.objects.exclude(pk=cast.volunteers["lien"].pk).delete()
        clock.move_to(at("2026-01-10 18:00"))
        return cast.volunteers["lien"]

    @pytest.fixture
    def herself(self, lien, actor_of):
        return actor_of(lien.user, "volunteer")

    @pytest.fixture
    def paused(self, lien, herself):
        return services.put_to_rest(
            by=herself, volunteer=lien, kind=RestKind.PAUSE, from_on=day("2026-01-10"), ask_again_on=day("2026-04-01")
        )

    def test_one_question_mail_and_no_reminders(self, clock, lien, paused):
        assert status(lien, "2026-01-10") == "paused"
        nights(clock, "2026-03-01", "2026-09-20")
        assert letters() == [f"ask_again:{paused.pk}:0:2026-04-01"]

    def test_ended_in_time_is_active_and_the_year_runs_on(self, clock, lien, herself, paused):
        clock.move_to(at("2026-04-01 12:00"))
        services.end_pause(by=herself, volunteer=lien, on=day("2026-04-01"))
        assert status(lien, "2026-04-01", "2026-09-16", "2026-09-17") == ["active", "active", "inactive"]
        assert held(lien, "2026-04-01") == ["talks"]

    def test_ended_after_the_year_is_a_welcome_and_a_call(self, clock, lien, herself, paused, victor):
        clock.move_to(at("2026-10-01 12:00"))
        services.end_pause(by=herself, volunteer=lien, on=day("2026-10-01"))
        assert status(lien, "2026-10-01") == "inactive"
        assert calls(lien) == [("welcome_back", "representative")]
        open_letters("welcome_back")
        assert deliver_due() == 1
        assert mail.outbox[0].subject == "Fijn dat je er weer bent"
        nights(clock, "2026-10-02", "2026-10-12")
        assert letters("lapse") == []
        services.record_contact(by=victor, volunteer=lien, on=day("2026-10-12"), channel=Channel.PHONE)
        assert (status(lien, "2026-10-12"), calls(lien)) == ("active", [])


def test_intervisie_attended_in_a_pause_counts_when_it_ends(cast, clock, actor_of):
    lien = cast.volunteers["lien"]
    last_seen(lien, "2025-05-20", "2025-09-16")
    clock.move_to(at("2026-01-10 18:00"))
    himself = actor_of(lien.user, "volunteer")
    services.put_to_rest(by=himself, volunteer=lien, kind=RestKind.PAUSE, from_on=day("2026-01-10"))
    attend(lien, day("2026-06-02"))
    clock.move_to(at("2026-10-01 12:00"))
    services.end_pause(by=himself, volunteer=lien, on=dt.date(2026, 10, 1))
    assert status(lien, "2026-10-01", "2027-06-02", "2027-06-03") == ["active", "active", "inactive"]
