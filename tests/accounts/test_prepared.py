"""What every page asks is put into SQL once and asked anew each time: the same rows as the query, never old ones."""

import datetime as dt
import gc

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from oev import clock
from oev.accounts.actor import Actor
from oev.accounts.models import Office, User
from oev.accounts.querysets import HATS, _every_hat, hats_of
from oev.clock import today
from oev.prepared import Prepared
from partners.models import Organisation
from partners.work import house_facts
from volunteers.models import Volunteer

APPS = {"oev", "partners", "volunteers", "contactgroups", "referrals", "reporting"}
DAYS = [dt.date(2020, 1, 1), dt.date(2025, 12, 31), dt.date(2026, 3, 7), dt.date(2030, 2, 28)]


def test_hats_are_those_of_the_query_itself_for_everybody_on_every_day(cast):
    people = [*User.objects.values_list("pk", flat=True), -1]
    for day in DAYS:
        for pk in people:
            assert sorted(HATS.rows(user_id=pk, day=day)) == sorted(_every_hat(pk, day))
    assert any(hats_of(pk, DAYS[2]) for pk in people)


def test_right_that_ends_is_gone_at_the_next_question(cast):
    laila = cast.users["laila"]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert [option.actor.is_coordinator for option in hats_of(laila.pk, today())] == [True]
    assert len(queries) == 1
    Office.objects.filter(user=laila).update(until_on=today())
    assert hats_of(laila.pk, today()) == []


def test_house_is_reached_as_it_says_now(cast):
    ours = Organisation.objects.ours() or Organisation.objects.create(name="Huis")
    Organisation.objects.filter(pk=ours.pk).update(phone="014 11 11 11", email="huis@voorbeeld.be")
    assert house_facts() == {"help_phone": "014 11 11 11", "help_email": "huis@voorbeeld.be"}
    Organisation.objects.filter(pk=ours.pk).update(phone="014 22 22 22")
    assert house_facts()["help_phone"] == "014 22 22 22"


@pytest.mark.parametrize(
    "build",
    [
        lambda day, now: Office.objects.filter(from_on__lte=day.replace(day=1), until_on__gt=day),
        lambda day, now: Office.objects.filter(from_on__lte=day, until_on=day.replace(year=day.year - 1)),
        lambda day, now: Office.objects.filter(from_on__lte=day, weekdays__contains=[day.weekday()]),
        lambda day, now: User.objects.filter(last_login__lt=clock.start_of(day)),
        lambda day, now: User.objects.filter(last_login__lt=clock.start_of(now.date()), last_login__gt=now),
        lambda day, now: User.objects.filter(name=f"{day}", last_login__gt=now),
        lambda day, now: Office.objects.filter(from_on__lte=day).order_by("pk" if day.month == 3 else "-pk"),
        lambda day, now: Office.objects.filter(from_on__lte=today()),
        lambda day, now: User.objects.filter(last_login__lt=clock.now(), created_at__lt=now),
    ],
    ids=["month", "year", "weekday", "midnight", "midnight before now", "words", "order", "today", "this moment"],
)
def test_query_that_calculates_with_a_value_in_another_way_is_not_prepared(db, build):
    with pytest.raises(ValueError, match="a prepared query must"):
        Prepared(build, some=True, day=dt.date, now=dt.datetime).rows(day=today(), now=clock.now())


def test_query_that_leaves_a_value_out_is_not_prepared(db):
    with pytest.raises(ValueError, match="must hold its values as they are"):
        Prepared(lambda day: Office.objects.filter(from_on__lte=F("until_on")), day=dt.date).rows(day=today())


def test_query_that_asks_the_database_while_it_is_built_is_not_prepared(cast):
    def build(user_id):
        return Office.objects.filter(user__in=list(User.objects.filter(pk=user_id)))

    with pytest.raises(ValueError, match="without asking the database"):
        Prepared(build, user_id=int).rows(user_id=cast.users["laila"].pk)


def test_fixed_number_of_days_or_hours_from_a_value_goes_along_with_it(cast):
    def build(day, now):
        soon = Office.objects.filter(from_on__lte=day + dt.timedelta(days=30), from_on__gt=day - dt.timedelta(days=30))
        return soon.filter(user__last_login__lt=now - dt.timedelta(weeks=4)).values_list("pk").order_by("pk")

    asked = Prepared(build, day=dt.date, now=dt.datetime)
    first = Office.objects.order_by("from_on").first()
    User.objects.update(last_login=dt.datetime(2026, 3, 1, tzinfo=clock.BRUSSELS))
    found = set()
    for days in (-40, -30, -1, 0, 1, 29, 30, 31):
        for now in (dt.datetime(2026, 3, 28, 23, 30, tzinfo=clock.BRUSSELS), clock.start_of(dt.date(2026, 3, 30))):
            day = first.from_on + dt.timedelta(days=days)
            rows = asked.rows(day=day, now=now)
            assert rows == list(build(day, now))
            found.add(bool(rows))
    assert found == {True, False}


def test_rows_are_what_the_query_itself_would_give(cast):
    """Objects with what was read along, annotations, dicts and tuples."""
    whole = Office.objects.select_related("user").annotate(twice=F("pk") * 2).order_by("pk")
    for build in (
        lambda day: whole.filter(from_on__lte=day).prefetch_related("absences"),
        lambda day: whole.filter(from_on__lte=day).values("user__name", "twice"),
        lambda day: whole.filter(from_on__lte=day).values_list("from_on", "twice"),
        lambda day: whole.filter(from_on__lte=day).values_list("from_on", flat=True),
        lambda day: whole.filter(from_on__lte=day).none(),
    ):
        expected, asked = list(build(today())), Prepared(build, some=True, day=dt.date)
        for _ in range(2):
            assert asked.rows(day=today()) == expected
    office = Prepared(lambda day: whole.filter(from_on__lte=day).prefetch_related("absences"), day=dt.date).rows(
        day=today()
    )[0]
    with CaptureQueriesContext(connection) as queries:
        assert (office.user.name, office.twice, list(office.absences.all())) == ("Laila Proef", office.pk * 2, [])
    assert len(queries) == 0


def test_each_hat_has_a_query_of_its_own_and_each_person_the_own_rows(cast, actor_of):
    asked = Prepared(lambda actor: Volunteer.objects.visible_to(actor).order_by("pk").values_list("pk"), actor=Actor)
    people = [("laila", "coordinator"), ("els", "volunteer"), ("rita", "volunteer")]
    for _ in range(2):
        found = []
        for name, hat in people:
            actor = actor_of(cast.users[name], hat)
            found.append(asked.rows(actor=actor))
            assert found[-1] == list(Volunteer.objects.visible_to(actor).order_by("pk").values_list("pk"))
        assert len({tuple(rows) for rows in found}) == len(people)


def test_every_question_of_the_house_is_asked_twice_by_coordinator_and_vertegenwoordiger(cast, actor_of):
    """What cannot be prepared would fail at its first use: here, not at somebody's."""
    every = [one for one in gc.get_objects() if type(one) is Prepared and one._build.__module__.split(".")[0] in APPS]
    assert len(every) > 50
    values = {int: 1, list: [1, 2], dt.date: today(), dt.datetime: clock.now()}
    for actor in (actor_of(cast.users["laila"], "coordinator"), actor_of(cast.users["victor"], "representative")):
        for one in every:
            given = {name: actor if kind is Actor else values[kind] for name, kind in one._kinds.items()}
            assert one.rows(**given) == one.rows(**given)
