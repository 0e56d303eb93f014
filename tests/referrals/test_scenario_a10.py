"""A10: somebody stayed away; what is known of the person goes away, the counts stay."""

import datetime as dt

import pytest
from django.db import connection

from oev.errors import Refused
from oev.jobs import run_job
from referrals.models import Assignment, OutreachAttempt, Referral, ReferralPerson
from referrals.outreach import days_to_try, may_stop_trying
from referrals.services import (
    close_referral,
    plan_talk,
    record_not_reached,
    record_talk,
    withdraw_consent,
    withdraw_referral,
)
from referrals.states import AssignmentState, Outcome, ReferralState
from tests.referrals.chain import accepted, at, by_phone

POINTING_AT_PEOPLE = """
    SELECT conrelid::regclass::text, attname
    FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY(conkey)
    WHERE confrelid = 'volunteers_volunteer'::regclass AND conrelid::regclass::text LIKE 'referrals_%'
"""
MISSED, NEXT_DAY, WEEK_LATER = (dt.date(2026, 3, day) for day in (12, 13, 19))


@pytest.fixture
def missed(cast, clock, laila):
    """An accepted talk on 12 March at 16 o'clock, and at 16:30 'Niet bereikt': (referral, assignment)."""
    referral, assignment = accepted(cast, laila, cast.volunteers["els"])
    plan_talk(by=laila, assignment=assignment, agreed_at=at(12, 16), place="OCMW")
    clock.move_to(at(12, 16, 30))
    record_not_reached(by=laila, assignment=assignment, on=MISSED)
    referral.refresh_from_db()
    return referral, Assignment.objects.get(pk=assignment.pk)


def test_a10_not_reached_asks_to_try_the_next_day_and_after_a_week(missed):
    referral, assignment = missed
    assert referral.state == ReferralState.NOT_REACHED
    assert (assignment.state, assignment.agreed_at) == (AssignmentState.ACCEPTED, None)
    assert days_to_try([MISSED]) == [NEXT_DAY, WEEK_LATER]


def test_a10_reached_after_a_week_and_it_runs_on(missed, laila, clock):
    referral, assignment = missed
    clock.move_to(at(19, 17))
    record_talk(
        by=laila,
        assignment=assignment,
        happened_at=at(19, 16),
        channel="phone",
        duration="short",
        next_moment=at(26, 16),
    )
    referral.refresh_from_db()
    assert referral.state == ReferralState.RUNNING


def test_a10_not_reached_twice_can_be_closed_and_the_person_is_forgotten_after_30_days(missed, laila, clock):
    referral, assignment = missed
    clock.move_to(at(13, 17))
    record_not_reached(by=laila, assignment=assignment, on=NEXT_DAY)
    with pytest.raises(Refused, match="Na twee pogingen"):
        close_referral(by=laila, referral=referral, outcome=Outcome.NOT_REACHED)
    clock.move_to(at(19, 17))
    record_not_reached(by=laila, assignment=assignment, on=WEEK_LATER)
    close_referral(by=laila, referral=referral, outcome=Outcome.NOT_REACHED)
    clock.move_to(at(17, 3, month=4))
    run_job("bewaartermijnen", dt.date(2026, 4, 17))
    assert ReferralPerson.objects.filter(referral=referral).exists()
    clock.move_to(at(18, 3, month=4))
    sentence = "Aanmeldingen waarvan de gegevens van de persoon gewist zouden worden: 1."
    assert sentence in run_job("bewaartermijnen", dt.date(2026, 4, 18), dry_run=True)
    assert ReferralPerson.objects.filter(referral=referral).exists()
    assert sentence.replace("gewist zouden worden", "gewist zijn") in run_job("bewaartermijnen", dt.date(2026, 4, 18))
    assert not ReferralPerson.objects.filter(referral=referral).exists()
    referral.refresh_from_db()
    assert (referral.state, referral.outcome) == ("closed", "not_reached")
    assert OutreachAttempt.objects.filter(assignment=assignment).count() == 3


def test_a10_liever_niet_ends_every_further_attempt_at_once(missed, laila):
    referral, assignment = missed
    close_referral(by=laila, referral=referral, outcome=Outcome.RATHER_NOT)
    with pytest.raises(Refused, match="al afgerond"):
        record_not_reached(by=laila, assignment=assignment, on=MISSED)
    assert Assignment.objects.not_reached().count() == 0


@pytest.mark.parametrize(
    ("attempts", "days", "enough"),
    [
        ([], [], False),
        ([MISSED], [NEXT_DAY, WEEK_LATER], False),
        ([MISSED, NEXT_DAY], [WEEK_LATER], False),
        ([MISSED, dt.date(2026, 3, 15)], [WEEK_LATER], False),
        ([WEEK_LATER, MISSED, NEXT_DAY], [], True),
    ],
)
def test_attempts_say_when_to_try_again_and_when_it_is_enough(attempts, days, enough):
    assert (days_to_try(attempts), may_stop_trying(attempts)) == (days, enough)


@pytest.mark.parametrize("withdraw", [withdraw_referral, withdraw_consent])
def test_a_withdrawn_referral_is_forgotten_by_the_next_night(cast, clock, laila, withdraw):
    referral, other = by_phone(cast), by_phone(cast)
    withdraw(by=None, referral=referral)
    clock.move_to(at(8, 3))
    run_job("bewaartermijnen", dt.date(2026, 3, 8))
    assert list(ReferralPerson.objects.values_list("referral_id", flat=True)) == [other.pk]


def test_the_person_stands_encrypted_in_every_table_of_the_database(cast, laila):
    accepted(cast, laila, cast.volunteers["els"], display_name="Zonnebloem", phone="0499 98 76 54", via="tante Julia")
    person = ReferralPerson.objects.get()
    assert (person.display_name, person.phone, person.via) == ("Zonnebloem", "0499 98 76 54", "tante Julia")
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT string_agg(t::text, chr(10)) FROM "{table}" t')
            text = cursor.fetchone()[0] or ""
            assert [word for word in ("Zonnebloem", "98 76 54", "Julia") if word in text] == [], table


@pytest.mark.django_db(transaction=True)
def test_after_closing_no_query_finds_who_said_nu_niet(cast, laila, clock, actor_of):
    import pghistory

    from referrals.services import answer_not_now, answer_yes, offer_to

    referral = by_phone(cast)
    els, mia = cast.volunteers["els"], cast.volunteers["mia"]
    by_els = actor_of(cast.users["els"], "volunteer")
    offer = offer_to(by=laila, referral=referral, volunteer=els)
    with pghistory.context(user=by_els.user_id, hat="volunteer"):
        answer_not_now(by=by_els, offer=offer)
    assignment = answer_yes(by=None, offer=offer_to(by=laila, referral=referral, volunteer=mia))
    close_referral(by=laila, referral=Referral.objects.get(pk=referral.pk), outcome=Outcome.NOTHING_NOW)
    assert list(referral.offers.order_by("pk").values_list("state", "volunteer")) == [
        ("not_now", None),
        ("yes", mia.pk),
    ]
    assert assignment.volunteer_id == mia.pk
    with connection.cursor() as cursor:
        cursor.execute("SELECT metadata::text FROM pghistory_context")
        assert not [row for row in cursor.fetchall() if f'"user": {by_els.user_id}' in row[0]]
        cursor.execute(POINTING_AT_PEOPLE)
        pointing = cursor.fetchall()
        assert ("referrals_offer", "volunteer_id") in pointing
        for table, column in pointing:
            cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [els.pk])
            assert cursor.fetchone()[0] == 0, table
