"""The stored spans are what follows from the facts, whatever happened (house habit 4).

About 60 histories by default, the same on each run; `OEV_HISTORIES=5000` takes that many new ones.
"""

import contextlib
import datetime as dt
import os

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oev.accounts.actor import Actor, Hat
from oev.accounts.models import User
from oev.clock import BRUSSELS
from oev.errors import Refused
from tests.volunteers.histories import GAPS, histories
from tests.volunteers.ready import start
from volunteers import nightly, services
from volunteers.kinds import Channel, Presence
from volunteers.models import (
    ClockStart,
    ConfirmedReturn,
    Contact,
    Engagement,
    IntervisionAttendance,
    IntervisionSession,
    Postponement,
    RecoveryPlanCheck,
    Rest,
    ReturnAgreement,
    ReturnTalk,
    StandingSpan,
    Volunteer,
)
from volunteers.spans import COLUMNS, differing, facts_of, rebuild_spans
from volunteers.standing import timeline
from volunteers.states import RestKind

HISTORIES = int(os.environ.get("OEV_HISTORIES", "60"))
lived = settings(
    max_examples=HISTORIES,
    deadline=None,
    database=None,
    derandomize="OEV_HISTORIES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)


def somebody(kind="ed"):
    return Volunteer.objects.create(
        first_name="Sam", kind=kind, experience_kind="own" if kind == "ed" else "", search_name="sam"
    )


def write_down(facts, person):
    """Rows of the facts of one person."""
    for one in facts.engagements:
        Engagement.objects.create(
            volunteer=person,
            candidate_on=one.candidate_on,
            activated_on=one.activated_on,
            stopped_on=one.stopped_on,
        )
    for rest in facts.rests:
        Rest.objects.create(
            volunteer=person,
            kind=rest.kind,
            from_on=rest.from_on,
            until_on=rest.until_on,
            needs_return=rest.needs_return,
        )
    for day in facts.attendances:
        session = IntervisionSession.objects.create(starts_at=dt.datetime.combine(day, dt.time(19), BRUSSELS))
        IntervisionAttendance.objects.create(session=session, volunteer=person, day=day, presence="attended")
    for model, days in ((Contact, facts.contacts), (ConfirmedReturn, facts.returns), (ClockStart, facts.clock_starts)):
        model.objects.bulk_create(model(volunteer=person, on_day=day) for day in days)
    for one in facts.postponements:
        Postponement.objects.create(decided_on=one.decided_on, until_on=one.until_on)


def as_told(person):
    return list(StandingSpan.objects.filter(volunteer=person).order_by("from_on").values_list(*COLUMNS))


@pytest.mark.django_db
@lived
@given(histories())
def test_spans_are_the_timeline(facts):
    Postponement.objects.all().delete()
    person, other = somebody(), somebody()
    write_down(facts, person)
    rebuild_spans(person.pk, other.pk)
    expected = [
        (
            s.from_on, s.until_on, s.status.value, s.callable, s.last_day, s.after_contact,
            s.reminders[0], s.reminders[1], s.reminders[2],
        )
        for s in timeline(facts)
    ]  # fmt: skip
    assert as_told(person) == expected
    assert as_told(other) == []
    assert differing([person.pk, other.pk]) == []


@pytest.mark.django_db
@lived
@given(histories(), st.data())
def test_withdrawn_facts_and_what_is_no_fact_of_a_standing_change_nothing(facts, data):
    """Taken back counts for nothing; agreements, talks of three, plans and wishes tell nothing of a standing."""
    Postponement.objects.all().delete()
    person = somebody()
    write_down(facts, person)
    rebuild_spans(person.pk)
    before, known = as_told(person), facts_of([person.pk])
    first = facts.engagements[0].candidate_on
    for _ in range(data.draw(st.integers(1, 4))):
        day = first + dt.timedelta(days=data.draw(st.integers(0, 900)))
        add_noise(person, day, data.draw(st.sampled_from(sorted(NOISE))))
    rebuild_spans(person.pk)
    assert facts_of([person.pk]) == known
    assert as_told(person) == before


def taken_back(model, **values):
    return model.objects.create(**values, withdrawn_at=dt.datetime.combine(dt.date(2026, 1, 1), dt.time(9), BRUSSELS))


def add_attendance(person, day):
    session = IntervisionSession.objects.create(starts_at=dt.datetime.combine(day, dt.time(9), BRUSSELS))
    taken_back(IntervisionAttendance, session=session, volunteer=person, day=day, presence="attended")


def add_talk(person, day):
    rest = taken_back(Rest, volunteer=person, kind="sleep", from_on=day, needs_return=True)
    ReturnTalk.objects.create(volunteer=person, rest=rest, held_on=day, go_on=True)


NOISE = {
    "attendance": add_attendance,
    "contact": lambda person, day: taken_back(Contact, volunteer=person, on_day=day, hat="coordinator"),
    "return": lambda person, day: taken_back(ConfirmedReturn, volunteer=person, on_day=day),
    "clock": lambda person, day: taken_back(ClockStart, volunteer=person, on_day=day),
    "agreement": lambda person, day: ReturnAgreement.objects.create(volunteer=person, on_day=day),
    "plan": lambda person, day: RecoveryPlanCheck.objects.create(volunteer=person, on_day=day),
    "talk": add_talk,
    "wish": lambda person, day: Rest.objects.filter(volunteer=person).update(
        wants_invitations=False, may_call="not_now"
    ),
}


def add_noise(person, day, name):
    NOISE[name](person, day)


class Life:
    """A life in the pool, lived through the services by whoever may do it."""

    STEPS = "rest pause end_pause contact agree confirm attend late withdraw rectify stop again activate night".split()
    STEPS += ["ask_three", "plan_three", "held_three", "plan", "wish"]

    def __init__(self, person, actors):
        self.person, self.actors = person, actors

    def step(self, name, day, choose):
        by = self.actors[choose % len(self.actors)]
        back = day - dt.timedelta(days=choose % 40)
        getattr(self, "do_" + name)(by, day if choose % 3 else back)

    def do_rest(self, by, day):
        services.put_to_rest(by=by, volunteer=self.person, kind=RestKind.SLEEP, from_on=day)

    def do_pause(self, by, day):
        services.put_to_rest(by=by, volunteer=self.person, kind=RestKind.PAUSE, from_on=day)

    def do_end_pause(self, by, day):
        services.end_pause(by=by, volunteer=self.person, on=day)

    def do_contact(self, by, day):
        services.record_contact(by=by, volunteer=self.person, on=day, channel=Channel.PHONE)

    def do_agree(self, by, day):
        services.agree_to_return(by=by, volunteer=self.person, on=day)

    def do_ask_three(self, by, day):
        services.ask_return_talk(by=by, volunteer=self.person)

    def do_plan_three(self, by, day):
        talk = ReturnTalk.objects.filter(volunteer=self.person).first()
        if talk:
            moment = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(10), BRUSSELS)
            services.plan_return_talk(by=by, talk=talk, starts_at=moment)

    def do_held_three(self, by, day):
        talk = ReturnTalk.objects.filter(volunteer=self.person).first()
        if talk:
            services.close_return_talk(by=by, talk=talk, go_on=day.day % 2 == 0, on=day)

    def do_plan(self, by, day):
        services.record_plan_check(by=by, volunteer=self.person, on=day)

    def do_wish(self, by, day):
        services.answer_who_may_call(
            by=by, volunteer=self.person, may_call="coordinator", wants_invitations=day.day % 2 == 0
        )

    def do_confirm(self, by, day):
        services.confirm_return(by=by, volunteer=self.person, on=day)

    def do_attend(self, by, day):
        session = services.plan_session(by=by, starts_at=dt.datetime.combine(day, dt.time(10), BRUSSELS))
        services.save_attendance(by=by, session=session, presences={self.person.pk: Presence.ATTENDED})

    def do_late(self, by, day):
        self.do_attend(by, day - dt.timedelta(days=200))

    def do_withdraw(self, by, day):
        for model in (IntervisionAttendance, Contact):
            fact = model.objects.standing().filter(volunteer=self.person).first()
            if fact:
                services.withdraw_fact(by=by, fact=fact)
                return

    def do_rectify(self, by, day):
        rest = Rest.objects.standing().filter(volunteer=self.person).last()
        if rest:
            services.rectify_rest(by=by, rest=rest)

    def do_stop(self, by, day):
        services.stop_engagement(by=by, volunteer=self.person, on=day)

    def do_again(self, by, day):
        services.restart_candidacy(by=by, volunteer=self.person, on=day)

    def do_activate(self, by, day):
        if Engagement.objects.standing().filter(volunteer=self.person, stopped_on=None).exists():
            start(by, self.person, day)

    def do_night(self, by, day):
        nightly.run(day, dry_run=False)


@pytest.mark.django_db
@lived
@given(st.lists(st.tuples(GAPS, st.sampled_from(Life.STEPS), st.integers(0, 1000)), min_size=4, max_size=14))
def test_spans_stay_equal_whatever_the_services_do(steps):
    """Whatever is asked of the services, in any order: they do it or refuse, and the spans are the timeline."""
    first, second = (User.objects.get_or_create(email=f"{name}@voorbeeld.be")[0].pk for name in ("c", "v"))
    staff = [Actor(first, Hat.COORDINATOR), Actor(second, Hat.REPRESENTATIVE)]
    day = dt.date(2024, 1, 15)
    with time_machine.travel(dt.datetime.combine(day, dt.time(12), BRUSSELS), tick=False) as clock:
        person = services.add_volunteer(
            by=staff[0], first_name="Sam", kind="ed", experience_kind="own", candidate_on=day, phone="0470"
        )
        start(staff[0], person, day)
        life = Life(person, [*staff, Actor(first, Hat.VOLUNTEER, person.pk)])
        for gap, name, choose in steps:
            day += dt.timedelta(days=gap)
            clock.move_to(dt.datetime.combine(day, dt.time(12), BRUSSELS))
            with contextlib.suppress(Refused), transaction.atomic():
                life.step(name, day, choose)
            assert differing([person.pk]) == []
            assert_talk_belongs_to_a_return(person)


def assert_talk_belongs_to_a_return(person):
    """At most one talk of three is open, and only while a rest runs that only a return ends."""
    waiting = Rest.objects.standing().filter(volunteer=person, until_on=None, needs_return=True)
    assert ReturnTalk.objects.filter(volunteer=person, closed_at=None).count() <= waiting.count()


def test_everybody_at_once_takes_one_query(cast, django_assert_num_queries):
    few, all_of_them = [cast.volunteers["els"].pk], [one.pk for one in cast.volunteers.values()]
    with django_assert_num_queries(1):
        facts_of(few)
    with django_assert_num_queries(1):
        facts_of(all_of_them)


def test_organisation_volunteer_has_no_year(cast):
    day = dt.date(2024, 6, 1)
    for kind, expected in (("ed", ["active", "inactive"]), ("organisation", ["active"])):
        person = somebody(kind)
        Engagement.objects.create(volunteer=person, candidate_on=day, activated_on=day)
        rebuild_spans(person.pk)
        assert list(StandingSpan.objects.filter(volunteer=person).values_list("status", flat=True)) == expected


def test_two_rests_at_once_are_held_off_by_the_database(cast):
    els = cast.volunteers["els"]
    Rest.objects.create(volunteer=els, kind="pause", from_on=dt.date(2026, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Rest.objects.create(volunteer=els, kind="sleep", from_on=dt.date(2026, 2, 1))
    Rest.objects.create(volunteer=cast.volunteers["jan"], kind="sleep", from_on=dt.date(2026, 2, 1))


def test_rebuild_command_checks_and_repairs(cast, capsys):
    call_command("rebuild_standing", "--check")
    assert capsys.readouterr().out == f"De stand van {len(cast.volunteers)} mensen klopt met de feiten.\n"
    StandingSpan.objects.filter(volunteer=cast.volunteers["els"]).update(status="stopped", is_callable=False)
    with pytest.raises(CommandError, match="Van 1 van 8 mensen"):
        call_command("rebuild_standing", "--check")
    call_command("rebuild_standing")
    assert capsys.readouterr().out == "De stand van 8 mensen is opnieuw berekend; 1 waren anders.\n"
    call_command("rebuild_standing", "--check")
