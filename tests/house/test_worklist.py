"""Work lists ask once what may hold something, and only then look further."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oev import clock, worklist
from oev.accounts.models import User
from oev.registry import WorkRow, WorkSection, registry
from oev.worklist import Moments, counted, first_of, opened_by, sections_of

TODAY = dt.date(2026, 3, 7)


def section(key, order=50):
    return WorkSection(key, key.capitalize(), [WorkRow(title=key)], order=order)


@pytest.fixture
def laila(cast, actor_of):
    return actor_of(cast.users["laila"], "coordinator")


def test_section_whose_condition_has_no_row_is_not_asked(laila):
    asked = []

    def of(key, found):
        @opened_by(lambda when: User.objects.all() if found else User.objects.filter(created_at__gt=when.now))
        def provider(actor, day):
            asked.append(key)
            return section(key)

        return provider

    providers = [of("dicht", found=False), of("open", found=True), lambda actor, day: section("altijd", order=1)]
    with CaptureQueriesContext(connection) as queries:
        assert [one.key for one in sections_of(providers, laila, TODAY)] == ["altijd", "open"]
    assert asked == ["open"]
    assert len(queries.captured_queries) == 2  # the one question, and what the watcher of the tests asks
    with CaptureQueriesContext(connection) as queries:
        sections_of(providers, laila, TODAY)
    assert len(queries.captured_queries) == 2


def test_provider_may_give_several_sections(laila):
    given = sections_of([lambda actor, day: (section("b", 2), section("a", 1))], laila, TODAY)
    assert [one.key for one in given] == ["a", "b"]


def test_section_with_rows_behind_a_closed_condition_is_noticed(laila):
    @opened_by(lambda when: User.objects.none().filter(pk=0))
    def provider(actor, day):
        return section("vergeten")

    with pytest.raises(AssertionError, match="vergeten would not be asked"):
        provider(laila, TODAY)


@pytest.mark.parametrize("lists", ["today", "dashboard"])
def test_question_of_every_list_is_the_question_of_each_condition(laila, lists):
    providers = [one for one in getattr(registry, lists) if one in worklist.CONDITIONS]
    conditions = [worklist.CONDITIONS[one] for one in providers]
    assert len(conditions) > 5
    for day in (TODAY, TODAY + dt.timedelta(days=400)):
        answers = worklist._ask(conditions, laila.user_id, day)
        assert list(answers) == [condition(Moments(day, clock.now())).exists() for condition in conditions]


def test_first_of_counts_all_in_the_same_query(cast):
    with CaptureQueriesContext(connection) as queries:
        rows, total = first_of(counted(User.objects.order_by("pk"), 2), 2)
    assert (len(rows), total, len(queries.captured_queries)) == (2, User.objects.count(), 1)
    assert first_of(counted(User.objects.filter(pk=-1), 2), 2) == ([], None)
    assert first_of(counted(User.objects.filter(pk=rows[0].pk), 2), 2) == ([rows[0]], None)
