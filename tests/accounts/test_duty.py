"""Who is there for an office on a day (Q43)."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from oev.accounts import duty
from oev.accounts.duty import Post, coordinator_posts, first_day_of
from oev.accounts.models import Absence, Office

SATURDAY = dt.date(2026, 3, 7)
HORIZON = 120


def day(number: int) -> dt.date:
    return SATURDAY + dt.timedelta(days=number)


def periods(least: int):
    """Half-open periods near the day; the end may be open."""
    return st.tuples(st.integers(-20, 60), st.none() | st.integers(1, 30)).map(
        lambda one: (day(one[0] + least), day(one[0] + least + one[1]) if one[1] else None)
    )


POSTS = st.builds(
    lambda period, weekdays, empty: Post(period[0], period[1], frozenset(weekdays), tuple(empty)),
    periods(-20), st.sets(st.integers(0, 6)), st.lists(periods(0), max_size=4),
)  # fmt: skip


def somebody_is_there(posts, on: dt.date) -> bool:
    """The rule as one says it, day by day."""
    for post in posts:
        holds = post.from_on <= on and (post.until_on is None or on < post.until_on)
        away = any(begin <= on and (end is None or on < end) for begin, end in post.empty)
        if holds and not away and on.weekday() in post.weekdays:
            return True
    return False


@given(st.lists(POSTS, max_size=3), st.integers(-30, 30))
def test_first_day_is_the_first_day_on_which_somebody_is_there(posts, number):
    days = [day(number + more) for more in range(HORIZON)]
    expected = next((one for one in days if somebody_is_there(posts, one)), None)

    assert first_day_of(tuple(posts), day(number)) == expected


@given(POSTS, st.integers(-30, 90))
def test_a_post_is_there_when_the_rule_says_so(post, number):
    assert post.is_there(day(number)) == somebody_is_there([post], day(number))


def office(cast, name: str) -> Office:
    return Office.objects.get(user=cast.users[name])


def away(cast, name: str, stand_in: str | None, begin: int = 0, end: int | None = None) -> Absence:
    return Absence.objects.create(
        office=office(cast, name), stand_in=cast.users[stand_in] if stand_in else None,
        from_on=day(begin), until_on=None if end is None else day(end),
    )  # fmt: skip


def test_a_closed_account_is_no_coordinator(cast):
    """Ines is coordinator on paper and her account is closed."""
    assert len(coordinator_posts(SATURDAY)) == 2
    assert duty.holders("coordinator", SATURDAY) == sorted([cast.laila.pk, cast.dora.pk])


def test_an_absence_empties_a_post_only_without_somebody_who_stands_in(cast, django_assert_num_queries):
    away(cast, "laila", "stan", 0, 5)
    away(cast, "laila", None, 6, 9)
    away(cast, "dora", "ines", 2)
    with django_assert_num_queries(2):
        posts = coordinator_posts(SATURDAY)

    assert [post.empty for post in posts] == [((day(6), day(9)),), ((day(2), None),)]


def test_who_stands_in_is_there_and_who_is_away_is_not(cast):
    away(cast, "laila", "stan", 0, 5)
    away(cast, "dora", None, 0, 2)

    assert duty.on_duty("coordinator", day(0)) == [cast.stan.pk]
    assert duty.on_duty("coordinator", day(3)) == sorted([cast.stan.pk, cast.dora.pk])
    assert duty.stand_ins("coordinator", day(5)) == []


def test_weekdays_count_for_being_there_and_not_for_holding(cast):
    Office.objects.filter(pk=office(cast, "laila").pk).update(weekdays=[0, 1, 2, 3, 4])

    assert duty.on_duty("coordinator", SATURDAY) == [cast.dora.pk]
    assert duty.holders("coordinator", SATURDAY) == sorted([cast.laila.pk, cast.dora.pk])


def test_the_stand_in_is_alarmed(cast):
    away(cast, "laila", "stan")
    away(cast, "dora", None)

    assert duty.whom_to_alarm(SATURDAY) == [cast.stan.pk]


def test_both_coordinators_of_the_day_are_alarmed(cast):
    assert duty.whom_to_alarm(SATURDAY) == sorted([cast.laila.pk, cast.dora.pk])


def test_a_coordinator_who_is_alone_that_day_is_alarmed_with_the_other(cast):
    Office.objects.filter(pk=office(cast, "dora").pk).update(weekdays=[0])

    assert duty.whom_to_alarm(SATURDAY) == sorted([cast.laila.pk, cast.dora.pk])


def test_without_another_coordinator_the_vertegenwoordiger_is_alarmed(cast):
    Office.objects.filter(pk=office(cast, "dora").pk).update(until_on=SATURDAY)

    assert duty.whom_to_alarm(SATURDAY) == sorted([cast.laila.pk, cast.victor.pk])


def test_who_stands_in_for_the_vertegenwoordiger_is_alarmed_in_the_same_way(cast):
    Office.objects.filter(kind="coordinator").update(until_on=SATURDAY)
    away(cast, "victor", "els")

    assert duty.whom_to_alarm(SATURDAY) == [cast.users["els"].pk]
