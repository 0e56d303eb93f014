"""A01 to A03 as far as the people themselves go: the year without intervisie (R042, Q16, Q17, Q40)."""

import datetime as dt

import pytest
from django.core import mail

from oev.outbox.services import deliver_due
from tests.volunteers.ready import start
from tests.volunteers.scene import (
    at,
    calls,
    day,
    last_seen,
    letters,
    nights,
    open_letters,
    status,
)
from volunteers import asking, services
from volunteers.kinds import Audience, Channel, Presence, Role, SessionKind
from volunteers.models import Engagement, IntervisionSession, RoleHolding, StandingSpan, Volunteer
from volunteers.pages.person import person_page
from volunteers.spans import facts_of, rebuild_spans
from volunteers.standing import Audience as Reader
from volunteers.standing import sentence, standing_on


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
        text, _, links = letter.body.partition("\n\nEén tik volstaat:\n")
        assert text == (
            "Dag Rita,\n\nJe laatste intervisie was op 1 maart 2025. Kom je nog eens langs, ten laatste op "
            "1 maart 2026? Dan blijf je oproepbaar.\n\nDit kan nog: 3 februari en 24 februari."
        )
        assert [line.split(": ")[0] for line in links.splitlines()] == ["3 februari", "24 februari"]

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
        start(laila, person, day("2025-06-10"))
        assert status(person, "2025-06-09", "2025-06-10", "2026-06-10", "2026-06-11") == [
            "candidate", "active", "active", "inactive",
        ]  # fmt: skip


class TestA03:
    """Attendance registered late corrects the past (Q17)."""

    @pytest.fixture
    def partner_session(self, cast, laila, clock, rita):
        Engagement.objects.update(recorded_at=at("2024-06-01 09:00"))
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
        told = {entry.text: entry.who for entry in person_page(laila, rita).entries if entry.day == day("2026-02-20")}
        assert told == {"Intervisie: aanwezig": "rechtgezet op 06-03-2026"}
        assert set(RoleHolding.objects.held_on(day("2026-03-06")).values_list("role", flat=True)) == {"leader", "talks"}
        open_letters("lapse")
        nights(clock, "2026-03-07", "2026-03-12")
        assert letters("lapse") == []

    def test_list_that_came_late_and_healed_nothing_is_no_correction(self, clock, rita, laila, partner_session):
        services.record_contact(by=laila, volunteer=rita, on=day("2026-03-06"), channel=Channel.PHONE)
        services.save_attendance(by=laila, session=partner_session, presences={rita.pk: Presence.ATTENDED})
        assert [entry.who for entry in person_page(laila, rita).entries if entry.day == day("2026-02-20")] == [""]

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
