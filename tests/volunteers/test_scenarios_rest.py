"""A04 to A06 as far as the people themselves go: a harder period, the return, a pause (Q10-Q12, Q17, Q41)."""

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
    last_seen,
    letters,
    nights,
    open_letters,
    status,
)
from volunteers import asking, services
from volunteers.checks import needs_of
from volunteers.kinds import Audience, Channel, Mode, Presence, Role
from volunteers.models import IntervisionSession, Rest, RoleHolding, TaskHolding, TaskKind, Volunteer
from volunteers.standing import needs_sentence
from volunteers.states import RestKind


@pytest.fixture
def bart(cast, clock):
    """Bart of A04: trekker, gespreksleider and guide, with a task for the newsletter."""
    bart = cast.volunteers["bart"]
    for role in (Role.ORGANISER, Role.LEADER):
        RoleHolding.objects.create(volunteer=bart, role=role, from_on=day("2025-06-01"))
    newsletter = TaskKind.objects.create(code="nieuwsbrief", name="Nieuwsbrief")
    TaskHolding.objects.create(volunteer=bart, kind=newsletter, from_on=day("2025-06-01"))
    last_seen(bart, "2025-05-20", "2025-12-09", "2026-05-12")
    clock.move_to(at("2026-05-12 20:15"))
    return bart


def held(person, text):
    return sorted(RoleHolding.objects.held_on(day(text)).filter(volunteer=person).values_list("role", flat=True))


def tasks(person):
    return list(TaskHolding.objects.running_of(person).values_list("kind__name", flat=True))


class TestA04:
    """A harder period: slapend at once, tasks kept (R059-R066, R077, Q10, Q12)."""

    @pytest.fixture
    def slapend(self, bart, victor):
        return services.put_to_rest(by=victor, volunteer=bart, kind=RestKind.SLEEP, from_on=day("2026-05-12"))

    def test_at_once(self, bart, slapend):
        assert status(bart, "2026-05-11", "2026-05-12") == ["active", "sleeping"]
        assert slapend.signalled_by == "representative"
        assert (held(bart, "2026-05-12"), tasks(bart)) == ([], ["Nieuwsbrief"])
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
        assert (held(returning, "2026-06-09"), tasks(returning)) == ([], ["Nieuwsbrief"])
        trekker = returning.roles.get(role=Role.ORGANISER)
        services.accept_role_back(by=himself, holding=trekker)
        services.decline_role_back(by=himself, holding=returning.roles.get(role=Role.LEADER))
        assert held(returning, "2026-06-09") == ["organiser"]
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
