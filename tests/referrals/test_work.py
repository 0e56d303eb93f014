"""What waits on 'Vandaag' and on a volunteer's own page; and reading leaves a trace."""

import datetime as dt

import pytest

from oev.audit.models import AccessLog
from oev.registry import registry
from referrals import work
from referrals.models import ReferralPerson
from referrals.services import (
    answer_not_now,
    close_referral,
    hand_back,
    offer_to,
    personal_fields_of,
    plan_talk,
    record_not_reached,
)
from referrals.work_late import late_referrals
from tests.referrals.chain import accepted, at, by_phone, receive

TODAY = dt.date(2026, 3, 7)


def lines(section):
    return [(row.title, row.line) for row in section.rows]


def test_new_referrals_say_until_when_and_move_up_when_they_are_late(cast, laila, clock):
    receive(cast)
    assert lines(work.new_referrals(laila, TODAY)) == [
        ("26-0001, Ziekenhuis Turnhout", "Bekijk dit zaterdag voor 10 uur.")
    ]
    clock.move_to(at(7, 10))
    assert lines(work.new_referrals(laila, TODAY)) == []
    (row,) = late_referrals(laila, TODAY).rows
    assert (row.title, row.tag) == ("26-0001, Ziekenhuis Turnhout", "te laat")


def test_searching_says_who_waits_and_when_a_choice_is_needed(cast, laila):
    referral = by_phone(cast)
    for number, name in enumerate(("els", "jan", "mia"), start=1):
        offer = offer_to(by=laila, referral=referral, volunteer=cast.volunteers[name])
        assert [line for _, line in lines(work.looked_for(laila, TODAY)[0])] == ["1 vraag wacht op een antwoord."]
        answer_not_now(by=None, offer=offer)
        expected = "Vraag de volgende." if number < 3 else work.CHOICES
        assert [line for _, line in lines(work.looked_for(laila, TODAY)[0])] == [expected]
    assert lines(work.new_referrals(laila, TODAY)) == []


def test_nobody_left_asks_for_a_choice_at_once(cast, laila, els):
    for name in ("jan", "mia"):
        cast.volunteers[name].site_access.all().delete()
    answer_not_now(by=None, offer=offer_to(by=laila, referral=receive(cast), volunteer=els))
    (row,) = work.looked_for(laila, TODAY)[0].rows
    assert (row.line, row.tag) == (work.CHOICES, "kies")


def test_a_replacement_stands_in_its_own_list(cast, laila, els):
    _, assignment = accepted(cast, laila, els)
    assert lines(work.looked_for(laila, TODAY)[1]) == []
    hand_back(by=laila, assignment=assignment)
    assert len(work.looked_for(laila, TODAY)[1].rows) == 1
    assert lines(work.looked_for(laila, TODAY)[0]) == []


def test_attempts_come_back_the_next_day_and_after_a_week(cast, laila, els, clock):
    _, assignment = accepted(cast, laila, els)
    for day, line in ((7, []), (8, ["Probeer opnieuw vandaag en 14 maart 2026."])):
        clock.move_to(at(day, 9))
        if day == 7:
            record_not_reached(by=laila, assignment=assignment, on=TODAY)
        assert [row.line for row in work.attempts_due(laila, dt.date(2026, 3, day)).rows] == line
    record_not_reached(by=laila, assignment=assignment, on=dt.date(2026, 3, 8))
    assert work.attempts_due(laila, dt.date(2026, 3, 13)).rows == []
    clock.move_to(at(14, 9))
    record_not_reached(by=laila, assignment=assignment, on=dt.date(2026, 3, 14))
    (row,) = work.attempts_due(laila, dt.date(2026, 3, 14)).rows
    assert row.line == "Twee keer geprobeerd. Je kan dit afronden."


def test_a_volunteer_sees_the_own_questions_and_talks_only(cast, laila, els, mia, actor_of):
    offer = offer_to(by=laila, referral=receive(cast), volunteer=els)
    _, assignment = accepted(cast, laila, els)
    plan_talk(by=laila, assignment=assignment, agreed_at=at(8, 14), place="OCMW")
    as_els, as_mia = (actor_of(who.user, "volunteer") for who in (els, mia))
    (question,) = work.open_questions(as_els, TODAY).rows
    assert question.line == "Iemand in het ziekenhuis van Turnhout wil graag praten. Vandaag tussen 10 en 18 uur."
    assert question.action_url == f"/vraag/{offer.secret}/"
    assert [row.line for row in work.coming_talks(as_els, TODAY).rows] == ["Afgesproken morgen om 14 uur, OCMW."]
    assert (work.open_questions(as_mia, TODAY).rows, work.coming_talks(as_mia, TODAY).rows) == ([], [])


@pytest.mark.parametrize("count", [3, 30])
def test_lists_cost_the_same_number_of_queries(cast, laila, els, actor_of, django_assert_max_num_queries, count):
    as_els = actor_of(els.user, "volunteer")
    for _ in range(count):
        offer_to(by=laila, referral=by_phone(cast), volunteer=els)
    with django_assert_max_num_queries(5):
        work.new_referrals(laila, TODAY)
        assert work.looked_for(laila, TODAY)[0].total == count
        assert len(work.open_questions(as_els, TODAY).rows) == count


def test_the_registry_holds_every_part():
    assert {work.new_referrals, work.looked_for, work.attempts_due} <= {*registry.today}
    assert {work.open_questions, work.coming_talks} <= {*registry.volunteer_home}


def test_reading_the_person_is_logged_once_a_day_and_only_for_who_may(cast, laila, els, mia, actor_of, clock):
    referral, _ = accepted(cast, laila, els, display_name="Zonnebloem", contact=cast.contacts["piet_contact"])
    as_els, as_mia = (actor_of(who.user, "volunteer") for who in (els, mia))
    others = [as_mia, actor_of(cast.users["piet"], "professional"), actor_of(cast.users["victor"], "representative"),
              actor_of(cast.users["bruno"], "board"), actor_of(cast.users["bea"], "admin")]  # fmt: skip
    assert [personal_fields_of(other, referral) for other in others] == [None] * 5
    assert not AccessLog.objects.filter(subject="referral").exists()
    for actor in (laila, as_els, as_els):
        assert personal_fields_of(actor, referral).display_name == "Zonnebloem"
    readers = AccessLog.objects.filter(subject="referral", object_id=referral.pk).values_list("reader", flat=True)
    assert sorted(readers) == sorted([laila.user_id, as_els.user_id])
    close_referral(by=laila, referral=referral, outcome="nothing_now")
    clock.move_to(at(6, 9, month=4))
    assert personal_fields_of(as_els, referral) is not None
    clock.move_to(at(7, 9, 1, month=4))
    assert personal_fields_of(as_els, referral) is None
    assert ReferralPerson.objects.filter(referral=referral).exists()


def test_the_aanmelder_reads_the_person_until_it_is_taken_on(cast, laila, els, actor_of):
    referral = by_phone(cast, contact=cast.contacts["piet_contact"])
    piet = actor_of(cast.users["piet"], "professional")
    assert personal_fields_of(piet, referral) is not None
    offer_to(by=laila, referral=referral, volunteer=els)
    assert personal_fields_of(piet, referral) is None


def test_own_data_holds_questions_and_talks_of_the_own_account_only(cast, laila, els, mia):
    accepted(cast, laila, els)
    held = {part.title: part for part in registry.personal_data}
    assert list(held["Vragen aan jou"].read(els.user)) == [{"gevraagd op": "7 maart 2026", "antwoord": "ja"}]
    said = [{"wat": "gesprek", "ja gezegd op": "7 maart 2026", "staat": "aangenomen"}]
    assert list(held["Gesprekken waarop je ja zei"].read(els.user)) == said
    assert [list(held[title].read(mia.user)) for title in ("Vragen aan jou", "Gesprekken die je had")] == [[], []]
