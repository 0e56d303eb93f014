"""Whom the nightly round reminds is read from the spans: the same people, letters and days as from the facts (R042).

`OEV_HISTORIES=5000` takes that many new histories.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oev.clock import start_of
from tests.volunteers.histories import histories
from tests.volunteers.scene import at, day, last_seen
from tests.volunteers.test_spans import lived, somebody, write_down
from tests.volunteers.test_standing_oracle import ANY_HISTORY, days_of, if_nothing_happens, quick
from volunteers import services
from volunteers.kinds import SignUp
from volunteers.models import Engagement, Postponement, StandingSpan
from volunteers.reminding import CODES, DUE_REMINDERS, FRESH, due_reminder, due_reminders
from volunteers.spans import rebuild_spans
from volunteers.standing import timeline
from volunteers.states import Status

MARCH = 500  # days after which nothing follows any more when nothing else happens
FACTS = ("attendances", "contacts", "returns", "rests")


@st.composite
def looked_at(draw, lives):
    """A life and the day on which somebody looks at it; half of those who lapsed are called, for few histories are."""
    facts = draw(lives)
    lapses = [span.from_on for span in timeline(facts) if span.status is Status.INACTIVE]
    if lapses and draw(st.booleans()):
        called_on = draw(st.sampled_from(lapses)) + timedelta(days=draw(st.integers(0, 40)))
        facts = replace(facts, contacts=(*facts.contacts, called_on))
        return facts, called_on + timedelta(days=draw(st.integers(0, 30)))
    return facts, draw(st.sampled_from(days_of(facts)[1:]))


def due_by_facts(facts, on):
    """What the pure calculation says, when it is fresh."""
    if all(one.candidate_on > on for one in facts.engagements):
        return None
    due = due_reminder(facts, on)
    return (due.code, due.on) if due is not None and on - due.on <= FRESH else None


def due_by_span(spans, on):
    """What stands with the span of the day."""
    for span in spans:
        if span.from_on <= on < (span.until_on or date.max):
            for code, reminder in zip(CODES[span.after_contact], span.reminders, strict=True):
                if span.status is Status.ACTIVE and reminder is not None and on - FRESH <= reminder <= on:
                    return code, reminder
    return None


@quick
@given(life=looked_at(ANY_HISTORY), every=st.integers(1, FRESH.days + 1))
def test_timeline_leaves_with_each_span_the_reminders_that_the_facts_give(life, every):
    """Told once, with what is known on a day; then the calendar marches on and nothing is calculated again."""
    facts, told_on = life
    known = if_nothing_happens(facts, told_on)
    spans = timeline(known)
    for ahead in range(0, MARCH, every):
        on = told_on + timedelta(days=ahead)
        assert due_by_span(spans, on) == due_by_facts(known, on), on


def days_to_ask(known, told_on, every):
    """The day itself, and around each day on which a reminder begins or stops to be due."""
    days = [told_on + timedelta(days=ahead) for ahead in range(0, MARCH, every)]
    due = [due_by_facts(known, one) for one in days]
    turns = {n for n in range(1, len(days)) if due[n] != due[n - 1]}
    return {days[n] for n in {0, *turns, *(turn - 1 for turn in turns)}}


def assert_same_as_from_facts(people, told_on, every):
    """`people`: the known facts by key."""
    for on in set.union(*(days_to_ask(known, told_on, every) for known in people.values())):
        expected = {pk: due_by_facts(known, on) for pk, known in people.items()}
        rows = list(due_reminders(on, start_of(on)).filter(volunteer__in=people))
        assert {pk: (code, at_day) for code, pk, _, at_day in rows} == {pk: one for pk, one in expected.items() if one}
        assert len(rows) == len({pk for _, pk, _, _ in rows})


@pytest.mark.django_db
@settings(lived, max_examples=max(30, lived.max_examples // 3))
@given(life=looked_at(histories()), other=histories(), name=st.sampled_from(FACTS), every=st.integers(2, 5))
def test_reminders_due_by_sql_are_those_due_by_the_facts(life, other, name, every):
    """Of two people, before and after a fact of one of them that is registered late, while the days go by."""
    Postponement.objects.all().delete()
    facts, told_on = life
    known = if_nothing_happens(facts, told_on)
    others = replace(other, postponements=facts.postponements)
    if all(one.candidate_on > told_on for one in others.engagements):
        others = replace(others, engagements=())
    others = if_nothing_happens(others, told_on)
    late = getattr(known, name)[-1:]
    one, two = somebody(), somebody()
    write_down(replace(known, **{name: getattr(known, name)[:-1]}), one)
    write_down(replace(others, postponements=()), two)
    rebuild_spans(one.pk, two.pk)
    before = replace(known, **{name: getattr(known, name)[:-1]})
    assert_same_as_from_facts({one.pk: before, two.pk: others}, told_on, every)
    empty = dict.fromkeys((*FACTS, "engagements", "clock_starts", "postponements"), ())
    write_down(replace(known, **(empty | {name: late})), one)
    rebuild_spans(one.pk)
    assert_same_as_from_facts({one.pk: known, two.pk: others}, told_on, every)


def due(person, text):
    return [
        (code, on) for code, pk, _, on in DUE_REMINDERS.rows(day=day(text), now=start_of(day(text))) if pk == person.pk
    ]


@pytest.mark.parametrize(
    ("began", "code", "first"),
    [
        ("2025-03-01", "reminder_9", "2025-12-01"),
        ("2025-03-01", "reminder_11", "2026-02-01"),
        ("2025-03-01", "reminder_last", "2026-02-22"),
        ("2024-02-29", "reminder_9", "2024-11-29"),
        ("2024-02-29", "reminder_11", "2025-01-29"),
        ("2024-02-29", "reminder_last", "2025-02-21"),  # the year of a leap day ends on 28 February (Q16)
        ("2024-05-31", "reminder_9", "2025-02-28"),
        ("2023-05-31", "reminder_9", "2024-02-29"),
    ],
)
def test_reminder_becomes_due_because_a_day_passed_and_is_fresh_for_a_week(db, began, code, first):
    person = somebody()
    Engagement.objects.create(volunteer=person, candidate_on=day(began), activated_on=day(began))
    rebuild_spans(person.pk)
    for days, expected in ((-1, []), (0, [(code, day(first))]), (6, [(code, day(first))]), (7, [])):
        assert due(person, (day(first) + timedelta(days=days)).isoformat()) == expected


def test_uitstel_moves_the_last_reminder_of_everybody_in_one_question(cast, django_assert_num_queries):
    els = cast.volunteers["els"]
    last_seen(els, "2025-03-14")
    assert due(els, "2026-03-07") == [("reminder_last", day("2026-03-07"))]
    Postponement.objects.create(decided_on=day("2026-03-01"), until_on=day("2026-06-01"))
    rebuild_spans(*StandingSpan.objects.values_list("volunteer_id", flat=True).distinct())
    with django_assert_num_queries(1):
        assert due(els, "2026-03-07") == []
    assert due(els, "2026-05-24") == [("reminder_last", day("2026-05-24"))]


@pytest.mark.parametrize(("moment", "left_alone"), [("2026-03-14 23:30", True), ("2026-03-15 00:30", False)])
def test_yes_counts_up_to_the_end_of_the_last_day_on_the_clock_of_brussels(cast, who, clock, moment, left_alone):
    els = cast.volunteers["els"]
    last_seen(els, "2025-03-14")
    session = services.plan_session(by=who("laila"), starts_at=at(moment))
    services.sign_up(by=who("els"), session=session, volunteer=els, answer=SignUp.YES)
    assert (due(els, "2026-03-07") == []) is left_alone


def test_yes_to_another_day_leaves_nobody_without_the_reminder(cast, who):
    els, laila = cast.volunteers["els"], who("laila")
    last_seen(els, "2025-03-14")
    session = services.plan_session(by=laila, starts_at=at("2026-03-10 19:30"))
    services.sign_up(by=who("els"), session=session, volunteer=els, answer=SignUp.YES)
    services.change_session(by=laila, session=session, starts_at=at("2026-03-10 20:00"), place="Zaal 2")
    assert (due(els, "2026-03-07"), session.sign_ups.get().answer) == ([], SignUp.YES)
    services.change_session(by=laila, session=session, starts_at=at("2026-03-12 20:00"))
    assert due(els, "2026-03-07") == [("reminder_last", day("2026-03-07"))]
    assert session.sign_ups.get().answer == SignUp.UNSURE
    services.sign_up(by=who("els"), session=session, volunteer=els, answer=SignUp.YES)
    assert due(els, "2026-03-07") == []
