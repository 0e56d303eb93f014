"""Letters straight from a query: the same rows as one by one, each once, and a dry run that counts them."""

from datetime import date, timedelta

import pytest
from django.db.models import DateField, Value

from oev import clock as house_clock
from oev.outbox.models import Outgoing
from oev.outbox.rows import post_rows
from oev.outbox.services import Post, post_letters
from volunteers.models import Volunteer

ON = date(2026, 2, 28)
FIELDS = ("key", "code", "fact_id", "to_id", "reader_id", "state", "not_before", "attempts", "last_error", "created_at")


def people(code, on):
    return Volunteer.objects.order_by().values_list(Value(code), "pk", Value(7), on)


def statement(rows):
    return rows.query.sql_with_params()


def rows():
    return list(Outgoing.objects.order_by("key").values_list(*FIELDS))


@pytest.mark.parametrize("on", [ON, None])
def test_rows_are_those_of_letters_written_one_by_one(cast, on):
    pks = list(Volunteer.objects.values_list("pk", flat=True))
    post_letters(Post("reminder_9", pk, 7, on) for pk in pks)
    expected = rows()
    Outgoing.objects.all().delete()
    assert post_rows(statement(people("reminder_9", Value(on, DateField())))) == len(pks)
    assert rows() == expected


def test_rows_write_each_letter_once_and_a_dry_run_counts_the_new_ones(cast):
    twice = statement(people("reminder_9", Value(ON)).union(people("reminder_9", Value(ON)), all=True))
    many = Volunteer.objects.count()
    post_letters([Post("reminder_9", Volunteer.objects.first().pk, 7, ON)])
    assert post_rows(twice, dry_run=True) == many - 1
    assert Outgoing.objects.count() == 1
    assert post_rows(twice) == many - 1
    assert (post_rows(twice), post_rows(twice, dry_run=True), Outgoing.objects.count()) == (0, 0, many)


@pytest.mark.parametrize(("hours", "rung"), [(0, 1), (1, 0)])
def test_rows_ring_when_they_may_leave_now(cast, hours, rung, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as bells:
        post_rows(statement(people("reminder_9", Value(ON))), not_before=house_clock.now() + timedelta(hours=hours))
        post_rows(statement(people("reminder_9", Value(ON))), not_before=house_clock.now())
    assert len(bells) == rung
